import { describe, expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, choices, say } from '../engine/build.ts'

const two = ask({ kind: 'ranking', choices: choices('a b c'), places: 2 })
const all = ask({ kind: 'ranking', choices: choices('a b c') })

describe('a card', () => {
  test.each([
    ['every place', { 'rank.1': 'c', 'rank.2': 'a' }, { answer: { kind: 'ranking', value: ['c', 'a'] } }],
    ['a gap', { 'rank.2': 'a' }, { problem: { code: 'rank_incomplete', places: 2 } }],
    [
      'more places than asked for',
      { 'rank.1': 'c', 'rank.2': 'a', 'rank.3': 'b' },
      { answer: { kind: 'ranking', value: ['c', 'a'] } },
    ],
    ['nothing', {}, { problem: { code: 'empty' } }],
  ])('%s', (_name, values, expected) => {
    expect(fromCard(two, values, allShown(two))).toEqual(expected)
  })
})

describe('final word', () => {
  test.each([
    ['in order', two, ['c', 'a'], { ok: { kind: 'ranking', value: ['c', 'a'] } }],
    ['one twice', two, ['c', 'c'], { problem: { code: 'rank_repeated' } }],
    ['too few', two, ['c'], { problem: { code: 'rank_incomplete', places: 2 } }],
    ['too many', two, ['c', 'a', 'b'], { problem: { code: 'too_many', max: 2 } }],
    ['unknown', two, ['c', 'x'], { problem: { code: 'unknown_choice' } }],
    ['nothing', two, [], { problem: { code: 'empty' } }],
    ['all places when none is named', all, ['c', 'a'], { problem: { code: 'rank_incomplete', places: 3 } }],
  ])('%s', (_name, question, value, expected) => {
    expect(accept(question, { kind: 'ranking', value }, allShown(question))).toEqual(expected)
  })

  test('no more places than choices shown', () => {
    expect(accept(all, { kind: 'ranking', value: ['b', 'a'] }, { choiceIds: ['a', 'b'], rowIds: [] })).toEqual({
      ok: { kind: 'ranking', value: ['b', 'a'] },
    })
  })
})

test('shown by place', () => {
  expect(display(two, { kind: 'ranking', value: ['c', 'a'] }, say)).toEqual([
    { label: '1', text: 'C' },
    { label: '2', text: 'A' },
  ])
})
