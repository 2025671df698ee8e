/** Of several figures in a sentence the one that is meant is the answer: certain ones are stored, likely ones asked about by name. */

import { describe, expect, test } from 'vitest'
import { figureLines } from '../../scripts/training/figure-lines.ts'
import { hashOfFigures, tallyOf } from '../../scripts/training/figure-training.ts'
import weights from '../../src/norwegian/figure-weights.json' with { type: 'json' }
import { heardAt } from '../support/heard-at.ts'

const lines = figureLines()

test('the weights are of these lines: `npm run train` trains them anew', () => {
  expect(weights.lines).toBe(hashOfFigures(lines))
})

describe.each(['a1', 'a2', 'a3'])('%s', (author) => {
  test('plain figures are stored or asked about by name, and none is stored that was not said', () => {
    const tally = tallyOf(
      lines.filter((line) => line.author === author),
      weights.signs,
    )
    console.info(tally)
    expect(tally.wrong).toEqual([])
    expect((tally.stored + tally.confirmed) / tally.plain).toBeGreaterThan(0.85)
  })
})

// By nobody of those who wrote lines.
describe('a figure with something else beside it is stored', () => {
  test.each([
    ['leder_aar', 'Elleve. Kjennes som hundre.', '= 11'],
    ['leder_aar', '6 her, 9 i Stord før det', '= 6'],
    ['leder_aar', '8 år. sorry 9. d va 8 i fjor', '= 9'],
    ['leder_aar', '13, blir 62 til våren', '= 13'],
    ['ansvarlig_aar', 'sju, fem stillinger', '= 7'],
    ['bosatt_antall', '19, i fjor var det 44', '= 19'],
    ['bosatt_antall', '31 personer, åtte familier', '= 31'],
    ['bosatt_antall', 'tretten per 1. oktober, fem til kommer i november', '= 13'],
    ['bosatt_mindreaarige', 'tre gutter, den eldste fylte 18 i september', '= 3'],
    ['introprogram_deltakere', '26, fire i permisjon', '= 26'],
    ['utdanning_antall', '9 av 33', '= 9'],
    ['resultatmaal_prosent', 'målet er 62, resultatet ble 51', '= 62'],
    ['ansatte_andel', '14 prosent, mot 11 i fjor', '= 14'],
    ['ansatte_andel', 'fjorten i fjor var det tolv', '= 14'],
  ])('%s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('who corrects a figure in the same message means the last', () => {
  test.each([
    ['leder_aar', '4, nei 5', '= 5'],
    ['bosatt_antall', '71 beklager 17', '= 17'],
    ['bosatt_antall', 'tolv, nei vent, tretten', '= 13'],
    ['resultatmaal_prosent', 'femti. Feil, seksti.', '= 60'],
    ['ansatte_andel', '210 av 204 nei 21', '= 21'],
  ])('%s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('what is reckoned is asked about by name', () => {
  test.each([
    ['utdanning_antall', '6 på grunnskole, 2 vgs og én på UiB', '? 9'],
    ['bosatt_antall', '11 menn, 8 kvinner', '? 19'],
    ['bosatt_mindreaarige', 'halvparten av de ti', '? 5'],
    ['naeringsliv_aarsverk', 'to i halv stilling og en på 40 prosent', '? 1.4'],
    ['naeringsliv_aarsverk', 'to dager i uka', '? 0.4'],
    ['introprogram_deltakere', 'det går 52 i klassene, men 8 av dem hører til nabokommunen', '? 44'],
    ['ansatte_andel', '47 av 713', '? 7'],
    ['leder_aar', 'tiltrådte 1. mars 2013', '? 6'],
  ])('%s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('months and weeks are years, rounded as the question says', () => {
  test.each([
    ['leder_aar', '4 mnd', '= 0'],
    ['leder_aar', 'ti måneder', '= 1'],
    ['ansvarlig_aar', 'tre veker', '= 0'],
    ['ansvarlig_aar', '2 år og 2 måneder', '= 2'],
    ['leder_aar', 'åtte måneder og et år', '= 2'],
    ['leder_aar', 'et og et halvt år', '? 2'],
    ['leder_aar', '6 mnd', '? 1'],
  ])('%s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('figures in words and dialect', () => {
  test.each([
    ['resultatmaal_prosent', 'seks-null', '= 60'],
    ['bosatt_antall', 'to–null', '= 20'],
    ['bosatt_antall', 'åtteogtredve', '= 38'],
    ['bosatt_antall', 'sju å tjue', '= 27'],
    ['bosatt_antall', 'et førtitalls', '= 40'],
    ['bosatt_antall', 'et dusin', '? 12'],
    ['naeringsliv_aarsverk', 'ett og et kvart', '= 1.25'],
    ['bosatt_antall', 'en håndfull', 'number_vague'],
    ['bosatt_antall', 'eit par og tjue', 'number_bound'],
  ])('%s: «%s» %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))
})

describe('is not stored: another year, place or person, a plan, a condition, an age', () => {
  test.each([
    ['leder_aar', '9 i Kvam'],
    ['leder_aar', 'Åremål på 4. Er i det tredje.'],
    ['leder_aar', 'forgjengeren satt i 14'],
    ['leder_aar', 'eg er 47'],
    ['ansvarlig_aar', 'sju år, men ikkje alle her i kommunen'],
    ['bosatt_antall', 'i Odda var det 12'],
    ['bosatt_antall', 'Voss fikk 15'],
    ['bosatt_antall', '30 i 2016'],
    ['bosatt_antall', 'det blir 25 før nyttår'],
    ['bosatt_antall', '20, hvorav 4 i fjor'],
    ['bosatt_antall', '18 hvis alle møter'],
    ['bosatt_antall', 'far, mor og fem unger'],
    ['bosatt_antall', 'fire pluss et søskenpar'],
    ['introprogram_deltakere', '40 om du regner norskkurset med'],
    ['introprogram_deltakere', 'vi har 3 lærere på dette'],
    ['resultatmaal_prosent', 'resultatet var 58'],
    ['resultatmaal_prosent', '70 fra neste år'],
    ['ansatte_andel', 'målet er 15 innen 2021'],
    ['utdanning_antall', '7 eller 8'],
    ['naeringsliv_aarsverk', 'to personer, litt av tida'],
    ['introprogram_deltakere', '33 minus han som slutta i september'],
    ['introprogram_deltakere', '28, men det slutta tre den siste uka'],
    ['introprogram_deltakere', 'fylt ut 7 av 20 nå'],
    ['ansatte_andel', 'ingen ansatte'],
    ['utdanning_antall', 'ingen elever, så det gjelder ikke oss'],
    ['bosatt_antall', 'jeg kommer til tjueni om jeg legger barna oppå de tjueto'],
    ['leder_aar', 'nei 8'],
  ])('%s: «%s»', (question, text) => expect(`${heardAt(question, text)}`).not.toMatch(/^=/))
})
