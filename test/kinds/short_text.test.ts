import { expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, say } from '../engine/build.ts'

const motto = ask({ kind: 'short_text', maxLength: 10 })
const facts = allShown(motto)
const text = (value: string) => ({ kind: 'text' as const, value })

test('a card', () => {
  expect(fromCard(motto, { answer: ' hei ' }, facts)).toEqual({ answer: text('hei') })
  expect(fromCard(motto, { answer: ' ' }, facts)).toEqual({ problem: { code: 'empty' } })
})

test.each([
  ['trimmed', '  sol  ', { ok: text('sol') }],
  ['line breaks become spaces, and tabs stay', 'sol\r\nog\tly', { ok: text('sol og\tly') }],
  ['control characters are taken out', 's\u0000o\u001bl', { ok: text('sol') }],
  ['marks of direction stay', 'a\u202eb\u2066c', { ok: text('a\u202eb\u2066c') }],
  ['nothing that can be seen', '\u200b \u202b\ufeff', { problem: { code: 'empty' } }],
  ['letters put together', 'bla\u030a', { ok: text('blå') }],
  ['emoji count as one', '😀'.repeat(10), { ok: text('😀'.repeat(10)) }],
  ['over the limit', '😀'.repeat(11), { problem: { code: 'too_long', max: 10, length: 11 } }],
  ['only control characters', '\u0007', { problem: { code: 'empty' } }],
])('final word: %s', (_name, value, expected) => {
  expect(accept(motto, text(value), facts)).toEqual(expected)
})

test('shown as own words', () => {
  expect(display(motto, text('**sol**'), say)).toEqual([{ text: '**sol**', own: true }])
})
