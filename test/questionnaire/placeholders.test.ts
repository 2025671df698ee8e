import { expect, test } from 'vitest'
import { placeholdersIn } from '../../src/questionnaire/placeholders.ts'
import { fill, plainText, unitData, withUnitWords } from '../../src/texts/translate.ts'

const either = (kommune: string, bydel: string, raw: string) => ({ type: 'either', kommune, bydel, raw })

test.each([
  ['Har {{kommunen}} mål?', [{ type: 'unit', word: 'kommunen', raw: 'kommunen', capital: 'no' }]],
  ['{{ Kommunen }} har', [{ type: 'unit', word: 'kommunen', raw: 'Kommunen', capital: 'yes' }]],
  ['{{svar.antall_barn}} barn', [{ type: 'answer', question: 'antall_barn', raw: 'svar.antall_barn' }]],
  [
    '{{fylket}} og {{}}',
    [
      { type: 'unknown', raw: 'fylket' },
      { type: 'unknown', raw: '' },
    ],
  ],
  [
    '{{svar.}} {{svar.A}}',
    [
      { type: 'unknown', raw: 'svar.' },
      { type: 'unknown', raw: 'svar.A' },
    ],
  ],
  ['til {{rådmannen|bydelsdirektøren}}', [either('rådmannen', 'bydelsdirektøren', 'rådmannen|bydelsdirektøren')]],
  ['{{ Rådmannen | Bydelsdirektøren }}', [either('Rådmannen', 'Bydelsdirektøren', 'Rådmannen | Bydelsdirektøren')]],
  ['{{skolesjefens|den ansvarliges}}', [either('skolesjefens', 'den ansvarliges', 'skolesjefens|den ansvarliges')]],
  ['{{rådmann|}}', [{ type: 'unknown', raw: 'rådmann|' }]],
  ['{{|direktør}}', [{ type: 'unknown', raw: '|direktør' }]],
  ['{{a|b|c}}', [{ type: 'unknown', raw: 'a|b|c' }]],
  ['ingen {her}', []],
])('%s', (text, expected) => {
  expect(placeholdersIn(text)).toEqual(expected)
})

const leader = {
  nb: 'Spørsmål til {{kommunedirektøren|bydelsdirektøren}} i {{enhet}}',
  nn: 'Spørsmål til {{kommunedirektøren|bydelsdirektøren}} i {{enhet}}',
}
test.each([
  [{ kind: 'kommune', name: 'Moss' }, 'Spørsmål til kommunedirektøren i Moss kommune'],
  [{ kind: 'bydel', name: 'Alna' }, 'Spørsmål til bydelsdirektøren i Bydel Alna'],
] as const)('who answers is called by the words of the text: %j', (unit, said) => {
  expect(withUnitWords(leader, unit)).toEqual({ nb: said, nn: said })
  for (const language of ['nb', 'nn'] as const)
    expect(fill(language, leader[language], unitData(language, unit))).toBe(said)
})

test('where no unit is meant, a text says the word of a municipality', () => {
  expect(plainText('nb', '{{Rådmannen|Bydelsdirektøren}} i {{kommunen}}')).toBe('Rådmannen i kommunen')
})
