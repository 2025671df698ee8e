/** What the unit answered in the last wave, as far as it still fits the question. */
import type { Answer } from '../questionnaire/answer.ts'
import type { Previous } from '../questionnaire/load-previous.ts'
import { accept, cardValues } from './kinds/index.ts'
import type { Stop } from './route.ts'
import { same } from './same.ts'
import type { Prefill } from './types.ts'

/** One predecessor's answer. */
export type Last = { name: string; answer: Answer }

/** The answers that can be shown beside this question: none where it is `hidden` or nothing fits; several after a merger. */
export const lastAnswers = (stop: Stop, previous: readonly Previous[] | undefined): Last[] => {
  const { question } = stop
  if (question.kind === 'info' || question.prefill === 'hidden' || previous === undefined) return []
  return previous.flatMap(({ name, answers }): Last[] => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined
    const accepted = given === undefined ? undefined : accept(question, given, stop)
    return accepted !== undefined && 'ok' in accepted ? [{ name, answer: accepted.ok }] : []
  })
}

/** Whether one of the last answers was this one; «om lag» makes no difference. */
export const isAsBefore = (stop: Stop, last: readonly Last[], answer: Answer): boolean =>
  last.some((one) => same(cardValues(stop.question, one.answer), cardValues(stop.question, answer)))

/** For the paradata: how the last answer was shown, and whether this one is the same. Undefined: it was not shown. */
export const prefillOf = (stop: Stop, last: readonly Last[], answer: Answer | undefined): Prefill | undefined => {
  const { question } = stop
  if (question.kind === 'info' || question.prefill === 'hidden' || last.length === 0) return undefined
  return `${question.prefill}_${answer !== undefined && isAsBefore(stop, last, answer) ? 'same' : 'changed'}`
}
