/** What only a guess makes of a sentence is not stored, and what a sentence tells in two clauses is held to both. */
import { describe, expect, test } from 'vitest'
import { afterSaying, heardAfter, heardAt } from '../support/heard-at.ts'

describe('no «vet ikke» of words that say nothing of knowing', () => {
  test.each([
    ['ansatte_viktig', 'Har ikke prioritert det, for å være ærlig'],
    ['ansatte_viktig', 'har ikke tenkt på det, ærlig talt'],
    ['ansatte_viktig', 'vi har ikke hatt det oppe'],
    ['ansatte_viktig', 'det har ikke vært et tema hos oss'],
    ['ansatte_viktig', 'vi har ikke diskutert det i ledelsen'],
    ['ansatte_viktig', 'vi har ikke jobbet med det, ærlig talt'],
  ])('%s: «%s»', (question, text) => {
    expect(afterSaying(question, [text]).missing).toBeUndefined()
  })

  test.each([
    ['ansatte_viktig', 'vet ikke'],
    ['ansatte_viktig', 'har ikke oversikt over det'],
    ['tolk_retningslinjer', 'aner ikke'],
  ])('%s: «%s» is one', (question, text) => {
    expect(afterSaying(question, [text]).missing).toBe('dont_know')
  })
})

test.each([
  ['resultatmaal', 'en muntlig avtale, ikke noe på papir'],
  ['resultatmaal', 'muntlige mål, ingenting vedtatt'],
  ['tolk_retningslinjer', 'en gammel perm, ikke noe digitalt'],
  ['nav_avtale', 'en intensjonsavtale, ikke noe bindende'],
  ['resultatmaal', 'noen uformelle mål, ikke noe politisk'],
])('%s: «%s» is not stored as a no', (question, text) => {
  expect(heardAt(question, text)).not.toMatch(/^=/)
})

describe('each clause names another choice', () => {
  test.each([
    ['introprogram_plassering', 'NAV, men flyktningteamet er en egen enhet der', ['nav', 'flyktningtjeneste']],
    [
      'introprogram_plassering',
      'Det ligger i NAV, men vi i flyktningtjenesten gjør jobben',
      ['nav', 'flyktningtjeneste'],
    ],
    ['introprogram_plassering', 'voksenopplæringen, men NAV er med', ['voksenopplaering', 'nav']],
    ['introprogram_plassering', 'Flyktningtjenesten, men NAV betaler', ['flyktningtjeneste', 'nav']],
    ['introprogram_plassering', 'i NAV. Men voksenopplæringen har undervisninga', ['nav', 'voksenopplaering']],
  ])('%s: «%s» is asked between them', (question, text, candidates) => {
    const { asked, stored } = afterSaying(question, [text])
    expect(stored).toBeUndefined()
    expect([undefined, candidates[0]]).toContain(asked?.value)
  })
})

describe('at least so long', () => {
  test.each([
    ['Et års tid minst', 'ambiguous_choice'],
    ['minst et halvt år', 'ambiguous_choice'],
    ['et halvt år i hvert fall', 'ambiguous_choice'],
    ['nærmere et år, minst', 'ambiguous_choice'],
    ['minst ett år', '= lengre_tid'],
    ['mer enn et år', '= lengre_tid'],
  ])('«%s»', (text, heard) => {
    expect(heardAt('kapasitet_tid', text)).toBe(heard)
  })
})

describe('a none that is none, and what there is', () => {
  test.each<[string, string, string, 'nb' | 'nn']>([
    ['evaluering', 'Ikkje noko stort, berre eit møte internt etter kvart halvår', '? intern', 'nn'],
    ['evaluering', 'ingen store, bare en intern gjennomgang', '? intern', 'nb'],
    ['evaluering', 'ikke noe spesielt, bare en brukerundersøkelse', '? brukerundersoekelse', 'nb'],
    ['evaluering', 'ikkje så mykje, men ei ekstern evaluering', '? ekstern', 'nn'],
    ['imdi_kontakt', 'nesten aldri, en webinar i vår', '? en_gang', 'nb'],
    ['imdi_kontakt', 'så godt som aldri, ett møte i mars', '? en_gang', 'nb'],
  ])('%s: «%s»', (question, text, heard, language) => {
    expect(heardAfter(question, [text], language)).toBe(heard)
  })
})

describe('the answer behind a complaint that it was given', () => {
  test.each<[string, string, string, 'nb' | 'nn']>([
    ['samarbeid_kommuner', 'det har eg vel alt svara på? ja', '= ja', 'nn'],
    ['samarbeid_kommuner', 'har jeg ikke svart på det? nei', '= nei', 'nb'],
    ['samarbeid_kommuner', 'Svarte jo på dette i stad. Nei', '= nei', 'nb'],
    ['tolk_retningslinjer', 'det har dere spurt om før, ja', '= ja', 'nb'],
    ['resultatmaal', 'har eg ikkje alt svara på dette … nei', '= nei', 'nn'],
  ])('%s: «%s»', (question, text, heard, language) => {
    expect(heardAfter(question, [text], language)).toBe(heard)
  })
})

test('who was something before is not taken for it', () => {
  expect(heardAt('leder_rolle', 'Femte året nå, før det var jeg kommunalsjef i tre')).toBe('unknown_choice')
  expect(heardAt('leder_rolle', 'Rådmann. Tidligere var jeg økonomisjef')).not.toBe('? kommunalsjef')
})
