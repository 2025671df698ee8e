/** Somebody takes back what they said, now or at an earlier question. */
import { expect, test } from 'vitest'
import { entryOf, saysAt } from '../support/says-at.ts'
import { questionOf, types } from '../support/tester.ts'

test.each([
  ['endre spørsmål 3 til sammen med andre', 'med_andre'],
  ['Kan du endre svaret på spørsmål 3 til nei?', 'nei'],
  ['svaret på spørsmål 3 skulle vært nei', 'nei'],
])('«%s» is asked about with the old and the new answer, and stores nothing yet', (text, value) => {
  const person = saysAt('bosatt_antall', [text])
  expect(person.log.at(-1)).toContain('Jeg endrer svaret på spørsmål 3')
  expect(entryOf(person, 'bosetter')?.answer).toEqual({ kind: 'single', value: 'selv' })
  types(person, 'ja')
  expect(entryOf(person, 'bosetter')?.answer).toEqual({ kind: 'single', value })
})

test.each([
  'jeg svarte feil på spørsmål 3',
  'eg skreiv feil på spm 3',
  'endre forrige svar',
  'jeg svarte feil på forrige',
])('«%s» opens the question, and stores nothing yet', (text) => {
  const person = saysAt('bosatt_antall', [text])
  expect(questionOf(person)).toBe('bosetter')
  expect(entryOf(person, 'bosetter')?.answer).toEqual({ kind: 'single', value: 'selv' })
})

test('«jeg svarte feil» asks which answer it is about', () => {
  expect(saysAt('bosatt_antall', ['jeg svarte feil']).log.at(-1)).toContain('Hvilket svar vil du endre?')
})

test.each(['nei 12', 'nei, jeg mente 12', 'Nei, det skulle vært 12'])(
  '«%s» right after an answer may be about that one, so the way back is told',
  (text) => {
    const person = saysAt('bosatt_mindreaarige', [text])
    expect(person.log.join('\n')).toContain('Jeg skriver opp «12 personer». Stemmer det?')
    expect(person.log.at(-1)).toContain('Skriv «tilbake» hvis du heller vil endre forrige svar.')
    expect(entryOf(person, 'bosatt_mindreaarige')).toBeUndefined()
  },
)

test('in nynorsk it is told in nynorsk, and «attende» goes there', () => {
  const person = saysAt('bosatt_mindreaarige', ['nei, eg meinte 12'], 'nn')
  expect(person.log.at(-1)).toContain('Skriv «tilbake» dersom du heller vil endre førre svaret.')
  types(person, 'attende')
  expect(questionOf(person)).toBe('bosatt_antall')
})

test('in words of one’s own it is asked whether they are the answer', () => {
  const person = saysAt('imdi_savn', ['nei, jeg mente god'])
  expect(person.log.join('\n')).toContain('Du skrev «nei, jeg mente god». Er dette et svar, eller et spørsmål til oss?')
  expect(entryOf(person, 'imdi_savn')).toBeUndefined()
})

test('«Stemmer det?» is not asked of what a check refuses, neither at once nor after a «ja»', () => {
  const person = saysAt('bosatt_mindreaarige', ['kanskje 20'])
  expect(person.log.at(-1)).toContain('Tallet kan ikke være høyere enn alle dere har bosatt (17')
  types(person, 'ja')
  expect(person.log.at(-1)).not.toContain('Jeg skriver opp')
})
