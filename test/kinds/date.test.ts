import { expect, test } from 'vitest'
import { accept, display, fromCard } from '../../src/kinds/index.ts'
import { allShown, ask, say } from '../engine/build.ts'

const when = ask({ kind: 'date', min: '2018-01-01', max: '2018-12-31' })
const facts = allShown(when)

test.each([
  ['2018-12-31', { answer: { kind: 'date', value: '2018-12-31' } }],
  ['2016-02-29', { answer: { kind: 'date', value: '2016-02-29' } }],
  ['', { problem: { code: 'empty' } }],
  ['2018-02-29', { problem: { code: 'not_a_date' } }],
  ['2018-13-01', { problem: { code: 'not_a_date' } }],
  ['31.12.2018', { problem: { code: 'not_a_date' } }],
  ['2018-12-31T10:00:00Z', { problem: { code: 'not_a_date' } }],
])('a card with %j', (answer, expected) => {
  expect(fromCard(when, { answer }, facts)).toEqual(expected)
})

test.each([
  ['2018-01-01', { ok: { kind: 'date', value: '2018-01-01' } }],
  ['2018-12-31', { ok: { kind: 'date', value: '2018-12-31' } }],
  ['2017-12-31', { problem: { code: 'date_too_early', min: '2018-01-01' } }],
  ['2019-01-01', { problem: { code: 'date_too_late', max: '2018-12-31' } }],
  ['2018-06-31', { problem: { code: 'not_a_date' } }],
])('final word on %s', (value, expected) => {
  expect(accept(when, { kind: 'date', value }, facts)).toEqual(expected)
})

test('shown as Norwegians write it', () => {
  expect(display(when, { kind: 'date', value: '2018-03-01' }, say)).toEqual([{ text: '1. mars 2018' }])
})
