/** Kinds of answers at the questions of 2018: counted by the questionnaire, figures with others beside them, rows of the card. */
import { describe, expect, test } from 'vitest'
import { heardAt } from '../support/heard-at.ts'

describe('what the questionnaire counts answers a yes or no, after a «ja»', () => {
  test.each([['tolk_retningslinjer', 'bare legekontoret', 'ja']])('%s: «%s» → %s', (question, text, value) =>
    expect(heardAt(question, text)).toBe(`? ${value}`),
  )

  // What the wave's answers are called says the same, without a doubt: then nobody is asked.
  test.each([
    ['samarbeid_kommuner', 'kjøper norskopplæring', 'ja'],
    ['tolk_retningslinjer', 'vi har rammeavtale med et byrå', 'nei'],
    ['nav_avtale', 'muntlig avtale', 'nei'],
    ['nav_avtale', 'bare munnleg', 'nei'],
    ['samarbeid_kommuner', 'bare i nettverksmøte', 'nei'],
    ['resultatmaal', 'berre det nasjonale, 70 prosent', 'nei'],
  ])('%s: «%s» → %s, at once', (question, text, value) => expect(heardAt(question, text)).toBe(`= ${value}`))
})

describe('figures with another one beside them', () => {
  test.each([
    ['bosatt_antall', '20 vedtatt 11 kommet', '= 11'],
    ['bosatt_mindreaarige', 'to, en fylte 18 i august', '= 2'],
    ['leder_aar', '17 år som leder, men bare 3 som rådmann', '? 3'],
    ['introprogram_deltakere', '31 med dei i permisjon, 29 utan', 'ambiguous_number'],
    ['bosatt_antall', '10 + 3 familiegjenforente', '= 13'],
    ['naeringsliv_aarsverk', '40 %', '= 0.4'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('places, and others counted, are about the rows on the card; «alt» is about all rows', () => {
  const first = ['kunnskapsdeling', 'mangfoldige_tjenester', 'bosetting', 'enslige_mindreaarige']
  const others = [
    ...['kvalifisering', 'utdanningsloep', 'tilskudd', 'tolk'],
    ...['sosial_kontroll', 'tall_forskning', 'mangfold_arbeidsliv'],
  ]
  test.each([
    ['ganske på alt', Object.fromEntries([...first, ...others].map((row) => [row, 'god']))],
    ['ganske på alle disse', Object.fromEntries(first.map((row) => [row, 'god']))],
    [
      'enslige ikke nyttig, de tre andre ganske',
      { ...Object.fromEntries(first.map((row) => [row, 'god'])), enslige_mindreaarige: 'ikke_nyttig' },
    ],
    ['de to første svært nyttig', { kunnskapsdeling: 'svaert_god', mangfoldige_tjenester: 'svaert_god' }],
    ['tolk: litt, tilskudd: svært', { tolk: 'litt_nyttig', tilskudd: 'svaert_god' }],
    ['arbeid: helt unyttig, tolk: god', { kvalifisering: 'ikke_nyttig', tolk: 'god' }],
  ])('«%s»', (text, rows) => expect(heardAt('imdi_nytte', text)).toEqual(rows))
})

describe('who names a term without asking of it may be answering', () => {
  test.each([
    'koordinator for flyktningtjenesten',
    'fagleder flyktningtjenesten',
    'leiar i flyktningtenesta, vikar',
    'avdelingsleder flyktningtjenesten',
    'tenesteleiar for flyktningtenesta',
  ])('«%s»', (text) => expect(heardAt('ansvarlig_rolle', text)).toMatch(/^[=?] /))
})

describe('the head of a title tells of no place by itself: what is led is what counts', () => {
  test.each([
    ['enhetsleder, flyktningtjenesta', /leder_flyktning$/],
    ['einingsleiar, flyktningtenesta', /leder_flyktning$/],
    ['enhetsleder', /^\?/],
    ['avdelingsleder, boligkontoret', /^(?!=)/],
    ['enhetsleder, ernæring', /^(?!=)/],
    ['seksjonsleder på kulturskolen', /^(?!=)/],
    ['verksemdsleiar', /^(?!=)/],
    ['sjef', /^(?!=)/],
    ['NAV-sjef', /^= leder_nav$/],
  ])('«%s»', (text, expected) => expect(heardAt('ansvarlig_rolle', text)).toMatch(expected))
})
