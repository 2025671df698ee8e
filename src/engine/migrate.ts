/** Moves a session to another version of its questionnaire: answers are kept by question id or by `was`. */
import type { Question, Questionnaire } from '../questionnaire/schema.ts'
import type { Facts } from './kinds/index.ts'
import { accept, complete } from './kinds/index.ts'
import type { Entry, Session } from './types.ts'

type Moved = {
  session: Session
  /** Question ids of the new version: asked for the first time, and asked again because the given answer no longer fits. */
  fresh: string[]
  changed: string[]
  /** Ids of entries that no question of the new version takes up; they stay in the session and are not submitted. */
  setAside: string[]
}

const questionsOf = (questionnaire: Questionnaire): Question[] => questionnaire.sections.flatMap((s) => s.questions)

/** All choices and rows: whether one is shown is the route's to say. */
const allFacts = (question: Question): Facts => ({
  choiceIds: 'choices' in question ? question.choices.map((c) => c.id) : [],
  rowIds: question.kind === 'matrix' ? question.rows.map((r) => r.id) : [],
})

const missingFits = (question: Question, missing: NonNullable<Entry['missing']>): boolean => {
  if (question.kind === 'info') return false
  if (missing === 'dont_know') return question.dontKnow
  return missing === 'not_applicable' ? question.notApplicable : !question.required
}

/** The entry under the new question; undefined when what it holds does not fit there. */
const carried = (question: Question, entry: Entry): Entry | undefined => {
  if (question.kind === 'info') return entry.read ? entry : undefined
  if (entry.missing !== undefined) return missingFits(question, entry.missing) ? entry : undefined
  if (entry.answer === undefined) return undefined
  const facts = allFacts(question)
  const accepted = accept(question, entry.answer, facts)
  if ('problem' in accepted) return undefined
  const { partial: _, ...rest } = entry
  // Rows with conditions may be hidden, so an open one among them is the route's to find.
  const rows = question.kind === 'matrix' ? question.rows.filter((r) => r.when === undefined).map((r) => r.id) : []
  const whole = complete(question, accepted.ok, { ...facts, rowIds: rows })
  return { ...rest, answer: accepted.ok, ...(whole ? {} : { partial: true }) }
}

/** Rows that the new version no longer has are left out of the answer; what was said of them is kept as it was. */
const losesRows = ({ answer: before }: Entry, { answer: after }: Entry): boolean =>
  before?.kind === 'matrix' &&
  after?.kind === 'matrix' &&
  Object.keys(before.value).length + Object.keys(before.missing ?? {}).length >
    Object.keys(after.value).length + Object.keys(after.missing ?? {}).length

/** Where an answer that does not fit is kept: its question is asked again under the same id, so it needs another one. */
const keptId = (question: string, version: number): string => `${question}@v${version}`

/** Whether an id of `entries` is that of an answer kept when its question was to be answered again. */
export const isKeptId = (id: string): boolean => id.includes('@v')

const entriesOf = (session: Session, id: string): Entry | undefined =>
  Object.hasOwn(session.entries, id) ? session.entries[id] : undefined

/**
 * Moves a session to `to`. An answer is kept when its question, or the one that names it in `was`, still accepts it. What
 * no longer fits is set aside: it stays in `entries` under an id that no question has (`<id>@v<version>`), and its question
 * begins again one revision higher, so that an old card of it is stale. A session of that version comes back as it is.
 */
export const migrate = (session: Session, to: Questionnaire): Moved => {
  if (session.version === to.version) return { session, fresh: [], changed: [], setAside: [] }
  const moved: Moved = { session, fresh: [], changed: [], setAside: [] }
  const entries: Record<string, Entry> = {}
  const taken = new Set<string>()
  for (const question of questionsOf(to)) {
    const was = question.was !== undefined && entriesOf(session, question.was) !== undefined ? question.was : undefined
    const from = entriesOf(session, question.id) === undefined ? was : question.id
    const entry = from === undefined ? undefined : entriesOf(session, from)
    if (from === undefined || entry === undefined) {
      if (question.kind !== 'info') moved.fresh.push(question.id)
      continue
    }
    taken.add(from)
    const kept = carried(question, entry)
    if (kept !== undefined) {
      entries[question.id] = kept
      if (losesRows(entry, kept)) {
        entries[keptId(from, session.version)] = entry
        moved.setAside.push(keptId(from, session.version))
      }
      continue
    }
    const { answer: _answer, missing: _missing, partial: _partial, read: _read, ...empty } = entry
    entries[question.id] = { ...empty, r: entry.r + 1 }
    entries[keptId(from, session.version)] = entry
    moved.changed.push(question.id)
    moved.setAside.push(keptId(from, session.version))
  }
  for (const [id, entry] of Object.entries(session.entries)) {
    if (taken.has(id)) continue
    const kept = Object.hasOwn(entries, id) ? keptId(id, session.version) : id
    entries[kept] = entry
    moved.setAside.push(kept)
  }
  return { ...moved, session: { ...session, version: to.version, entries } }
}
