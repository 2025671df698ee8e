/** A figure with two readings is asked about, typed or in a card's field: nothing is guessed, and nothing stored. */

import { describe, expect, test } from 'vitest'
import { fromCard } from '../../src/kinds/index.ts'
import { understand } from '../../src/norwegian/understand.ts'
import { question as schema } from '../../src/questionnaire/schema.ts'
import { allShown, ask, same } from '../engine/build.ts'
import { entryOf, saysAt } from '../support/says-at.ts'
import { presses } from '../support/tester.ts'

const whole = ask({ kind: 'number', unit: same('personer') })
const upTo5000 = ask({ kind: 'number', min: 0, max: 5000, unit: same('personer') })
const decimals = ask({ kind: 'number', decimals: 2, unit: same('årsverk') })
const percent = ask({ kind: 'percent', decimals: 1 })

const meaningOf = (text: string, asked: ReturnType<typeof ask>) => {
  const question = schema.parse(asked)
  if (question.kind === 'info') throw new Error('nothing is asked')
  return understand(text, { question, language: 'nb', year: 2018, choiceIds: [], rowIds: [] })
}

describe('asked about, with both readings', () => {
  test.each<[string, ReturnType<typeof ask>, number[]]>([
    ['12,000', whole, [12_000, 12]],
    ['12,000', upTo5000, [12_000, 12]],
    ['12.000', whole, [12_000, 12]],
    ['1,234', whole, [1234, 1.234]],
    ['12,500', whole, [12_500, 12.5]],
    ['om lag 3,000 personer', whole, [3000, 3]],
    ['-1,000', whole, [-1000, -1]],
    ['1.234', decimals, [1234, 1.234]],
    ['1,234', decimals, [1234, 1.234]],
    ['2,000 årsverk', decimals, [2000, 2]],
  ])('«%s»', (text, question, candidates) => {
    expect(meaningOf(text, question)).toEqual({ type: 'ask', problem: { code: 'ambiguous_number', candidates } })
  })

  test.each([
    ['1-2', { code: 'number_range', low: 1, high: 2 }],
    ['3–4', { code: 'number_range', low: 3, high: 4 }],
    ['2 eller 3', { code: 'number_range', low: 2, high: 3 }],
    ['3/4', { code: 'not_a_number' }],
    ['12,000-13,000', { code: 'not_a_number' }],
    ['12,000.50', { code: 'not_a_number' }],
    ['1:2', { code: 'not_a_number' }],
    ['1.2.3', { code: 'not_a_number' }],
    ['12.3.4', { code: 'not_a_number' }],
    ['5.6.7 personer', { code: 'not_a_number' }],
    ['1..3', { code: 'not_a_number' }],
    ['1.,3', { code: 'not_a_number' }],
  ])('«%s» at a whole number', (text, problem) => {
    expect(meaningOf(text, whole)).toEqual({ type: 'ask', problem })
  })
})

test.each<[string, ReturnType<typeof ask>, number]>([
  ['1.234', whole, 1234],
  ['12.000', upTo5000, 12_000],
  ['12 000', whole, 12_000],
  ['12,00', whole, 12],
  ['1.234.567', whole, 1_234_567],
  ['1,234,567', whole, 1_234_567],
  ['12,25', decimals, 12.25],
  ['12,000 %', percent, 12],
])('«%s» has one reading that the field can hold', (text, question, value) => {
  expect(meaningOf(text, question)).toMatchObject({ type: 'answer', answer: { value } })
})

test.each(['12,000', '12.000', '1,234', '−2,000'])('«%s» in a card’s field is no figure beyond doubt', (answer) => {
  expect(fromCard(whole, { answer }, allShown(whole))).toEqual({ problem: { code: 'not_a_number' } })
})

test('nothing is stored until it is said which', () => {
  const person = saysAt('bosatt_antall', ['2,000'])
  expect(person.log.at(-1)).toContain('Det kan bety 2\u00a0000 eller 2. Hvilket tall mener du?')
  expect(entryOf(person, 'bosatt_antall')).toBeUndefined()
  presses(person, 'Svar', { answer: '2,000' })
  expect(person.log.at(-1)).toContain('Det kan bety 2\u00a0000 eller 2.')
  expect(entryOf(person, 'bosatt_antall')).toBeUndefined()
})
