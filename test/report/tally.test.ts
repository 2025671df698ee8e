import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedAnswer, type Item, missingCounts, share, summarise, tally } from '../../src/report/count.ts'

const choice = (id: string, exclusive: 'exclusive' | 'open' = 'open') => ({
  id,
  text: { nb: id, nn: id },
  exclusive: exclusive === 'exclusive',
  specify: false,
})
const item = (kind: Item['kind'], ids: string[], base: Item['base'] = 'substantive'): Item => ({
  question: 'q',
  part: 'raadmann',
  kind,
  base,
  choices: ids.map((id) => choice(id)),
})
const chose = (...ids: string[]): CountedAnswer => ({ type: 'choices', ids })
const missing = (kind: 'dont_know' | 'not_applicable' | 'skipped'): CountedAnswer => ({ type: 'missing', kind })
const times = (n: number, said: CountedAnswer): CountedAnswer[] => Array.from({ length: n }, () => said)

describe('shares', () => {
  // Snee, «Graphical display of two-way contingency tables», The American Statistician 28 (1974), 9–12: 592 students.
  it('gives the eye colours of 592 students', () => {
    const colours = { brown: 220, blue: 215, hazel: 93, green: 64 }
    const said = Object.entries(colours).flatMap(([id, n]) => times(n, chose(id)))
    expect(tally(item('single', Object.keys(colours)), said)).toMatchObject({
      n: 592,
      counts: colours,
      shares: { brown: 37, blue: 36, hazel: 16, green: 11 },
    })
  })

  it('rounds halves upwards', () => {
    expect([share(1, 200), share(3, 200), share(5, 200), share(0, 0)]).toEqual([1, 2, 3, 0])
  })

  it('add up to 100 but for rounding, in a single choice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 400 }), (drawn) => {
        const { n, shares } = tally(
          item('single', ['a', 'b', 'c', 'd', 'e']),
          drawn.map((id) => chose(id)),
        )
        const sum = Object.values(shares).reduce((a, b) => a + b, 0)
        expect(n).toBe(drawn.length)
        expect(Math.abs(sum - 100)).toBeLessThanOrEqual(5 / 2)
      }),
    )
  })
})

describe('the base', () => {
  const said = [
    ...times(6, chose('ja')),
    ...times(2, chose('nei')),
    ...times(1, missing('dont_know')),
    ...times(1, missing('not_applicable')),
  ]

  it.each([
    ['substantive', 8, { ja: 75, nei: 25 }],
    ['with_dont_know', 9, { ja: 67, nei: 22, dont_know: 11 }],
    ['with_not_applicable', 9, { ja: 67, nei: 22, not_applicable: 11 }],
  ] as const)('%s: %i in the denominator', (base, n, shares) => {
    expect(tally(item('single', ['ja', 'nei'], base), said)).toMatchObject({ n, shares })
  })

  it('leaves the missing ones to be told by kind', () => {
    expect(missingCounts(said)).toEqual({ not_asked: 0, skipped: 0, dont_know: 1, not_applicable: 1, not_reached: 0 })
  })
})

describe('multiple choice', () => {
  const several: Item = {
    ...item('multiple', ['a', 'b']),
    choices: [choice('a'), choice('b'), choice('ingen', 'exclusive')],
  }

  it('counts each choice, and who has any but the exclusive one', () => {
    const table = tally(several, [chose('a', 'b'), chose('a'), chose('ingen'), chose('b'), missing('skipped')])
    expect(table).toMatchObject({
      n: 4,
      counts: { a: 2, b: 2, ingen: 1 },
      shares: { a: 50, b: 50, ingen: 25 },
      any: { choices: ['a', 'b'], count: 3, share: 75 },
    })
  })
})

describe('a scale', () => {
  it('reads the two best steps together', () => {
    const scale = item('matrix', ['svaert_god', 'god', 'verken', 'daarlig', 'svaert_daarlig'], 'with_not_applicable')
    const said = [
      ...times(3, chose('svaert_god')),
      ...times(4, chose('god')),
      ...times(2, chose('daarlig')),
      missing('not_applicable'),
    ]
    expect(tally(scale, said).top).toEqual({ choices: ['svaert_god', 'god'], count: 7, share: 70 })
  })
})

describe('a ranking', () => {
  it('counts first places, and the mean place of each choice', () => {
    const table = tally(item('ranking', ['a', 'b', 'c']), [chose('a', 'b', 'c'), chose('b', 'a'), chose('a', 'c')])
    expect(table.counts).toEqual({ a: 2, b: 1, c: 0 })
    expect(table.ranking).toEqual({
      a: { first: 2, ranked: 3, meanPlace: 1.33 },
      b: { first: 1, ranked: 2, meanPlace: 1.5 },
      c: { first: 0, ranked: 2, meanPlace: 2.5 },
    })
  })

  // The capital of Tennessee, the common example of ranked votes (Wikipedia and Electowiki, «Borda count»): of 100 voters
  // with four places, Memphis gets 126 points, Nashville 194, Chattanooga 173 and Knoxville 107, 3 for a first place and
  // 0 for a last one. The mean place is 4 less a hundredth of the points.
  it('gives the first and the mean places of the cities of Tennessee', () => {
    const points = { memphis: 126, nashville: 194, chattanooga: 173, knoxville: 107 }
    const first = { memphis: 42, nashville: 26, chattanooga: 15, knoxville: 17 }
    const cities = Object.keys(points)
    const table = tally(item('ranking', cities), [
      ...times(42, chose('memphis', 'nashville', 'chattanooga', 'knoxville')),
      ...times(26, chose('nashville', 'chattanooga', 'knoxville', 'memphis')),
      ...times(15, chose('chattanooga', 'knoxville', 'nashville', 'memphis')),
      ...times(17, chose('knoxville', 'chattanooga', 'nashville', 'memphis')),
    ])
    expect(table.counts).toEqual(first)
    for (const [city, won] of Object.entries(points)) {
      expect(table.ranking?.[city]?.meanPlace).toBeCloseTo(4 - won / 100, 10)
    }
  })
})

describe('numbers', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2: twelve gauge measurements. Under definition 7 (the one it
  // says some software uses, position 1 + p(N − 1)) the quartiles lie between the 3rd and 4th, and 9th and 10th value.
  it('has the median and quartiles of twelve gauge measurements', () => {
    const gauge = [
      95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061, 95.1591, 95.1195, 95.1065, 95.0925, 95.199, 95.1682,
    ]
    expect(summarise(gauge, 'without_sum')).toMatchObject({ median: 95.1579, q1: 95.1163, q3: 95.1813 })
  })

  // Moore and McCabe's method and definition 7 agree on this much used example of eleven values (Wikipedia, «Quartile»).
  it('has the quartiles 25.5, 40 and 42.5 of the common example', () => {
    expect(summarise([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], 'with_sum')).toEqual({
      mean: 33.1818,
      median: 40,
      q1: 25.5,
      q3: 42.5,
      sum: 365,
    })
  })

  it('has none without values', () => {
    expect(tally(item('number', []), [missing('dont_know')])).toEqual({ n: 0, counts: {}, shares: {} })
  })
})
