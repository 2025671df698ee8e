/** Hard and soft checks of an answer, across questions too. */
import type { Answer } from '../questionnaire/answer.ts'
import type { Check, Question } from '../questionnaire/schema.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { holds } from './holds.ts'
import type { Entry } from './types.ts'

type Entries = Readonly<Record<string, Entry>>

/** The answers that count with a new answer in place: what a check of that question reads. */
export const withAnswer = (entries: Entries, question: string, answer: Answer): Record<string, Entry> => ({
  ...entries,
  [question]: { r: 0, by: 0, at: 0, answer },
})

/**
 * The first check of the question that fires, hard ones before soft ones; undefined when none does. `entries`: the
 * answers that count (`counted` of the route), the question's own included.
 */
export const firingCheck = (question: Question, entries: Entries, unit: Unit): Check | undefined => {
  if (question.kind === 'info') return undefined
  const firing = question.checks.filter((check) => holds(check.when, entries, unit))
  return firing.find((check) => check.level === 'hard') ?? firing[0]
}
