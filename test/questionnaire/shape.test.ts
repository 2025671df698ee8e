import { expect, test } from 'vitest'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Question } from '../../src/questionnaire/schema.ts'
import {
  asks,
  boundsOf,
  byAnswer,
  byShape,
  choicesOf,
  chosenIn,
  figureOf,
  gives,
  isAsked,
  isFor,
  kindsOf,
  rowsOf,
  shapeOf,
} from '../../src/questionnaire/shape.ts'
import { ask } from '../engine/build.ts'

const text = { nb: 'Ja', nn: 'Ja' }
const choices = [
  { id: 'ja', text },
  { id: 'nei', text },
]
const rows = [{ id: 'barnehage', text }]

/** A question of each kind, its shape, and an answer to it. */
const each: [Question, string, Answer | null][] = [
  [ask({ kind: 'single', choices }), 'choice', { kind: 'single', value: 'ja' }],
  [ask({ kind: 'multiple', choices }), 'choices', { kind: 'multiple', value: ['nei', 'ja'] }],
  [ask({ kind: 'matrix', choices, rows }), 'rows', { kind: 'matrix', value: { barnehage: 'nei' } }],
  [ask({ kind: 'number' }), 'figure', { kind: 'number', value: 3 }],
  [ask({ kind: 'percent' }), 'figure', { kind: 'percent', value: 30 }],
  [ask({ kind: 'date' }), 'date', { kind: 'date', value: '2018-12-31' }],
  [ask({ kind: 'ranking', choices }), 'order', { kind: 'ranking', value: ['nei', 'ja'] }],
  [ask({ kind: 'short_text' }), 'words', { kind: 'text', value: 'ja' }],
  [ask({ kind: 'long_text' }), 'words', { kind: 'text', value: 'ja' }],
  [ask({ kind: 'info' }), 'none', null],
]

/** A table that names the shape itself. */
const names = {
  ...{ choice: () => 'choice', choices: () => 'choices', rows: () => 'rows', figure: () => 'figure' },
  ...{ date: () => 'date', order: () => 'order', words: () => 'words' },
}

test.each(each)('a question of kind $kind', (question, shape, answer) => {
  expect(shapeOf(question)).toBe(shape)
  expect(byShape(question, { ...names, none: () => 'none' })).toBe(shape)
  expect(isAsked(question)).toBe(answer !== null)
  expect(answer === null ? 'none' : byAnswer(answer, names)).toBe(shape)
  expect(each.filter(([, , other]) => other && isFor(question, other)).map(([, , other]) => other?.kind)).toEqual(
    answer === null ? [] : each.filter(([, , other]) => other?.kind === answer.kind).map(() => answer.kind),
  )
})

test('what is not there has no shape', () => {
  expect([asks(undefined, 'rows'), asks(null, 'none'), gives(undefined, 'figure')]).toEqual([false, false, false])
})

test('an answer of a kind that no questionnaire has, gives nothing known', () => {
  expect(gives({ kind: 'slider', value: 3 }, 'figure')).toBe(false)
})

test('several shapes at once', () => {
  const asked = each.map(([question]) => question).filter((question) => asks(question, 'figure', 'date', 'rows'))
  expect(asked.map(({ kind }) => kind)).toEqual(['matrix', 'number', 'percent', 'date'])
})

test('choices and rows of a question, none where it has none', () => {
  const count = (of: (question: Question) => readonly unknown[]) => each.map(([question]) => of(question).length)
  expect(count(choicesOf)).toEqual([2, 2, 2, 0, 0, 0, 2, 0, 0, 0])
  expect(count(rowsOf)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
})

test('the choices that an answer takes', () => {
  const taken = each.map(([, , answer]) => answer && chosenIn(answer))
  expect(taken).toEqual([['ja'], ['nei', 'ja'], ['nei'], [], [], [], ['nei', 'ja'], [], [], null])
})

test('a share has limits of its own where the question gives none, a number has not', () => {
  const limits = (
    [{ kind: 'percent' }, { kind: 'percent', min: 5 }, { kind: 'number' }, { kind: 'number', max: 9 }] as const
  )
    .map((given) => ask(given))
    .flatMap((question) => (asks(question, 'figure') ? [boundsOf(question)] : []))
  expect(limits).toEqual([{ min: 0, max: 100 }, { min: 5, max: 100 }, {}, { max: 9 }])
})

test('a figure is an answer of its question’s kind', () => {
  const made = each.flatMap(([question]) => (asks(question, 'figure') ? [figureOf(question, 7)] : []))
  expect(made).toEqual([
    { kind: 'number', value: 7 },
    { kind: 'percent', value: 7 },
  ])
})

test('the kinds of a shape, as they stand in a questionnaire', () => {
  expect(kindsOf('choice', 'choices')).toEqual(['single', 'multiple'])
  expect(kindsOf('words')).toEqual(['short_text', 'long_text'])
})
