import { expect, it } from 'vitest'
import { isCodeAlone, isGroupedCode } from '../../src/register/code.ts'

it.each([
  ['MYCQ-BKPQ-6XW4-1', true],
  ['Koden er mycq-bkpq-6xw4-1.', true],
  ['990011223344n', false],
  ['0000000000001', false],
  ['kommunestyret', false],
])('%s is meant as a code: %s', (typed, meant) => {
  expect(isGroupedCode(typed)).toBe(meant)
})

it.each([
  ['MYCQ-BKPQ-6XW4-1', true],
  [' mycq–bkpq–6xw4–1. ', true],
  ['Koden er mycq-bkpq-6xw4-1.', false],
  ['990011223344n', false],
])('%s is a code and nothing else: %s', (typed, alone) => {
  expect(isCodeAlone(typed)).toBe(alone)
})
