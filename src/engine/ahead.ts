/** What is told of the question that comes next, with the answer to this one, is asked about when that question is asked. */

import { figureAhead, totalTold } from '../norwegian/ahead.ts'
import { hear } from '../norwegian/hear.ts'
import { saidOf } from '../norwegian/said.ts'
import { sentencesIn } from '../norwegian/sentences.ts'
import { understand } from '../norwegian/understand.ts'
import { asks, figureOf } from '../questionnaire/shape.ts'
import { answerWith, askIfMeant } from './answering.ts'
import { type Draft, same, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { isOpen, type Stop, stopFor } from './route.ts'
import type { Seat } from './session.ts'

/** A question with the answer that was told before it was asked, and the text without it. */
export type ToldAhead = { ahead: NonNullable<Seat['ahead']>; rest: string }

/** The figure that a text tells of the question after this one, and the text without it; undefined: none. */
export const toldAhead = (
  { world: { questionnaire }, session }: Draft,
  { question: here }: Stop,
  text: string,
): ToldAhead | undefined => {
  if (!/\d/.test(text) && !text.includes(' ')) return undefined
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const next = questions[questions.findIndex(({ id }) => id === here.id) + 1]
  if (next === undefined || !asks(next, 'figure') || !asks(here, 'choice', 'choices', 'figure')) return undefined
  if (Object.hasOwn(session.entries, next.id) && !isOpen(session.entries[next.id])) return undefined
  const told = figureAhead(saidOf(text), here, next)
  return told && { ahead: { question: next.id, answer: figureOf(next, told.value) }, rest: told.rest }
}

/** Where the question that was told of ahead is asked now, what was told is asked about, once. */
export const proposingAhead = (draft: Draft): Draft => {
  const { ahead, position, pending, paused } = draft.seat
  if (ahead === undefined || position.at !== 'question' || position.question !== ahead.question) return draft
  if (pending !== null || paused) return draft
  const { ahead: _, ...seat } = draft.seat
  const told: Draft = { ...draft, seat }
  const stop = stopFor(draft, ahead.question)
  if (stop === undefined || stop.entry !== undefined) return told
  const asked = askIfMeant({ ...told, pressed: null }, stop, ahead.answer, 'near_miss', [{ key: 'turn.told_ahead' }])
  return { ...asked, pressed: draft.pressed }
}

/** «Da er det 87 totalt og 11 enslige», where the part is asked for: the whole before it is asked about, and the part is told ahead. */
export const wholeInstead = (draft: Draft, stop: Stop, last: Stop, text: string): Draft | undefined => {
  const place = hearing(draft, stop)
  if (place.whole === undefined || !asks(last.question, 'figure')) return undefined
  const total = totalTold(text)
  if (total === undefined || total.value === place.whole) return undefined
  const part = answerWith(stop, understand(total.rest, place))
  const ahead = part === undefined ? {} : { ahead: { question: stop.question.id, answer: part } }
  return askIfMeant(withSeat(draft, ahead), last, figureOf(last.question, total.value), 'earlier')
}

/** «Nei, 0 år er feil, det skulle vere 11. Og vi har ikkje busett nokon»: after an answer that is put right comes one to the open question. */
export const withAnswerBeside = (draft: Draft, stop: Stop, text: string): Draft => {
  const { pending } = draft.seat
  const isElse = pending?.type === 'confirm' && pending.question !== stop.question.id
  const last = isElse && !asks(stop.question, 'words', 'rows') ? sentencesIn(text).slice(1).at(-1) : undefined
  if (last === undefined || stop.entry !== undefined) return draft
  const { act, content } = hear(last, hearing(draft, stop))
  const answer = act === 'answer' ? answerWith(stop, content) : undefined
  return answer === undefined || same(answer, pending?.type === 'confirm' ? pending.answer : undefined)
    ? draft
    : withSeat(draft, { ahead: { question: stop.question.id, answer } })
}
