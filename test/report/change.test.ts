/** The formulas of change: worked by hand, in 10,000 drawn samples, and where everybody has answered. */

import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/cli/demo/random.ts'
import { type Change, overallChange, type Pair, panelChange, wordOf } from '../../src/report/change.ts'
import { sample } from '../support/sample.ts'

const share = (yes: number, n: number): number[] => Array.from({ length: n }, (_, i) => (i < yes ? 100 : 0))
const pairsOf = (counts: Record<'11' | '10' | '01' | '00', number>): Pair[] =>
  Object.entries(counts).flatMap(([key, n]) =>
    Array.from({ length: n }, (): Pair => [100 * Number(key[0]), 100 * Number(key[1])]),
  )

describe('worked by hand', () => {
  test('a panel of 5 of 20: d = 0, 100, 100, 0, −100', () => {
    // Mean 20; squares of deviations 400 + 6400 + 6400 + 400 + 14400 = 28000; s² = 7000; 0,75 · 7000 / 5 = 1050.
    const pairs: Pair[] = [
      [0, 0],
      [0, 100],
      [0, 100],
      [100, 100],
      [100, 0],
    ]
    const found = panelChange(pairs, 20)
    expect(found?.change).toBeCloseTo(20, 10)
    expect(found?.se).toBeCloseTo(Math.sqrt(1050), 10)
    expect(found?.low).toBeCloseTo(20 - 1.959964 * 32.4037, 3)
    expect(found?.high).toBeCloseTo(20 + 1.959964 * 32.4037, 3)
  })

  test('all who answered, nobody twice: 4 of 10 and 5 of 10 of another frame', () => {
    // x₁ = 1 0 0 1 (s² = 1/3), x₂ = 1 1 1 0 1 (s² = 1/5): 0,6 · (1/3)/4 + 0,5 · (1/5)/5 = 0,05 + 0,02.
    const found = overallChange({
      ...{ first: [1, 0, 0, 1], second: [1, 1, 1, 0, 1], pairs: [] },
      frames: { first: 10, second: 10, both: 0 },
    })
    expect(found?.change).toBeCloseTo(0.3, 10)
    expect(found?.se).toBeCloseTo(Math.sqrt(0.07), 10)
  })

  test('all who answered, overlapping: the covariance of the panel is taken out twice', () => {
    // One frame of 10. x₁ = 1 0 0 1, x₂ = 1 0 1 1 1; both times: (1,1), (0,0), (0,1). s₁² = 1/3, s₂² = 1/5.
    // s₁₂ of the three: means 1/3 and 2/3; (2/9 + 2/9 − 1/9) / 2 = 1/6. m/(n₁n₂) − 1/N = 3/20 − 1/10 = 1/20.
    // 0,6/12 + 0,5/25 − 2 · (1/20) · (1/6) = 0,05 + 0,02 − 1/60.
    const found = overallChange({
      ...{ first: [1, 0, 0, 1], second: [1, 0, 1, 1, 1] },
      pairs: [
        [1, 1],
        [0, 0],
        [0, 1],
      ],
      frames: { first: 10, second: 10, both: 10 },
    })
    expect(found?.change).toBeCloseTo(0.3, 10)
    expect(found?.se).toBeCloseTo(Math.sqrt(0.07 - 1 / 60), 10)
  })

  test('a panel that is all who answered gives the same both ways', () => {
    const pairs = pairsOf({ '11': 30, '10': 6, '01': 18, '00': 46 })
    const overall = overallChange({
      ...{ first: pairs.map(([x]) => x), second: pairs.map(([, y]) => y), pairs },
      frames: { first: 400, second: 400, both: 400 },
    })
    const panel = panelChange(pairs, 400)
    expect(overall?.change).toBeCloseTo(panel?.change ?? Number.NaN, 9)
    expect(overall?.se).toBeCloseTo(panel?.se ?? Number.NaN, 9)
  })
})

describe('full response has no error', () => {
  const pairs = pairsOf({ '11': 20, '10': 3, '01': 7, '00': 10 })
  test('panel', () => expect(panelChange(pairs, 40)).toEqual({ change: 10, se: 0, low: 10, high: 10 }))
  test('one frame', () => {
    const all = { first: pairs.map(([x]) => x), second: pairs.map(([, y]) => y), pairs }
    expect(overallChange({ ...all, frames: { first: 40, second: 40, both: 40 } })?.se).toBe(0)
  })
  test('two frames of different size', () => {
    const all = { first: [...pairs.map(([x]) => x), ...share(9, 12)], second: [...pairs.map(([, y]) => y), 100], pairs }
    expect(overallChange({ ...all, frames: { first: 52, second: 41, both: 40 } })?.se).toBe(0)
  })
  test('a single unit that is all there is', () => expect(panelChange([[0, 100]], 1)?.se).toBe(0))
})

describe('nothing is said where nothing can be', () => {
  test('nobody', () => {
    expect(panelChange([], 10)).toBeNull()
    expect(overallChange({ first: [], second: [1], pairs: [], frames: { first: 9, second: 9, both: 9 } })).toBeNull()
  })
  test('one of several', () => expect(panelChange([[0, 100]], 10)).toMatchObject({ change: 100, se: null, low: null }))
  test('all who answered changed alike, and others have not answered', () => {
    const found = panelChange(
      Array.from({ length: 6 }, (): Pair => [0, 100]),
      50,
    )
    expect(found).toEqual({ change: 100, se: null, low: null, high: null })
    expect(wordOf(found as Change, true)).toBeNull()
  })
  test('but that nothing has changed is «om lag som»', () =>
    expect(
      wordOf(
        panelChange(
          Array.from({ length: 6 }, (): Pair => [100, 100]),
          50,
        ) as Change,
        true,
      ),
    ).toBe('same'))
})

describe('the word', () => {
  const interval = (change: number, half: number): Change => ({
    change,
    se: half / 2,
    low: change - half,
    high: change + half,
  })
  test.each([
    [interval(3, 2.9), 'more'],
    [interval(3, 3), 'same'],
    [interval(2.999, 1), 'same'],
    [interval(-3, 2.9), 'fewer'],
    [interval(-3, 3), 'same'],
    [interval(-2.9, 0.1), 'same'],
    [interval(10, 12), 'same'],
    [interval(0, 0), 'same'],
    [interval(3.0000000001 - 1e-10, 1), 'more'],
    [{ change: 50, se: null, low: null, high: null }, null],
  ])('%j: %s', (change, word) => expect(wordOf(change, true)).toBe(word))
  test('is «om lag som» for whatever the test of all tests does not find', () =>
    expect([interval(20, 1), interval(-20, 1)].map((one) => wordOf(one, false))).toEqual(['same', 'same']))
})

/** How often the interval holds the true change, over draws of which each samples both waves anew. */
const DRAWS = 10_000
const coverage = (truth: number, draw: () => Change | null): number => {
  let held = 0
  for (let i = 0; i < DRAWS; i += 1) {
    const found = draw()
    if (found?.low != null && found.high != null && found.low <= truth && truth <= found.high) held += 1
  }
  return (100 * held) / DRAWS
}
const population = (random: () => number, n: number, before: number, stay: number, turn: number): Pair[] =>
  Array.from({ length: n }, () => {
    const x = random() < before ? 100 : 0
    return [x, random() < (x === 100 ? stay : turn) ? 100 : 0]
  })
const meanOf = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const within = (percent: number) => {
  expect(percent).toBeGreaterThan(93)
  expect(percent).toBeLessThan(97)
}

describe('in 10,000 draws the 95 % interval holds the true change 93–97 % of the time', () => {
  test.each([
    ['half of them, strong ties', 437, 0.5, 0.9, 0.15, 220],
    ['most of them', 372, 0.65, 0.85, 0.3, 300],
    ['few, no ties', 372, 0.4, 0.5, 0.5, 60],
  ])('panel: %s', (_, units, before, stay, turn, m) => {
    const random = randomFrom(7).next
    const all = population(random, units, before, stay, turn)
    const truth = meanOf(all.map(([x, y]) => y - x))
    const draw = () =>
      panelChange(
        [...sample(random, m, units)].map((i) => all[i] ?? [0, 0]),
        units,
      )
    within(coverage(truth, draw))
  })

  test.each([
    ['one frame', 437, 437, 437, 300, 260],
    ['one frame, few answer', 437, 437, 437, 90, 120],
    ['frames that differ', 437, 372, 330, 300, 215],
  ])('all who answered: %s', (_, first, second, both, n1, n2) => {
    const random = randomFrom(11).next
    // Units 0 … both − 1 are in both frames, then those of the first alone; the second has its own after them.
    const all = population(random, both, 0.6, 0.9, 0.2)
    const early = population(random, first - both, 0.5, 0.5, 0.5).map(([x]) => x)
    const late = population(random, second - both, 0.7, 0.5, 0.5).map(([x]) => x)
    const x1 = [...all.map(([x]) => x), ...early]
    const x2 = [...all.map(([, y]) => y), ...late]
    const truth = meanOf(x2) - meanOf(x1)
    const draw = () => {
      const [one, two] = [sample(random, n1, first), sample(random, n2, second)]
      return overallChange({
        first: [...one].map((i) => x1[i] ?? 0),
        second: [...two].map((i) => x2[i] ?? 0),
        pairs: [...one].flatMap((i) => (i < both && two.has(i) ? [all[i] ?? [0, 0]] : [])),
        frames: { first, second, both },
      })
    }
    within(coverage(truth, draw))
  })

  test('all who answered, where the same answer again: more meet than by chance', () => {
    const random = randomFrom(13).next
    const all = population(random, 400, 0.6, 0.9, 0.2)
    const truth = meanOf(all.map(([x, y]) => y - x))
    const draw = () => {
      const drawn = [...sample(random, 280, 400)]
      // 120 answer both times, 80 the first alone, 80 the second alone.
      const [twice, once, later] = [drawn.slice(0, 120), drawn.slice(120, 200), drawn.slice(200)]
      return overallChange({
        first: [...twice, ...once].map((i) => all[i]?.[0] ?? 0),
        second: [...twice, ...later].map((i) => all[i]?.[1] ?? 0),
        pairs: twice.map((i) => all[i] ?? [0, 0]),
        frames: { first: 400, second: 400, both: 400 },
      })
    }
    within(coverage(truth, draw))
  })
})
