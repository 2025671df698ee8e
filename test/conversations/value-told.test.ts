/** What should stand is told with the correction: it is asked about by name, and never only opened. */
import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { stands } from '../support/leader.ts'
import { begins } from '../support/one-answering.ts'
import { answersUntil, proposed } from '../support/says-at.ts'
import { seatOf, type Tester, types } from '../support/tester.ts'

/** Somebody who looks over answers to all of a part, or has asked to send them in. */
const looksOver = (part: 'integrering' | 'raadmann', language: Language = 'nb', ...more: string[]): Tester => {
  const { kari } = begins(['start'], part, language)
  answersUntil(kari, () => seatOf(kari).position.at === 'review')
  for (const text of more) types(kari, text)
  return kari
}

test.each<['integrering' | 'raadmann', Language, said: string, question: string, value: unknown]>([
  ['integrering', 'nn', 'På 2 står det 0, det er 11', 'ansvarlig_aar', 11],
  ['integrering', 'nb', 'på nr 2 står det 0, men det skal være 11', 'ansvarlig_aar', 11],
  ['integrering', 'nb', 'på 4 skrev jeg 12, det riktige er 14', 'bosatt_antall', 14],
  ['integrering', 'nn', 'Deltakarane er 7 no, kom ein ny i går', 'introprogram_deltakere', 7],
  ['integrering', 'nb', 'deltakerne er 8 nå', 'introprogram_deltakere', 8],
  [
    'raadmann',
    'nb',
    'Og på tolk: vi fikk på plass retningslinjer i fjor, så det må bli ja',
    'tolk_retningslinjer',
    'ja',
  ],
  ['raadmann', 'nb', 'på tiltak: det er jo lagt ned nå, så det blir nei', 'ansatte_tiltak', 'nei'],
  ['raadmann', 'nb', 'HR ringte, andelen er 9 prosent', 'ansatte_andel', 9],
  ['raadmann', 'nn', 'på 9 står det 10 prosent, det skal vere 12', 'ansatte_andel', 12],
  ['raadmann', 'nb', 'jeg sa legg til, planlegging skal være med', 'svingninger_hvilke', ['oekonomi', 'planlegging']],
  ['raadmann', 'nb', 'planlegging skal med', 'svingninger_hvilke', ['oekonomi', 'planlegging']],
  ['raadmann', 'nb', 'legg til språkopplæring', 'ansatte_tiltak_hvilke', ['intervjugaranti', 'spraakopplaering']],
  ['raadmann', 'nb', 'nei vent, ta med leide boliger', 'svingninger_grep', ['midlertidige', 'leide_boliger']],
  [
    'raadmann',
    'nn',
    'kan du leggja til språkopplæring?',
    'ansatte_tiltak_hvilke',
    ['intervjugaranti', 'spraakopplaering'],
  ],
  ['raadmann', 'nb', 'så 11 blir vel heller ja', 'tolk_retningslinjer', 'ja'],
])('%s, in %s: «%s»', (part, language, said, question, value) => {
  for (const more of [[], ['send inn']]) {
    const person = looksOver(part, language, ...more)
    types(person, said)
    expect(proposed(person)).toEqual({ question, value })
    types(person, 'ja')
    expect([stands(person, question)].flat().toSorted()).toEqual([value].flat().toSorted())
  }
})

test.each<[Language, said: string, question: string, row: string, value: string]>([
  ['nn', 'på spørsmål 17 skal tolk vere svært viktig', 'imdi_viktighet', 'tolk', 'svaert_viktig'],
  ['nb', 'på nr 17 skulle bosetting vært ganske viktig', 'imdi_viktighet', 'bosetting', 'viktig'],
  ['nn', 'og spørsmål 16, råd om tilskot var svært nyttig', 'imdi_nytte', 'tilskudd', 'svaert_god'],
  ['nb', 'på spørsmål 16 er tolk ikke nyttig', 'imdi_nytte', 'tolk', 'ikke_nyttig'],
  ['nb', 'spørsmål 17: tilskudd skal være ikke viktig', 'imdi_viktighet', 'tilskudd', 'ikke_viktig'],
])('in %s, of a row that stands: «%s»', (language, said, question, row, value) => {
  const person = looksOver('integrering', language)
  types(person, said)
  expect(proposed(person)).toEqual({ question, value: expect.objectContaining({ [row]: value }) })
})

test('of two questions that may take it, it is asked which', () => {
  const person = looksOver('raadmann')
  types(person, 'legg til boliger')
  expect(seatOf(person).pending).toEqual({ type: 'change_which' })
})

test.each(['stillingen min står feil', 'stillinga er feil', 'feil stilling'])(
  '«%s» is of which position, not of its years',
  (text) => {
    const person = looksOver('raadmann')
    types(person, text)
    expect(seatOf(person).position).toMatchObject({ at: 'question', question: 'leder_rolle' })
  },
)

test.each([
  'Nei, det var alt fra meg. Lykke til!',
  'nei ikke noe mer',
  'det var vel alt',
  'ingenting mer',
  'Da var det alt. Ha en fin dag',
  'nei, ikkje noko meir',
])('«%s» at the review asks whether to send in', (text) => {
  const person = looksOver('raadmann')
  types(person, text)
  expect(seatOf(person).pending).toMatchObject({ type: 'submit' })
})

test.each(['er det alt?', 'det var alt for mange spørsmål', 'det var alt, men stillingen er feil'])(
  '«%s» does not',
  (text) => {
    const person = looksOver('raadmann')
    types(person, text)
    expect(seatOf(person).pending?.type).not.toBe('submit')
  },
)

test.each([
  'nei dropp kort varsel',
  'nei, fjern bolig',
  'nei, stryk helse',
  'nei ta bort opplæring',
  'nei, slett bemanning',
])('«%s» is no «nei» to the question after the choices', (text) => {
  const { kari } = begins(['start', 'rektor', '12', 'ja, alene', '12', '4', 'økonomi og kort varsel', 'ja', text])
  expect(stands(kari, 'introprogram')).toBeUndefined()
})
