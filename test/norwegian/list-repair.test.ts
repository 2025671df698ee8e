/** A list that is put right while it is told, or whose parts have a yes or a no each, is what is meant in the end. */
import { describe, expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

const at = (question: string, text: string) => heardAfter(question, [text])

describe('what was said first is taken back', () => {
  test.each([
    ['ansatte_tiltak_hvilke', '1 og 3. Beklager, 1 og 4.', '= praksis_mentor_trainee,utlysning'],
    ['svingninger_hvilke', '1, 2 og 4. Nei, 1, 2 og 5', '= bemanning,planlegging,kompetanse'],
    ['svingninger_hvilke', 'boliger, nei, økonomi', '= oekonomi'],
    ['samarbeid_om', 'grunnskole og norskopplæring. Nei, ikke grunnskole, den har vi selv.', '= norskopplaering'],
    ['svingninger_hvilke', 'Lokaler og økonomi. Nei, ikkje økonomi, det gjekk.', '= lokaler'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('each part has a yes or a no', () => {
  test.each([
    ['svingninger_hvilke', 'Boliger? Nei, det gikk bra. Planlegging, derimot.', '= planlegging'],
    ['svingninger_hvilke', 'Økonomi ja, boliger nei, bemanning ja', '= bemanning,oekonomi'],
    [
      'svingninger_hvilke',
      'Boliger først og fremst, lokaler også. Økonomien derimot, nei, den holdt',
      '= bolig,lokaler',
    ],
    ['ansatte_tiltak_hvilke', 'mentor ja, trainee nei', '? praksis_mentor_trainee'],
    ['ansatte_tiltak_hvilke', 'Praksisplasser. Kvotering har vi IKKE', '= praksis_mentor_trainee'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('nothing but what is left out of it', () => {
  test.each([
    ['ordinaer_utdanning', 'ingenting av dette utanom grunnskule', '= grunnskole'],
    ['evaluering', 'ingen, bortsett fra forvaltningsrevisjon', '= forvaltningsrevisjon'],
    ['naeringsliv_tiltak', 'nei, ingen, bortsett fra jobbmesser', '= moeteplasser'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('where a part is not heard, or nothing is put right, it is asked about', () => {
  test.each([
    ['svingninger_hvilke', 'Boliger? Planlegging?'],
    ['svingninger_hvilke', 'økonomi, men ikke verre enn før'],
    ['samarbeid_om', 'norsk, nei vent, jeg må sjekke'],
    ['svingninger_hvilke', '1, 3, nei 4'],
    ['svingninger_hvilke', 'bemanning, ikke økonomi og bolig'],
    ['bosetting_krevende', 'Få jobber, ingen boliger'],
    ['samarbeid_om', 'hele programmet bortsett fra praksis'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('numbers, and words of one’s own that are joined to them', () => {
  test.each([
    [
      'resultatmaal_hvilke',
      '1 og 4, pluss at dei skal kjenne minst éin nordmann',
      '= rett_etter,fullfoering,annet «dei skal kjenne minst éin nordmann»',
    ],
    ['svingninger_hvilke', '1, 3 og at ingen ville leie ut', '= bemanning,oekonomi,annet «ingen ville leie ut»'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
  test('a remark is none', () => expect(at('svingninger_hvilke', '2 og så var det tungt')).not.toMatch(/^=/))
})

describe('as many steps as there are rows on the card are said in their order', () => {
  const rows = (values: string) => {
    const [a, b, c, d] = values.split(' ')
    return `= bosetting:${c} enslige_mindreaarige:${d} kunnskapsdeling:${a} mangfoldige_tjenester:${b}`
  }
  test.each([
    ['imdi_nytte', 'svært, ganske, litt, ikke', rows('svaert_god god litt_nyttig ikke_nyttig')],
    ['imdi_viktighet', 'ganske, ganske, svært, ikke', rows('viktig viktig svaert_viktig ikke_viktig')],
    ['imdi_viktighet', 'ikke, ikke, litt og svært', rows('ikke_viktig ikke_viktig litt_viktig svaert_viktig')],
  ])('%s: «%s»', (question, text, expected) => expect(at(question, text)).toBe(expected))
  test('fewer are of no rows', () => expect(at('imdi_nytte', 'ganske, litt')).not.toMatch(/^=/))
})
