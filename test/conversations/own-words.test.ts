/** Somebody says more than the choices do, or says it in another word: asked about, with all that was named. */
import { expect, test } from 'vitest'
import { entryOf, saysAt } from '../support/says-at.ts'
import { types } from '../support/tester.ts'

test.each([
  ['evaluering', 'ekstern evaluering og ei spørjeundersøking', ['brukerundersoekelse', 'ekstern'], undefined],
  ['evaluering', 'intern gjennomgang og spørreundersøkelse', ['brukerundersoekelse', 'intern'], undefined],
  ['bosetting_krevende', 'barnehageplass og økonomi', ['barnehage', 'oekonomi'], undefined],
  ['bosetting_krevende', 'boliger, kø hos UDI og økonomi', ['annet', 'boliger', 'oekonomi'], 'kø hos UDI'],
])('at «%s», «%s» is asked about with all that was named', (question, text, value, other) => {
  const person = saysAt(question, [text])
  expect(person.log.at(-1)).toContain('Jeg skriver opp')
  expect(entryOf(person, question)).toBeUndefined()
  types(person, 'ja')
  const answer = entryOf(person, question)?.answer
  expect(answer?.kind === 'multiple' ? [answer.value.toSorted(), answer.other] : answer).toEqual([value, other])
})

test('what stands around the choices in a sentence is no «annet»', () => {
  const person = saysAt('bosetting_krevende', ['bolig og økonomi er vanskeligst'])
  expect(entryOf(person, 'bosetting_krevende')?.answer).toEqual({ kind: 'multiple', value: ['boliger', 'oekonomi'] })
  expect(saysAt('bosetting_krevende', ['bolig, det er verst, og økonomi']).log.at(-1)).not.toContain('Annet:')
})

test.each([
  ['ansvarlig_rolle', 'enhetsleder', 'Jeg skriver opp «Annen stilling: enhetsleder». Stemmer det?'],
  ['bosetting_krevende', 'Transport!', 'Jeg skriver opp «Annet: Transport». Stemmer det?'],
])('at «%s», a word of one’s own, «%s», is asked about as that', (question, text, asked) => {
  expect(saysAt(question, [text]).log.at(-1)).toContain(asked)
})

test.each(['kanskje', 'må sjekke', 'enhetsleder?', 'tilbke', 'asdf'])('«%s» is no word for «annet»', (text) => {
  expect(saysAt('bosetting_krevende', [text]).log.at(-1)).not.toContain('Annet:')
})

test.each([
  ['bosetting_krevende', 'boligmarkedet', 'Jeg skriver opp «Å finne egnede boliger». Stemmer det?'],
  ['bosetting_krevende', 'norskopplæringsplasser', 'Jeg skriver opp «Plass i norskopplæring og skole». Stemmer det?'],
  ['evaluering', 'intern gjennomgang, kanskje', 'Jeg skriver opp «Intern gjennomgang». Stemmer det?'],
  ['evaluering', 'intern evaluering', '«Ekstern evaluering» eller «Intern gjennomgang». Hvilket mener du?'],
  ['bosetting_krevende', 'økonomi, bolig i sentrum', 'Jeg skriver opp «Økonomi, Å finne egnede boliger». Stemmer det?'],
  [
    'bosetting_krevende',
    'Velg inntil tre. Bolig, helse',
    'Jeg skriver opp «Å finne egnede boliger, Helse- og omsorgstjenester». Stemmer det?',
  ],
  ['bosetter', 'sammen med Voss og Vik', 'Jeg skriver opp «Ja, sammen med andre». Stemmer det?'],
  ['introprogram', 'gjennom nabokommunen', 'Jeg skriver opp «Ja, gjennom andre». Stemmer det?'],
])('at «%s», «%s» is asked about', (question, text, asked) => {
  expect(saysAt(question, [text]).log.at(-1)).toContain(asked)
})

test('«sammen med andre, ikke alene» stands beside no name', () => {
  expect(saysAt('bosetter', ['gjennom Voss, men ikke Vik']).log.at(-1)).not.toContain('opp «Ja, sammen')
})
