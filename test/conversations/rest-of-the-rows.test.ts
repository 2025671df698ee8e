/** A matrix answered row by row, and then at once for the rest: no row that has an answer gets another. */
import { expect, test } from 'vitest'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sessionOf, sharedSession, tester, types } from '../support/tester.ts'

const first = 'kunnskapsdeling'
const second = 'mangfoldige_tjenester'
const last = 'mangfold_arbeidsliv'

/** What the usefulness matrix holds after these words. */
const answerOf = (said: readonly string[]) => {
  const shared = sharedSession(worldOf(questionnaires.integrering, units.kommune))
  const person = tester(shared, 'nb')
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== 'imdi_nytte'; i++) types(person, i % 2 === 0 ? 'hopp over' : 'nei')
  for (const text of said) types(person, text)
  const answer = sessionOf(shared).entries.imdi_nytte?.answer
  return answer?.kind === 'matrix' ? { ...answer.value, ...answer.missing } : {}
}

test('«vet ikke» on a row stays when the rest is answered', () => {
  expect(answerOf(['vet ikke', 'god for resten'])).toMatchObject({
    [first]: 'dont_know',
    [second]: 'god',
    [last]: 'god',
  })
})

test('«samme for resten» after «vet ikke» means that', () => {
  expect(answerOf(['vet ikke', 'samme for resten'])).toMatchObject({ [first]: 'dont_know', [last]: 'dont_know' })
  expect(answerOf(['god', 'vet ikke', 'samme for resten'])).toMatchObject({ [first]: 'god', [last]: 'dont_know' })
})

test('«samme for resten» after an answer means that', () => {
  expect(answerOf(['vet ikke', 'god', 'samme for resten'])).toMatchObject({ [first]: 'dont_know', [last]: 'god' })
})
