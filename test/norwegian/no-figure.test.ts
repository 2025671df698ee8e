/** Where a figure is asked for, people also tell that there is none to give. By nobody of those who wrote lines for the models. */

import { describe, expect, test } from 'vitest'
import { heardAt } from '../support/heard-at.ts'

describe('who does not know it says so in many ways', () => {
  test.each([
    ['ansatte_andel', 'har ikke tall på det'],
    ['ansatte_andel', 'det fører vi ikke statistikk over'],
    ['ansatte_andel', 'HR har aldri talt'],
    ['ansatte_andel', 'slikt registrerer vi ikkje'],
    ['bosatt_antall', 'tallet har jeg ikke foran meg'],
    ['introprogram_deltakere', 'ingen oversikt, dessverre'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('= dont_know'))

  test('and is told where the question does not take it', () => {
    expect(heardAt('ansvarlig_aar', 'aner ikke, lenge er det')).toBe('no_dont_know')
  })
})

describe('who says that it does not concern them is asked whether there are none, where things are counted', () => {
  test.each([
    ['introprogram_deltakere', 'her er det ikke noe introprogram'],
    ['bosatt_mindreaarige', 'gjelder ikke oss, vi har ingen'],
    ['utdanning_antall', 'programmet vårt har ingen på skole, så nei'],
    ['utdanning_antall', 'gjelder ikke oss, vi har ingen'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('? 0'))

  // A share is none of nobody, and who has answered that there are some is not asked whether there are none.
  test.each([
    ['resultatmaal_prosent', 'vi har ikke satt oss noe tall'],
    ['bosatt_antall', 'vi bosetter ikke flyktninger'],
    ['naeringsliv_aarsverk', 'ikke noe for oss, vi har ingen slik stilling'],
  ])('and %s: «%s» is told that the question does not take it', (question, text) =>
    expect(heardAt(question, text)).toBe('no_not_applicable'),
  )
})

describe('a text without a figure that says neither is asked about', () => {
  test.each([
    ['introprogram_deltakere', 'vet det når lista kommer'],
    ['bosatt_antall', 'dette må jeg sjekke'],
    ['leder_aar', 'lenge'],
    ['bosatt_antall', 'en god del'],
    ['ansatte_andel', 'færre enn vi burde'],
  ])('%s: «%s»', (question, text) => expect(`${heardAt(question, text)}`).not.toMatch(/^[=?]/))
})
