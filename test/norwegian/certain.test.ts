/** Answers that leave nothing to ask about are stored at once, and said in the reply; what could be otherwise is asked about. */
import { describe, expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

const at = (question: string, ...texts: string[]) => heardAfter(question, texts)

describe('a yes or a no with what agrees, explains or tells since when', () => {
  test.each([
    ['nav_avtale', 'Ja, frå 2014. Ingen har sett i han sidan.', 'ja'],
    ['nav_avtale', 'Ja, signert i 2016 og revidert to ganger', 'ja'],
    ['nav_avtale', 'jepp, men han ligg mest i skuffa', 'ja'],
    ['svingninger', 'Ja. 90 i 2016 og 11 i fjor.', 'ja'],
    ['resultatmaal', 'jau då, 60 prosent i arbeid eller skule', 'ja'],
    ['tolk_retningslinjer', 'Nei. Har alltid bare ringt noen vi kjenner.', 'nei'],
  ])('%s: «%s»', (question, text, value) => expect(at(question, text)).toBe(`= ${value}`))
})

describe('and one that is over, taken back, put as a question or of one of several ways is asked about', () => {
  test.each([
    ['nav_avtale', 'ja, men avtalen er gått ut'],
    ['nav_avtale', 'ja, han blei sagt opp i haust'],
    ['nav_avtale', 'Ja, fram til kommunesammenslåingen'],
    ['tolk_retningslinjer', 'nei, det har vi jo hatt i mange år'],
    ['tolk_retningslinjer', 'ja, de blei fjerna da vi bytta system'],
    ['resultatmaal', 'ja?'],
    ['introprogram', 'klart vi har'],
    ['bosetter', 'Ja, men boligkontoret er felles med nabobydelen'],
    ['svingninger', 'ikke uvanskelig'],
    ['evaluering', 'revisjon i 2013'],
    ['naeringsliv_best', 'NAV sier NAV. Jeg sier næringsforeningen.'],
    ['naeringsliv_best', 'Politikarane meiner NAV, eg meiner messene'],
    ['tolk_retningslinjer', 'De forsvant da vi byttet intranett'],
    ['introprogram', 'nei nei nei, bomma på tastaturet. Jo, i egen regi'],
    ['nav_avtale', 'Ja. Nei, den er med fylket'],
    ['tolk_retningslinjer', 'nei! jo, det har vi forresten'],
    ['nav_avtale', 'nei – ja, den ligger her'],
    ['svingninger', 'Nei, vanskeligere'],
    ['svingninger', 'ja, ikke vanskeligere'],
    ['svingninger', 'nei. vanskelegare!'],
    ['imdi_viktighet', 'alt blir viktigar'],
    ['imdi_viktighet', 'resten vert viktigare'],
    ['leder_rolle', 'Skriv rådmann, han har delegert hele greia til meg'],
    ['bosatt_antall', '14, og 3 på familiesameining i tillegg'],
    ['leder_aar', 'tolv år i bydelen, fire av dem i direktørstolen'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('a figure that is reckoned out of all that was said', () => {
  test.each([
    ['utdanning_antall', '6 på grunnskole og 3 på vgs', '= 9'],
    ['bosatt_antall', 'ti voksne og sju barn', '= 17'],
    ['bosatt_antall', '11 kvinner og fire menn', '= 15'],
    ['leder_aar', 'Tiltrådte 1. august 2014', '= 4'],
    ['leder_aar', 'siden juli 2012', '= 6'],
    ['leder_aar', 'Tiltrådte 1. september i år', '= 0'],
    ['ansatte_andel', '450 av 1500', '= 30'],
    ['ansatte_andel', 'ca 60 av 1200', '= 5'],
    // Half a year more or less, somebody else's, two who count the same, and what nobody said.
    ['leder_aar', 'siden 2011', '? 7'],
    ['leder_aar', 'begynte i 2010, men hadde to år permisjon', '? 8'],
    ['leder_aar', 'kom i mai 2016', '? 3'],
    ['leder_aar', 'Tiltrådte 1. april 2014', '? 5'],
    ['naeringsliv_aarsverk', 'en halv av to', '? 0.5'],
    ['bosatt_antall', '12 her og 5 i Lier', '? 12'],
    ['introprogram_deltakere', '33 i NIR og 35 i regnearket', '? 68'],
    ['ansatte_andel', '34 av 512', '? 7'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('a slip that is put right when it is asked about', () => {
  test.each([
    ['leder_aar', '43', 'hæ, nei, 4! Store fingre', '= 4'],
    ['leder_aar', '43', 'Nei, det bare kjennes slik. 4.', '= 4'],
    ['bosatt_antall', '310', 'Jeg sa 31. En null for mye.', '= 31'],
    ['bosatt_mindreaarige', '800', 'Eg skreiv 8. Null null glapp.', '= 8'],
    ['resultatmaal_prosent', '12', '72 skulle det stå, altså', '= 72'],
    ['naeringsliv_aarsverk', '6', 'så mange har vi ikke. null komma seks', '= 0.6'],
    ['leder_aar', '43', 'Ja. Snart pensjonist.', '= 43'],
    // What is not sure of itself, or of another time, is asked about once more.
    ['leder_aar', '43', 'ja, 4', '? 4'],
    ['leder_aar', '43', 'nei, kanskje 4', '? 4'],
    ['leder_aar', '43', 'det var 4 i fjor', '? 4'],
    ['leder_aar', '43', 'Ja. Men mest som assistent.', '? 43'],
  ])('%s: «%s», «%s» %s', (question, first, next, expected) => expect(at(question, first, next)).toBe(expected))
})
