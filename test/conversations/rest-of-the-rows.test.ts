/** A matrix answered row by row, and then at once for the rest: no row that has an answer gets another. */
import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

const first = 'kunnskapsdeling'
const second = 'mangfoldige_tjenester'
const last = 'mangfold_arbeidsliv'

/** Somebody who has said these words at the usefulness matrix. */
const afterSaying = (said: readonly string[], language: Language = 'nb'): Tester => {
  const person = tester(sharedSession(worldOf(questionnaires.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== 'imdi_nytte'; i++) types(person, i % 2 === 0 ? 'hopp over' : 'nei')
  for (const text of said) types(person, text)
  return person
}

/** What the matrix holds after these words. */
const answerOf = (said: readonly string[]) => {
  const answer = sessionOf(afterSaying(said).shared).entries.imdi_nytte?.answer
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

const skips = (n: number): string[] => Array.from({ length: n }, () => 'hopp over')

test.each([
  ['nb', ['god', ...skips(3), 'god for resten'], 'Lagret: svar på 8 rader, 3 hoppet over'],
  ['nn', ['god', ...skips(3), 'god for resten'], 'Lagra: svar på 8 rader, 3 hoppa over'],
  ['nb', ['god', ...skips(10)], 'Lagret: svar på én rad, 10 hoppet over'],
  ['nb', ['vet ikke', ...skips(1), 'god for resten'], 'Lagret: svar på 10 rader, 1 hoppet over'],
  ['nb', ['god for resten'], 'Lagret: svar på 11 rader'],
] as const)('in %s, rows that were skipped are told apart from those answered (%#)', (language, said, told) => {
  expect(afterSaying(said, language).log.join('\n')).toContain(`  ${told}\n`)
})
