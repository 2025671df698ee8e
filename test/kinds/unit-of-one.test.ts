/** «1 person», and every other figure with the unit as the questionnaire says it. */
import { expect, test } from 'vitest'
import { showAmount } from '../../src/kinds/figure.ts'
import { unitFor } from '../../src/norwegian/singular.ts'

test.each([
  ['personer', 'person'],
  ['personar', 'person'],
  ['deltakere', 'deltaker'],
  ['deltakarar', 'deltakar'],
  ['innbyggere', 'innbygger'],
  ['rådgivarar', 'rådgivar'],
  ['stillinger', 'stilling'],
  ['bevillingar', 'bevilling'],
  ['timer', 'time'],
  ['timar', 'time'],
  ['kroner', 'krone'],
  ['kommunar', 'kommune'],
  ['ansatte', 'ansatt'],
  ['grader', 'grad'],
  ['avtaler', 'avtale'],
  ['årsverk', 'årsverk'],
  ['år', 'år'],
  ['barn', 'barn'],
  ['tiltak', 'tiltak'],
  ['personer med fluktbakgrunn', 'person med fluktbakgrunn'],
])('one of «%s» is «%s»', (many, one) => {
  expect(unitFor(1, many)).toBe(one)
  expect(unitFor(-1, many)).toBe(one)
})

test.each([0, 2, 1.5, 0.5, 21, 1001])('%d keeps the plural', (value) => {
  expect(unitFor(value, 'personer')).toBe('personer')
})

test('as it is shown', () => {
  expect(showAmount({ value: 1 }, 'personer')).toBe('1\u00a0person')
  expect(showAmount({ value: 1, approximate: true }, 'personar')).toBe('om lag 1\u00a0person')
  expect(showAmount({ value: 12 }, 'deltakere')).toBe('12\u00a0deltakere')
  expect(showAmount({ value: 1 })).toBe('1')
})
