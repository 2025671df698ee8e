/** What counts of an entry when only some choices and rows are shown. */
import type { Question } from '../questionnaire/schema.ts'
import type { Facts } from './kinds/base.ts'
import { openRows } from './kinds/matrix.ts'
import type { Entry } from './types.ts'

const only = <T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)))

const allShown = (ids: readonly string[], facts: Facts): boolean => ids.every((id) => facts.choiceIds.includes(id))

/**
 * The entry as it counts: undefined when a chosen choice is not shown; a matrix without its hidden rows, and partial when
 * a shown row is open. The stored entry is left as it is, so the answer returns when the choice or row does.
 */
export const standing = (question: Question, entry: Entry | undefined, facts: Facts): Entry | undefined => {
  const answer = entry?.answer
  if (entry === undefined || answer === undefined) return entry
  switch (answer.kind) {
    case 'single':
      return question.kind === 'single' && allShown([answer.value], facts) ? entry : undefined
    case 'multiple':
    case 'ranking':
      return question.kind === answer.kind && allShown(answer.value, facts) ? entry : undefined
    case 'matrix': {
      if (question.kind !== 'matrix' || !allShown(Object.values(answer.value), facts)) return undefined
      if (question.rows.every((row) => row.when === undefined)) return entry
      const missing = only(answer.missing ?? {}, facts.rowIds)
      const kept = { kind: answer.kind, value: only(answer.value, facts.rowIds) }
      const shown = Object.keys(missing).length === 0 ? kept : { ...kept, missing }
      const { partial: _, ...rest } = entry
      return { ...rest, answer: shown, ...(openRows(shown, facts).length > 0 ? { partial: true } : {}) }
    }
    default:
      return entry
  }
}
