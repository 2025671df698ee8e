/** Which rows of a table a value is told of, where something is said of all, put right, or not known. */

import { expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

const eleven = [
  ...['bosetting', 'enslige_mindreaarige', 'kunnskapsdeling', 'kvalifisering', 'mangfold_arbeidsliv', 'tolk'],
  ...['mangfoldige_tjenester', 'sosial_kontroll', 'tall_forskning', 'tilskudd', 'utdanningsloep'],
]
const all = (value: string, others: Record<string, string> = {}): string =>
  Object.entries({ ...Object.fromEntries(eleven.map((row) => [row, value])), ...others })
    .map(([row, given]) => `${row}:${given}`)
    .toSorted()
    .join(' ')

test.each([
  ['svært nyttig, nei vent, ganske nyttig', 'kunnskapsdeling:god'],
  ['svært god, nei vent, god', 'kunnskapsdeling:god'],
  ['ikke svært god, men god', 'kunnskapsdeling:god'],
  ['litt nyttig, nei, ganske nyttig', 'kunnskapsdeling:god'],
  ['ikke ganske nyttig, men litt nyttig', 'kunnskapsdeling:litt_nyttig'],
])('«%s» puts the row right', (text, row) => expect(heardAfter('imdi_nytte', [text])).toBe(`? ${row}`))

test.each([
  ['Det har vore nyttig, men tilskotsrettleiinga var håplaus', all('god', { tilskudd: 'ikke_nyttig' })],
  ['Det har vore ganske nyttig, men tolk var håplaus', all('god', { tolk: 'ikke_nyttig' })],
  ['Veit for lite om dette, flyktningtenesta har det meste av kontakten', all('dont_know')],
  ['Me veit altfor lite om dette', all('dont_know')],
  ['bosetting var nyttig, tolk håplaus', 'bosetting:god tolk:ikke_nyttig'],
])('nn: «%s»', (text, rows) => expect(heardAfter('imdi_nytte', [text], 'nn')).toBe(`? ${rows}`))

test.each([
  ['Vi vet for lite om dette', all('dont_know')],
  ['kjenner for dårlig til det', all('dont_know')],
])('nb: «%s»', (text, rows) => expect(heardAfter('imdi_nytte', [text])).toBe(`? ${rows}`))

test.each([
  ['Alt er viktig, særlig bosetting', { bosetting: 'svaert_viktig' }],
  ['alt er ganske viktig, spesielt tolk', { tolk: 'svaert_viktig' }],
  ['Alle er litt viktige, ikke minst bosetting', { bosetting: 'viktig' }],
])('«%s»: a step above the others', (text, others) =>
  expect(heardAfter('imdi_viktighet', [text])).toBe(
    `? ${all(text.includes('litt') ? 'litt_viktig' : 'viktig', others as Record<string, string>)}`,
  ),
)

test.each(['Svært viktig! pengane er alt', 'svært viktig, tolk er alt'])('«%s» is said of one row', (text) =>
  expect(heardAfter('imdi_viktighet', [text], 'nn')).toMatch(/^\? \w+:svaert_viktig$/),
)
