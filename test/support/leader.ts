/** A rådmann who has answered their part, at some place of the conversation. */

import { begins } from './one-answering.ts'
import { entryOf } from './says-at.ts'
import { questionOf, seatOf, sessionOf, type Tester, types } from './tester.ts'

/** In the order that the questions are asked in: numbers 1 to 14. */
const given = [
  ...['rådmann', '7', 'ja', 'økonomi', 'leide boliger', 'innen ett år', 'ja', 'intervjugaranti', '10', 'svært viktig'],
  ...['ja', 'nei', 'vet ikke', 'praksis og jobbmesser'],
]

/**
 * A number: at that question, with those before it answered. «start»: nothing is begun. «remark»: at the last one, a free text. «review»: the answers are looked
 * over, two of them skipped. «submit»: asked whether to send in. «sent»: at the receipt. «which»: asked which answer to change.
 */
export type Place = number | 'start' | 'remark' | 'review' | 'submit' | 'sent' | 'which'

/** Who speaks `language`, and then types `texts`. */
export const leaderAt = (place: Place, language: 'nb' | 'nn' = 'nb', texts: readonly string[] = []): Tester => {
  const person = begins([], 'raadmann', language).kari
  if (place !== 'start') goesTo(person, place)
  for (const text of texts) types(person, text)
  return person
}

const goesTo = (person: Tester, place: Exclude<Place, 'start'>): void => {
  types(person, 'start')
  for (const text of typeof place === 'number' ? given.slice(0, place - 1) : given) types(person, text)
  if (typeof place !== 'number') finishes(person, place)
}

const finishes = (person: Tester, place: Exclude<Place, number | 'start'>): void => {
  const until = place === 'remark' ? () => questionOf(person) === 'leder_merknad' : () => isAtReview(person)
  for (let i = 0; i < 9 && !until(); i++) types(person, 'hopp over')
  if (place === 'submit') types(person, 'send inn')
  if (place === 'which') types(person, 'endre')
  if (place === 'sent') for (const text of ['send inn', 'ja']) types(person, text)
}

const isAtReview = (person: Tester): boolean => seatOf(person).position.at === 'review'

/** What stands at a question: its value, why there is none, or undefined. */
export const stands = (person: Tester, question: string): unknown => {
  const entry = entryOf(person, question)
  return entry?.answer === undefined ? entry?.missing : entry.answer.value
}

export const entriesOf = (person: Tester): unknown => sessionOf(person.shared).entries

/** What was said to the last line typed. */
export const replyOf = (person: Tester, text: string): string =>
  person.log.slice(person.log.findLastIndex((said) => said.startsWith('MEG:') && said.includes(text)) + 1).join('\n')
