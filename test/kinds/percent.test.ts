import { expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, say } from '../engine/build.ts'

const whole = ask({ kind: 'percent' })
const fine = ask({ kind: 'percent', decimals: 1, min: 10, max: 150 })

test('a card', () => {
  expect(fromCard(whole, { answer: '30' }, allShown(whole))).toEqual({ answer: { kind: 'percent', value: 30 } })
  expect(fromCard(whole, { answer: 'en del' }, allShown(whole))).toEqual({ problem: { code: 'not_a_number' } })
  expect(fromCard(whole, {}, allShown(whole))).toEqual({ problem: { code: 'empty' } })
})

test.each([
  ['none', whole, 0, { ok: { kind: 'percent', value: 0 } }],
  ['all', whole, 100, { ok: { kind: 'percent', value: 100 } }],
  ['more than all', whole, 101, { problem: { code: 'too_large', max: 100 } }],
  ['less than none', whole, -1, { problem: { code: 'too_small', min: 0 } }],
  ['a share that may be meant as per cent', whole, 0.3, { problem: { code: 'share_as_fraction', value: 0.3 } }],
  ['a decimal in a field of whole per cent', whole, 12.5, { problem: { code: 'whole_number' } }],
  ['a decimal', fine, 12.5, { ok: { kind: 'percent', value: 12.5 } }],
  ['the question’s own range', fine, 9, { problem: { code: 'too_small', min: 10 } }],
])('final word: %s', (_name, question, value, expected) => {
  expect(accept(question, { kind: 'percent', value }, allShown(question))).toEqual(expected)
})

test('shown in words', () => {
  expect(display(whole, { kind: 'percent', value: 30 }, say)).toEqual([{ text: '30\u00a0prosent' }])
  expect(display(fine, { kind: 'percent', value: 12.5, approximate: true }, say)).toEqual([
    { text: 'om lag 12,5\u00a0prosent' },
  ])
})
