import { describe, expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, choices, say } from '../engine/build.ts'

const work = ask({ kind: 'multiple', choices: choices('norsk skole tolk annet? ingen!'), min: 2, max: 3 })
const facts = allShown(work)

describe('a card', () => {
  test.each([
    ['values joined by commas', { answer: 'tolk,norsk' }, { answer: { kind: 'multiple', value: ['tolk', 'norsk'] } }],
    ['one', { answer: 'tolk' }, { answer: { kind: 'multiple', value: ['tolk'] } }],
    ['repeats and blanks', { answer: 'tolk, tolk ,' }, { answer: { kind: 'multiple', value: ['tolk'] } }],
    ['only the text of «annet»', { other: 'bil' }, { answer: { kind: 'multiple', value: ['annet'], other: 'bil' } }],
    ['nothing', {}, { problem: { code: 'empty' } }],
  ])('%s', (_name, values, expected) => {
    expect(fromCard(work, values, facts)).toEqual(expected)
  })
})

describe('final word', () => {
  test.each([
    [
      'stored in the order of the questionnaire',
      ['tolk', 'norsk'],
      { ok: { kind: 'multiple', value: ['norsk', 'tolk'] } },
    ],
    ['none', [], { problem: { code: 'empty' } }],
    ['a choice there is not', ['norsk', 'fransk'], { problem: { code: 'unknown_choice' } }],
    ['too few', ['norsk'], { problem: { code: 'too_few', min: 2 } }],
    ['repeats do not make up the number', ['norsk', 'norsk'], { problem: { code: 'too_few', min: 2 } }],
    ['too many', ['norsk', 'skole', 'tolk', 'annet'], { problem: { code: 'too_many', max: 3 } }],
    ['«ingen» alone, fewer than min', ['ingen'], { ok: { kind: 'multiple', value: ['ingen'] } }],
    ['«ingen» with another', ['norsk', 'ingen'], { problem: { code: 'exclusive_combined', choice: 'ingen' } }],
    ['«annet» without text', ['norsk', 'annet'], { problem: { code: 'specify_missing', choice: 'annet' } }],
  ])('%s', (_name, value, expected) => {
    expect(accept(work, { kind: 'multiple', value }, facts)).toEqual(expected)
  })

  test('text left after «annet» was unticked is not an answer', () => {
    expect(accept(work, { kind: 'multiple', value: ['norsk', 'tolk'], other: 'bil' }, facts)).toEqual({
      ok: { kind: 'multiple', value: ['norsk', 'tolk'] },
    })
  })

  test('a hidden choice is no answer', () => {
    const shown = { choiceIds: ['norsk', 'skole'], rowIds: [] }
    const answer = { kind: 'multiple' as const, value: ['norsk', 'tolk'] }
    expect(accept(work, answer, shown)).toEqual({ problem: { code: 'unknown_choice' } })
  })
})

test('one line per choice, own words marked', () => {
  expect(display(work, { kind: 'multiple', value: ['norsk', 'annet'], other: 'bil' }, say)).toEqual([
    { text: 'NORSK' },
    { label: 'ANNET', text: 'bil', own: true },
  ])
})
