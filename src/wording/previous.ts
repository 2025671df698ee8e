/** What the unit answered in the last wave, in words. */
import { type Last, lastAnswers } from '../engine/previous.ts'
import type { Stop } from '../engine/route.ts'
import { answerText } from './answer-lines.ts'
import type { Words } from './context.ts'
import type { Line } from './view.ts'

/** «I forrige undersøkelse svarte dere «Ja».», above a question where it is shown beforehand. */
export const previousLines = (words: Words, stop: Stop): Line[] => {
  const { question } = stop
  if (question.kind === 'info' || question.prefill !== 'before') return []
  const text = previousText(words, stop)
  return text === '' ? [] : [{ text, own: true, subtle: true }]
}

/** The same sentence; after a merger one for each of those the unit came from. '' when there is nothing to tell. */
export const previousText = (words: Words, stop: Stop): string => {
  const last = lastAnswers(stop, words.previous)
  const own = last.length === 1 && words.previous?.length === 1
  return last.map((one) => words.t(own ? 'card.previous' : 'card.previous_of', said(words, stop, one))).join(' ')
}

const said = (words: Words, { question }: Stop, { name, answer }: Last) => ({
  name,
  answer: answerText(words, question, { r: 0, by: 0, at: 0, answer }),
})
