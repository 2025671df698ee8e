/** What is told of others, of another time or of a part only is asked about, though the words name an answer. By nobody of the lines' hands. */

import { describe, expect, test } from 'vitest'
import { heardAt } from '../support/heard-at.ts'

const isAsked = ([question, text]: readonly [string, string]): void =>
  expect(`${heardAt(question, text)}`).not.toMatch(/^=/)

describe('a plan, or a year to come', () => {
  test.each([
    ['svingninger_grep', 'Fra 2020 samarbeider vi med naboene'],
    ['ansatte_tiltak_hvilke', 'mentorordningen kommer på plass til høsten'],
    ['ansatte_tiltak_hvilke', 'traineeordning er til behandling'],
    ['evaluering', 'ekstern evaluering blir det i 2019'],
    ['naeringsliv_tiltak', 'jobbmesse når han har begynt'],
    ['resultatmaal_rapportering', 'fra 2019 blir det hvert halvår'],
  ] as const)('%s: «%s»', (...said) => isAsked(said))
})

describe('another municipality, or the state', () => {
  test.each([
    ['svingninger_grep', 'i Steinkjer leide de boliger'],
    ['naeringsliv_tiltak', 'nabokommunen har jobbmesser'],
    ['resultatmaal_hvilke', 'statens mål er ett år etter'],
    ['resultatmaal_hvilke', 'det nasjonale målet er ett år etter'],
    ['ordinaer_utdanning', 'grannekommunen tilbyr grunnskole'],
    ['bosetting_krevende', 'i moss er det dyrt å bo'],
  ] as const)('%s: «%s»', (...said) => isAsked(said))
})

describe('somebody else than the one who answers', () => {
  test.each([
    ['ansvarlig_rolle', 'han som skulle svart er rådgiver'],
    ['ansvarlig_rolle', 'Kari er rådgiver'],
    ['leder_rolle', 'sjefen min er rådmann'],
    ['leder_rolle', 'hun jeg skriver for er rådmann'],
    ['leder_rolle', 'Ho Bodil er rådmann'],
    ['ansvarlig_rolle', 'Svigerinna mi leder voksenopplæringen'],
    ['imdi_kontakt', 'NAV-kontoret ringer dem hver uke'],
  ] as const)('%s: «%s»', (...said) => isAsked(said))
})

describe('how it was before', () => {
  test.each([
    ['introprogram_plassering', 'det låg under NAV før'],
    ['introprogram_plassering', 'under forrige rådmann var det i NAV'],
    ['ansvarlig_rolle', 'var rådgiver i Levanger før'],
    ['naeringsliv_tiltak', 'hadde jobbmesser før'],
    ['tolk_retningslinjer', 'ja, de ble fjernet i fjor'],
  ] as const)('%s: «%s»', (...said) => isAsked(said))
})

describe('a figure with others in it, who may be none of those that are asked about', () => {
  test.each([
    ['introprogram_deltakere', '48, inkludert 6 som berre tek norsk'],
    ['introprogram_deltakere', '31, medregnet tre fra nabokommunen'],
    ['introprogram_deltakere', '22, av dem fire som ikke har begynt'],
    ['introprogram_deltakere', '64 inkl. 5 som bare er på norskkurs'],
    ['leder_aar', '6 år, hvorav to som assisterende'],
    ['leder_aar', 'ni, inkludert fire som nestleder'],
  ] as const)('%s: «%s»', (...said) => isAsked(said))

  test.each([
    ['introprogram_deltakere', '40, derav 7 på grunnskole', '= 40'],
    ['introprogram_deltakere', '26, fire i permisjon', '= 26'],
    ['leder_aar', 'fire år hvorav et som fungerende', '= 4'],
  ])('but %s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})
