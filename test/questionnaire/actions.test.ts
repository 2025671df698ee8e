import { expect, test } from 'vitest'
import { actionCount, presentation } from '../../src/questionnaire/actions.ts'
import { ask, choices, rows } from '../engine/build.ts'

const texts = (...list: [string, string][]) => list.map(([nb, nn], i) => ({ id: `c${i}`, text: { nb, nn } }))

test.each([
  ['two short choices', { kind: 'single', choices: choices('ja nei') }, 'buttons', 4],
  ['four, with «vet ikke» and «hopp over»', { kind: 'single', choices: choices('a b c d') }, 'buttons', 6],
  ['four, and «ikke aktuelt» too', { kind: 'single', choices: choices('a b c d'), notApplicable: true }, 'input', 4],
  [
    'four, «ikke aktuelt», required',
    { kind: 'single', choices: choices('a b c d'), notApplicable: true, required: true },
    'buttons',
    6,
  ],
  ['five', { kind: 'single', choices: choices('a b c d e') }, 'input', 3],
  ['one to specify', { kind: 'single', choices: choices('a annet?') }, 'input', 3],
  ['24 characters', { kind: 'single', choices: texts(['x'.repeat(24), 'å'.repeat(24)], ['b', 'b']) }, 'buttons', 4],
  ['25 in nynorsk', { kind: 'single', choices: texts(['x', 'x'.repeat(25)], ['b', 'b']) }, 'input', 3],
  ['several choices', { kind: 'multiple', choices: choices('a b') }, 'input', 3],
  [
    'a matrix: missing values stand in the rows',
    { kind: 'matrix', choices: choices('a b'), rows: rows('r') },
    'input',
    2,
  ],
  ['a required text', { kind: 'short_text', required: true, dontKnow: false }, 'input', 1],
  ['information', { kind: 'info' }, 'input', 1],
])('%s', (_name, raw, how, count) => {
  expect(presentation(ask(raw))).toBe(how)
  expect(actionCount(ask(raw))).toBe(count)
})
