import { describe, expect, test } from 'vitest'
import { accept, cardValues, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, choices, say } from '../engine/build.ts'

const colour = ask({ kind: 'single', choices: choices('ja nei annet?') })
const facts = allShown(colour)

describe('a card', () => {
  test.each([
    ['a button or a choice', { answer: 'ja' }, { answer: { kind: 'single', value: 'ja' } }],
    [
      '«annet» with its text',
      { answer: 'annet', other: ' tolk ' },
      { answer: { kind: 'single', value: 'annet', other: 'tolk' } },
    ],
    ['only the text of «annet»', { other: 'tolk' }, { answer: { kind: 'single', value: 'annet', other: 'tolk' } }],
    ['nothing', {}, { problem: { code: 'empty' } }],
    ['an empty input', { answer: '' }, { problem: { code: 'empty' } }],
    ['two choices', { answer: 'ja,nei' }, { problem: { code: 'several_given' } }],
    ['a choice there is not', { answer: 'kanskje' }, { problem: { code: 'unknown_choice' } }],
  ])('%s', (_name, values, expected) => {
    expect(fromCard(colour, values, facts)).toEqual(expected)
  })
})

describe('final word', () => {
  test.each([
    ['a shown choice', { value: 'ja' }, { ok: { kind: 'single', value: 'ja' } }],
    ['«annet» without text', { value: 'annet' }, { problem: { code: 'specify_missing', choice: 'annet' } }],
    [
      '«annet» with blanks',
      { value: 'annet', other: ' \t' },
      { problem: { code: 'specify_missing', choice: 'annet' } },
    ],
    [
      '«annet» with control characters in the text',
      { value: 'annet', other: 'to\u0000lk\nher' },
      { ok: { kind: 'single', value: 'annet', other: 'tolk her' } },
    ],
    [
      '«annet» with 201 characters',
      { value: 'annet', other: '😀'.repeat(201) },
      { problem: { code: 'too_long', max: 200, length: 201 } },
    ],
    ['text left beside another choice', { value: 'nei', other: 'tolk' }, { ok: { kind: 'single', value: 'nei' } }],
  ])('%s', (_name, answer, expected) => {
    expect(accept(colour, { kind: 'single', ...answer }, facts)).toEqual(expected)
  })

  test('200 emoji are 200 characters', () => {
    const other = '😀'.repeat(200)
    expect(accept(colour, { kind: 'single', value: 'annet', other }, facts)).toEqual({
      ok: { kind: 'single', value: 'annet', other },
    })
  })

  test('a choice that is not shown here is no answer', () => {
    const shown = { choiceIds: ['nei', 'annet'], rowIds: [] }
    expect(accept(colour, { kind: 'single', value: 'ja' }, shown)).toEqual({ problem: { code: 'unknown_choice' } })
  })
})

test('shown with the person’s own words marked', () => {
  expect(display(colour, { kind: 'single', value: 'ja' }, say)).toEqual([{ text: 'JA' }])
  expect(display(colour, { kind: 'single', value: 'annet', other: 'tolk' }, say)).toEqual([
    { label: 'ANNET', text: 'tolk', own: true },
  ])
})

test('«Endre» fills in choice and text', () => {
  expect(cardValues(colour, { kind: 'single', value: 'annet', other: 'tolk' })).toEqual({
    answer: 'annet',
    other: 'tolk',
  })
})
