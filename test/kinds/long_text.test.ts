import { expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, say } from '../engine/build.ts'

const comment = ask({ kind: 'long_text', maxLength: 20 })
const facts = allShown(comment)
const text = (value: string) => ({ kind: 'text' as const, value })

test('a card', () => {
  expect(fromCard(comment, { answer: 'først\nså' }, facts)).toEqual({ answer: text('først\nså') })
  expect(fromCard(comment, {}, facts)).toEqual({ problem: { code: 'empty' } })
})

test.each([
  ['lines are kept', 'først\r\nså', { ok: text('først\nså') }],
  ['empty lines stay', 'først\n\n\n\nså', { ok: text('først\n\n\n\nså') }],
  ['a table stays', '\tMenn\nBosatt\t12', { ok: text('\tMenn\nBosatt\t12') }],
  ['line breaks of all kinds', 'a\vb\fc\u0085d\u2028e\u2029f', { ok: text('a\nb\nc\nd\ne\nf') }],
  ['control characters are taken out', 'f\u0000ø\u001brst', { ok: text('først') }],
  ['a lone half of an emoji is replaced', 'a\ud83d', { ok: text('a\ufffd') }],
  ['over the limit', 'x'.repeat(21), { problem: { code: 'too_long', max: 20, length: 21 } }],
  ['blanks', ' \n ', { problem: { code: 'empty' } }],
])('final word: %s', (_name, value, expected) => {
  expect(accept(comment, text(value), facts)).toEqual(expected)
})

test('a line each, as own words', () => {
  expect(display(comment, text('først\nså'), say)).toEqual([
    { text: 'først', own: true },
    { text: 'så', own: true },
  ])
})
