/** How a putting right goes on: the question is found by its words, and asked about with its new answer, between a few, or opened. */

import { type MayBeNamed, questionsCalled, questionsNamed } from '../norwegian/named-question.ts'
import { saidOf } from '../norwegian/said.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { gives, isAsked } from '../questionnaire/shape.ts'
import { askIfMeant } from './answering.ts'
import { type Draft, same, tell, withSeat } from './draft.ts'
import { type Stop, stopsOf } from './route.ts'
import type { Note } from './session.ts'
import { ask } from './where-next.ts'

/** Questions named at most, where several may be meant. */
export const mostNamed = 3

/** The questions that a text most likely names. */
export const stopsNamed = (draft: Draft, text: string): Stop[] =>
  mayBeNamed(stopsOf(draft), (asked) => questionsNamed(saidOf(text), asked))

const mayBeNamed = (stops: readonly Stop[], find: (asked: readonly MayBeNamed[]) => readonly Question[]): Stop[] => {
  const asked = stops.flatMap(({ question, section, entry }) =>
    isAsked(question) ? [{ question, topic: section.title, answer: entry?.answer }] : [],
  )
  return find(asked).flatMap((question) => stops.find((stop) => stop.question === question) ?? [])
}

/** The questions that are called by these words. */
export const stopsCalled = (draft: Draft, words: readonly string[]): Stop[] =>
  mayBeNamed(stopsOf(draft), (asked) => questionsCalled(words, asked))

/** A question with the answer that it would then hold. */
export type Fitting = { at: Stop; answer: Answer }

/** What was sent in is opened by a command only, which is told with what would be changed. */
export const askedAt = (draft: Draft, { at, answer }: Fitting, to: string): Draft => {
  const question = at.question.id
  if (same(answer, at.entry?.answer)) return tell(draft, [{ key: 'turn.stands_so', vars: { question } }])
  if (draft.session.state === 'submitted')
    return tell(draft, [{ key: 'turn.put_right_sent', vars: { question, ...toldAs(answer, to) } }])
  return askIfMeant(withSeat(draft, { pending: null }), at, answer, 'put_right')
}

/** The new answer as it would stand there; words of one's own as they were written. */
const toldAs = (answer: Answer, written: string): NonNullable<Note['vars']> => {
  if (gives(answer, 'figure')) return { to: String(answer.value).replace('.', ',') }
  if (gives(answer, 'choices') && answer.other === undefined) return { to: written, choices: answer.value.join(',') }
  return gives(answer, 'choice') && answer.other === undefined ? { choice: answer.value } : { to: written }
}

export const askedWhich = (draft: Draft, stops: readonly Stop[]): Draft =>
  tell(withSeat(draft, { pending: { type: 'change_which' } }), [
    stops.length > mostNamed
      ? { key: 'turn.put_right_which', vars: { open: idsOf(asAsked(draft, stops)) } }
      : { key: 'turn.put_right_named', vars: { asked: idsOf(asAsked(draft, stops)) } },
  ])

/** In the order that they are asked in, whichever is likelier. */
export const asAsked = (draft: Draft, stops: readonly Stop[]): Stop[] =>
  stopsOf(draft).filter((stop) => stops.includes(stop))

const idsOf = (stops: readonly Stop[]): string => stops.map(({ question }) => question.id).join(',')

/** What was said does not fit: the question itself takes the answer. What stands there is shown and kept until then. */
export const leadTo = (draft: Draft, { question: { id: question } }: Stop): Draft => {
  if (draft.session.state === 'submitted') return tell(draft, [{ key: 'turn.put_right_at', vars: { question } }])
  const { position } = draft.seat
  const back = position.at === 'question' ? position.back : position.at === 'start' ? undefined : 'review'
  return ask(draft, question, { notes: [{ key: 'turn.put_right_here', vars: { question } }], back })
}
