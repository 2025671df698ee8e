/** What is said plainly in a frame, a list or a condition of one's own is heard; and what has only letters in common with an answer is none. */
import { describe, expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

const at = (question: string, ...texts: string[]) => heardAfter(question, texts)

describe('all but some, as the list is called', () => {
  const all = 'bemanning,planlegging,oekonomi,bolig,kompetanse,lokaler,helse_velferd'
  const without = (...ids: string[]) =>
    all
      .split(',')
      .filter((id) => !ids.includes(id))
      .join(',')
  test.each([
    ['alt på lista så nær som lokale og anna', `= ${without('lokaler')}`],
    ['Alt dere nevner unntatt lokaler. Lokaler har vi flust av.', `? ${without('lokaler')}`],
    ['alt på lista bortsett fra helse', `? ${without('helse_velferd')}`],
    ['alt på lista', `? ${all}`],
    ['alt de nemner utanom økonomi og bustad', `? ${without('oekonomi', 'bolig')}`],
  ])('«%s» %s', (text, expected) => expect(at('svingninger_hvilke', text)).toBe(expected))
})

describe('a number or a step that is taken back', () => {
  test.each([
    ['svingninger_hvilke', '1, 3 og 4. nei stryk 3', '= bemanning,bolig'],
    ['svingninger_hvilke', '2 og 3, stryk 2', '= oekonomi'],
    ['ansatte_viktig', 'ganske. eller forresten, svært', '? svaert_viktig'],
    ['ansatte_viktig', 'litt viktig, eller rettere sagt ganske viktig', '? viktig'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('one asks and answers oneself', () => {
  test.each([
    ['svingninger', 'Vanskelig? Ja. Vanskeligere på grunn av svingningene? Nei.', '= nei'],
    ['ansatte_viktig', 'Viktig? Ikke i det hele tatt.', '= ikke_viktig'],
    ['nav_avtale', 'Avtale? Nei.', '= nei'],
    ['tolk_retningslinjer', 'Retningslinjer? Ja, det har vi.', '= ja'],
    ['resultatmaal', 'Mål? Nei, det har me ikkje.', '= nei'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))

  test('but not where several may be chosen', () =>
    expect(at('ordinaer_utdanning', 'Rettleiing ja. Avtale med fylket? Nei, dei vil ikkje.')).toBe('? veiledning'))
})

describe('a figure on a condition is settled by what the questionnaire says of it', () => {
  test.each([
    ['utdanning_antall', '31 hvis norskkurs tell, 22 hvis ikkje', '? 22'],
    ['utdanning_antall', '14 dersom norskopplæring tel, 6 dersom ikkje', '? 6'],
    ['introprogram_deltakere', '31 med permisjonar, 28 utan', 'ambiguous_number'],
    ['introprogram_deltakere', '20 hvis de i permisjon teller, 17 hvis ikke', '? 20'],
    ['utdanning_antall', '11 med hun som begynte 3. oktober, 10 uten', 'ambiguous_number'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('a frame around one plain answer', () => {
  test.each([
    ['leder_aar', 'Då er talet 17', '= 17'],
    ['svingninger', 'Hun svarer ja', '= ja'],
    ['svingninger', 'Sjefen seier nei', '= nei'],
    ['introprogram_plassering', 'det ligg te NAV', '= nav'],
    ['introprogram_plassering', 'programmet ligger under voksenopplæringa', '= voksenopplaering'],
    ['naeringsliv_best', 'praksisplassane, utan tvil', '= praksisavtaler'],
    ['naeringsliv_best', 'praksisplassene uten sammenligning', '= praksisavtaler'],
    ['svingninger_hvilke', 'bolig, folk, penger, i den rekkefølgen', '= bemanning,oekonomi,bolig'],
    ['svingninger_hvilke', 'folk. bustader. pengar. i den rekkjefølgja', '= bemanning,oekonomi,bolig'],
    ['ansatte_tiltak', 'nope, tar dem vi får tak i', '= nei'],
    ['svingninger_grep', 'ikkje noko av det', '= ingen'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))

  test('since when, beside a yes to so many years', () =>
    expect(at('leder_aar', '31', 'Ja, fra den gang bydelen het noe annet.')).toBe('= 31'))
})

describe('what it is in fact, beside what it is on paper', () => {
  test.each([
    'På papiret flyktningtjenesten, i virkeligheta NAV. Mest NAV altså',
    'Formelt voksenopplæringa, i praksis NAV',
    'på papiret helse, i realiteten NAV',
  ])('«%s»', (text) => expect(at('introprogram_plassering', text)).toBe('? nav'))
})

describe('letters in common with an answer make none', () => {
  test.each([
    ['kapasitet_tid', 'praksis og språk'],
    ['ansatte_tiltak', 'dette er jo helt idiotisk spørsmål'],
    ['evaluering_endring', 'dette er jo helt idiotisk spørsmål'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).toBe('unknown_choice'))
})
