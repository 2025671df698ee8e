/** Moves a session to another version of its questionnaire: answers are kept by question id or by `was`. */

import { accept, complete } from '../kinds/index.ts'
import type { Facts } from '../kinds/kind.ts'
import type { Question, Questionnaire } from '../questionnaire/schema.ts'
import { asks, gives, hasChoices, isAsked } from '../questionnaire/shape.ts'
import { nameIn, questionsOf, stepsBetween, type Versions } from '../questionnaire/versions.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { same } from './draft.ts'
import { isSettled, route } from './route.ts'
import type { Entry, Seat, Session } from './session.ts'

type Moved = {
  session: Session
  /** Question ids of the new version: asked for the first time, and asked again because the given answer no longer fits. */
  fresh: string[]
  changed: string[]
  /** Ids of entries that no question of the new version takes up; they stay in the session and are not submitted. */
  setAside: string[]
}

/** All choices and rows: whether one is shown is the route's to say. */
const allFacts = (question: Question): Facts => ({
  choiceIds: hasChoices(question) ? question.choices.map((c) => c.id) : [],
  rowIds: asks(question, 'rows') ? question.rows.map((r) => r.id) : [],
})

const missingFits = (question: Question, missing: NonNullable<Entry['missing']>): boolean => {
  if (!isAsked(question)) return false
  if (missing === 'dont_know') return question.dontKnow
  return missing === 'not_applicable' ? question.notApplicable : !question.required
}

/** The entry under the new question; undefined when what it holds does not fit there. */
const carried = (question: Question, entry: Entry): Entry | undefined => {
  if (!isAsked(question)) return entry.read ? entry : undefined
  if (entry.missing !== undefined) return missingFits(question, entry.missing) ? entry : undefined
  if (entry.answer === undefined) return undefined
  const facts = allFacts(question)
  const accepted = accept(question, entry.answer, facts)
  if ('problem' in accepted) return undefined
  const { partial: _, ...rest } = entry
  // Rows with conditions may be hidden, so an open one among them is the route's to find.
  const rows = asks(question, 'rows') ? question.rows.filter((r) => r.when === undefined).map((r) => r.id) : []
  const whole = complete(question, accepted.ok, { ...facts, rowIds: rows })
  return { ...rest, answer: accepted.ok, ...(whole ? {} : { partial: true }) }
}

/** Rows that the new version no longer has are left out of the answer; what was said of them is kept as it was. */
const losesRows = ({ answer: before }: Entry, { answer: after }: Entry): boolean =>
  gives(before, 'rows') &&
  gives(after, 'rows') &&
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
      if (isAsked(question)) moved.fresh.push(question.id)
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

// A session and the seats in it follow their questionnaire through the versions that were published meanwhile.

/**
 * Moves a session to version `to`, one published version after the other, since a `was` names a question of the one before.
 * `Session.moved` says what that meant, for the people in it. The same session when it is there already, or newer.
 */
export const moveSession = (session: Session, { versions, to, unit }: Move): Session => {
  const steps = stepsBetween(versions, session.version, to)
  const newest = steps.at(-1)
  if (newest === undefined) return session
  const after = steps.reduce((moving, step) => migrate(moving, step).session, session)
  const names = new Map(
    questionsOf(versions.get(session.version)).map((q) => [
      nameIn(versions, q.id, { from: session.version, to: newest.version }),
      q.id,
    ]),
  )
  const asked = route(newest, unit, after.entries).filter((stop) => isAsked(stop.question))
  const entryBefore = (id: string): Entry | undefined => session.entries[names.get(id) ?? id]
  return {
    ...after,
    moved: {
      from: session.version,
      fresh: asked.filter(({ question }) => !names.has(question.id)).length,
      again: asked.filter(({ question, entry }) => isSettled(entryBefore(question.id)) && !isSettled(entry)).length,
    },
  }
}
export type Move = { versions: Versions; to: number; unit: Unit }

/** A revision that no answer ever had: what is typed to a question as it was is not taken for an answer to the new one. */
const neverHad = 1_000_000_000

/**
 * The seat in a session that is on version `to`: at the same question under its present name, and nothing waiting, or told
 * ahead, that was asked in other words. `from`: the version the person last saw.
 */
export const moveSeat = (
  { ahead: _, ...seat }: Seat,
  { versions, from, to }: { versions: Versions; from: number; to: number },
): Seat => {
  const newName = (question: string) => nameIn(versions, question, { from, to })
  const find = (version: number, id: string) => questionsOf(versions.get(version)).find((q) => q.id === id)
  const { position, pending, open } = seat
  const isSame = (question: string): boolean => {
    const { was: _then, ...then } = find(from, question) ?? { was: undefined }
    const { was: _now, ...now } = find(to, newName(question)) ?? { was: undefined }
    return same({ ...then, id: '' }, { ...now, id: '' })
  }
  return {
    ...seat,
    pending: pending !== null && 'question' in pending ? null : pending,
    position:
      position.at === 'question'
        ? {
            ...position,
            question: newName(position.question),
            ...(isSame(position.question) ? {} : { r: neverHad }),
          }
        : position,
    open: open?.question === undefined ? open : { ...open, question: newName(open.question) },
  }
}
