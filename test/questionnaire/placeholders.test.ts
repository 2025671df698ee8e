import { expect, test } from 'vitest'
import { placeholdersIn } from '../../src/questionnaire/placeholders.ts'

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
  ['ingen {her}', []],
])('%s', (text, expected) => {
  expect(placeholdersIn(text)).toEqual(expected)
})
