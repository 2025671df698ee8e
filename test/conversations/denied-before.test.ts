/** An earlier answer is put right by what it is: «jeg er rådmann, ikke kommunalsjef», said at another question. */

import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, seatOf, sessionOf, sharedSession, tester, types } from '../support/tester.ts'

/** Somebody at the first part of 2018, who has said all of this. */
const afterSaying = (said: readonly string[], language: Language = 'nb') => {
  const person = tester(sharedSession(worldOf(questionnaires.raadmann, units.kommune)), language)
  joins(person)
  for (const text of ['start', ...said]) types(person, text)
  return person
}

test.each<[Language, before: string[], said: string, becomes: string]>([
  ['nb', ['kommunalsjef'], 'Oi, jeg er rådmann, ikke kommunalsjef', 'raadmann'],
  ['nb', ['assisterende rådmann'], 'feil, jeg er kommunalsjef ikke assisterende', 'kommunalsjef'],
  ['nb', ['kommunalsjef', '7', 'ja'], 'Men stillingen min ble feil, jeg er rådmann', 'raadmann'],
  ['nb', ['kommunalsjef', '7', 'ja', 'økonomi'], 'stillingen er feil. Jeg er assisterende rådmann', 'assisterende'],
  ['nb', ['kommunalsjef', '7'], 'jeg er assisterende rådmann ikke kommunalsjef', 'assisterende'],
  ['nn', ['kommunalsjef', '7'], 'eg er rådmann, ikkje kommunalsjef', 'raadmann'],
  ['nn', ['rådmann'], 'vent, eg er jo assisterande rådmann, ikkje rådmann', 'assisterende'],
  ['nn', ['kommunalsjef', '7', 'ja'], 'Stillinga mi vart feil, eg er rådmann', 'raadmann'],
])(
  'in %s, after %j, «%s» is asked about at the first question, and stored with «ja»',
  (language, before, said, becomes) => {
    const person = afterSaying([...before, said], language)
    expect(seatOf(person).pending).toMatchObject({
      type: 'confirm',
      question: 'leder_rolle',
      answer: { value: becomes },
      why: 'put_right',
    })
    const stoodAt = questionOf(person)
    types(person, 'ja')
    expect(sessionOf(person.shared).entries.leder_rolle?.answer).toMatchObject({ value: becomes })
    expect(questionOf(person)).toBe(stoodAt)
  },
)

test.each<[Language, string]>([
  ['nb', 'jeg er fornøyd, ikke sur'],
  ['nb', 'det er vanskelig, ikke umulig'],
  ['nn', 'vi er ein liten kommune, ikkje ein by'],
])('in %s, «%s» denies no answer that stands, and changes none', (language, said) => {
  const person = afterSaying(['kommunalsjef', '7', said], language)
  expect(seatOf(person).pending).not.toMatchObject({ question: 'leder_rolle' })
  expect(sessionOf(person.shared).entries.leder_rolle?.answer).toMatchObject({ value: 'kommunalsjef' })
})
