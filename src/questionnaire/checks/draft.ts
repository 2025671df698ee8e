/** What can be read of a questionnaire that may still have faults, so that one fault does not hide the others. */

import { type Condition, condition } from '../condition.ts'
import type { Path } from '../fault.ts'
import { type Question, question } from '../schema.ts'
import { asks, hasChoices, isAsked } from '../shape.ts'
import { valueAt } from '../yaml.ts'

type DraftSection = { id: string | undefined; index: number; path: Path; when?: Condition }
export type DraftQuestion = { question: Question; order: number; path: Path; section: DraftSection }
/** A question that does not parse, as it was written. */
type BrokenQuestion = { raw: unknown; id: string | undefined; order: number; path: Path; section: DraftSection }

export type Draft = {
  data: unknown
  sections: DraftSection[]
  /** Those that parse, in order. */
  questions: DraftQuestion[]
  broken: BrokenQuestion[]
  byId: ReadonlyMap<string, DraftQuestion>
  /** Ids of all questions, also of those that do not parse, and where each first stands in order. */
  orders: ReadonlyMap<string, number>
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const textAt = (data: unknown, path: Path): string | undefined => {
  const value = valueAt(data, path)
  return typeof value === 'string' ? value : undefined
}

/** Reads what parses; the rest is left out, its ids kept, so that nobody is told that a faulty question is unknown. */
export const draftOf = (data: unknown): Draft => {
  const sections: DraftSection[] = []
  const questions: DraftQuestion[] = []
  const broken: BrokenQuestion[] = []
  const orders = new Map<string, number>()
  let order = 0
  for (const [s, raw] of list(valueAt(data, ['sections'])).entries()) {
    const path: Path = ['sections', s]
    const when = condition.safeParse(valueAt(raw, ['when']))
    const section = { id: textAt(raw, ['id']), index: s, path, ...(when.success ? { when: when.data } : {}) }
    sections.push(section)
    for (const [q, rawQuestion] of list(valueAt(raw, ['questions'])).entries()) {
      const id = textAt(rawQuestion, ['id'])
      if (id !== undefined && !orders.has(id)) orders.set(id, order)
      const at = { order, path: [...path, 'questions', q], section }
      const parsed = question.safeParse(rawQuestion)
      if (parsed.success) questions.push({ question: parsed.data, ...at })
      else broken.push({ raw: rawQuestion, id, ...at })
      order += 1
    }
  }
  const byId = new Map<string, DraftQuestion>()
  for (const q of questions) if (!byId.has(q.question.id)) byId.set(q.question.id, q)
  return { data, sections, questions, broken, byId, orders }
}

/**
 * A condition where it stands. `before`: questions of a lower order may be referred to. `own`: so may the one of this id
 * (in its own checks).
 */
export type Referring = { condition: Condition; path: Path; before: number; own?: string | undefined }

export type Placed = Referring & {
  of: 'section' | 'question' | 'choice' | 'row' | 'check'
  owner: DraftQuestion | DraftSection
}

const ofQuestion = (q: DraftQuestion): Placed[] => {
  const { question: it, path, order } = q
  const at = (of: Placed['of'], tail: Path, when: Condition | undefined): Placed[] =>
    when === undefined ? [] : [{ condition: when, path: [...path, ...tail], before: order, of, owner: q }]
  const own = at('question', ['when'], it.when)
  if (!isAsked(it)) return own
  const choices = hasChoices(it) ? it.choices.flatMap((c, i) => at('choice', ['choices', i, 'when'], c.when)) : []
  const rows = asks(it, 'rows') ? it.rows.flatMap((r, i) => at('row', ['rows', i, 'when'], r.when)) : []
  const checks = it.checks
    .flatMap((c, i) => at('check', ['checks', i, 'when'], c.when))
    .map((p) => ({ ...p, own: it.id }))
  return [...own, ...choices, ...rows, ...checks]
}

const firstOrder = (draft: Draft, section: DraftSection): number =>
  Math.min(...[...draft.questions, ...draft.broken].filter((q) => q.section === section).map((q) => q.order))

/** Every condition of the questionnaire. */
export const conditionsOf = (draft: Draft): Placed[] => [
  ...draft.sections.flatMap((section): Placed[] => {
    if (section.when === undefined) return []
    const path = [...section.path, 'when']
    return [{ condition: section.when, path, before: firstOrder(draft, section), of: 'section', owner: section }]
  }),
  ...draft.questions.flatMap(ofQuestion),
]

/** The conditions that can be read in a question that does not parse. */
const ofBroken = ({ raw, id, order, path }: BrokenQuestion): Referring[] => {
  const items = (key: string): Path[] => list(valueAt(raw, [key])).map((_, i) => [key, i, 'when'])
  const tails: Path[] = [['when'], ...items('choices'), ...items('rows'), ...items('checks')]
  return tails.flatMap((tail): Referring[] => {
    const parsed = condition.safeParse(valueAt(raw, tail))
    if (!parsed.success) return []
    const own = tail[0] === 'checks' ? id : undefined
    return [{ condition: parsed.data, path: [...path, ...tail], before: order, own }]
  })
}

/** Every condition whose references can be followed, also of questions that have faults of shape. */
export const referringOf = (draft: Draft): Referring[] => [...conditionsOf(draft), ...draft.broken.flatMap(ofBroken)]
