/** Evaluates conditions. What each operator means is said in `questionnaire/condition.ts`. */

import type { GivenMissing } from '../questionnaire/answer.ts'
import type { AnswerTest, Condition, UnitTest } from '../questionnaire/condition.ts'
import { type AnswerOfShape, gives } from '../questionnaire/shape.ts'
import type { Unit } from '../questionnaire/wave.ts'
import type { Entry } from './session.ts'

type Entries = Readonly<Record<string, Entry>>
type Scalar = string | number

/** The entry of a question; undefined when there is none (names such as `constructor` included). */
export const entryOf = (entries: Entries, question: string): Entry | undefined =>
  Object.hasOwn(entries, question) ? entries[question] : undefined

/** What a test compares: one value, a list of choices, or a kind of missing. Partial answers count as unanswered. */
type Subject = { scalar?: Scalar; list?: readonly string[]; missing?: GivenMissing; answered: boolean }

const nothing: Subject = { answered: false }

const subjectOf = (entry: Entry | undefined, row: string | undefined): Subject => {
  if (entry === undefined || entry.partial) return nothing
  const { answer } = entry
  if (answer === undefined) return entry.missing === undefined ? nothing : { answered: false, missing: entry.missing }
  if (gives(answer, 'rows')) return subjectOfRows(answer, row)
  const { value } = answer
  return Array.isArray(value) ? { answered: true, list: value } : { answered: true, scalar: value }
}

const subjectOfRows = (answer: AnswerOfShape<'rows'>, row: string | undefined): Subject => {
  if (row === undefined) return { answered: true, list: Object.keys(answer.value) }
  const value = Object.hasOwn(answer.value, row) ? answer.value[row] : undefined
  const missing = answer.missing !== undefined && Object.hasOwn(answer.missing, row) ? answer.missing[row] : undefined
  if (value !== undefined) return { answered: true, scalar: value }
  return missing === undefined ? nothing : { answered: false, missing }
}

type Bounds = { gt?: unknown; gte?: unknown; lt?: unknown; lte?: unknown }

/** The only bound of a test, applied to values of one type; a number never compares with a date. */
const inBounds = (value: Scalar, bounds: Bounds, resolve: (side: unknown) => unknown): boolean => {
  for (const bound of boundNames) {
    const side = bounds[bound]
    if (side !== undefined && !keeps[bound](order(value, resolve(side)))) return false
  }
  return true
}

const keeps: Readonly<Record<keyof Bounds, (order: number) => boolean>> = {
  gt: (o) => o > 0,
  gte: (o) => o >= 0,
  lt: (o) => o < 0,
  lte: (o) => o <= 0,
}
const boundNames = ['gt', 'gte', 'lt', 'lte'] as const

/** Above 0 where the value comes after the other; NaN, which keeps no bound, where they are of two types. */
const order = (value: Scalar, other: unknown): number => {
  if (typeof value === 'number' && typeof other === 'number') return value - other
  if (typeof value === 'string' && typeof other === 'string') return value < other ? -1 : value > other ? 1 : 0
  return Number.NaN
}

const sideOf =
  (entries: Entries) =>
  (side: unknown): unknown => {
    if (typeof side !== 'object' || side === null || !('question' in side)) return side
    return typeof side.question === 'string' ? subjectOf(entryOf(entries, side.question), undefined).scalar : undefined
  }

const someOf = (wanted: string | readonly string[], list: readonly string[]): boolean =>
  (typeof wanted === 'string' ? [wanted] : wanted).some((id) => list.includes(id))

const literal = (side: unknown): unknown => side

const answerHolds = (test: AnswerTest, entries: Entries): boolean => {
  const { scalar, list, missing, answered } = subjectOf(entryOf(entries, test.question), test.row)
  if (test.answered !== undefined) return test.answered === answered
  if (test.missing !== undefined) return test.missing === missing
  if (list !== undefined) {
    if (test.includes !== undefined) return someOf(test.includes, list)
    if (test.excludes !== undefined) return !someOf(test.excludes, list)
    return test.count !== undefined && inBounds(list.length, test.count, literal)
  }
  if (scalar === undefined) return false
  if (test.is !== undefined) return scalar === test.is
  if (test.isNot !== undefined) return scalar !== test.isNot
  if (test.in !== undefined) return test.in.includes(scalar)
  if (test.includes !== undefined || test.excludes !== undefined || test.count !== undefined) return false
  return inBounds(scalar, test, sideOf(entries))
}

const unitHolds = (test: UnitTest, unit: KnownUnit): boolean => {
  const value = unit[test.unit]
  if (value === null || value === undefined) return false
  if (test.is !== undefined) return value === test.is
  if (test.isNot !== undefined) return value !== test.isNot
  if (test.in !== undefined) return test.in.includes(value)
  return inBounds(value, test, literal)
}

/**
 * Whether a condition holds. `entries` are the answers that count: only those on the route. A test of a question with no
 * substantive answer is false, `answered: false` and `missing` excepted; so is one of a unit's missing property.
 */
export const holds = (condition: Condition, entries: Entries, unit: Unit): boolean => {
  if ('all' in condition) return condition.all.every((c) => holds(c, entries, unit))
  if ('any' in condition) return condition.any.some((c) => holds(c, entries, unit))
  if ('not' in condition) return !holds(condition.not, entries, unit)
  if ('unit' in condition) return unitHolds(condition, unit)
  return answerHolds(condition, entries)
}

/** What is known of a unit before anybody answers; an absent property is not known. */
export type KnownUnit = Partial<Unit>

/** What a test of an answer comes to where no answers are known: the test itself, a simpler one, or what it is bound to be. */
export type SettleTest = (test: AnswerTest) => boolean | AnswerTest

const unsettled: SettleTest = (test) => test

/**
 * What is left of a condition when only the unit is known: true or false where that settles it, else the part that the
 * answers (or what is not known of the unit) must settle. Absent `settle`: every test of an answer is left.
 */
export const leftOpen = (
  condition: Condition | undefined,
  unit: KnownUnit,
  settle: SettleTest = unsettled,
): boolean | Condition => {
  if (condition === undefined) return true
  const left = (inner: Condition) => leftOpen(inner, unit, settle)
  if ('all' in condition) return together(condition.all.map(left), 'all')
  if ('any' in condition) return together(condition.any.map(left), 'any')
  if ('not' in condition) {
    const inner = left(condition.not)
    return typeof inner === 'boolean' ? !inner : { not: inner }
  }
  if ('question' in condition) return settle(condition)
  return unit[condition.unit] === undefined ? condition : unitHolds(condition, unit)
}

const together = (left: readonly (boolean | Condition)[], by: 'all' | 'any'): boolean | Condition => {
  // «All» is settled by one that is false, «any» by one that is true; those settled the other way are left out.
  const settles = by === 'any'
  if (left.includes(settles)) return settles
  const open = left.filter((part) => typeof part !== 'boolean')
  if (open.length < 2) return open[0] ?? !settles
  return by === 'all' ? { all: open } : { any: open }
}
