import { expect, test } from 'vitest'
import { presentation } from '../../src/kinds/words.ts'
import { ask, choices, rows } from '../engine/build.ts'

const texts = (...list: [string, string][]) => list.map(([nb, nn], i) => ({ id: `c${i}`, text: { nb, nn } }))

test.each([
  ['two short choices', { kind: 'single', choices: choices('ja nei') }, 'buttons'],
  ['four, with «vet ikke» and «hopp over»', { kind: 'single', choices: choices('a b c d') }, 'buttons'],
  ['four, and «ikke aktuelt» too', { kind: 'single', choices: choices('a b c d'), notApplicable: true }, 'input'],
  [
    'four, «ikke aktuelt», required',
    { kind: 'single', choices: choices('a b c d'), notApplicable: true, required: true },
    'buttons',
  ],
  ['five', { kind: 'single', choices: choices('a b c d e') }, 'input'],
  ['one to specify', { kind: 'single', choices: choices('a annet?') }, 'input'],
  ['24 characters', { kind: 'single', choices: texts(['x'.repeat(24), 'å'.repeat(24)], ['b', 'b']) }, 'buttons'],
  ['25 in nynorsk', { kind: 'single', choices: texts(['x', 'x'.repeat(25)], ['b', 'b']) }, 'input'],
  ['several choices', { kind: 'multiple', choices: choices('a b') }, 'input'],
  ['a matrix: missing values stand in the rows', { kind: 'matrix', choices: choices('a b'), rows: rows('r') }, 'input'],
  ['a required text', { kind: 'short_text', required: true, dontKnow: false }, 'input'],
  ['information', { kind: 'info' }, 'input'],
])('%s', (_name, raw, how) => {
  expect(presentation(ask(raw))).toBe(how)
})
