import { describe, expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, same, say } from '../engine/build.ts'

const whole = ask({ kind: 'number', min: 0, max: 5000, unit: same('personer') })
const decimal = ask({ kind: 'number', decimals: 2 })

describe('a card', () => {
  test.each([
    ['100', 100],
    ['12.5', 12.5],
    ['12,5', 12.5],
    [' 1 234 ', 1234],
    ['1\u00a0234\u202f567', 1234567],
    ['-3', -3],
    ['−3', -3],
    ['-0', 0],
    ['007', 7],
  ])('%j is %d', (answer, value) => {
    expect(fromCard(decimal, { answer }, allShown(decimal))).toEqual({ answer: { kind: 'number', value } })
  })

  test.each(['tolv', '1e5', '1,2,3', '1.234,5', '.', '-', '0x10', 'Infinity', 'NaN', '12 kr'])(
    '%j is no figure',
    (answer) => {
      expect(fromCard(decimal, { answer }, allShown(decimal))).toEqual({ problem: { code: 'not_a_number' } })
    },
  )
})

describe('final word', () => {
  test.each([
    ['within the range', whole, 5000, { ok: { kind: 'number', value: 5000 } }],
    ['under it', whole, -1, { problem: { code: 'too_small', min: 0 } }],
    ['over it', whole, 5001, { problem: { code: 'too_large', max: 5000 } }],
    ['decimals where there are none', whole, 12.5, { problem: { code: 'whole_number' } }],
    ['as many decimals as there may be', decimal, 0.29, { ok: { kind: 'number', value: 0.29 } }],
    ['one decimal too many', decimal, 0.295, { problem: { code: 'decimals', max: 2 } }],
    ['larger than a figure can be', decimal, 1e30, { problem: { code: 'too_large', max: 1e12 } }],
    ['no figure at all', decimal, Number.NaN, { problem: { code: 'not_a_number' } }],
  ])('%s', (_name, question, value, expected) => {
    expect(accept(question, { kind: 'number', value }, allShown(question))).toEqual(expected)
  })

  test('«om lag» is kept', () => {
    const answer = { kind: 'number' as const, value: 30, approximate: true as const }
    expect(accept(whole, answer, allShown(whole))).toEqual({ ok: answer })
  })
})

test.each([
  [{ value: 30 }, '30\u00a0personer'],
  [{ value: 30, approximate: true as const }, 'om lag 30\u00a0personer'],
  [{ value: 1234 }, '1\u00a0234\u00a0personer'],
  [{ value: 1234567 }, '1\u00a0234\u00a0567\u00a0personer'],
])('%j is shown as %s', (answer, text) => {
  expect(display(whole, { kind: 'number', ...answer }, say)).toEqual([{ text }])
})

test.each([
  [1234.5, '1\u00a0234,5'],
  [-3, '−3'],
  [0.25, '0,25'],
  [0, '0'],
])('%d is shown as %s', (value, text) => {
  expect(display(decimal, { kind: 'number', value }, say)).toEqual([{ text }])
})
