import { describe, expect, test } from 'vitest'
import { accept, complete, display, fromCard } from '../../src/kinds/index.ts'
import { mergeRows, openRows } from '../../src/kinds/matrix.ts'
import { allShown, ask, choices, rows, say } from '../engine/build.ts'

const use = ask({ kind: 'matrix', choices: choices('god middels svak'), rows: rows('raad tolk tall'), required: true })
const facts = allShown(use)

describe('a card', () => {
  test.each([
    [
      'every row',
      { 'row.raad': 'god', 'row.tolk': 'svak', 'row.tall': '_dont_know' },
      { answer: { kind: 'matrix', value: { raad: 'god', tolk: 'svak' }, missing: { tall: 'dont_know' } } },
    ],
    ['some rows', { 'row.raad': 'god', 'row.tolk': '' }, { rows: { raad: 'god' }, missing: {} }],
    ['no row', {}, { problem: { code: 'empty' } }],
    ['rows there are not', { 'row.annet': 'god' }, { problem: { code: 'empty' } }],
  ])('%s', (_name, values, expected) => {
    expect(fromCard(use, values, facts)).toEqual(expected)
  })

  test('rows that are not shown are not asked for', () => {
    const shown = { ...facts, rowIds: ['raad'] }
    const answer = { kind: 'matrix', value: { raad: 'god' } }
    expect(fromCard(use, { 'row.raad': 'god', 'row.tall': 'god' }, shown)).toEqual({ answer })
  })
})

describe('final word', () => {
  test.each([
    ['a choice not on the scale', { raad: 'best' }, {}, { problem: { code: 'unknown_choice' } }],
    ['no shown row', { annet: 'god' }, {}, { problem: { code: 'empty' } }],
    ['«ikke aktuelt» where there is none', {}, { raad: 'not_applicable' }, { problem: { code: 'no_not_applicable' } }],
    ['a skipped row of a required question', {}, { raad: 'skipped' }, { problem: { code: 'required' } }],
    ['some rows', { raad: 'god' }, {}, { ok: { kind: 'matrix', value: { raad: 'god' } } }],
    [
      'a row with both: the value counts',
      { raad: 'god' },
      { raad: 'dont_know' },
      { ok: { kind: 'matrix', value: { raad: 'god' } } },
    ],
  ] as const)('%s', (_name, value, missing, expected) => {
    expect(accept(use, { kind: 'matrix', value, missing }, facts)).toEqual(expected)
  })

  test('«vet ikke» is refused where the question has none', () => {
    const strict = ask({ kind: 'matrix', choices: choices('a b'), rows: rows('r'), dontKnow: false })
    const answer = { kind: 'matrix' as const, value: {}, missing: { r: 'dont_know' as const } }
    expect(accept(strict, answer, allShown(strict))).toEqual({ problem: { code: 'no_dont_know' } })
  })
})

test('complete when no shown row is open', () => {
  const some = { kind: 'matrix' as const, value: { raad: 'god', tolk: 'god' } }
  expect(complete(use, some, facts)).toBe(false)
  expect(openRows(some, facts)).toEqual(['tall'])
  expect(complete(use, some, { ...facts, rowIds: ['raad', 'tolk'] })).toBe(true)
  expect(complete(use, mergeRows(some, {}, { tall: 'dont_know' }), facts)).toBe(true)
})

test('new rows over old ones: a row is in value or in missing', () => {
  const before = mergeRows(undefined, { raad: 'god' }, { tolk: 'dont_know' })
  expect(mergeRows(before, { tolk: 'svak' }, { raad: 'not_applicable' })).toEqual({
    kind: 'matrix',
    value: { tolk: 'svak' },
    missing: { raad: 'not_applicable' },
  })
})

test('one line per row, in the order of the questionnaire', () => {
  const answer = mergeRows(undefined, { tall: 'svak', raad: 'god' }, { tolk: 'dont_know' })
  expect(display(use, answer, say)).toEqual([
    { label: 'Rad raad', text: 'GOD' },
    { label: 'Rad tolk', missing: 'dont_know' },
    { label: 'Rad tall', text: 'SVAK' },
  ])
})
