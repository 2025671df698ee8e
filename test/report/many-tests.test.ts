/** The exact test of a change and the correction for many tests: worked by hand, and against every population there could be. */

import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/cli/demo/random.ts'
import { adjusted, changeTest, normalTest } from '../../src/report/many-tests.ts'
import { sample } from '../support/sample.ts'

describe('the exact test, worked by hand', () => {
  test.each([
    // As many each way.
    [{ same: 4, up: 3, down: 3 }, 30, 1],
    [{ same: 9, up: 0, down: 0 }, 30, 1],
    // Of very many: the sign test. 2 · (C(10,9) + C(10,10)) / 2¹⁰ = 22/1024.
    [{ same: 0, up: 9, down: 1 }, 1e6, 22 / 1024],
    [{ same: 0, up: 1, down: 9 }, 1e6, 22 / 1024],
    // 4 of 8, one unchanged: at most (8 − 1)/2 = 3 each way; 3 of 6 drawn, all of one sort: 2 · 1/C(6,3).
    [{ same: 1, up: 3, down: 0 }, 8, 2 / 20],
    // 10 of 15, five unchanged: five each way; 2 · 1/C(10,5).
    [{ same: 5, up: 5, down: 0 }, 15, 2 / 252],
    // 10 of 14: nine at most have changed, four each way: five one way were not possible.
    [{ same: 5, up: 5, down: 0 }, 14, 0],
    // 5 of 12, four to and one from: four of each at least, five each way at most (12 − 0)/2 = 6: 2 · (C(6,4)·6 + C(6,5)) / C(12,5).
    [{ same: 0, up: 4, down: 1 }, 12, (2 * (15 * 6 + 6)) / 792],
    // Everybody has answered: what is seen is so.
    [{ same: 7, up: 2, down: 1 }, 10, 0],
    [{ same: 7, up: 1, down: 1 }, 10, 1],
  ])('%j of %i: %f', (turned, of, p) => expect(changeTest(turned, of)).toBeCloseTo(p, 5))

  test('the more who might have answered, the less is certain; never more than 1', () => {
    const ps = [12, 13, 15, 20, 40, 400].map((of) => changeTest({ same: 2, up: 8, down: 2 }, of))
    expect(ps).toEqual([...ps].sort((a, b) => a - b))
    expect(changeTest({ same: 0, up: 2, down: 1 }, 500)).toBeLessThanOrEqual(1)
  })

  test('a population said to be smaller than those who answered is taken for them', () =>
    expect(changeTest({ same: 3, up: 4, down: 0 }, 2)).toBe(0))
})

test('of a population in which nothing changed on the whole, at most one in twenty draws is under 5 %', () => {
  const random = randomFrom(5).next
  for (const [units, each, drawn] of [
    [30, 6, 18],
    [60, 25, 20],
    [24, 12, 20],
    [14, 3, 13],
    [200, 40, 120],
  ] as const) {
    const all = Array.from({ length: units }, (_, i) => (i < each ? 1 : i < 2 * each ? -1 : 0))
    let found = 0
    for (let i = 0; i < 4000; i += 1) {
      const seen = [...sample(random, drawn, units)].map((unit) => all[unit] ?? 0)
      const count = (of: number) => seen.filter((one) => one === of).length
      if (changeTest({ up: count(1), down: count(-1), same: count(0) }, units) <= 0.05) found += 1
    }
    expect(found / 4000, `${units}, ${each}, ${drawn}`).toBeLessThanOrEqual(0.05)
  }
})

describe('the test of the normal distribution', () => {
  // Two-sided, of printed tables.
  test.each([
    [0, 1],
    [0.6744897502, 0.5],
    [1.9599639845, 0.05],
    [-2.5758293035, 0.01],
    [3.290526731, 0.001],
    [4.417173413, 1e-5],
    [-5.326723886, 1e-7],
  ])('%f standard errors: %f', (z, p) => {
    const found = normalTest({ change: 7 * z, se: 7, low: 0, high: 0 })
    expect((found ?? Number.NaN) / p).toBeCloseTo(1, 5)
  })
  test('very far out, with no error, and with an unknown one', () => {
    expect(normalTest({ change: 900, se: 1, low: 0, high: 0 })).toBeLessThan(1e-8)
    expect(normalTest({ change: 2, se: 0, low: 2, high: 2 })).toBe(0)
    expect(normalTest({ change: 0, se: 0, low: 0, high: 0 })).toBe(1)
    expect(normalTest({ change: 2, se: null, low: null, high: null })).toBeNull()
  })
})

describe('many tests', () => {
  test('worked by hand: 0,005 · 4; 0,01 · 3; 0,03 · 2; and 0,04 no less than the one before', () =>
    expect(adjusted([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(1000 * p) / 1000)).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]))
  test.each([
    [[], []],
    [[0.04], [0.04]],
    [
      [0.5, 0.9],
      [1, 1],
    ],
    [
      [0, 1, 0],
      [0, 1, 0],
    ],
    [
      [0.02, 0.02, 0.02],
      [0.06, 0.06, 0.06],
    ],
  ])('%j: %j', (ps, expected) => {
    const found = adjusted(ps)
    expect(found).toHaveLength(expected.length)
    for (const [i, p] of expected.entries()) expect(found[i]).toBeCloseTo(p, 10)
  })
})
