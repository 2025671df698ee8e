/** A matrix answered row by row, and then at once for the rest: no row that has an answer gets another. */

import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { drafted, questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

const first = 'kunnskapsdeling'
const second = 'mangfoldige_tjenester'
const last = 'mangfold_arbeidsliv'

/** Somebody who has said these words at the usefulness matrix. */
const afterSaying = (said: readonly string[], language: Language = 'nb'): Tester => {
  const person = tester(sharedSession(worldOf(drafted.integrering, units.kommune)), language)
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

test('«samme for resten» between different answers is asked about, and stores nothing', () => {
  const torn = ['god på alle unntatt 3 og 5', 'dårlig', 'samme for resten']
  expect(answerOf(torn)).not.toHaveProperty('kvalifisering')
  expect(afterSaying(torn).log.at(-1)).toContain('Hvilket svar mener du? Skriv det, for eksempel «god for resten».')
  expect(afterSaying(torn, 'nn').log.at(-1)).toContain('Kva for eit svar meiner du?')
  expect(answerOf([...torn.slice(0, 1), 'samme for resten'])).toMatchObject({ bosetting: 'god', kvalifisering: 'god' })
})

test('«samme for resten» after an earlier row was corrected is asked about, unless both are alike', () => {
  const corrected = ['god', 'dårlig', 'svært god', '1: dårlig']
  expect(afterSaying([...corrected, 'samme for resten']).log.at(-1)).toContain('Hvilket svar mener du?')
  expect(answerOf([...corrected, 'samme for resten'])).not.toHaveProperty('kvalifisering')
  expect(answerOf(['god', 'dårlig', '1: dårlig', 'samme for resten'])).toMatchObject({ [last]: 'daarlig' })
  expect(answerOf([...corrected, 'god', 'samme for resten'])).toMatchObject({ [first]: 'daarlig', [last]: 'god' })
})

test('an earlier row is corrected in a sentence, and «den forrige» is asked about', () => {
  expect(answerOf(['god', 'endre rad 1 til dårlig'])).toEqual({ [first]: 'daarlig' })
  expect(afterSaying(['god', 'den forrige skulle vært dårlig']).log.at(-1)).toContain('Hvilket område gjelder det?')
})

test.each(['område 3: god', 'nr. 3: god', 'rad 3: god', 'god på område 3', 'områdene 3: god'])(
  '«%s» is one row',
  (said) => {
    expect(answerOf([said])).toEqual({ bosetting: 'god' })
  },
)

test.each(['god på resten av områdene', 'god på resten av områda', 'god på alle områder'])(
  '«%s» is the rest',
  (said) => {
    expect(answerOf(['god', said])).toMatchObject({ [first]: 'god', [second]: 'god', [last]: 'god' })
  },
)

test('a row by its number that had an answer gets another, and that is told', () => {
  expect(afterSaying(['god', '2: dårlig']).log.join('\n')).not.toContain('nytt svar')
  expect(afterSaying(['god', '1: dårlig']).log.join('\n')).toContain(
    'Lagret. Ett område som var besvart, har fått nytt svar.',
  )
})

test.each<[said: string, language: Language]>([
  ['dårlig på alle unntatt 5', 'nb'],
  ['dårlig på alt unntatt 5', 'nb'],
  ['alle unntatt 5: dårlig', 'nb'],
  ['dårleg på alle unnateke 5', 'nn'],
  ['dårlig på resten unntatt 5', 'nb'],
])('«%s» leaves what rows have already', (said, language) => {
  const { entries } = sessionOf(afterSaying(['god', 'vet ikke', said], language).shared)
  expect(entries.imdi_nytte?.answer).toMatchObject({
    value: { [first]: 'god', bosetting: 'daarlig', [last]: 'daarlig' },
    missing: { [second]: 'dont_know' },
  })
})

test.each<[said: string, language: Language, asked: string]>([
  ['dårlig på alle 11', 'nb', 'Jeg skriver opp «Dårlig: Deling'],
  ['dårlig på alle elleve', 'nb', 'Jeg skriver opp «Dårlig: Deling'],
  ['dårleg på alle 11', 'nn', 'Eg skriv opp «Dårleg: Deling'],
])('«%s», where rows have answers of their own, is asked about', (said, language, asked) => {
  const person = afterSaying(['god', 'vet ikke', said], language)
  expect(person.log.at(-1)).toContain(asked)
  expect(sessionOf(person.shared).entries.imdi_nytte?.answer).toMatchObject({
    value: { [first]: 'god' },
    missing: { [second]: 'dont_know' },
  })
})

/** The same, at the matrix of 2018, of which a card shows four rows of eleven. */
const inCards = (said: readonly string[], language: Language) => {
  const person = tester(sharedSession(worldOf(questionnaires.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== 'imdi_nytte'; i++) types(person, i % 2 === 0 ? 'hopp over' : 'nei')
  for (const text of said) types(person, text)
  const answer = sessionOf(person.shared).entries.imdi_nytte?.answer
  return answer?.kind === 'matrix' ? { ...answer.value, ...answer.missing } : {}
}

test.each<[Language, ...string[]]>([
  ['nb', 'ganske nyttig på alle'],
  ['nb', 'litt nyttig på resten'],
  ['nb', 'Ganske nyttig på alt'],
  ['nb', 'ikke aktuelt på alle områder'],
  ['nn', 'ganske nyttig på alt det andre'],
  ['nn', 'Alt har vore nyttig, ganske nyttig'],
  ['nn', 'ikkje aktuelt på alle'],
])('in %s, «%s» is said of every row, not of those that a card shows', (language, said) => {
  const rows = inCards([said], language)
  expect(Object.keys(rows)).toHaveLength(11)
  expect(new Set(Object.values(rows)).size).toBe(1)
})

test.each<[Language, string]>([
  ['nb', 'ganske nyttig på alle'],
  ['nb', 'resten ganske nyttig'],
  ['nn', 'Eg sa jo ganske nyttig på alt'],
  ['nn', 'ganske nyttig på alt'],
  ['nn', 'dei andre ganske nyttig'],
])('in %s, «%s» leaves rows of later cards as they were told', (language, said) => {
  const tolk = language === 'nb' ? 'tolk: ikke aktuelt' : 'tolk: ikkje aktuelt'
  const rows = inCards(['tilskudd: svært nyttig', tolk, said], language)
  expect(rows).toMatchObject({ tilskudd: 'svaert_god', tolk: 'not_applicable', [last]: 'god', kunnskapsdeling: 'god' })
  expect(Object.keys(rows)).toHaveLength(11)
})

test.each<[Language, string]>([
  ['nb', 'svært nyttig på alle fire'],
  ['nb', 'alle fire er svært nyttige'],
  ['nb', 'svært nyttig på alle disse'],
  ['nn', 'svært nyttig på resten av desse'],
  ['nn', 'alle desse svært nyttig'],
])('in %s, «%s» is said of the rows that are seen', (language, said) => {
  expect(Object.keys(inCards([said], language))).toHaveLength(4)
})

test('«mente du» names the rows and what they would get, and after «nei» the row is asked again', () => {
  expect(afterSaying(['kanskje god']).log.at(-1)).toContain(
    'Jeg skriver opp «Deling av kunnskap og erfaringer fra kvalifisering i kommuner: God». Stemmer det?',
  )
  expect(afterSaying(['dårlig', 'kanskje god for resten']).log.at(-1)).toContain(
    'Jeg skriver opp «God: Utvikling av tjenester',
  )
  expect(afterSaying(['vet ikke', 'kanskje god', 'nei']).log.at(-1)).toContain(
    'Greit. Skriv svaret på nytt.\n  \n  Område 2 av 11: Utvikling av tjenester',
  )
})

test('the row that is asked for is asked again in the other language form', () => {
  expect(afterSaying(['god', 'nynorsk']).log.join('\n')).toContain(
    'No skriv eg nynorsk.\n  \n  Område 2 av 11: Utvikling av tenester for ei mangfaldig befolkning',
  )
})

const skips = (n: number): string[] => Array.from({ length: n }, () => 'hopp over')

test.each([
  ['nb', ['god', ...skips(3), 'god for resten'], 'Lagret: svar på 8 områder, 3 hoppet over'],
  ['nn', ['god', ...skips(3), 'god for resten'], 'Lagra: svar på 8 område, 3 hoppa over'],
  ['nb', ['god', ...skips(10)], 'Lagret: svar på ett område, 10 hoppet over'],
  ['nb', ['vet ikke', ...skips(1), 'god for resten'], 'Lagret: svar på 10 områder, ett hoppet over'],
  ['nb', ['god for resten'], 'Lagret: svar på 11 områder'],
] as const)('in %s, rows that were skipped are told apart from those answered (%#)', (language, said, told) => {
  expect(afterSaying(said, language).log.join('\n')).toContain(`  ${told}\n`)
})
