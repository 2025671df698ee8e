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
    ['ansatte_tiltak_hvilke', 'mentor ja, trainee nei', '= praksis_mentor_trainee'],
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
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})
