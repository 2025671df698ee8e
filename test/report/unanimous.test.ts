/**
 * Who has answered is known. A group in which all have said the same tells what each of them said, and is hidden as a group
 * under the limit is: with whatever else would let one work it out.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answered, type Cell, isSuppressed } from '../../src/report/model.ts'
import { type Candidate, publishable } from '../../src/report/suppression.ts'
import { flatLines } from '../../src/report/tables.ts'
import type { SubmittedAnswer } from '../../src/results/submission.ts'
import { generated, questionnaires, reportOf, units } from '../support/survey-2018.ts'

const limit = 5
const members = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`)
const group = (id: string, ...lists: string[][]): Candidate => ({ id, members: lists.flat() })
const saying = (entries: [string[], string[]][]) =>
  new Map(entries.flatMap(([keys, traits]) => keys.map((key) => [key, new Set(traits)] as const)))

describe('a unanimous group', () => {
  const north = members('north', 12)
  const south = members('south', 20)
  const east = members('east', 9)
  const mixed = (keys: string[]) => keys.map((key, i): [string[], string[]] => [[key], [i % 2 === 0 ? 'ja' : 'nei']])

  it('is hidden, and so is the sibling that would give it away', () => {
    const dimensions = [[group('total', north, south)], [group('north', north), group('south', south)]]
    const traits = saying([[north, ['ja']], ...mixed(south)])
    expect(publishable({ dimensions, earlier: [], limit, traits })).toEqual(new Set(['total']))
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['total', 'north', 'south']))
  })

  it('leaves every other group when a second one is hidden beside it', () => {
    const dimensions = [
      [group('total', north, south, east)],
      [group('north', north), group('south', south), group('east', east)],
    ]
    const traits = saying([[north, ['ja']], ...mixed(south), ...mixed(east)])
    expect(publishable({ dimensions, earlier: [], limit, traits })).toEqual(new Set(['total', 'south']))
  })

  it('is one when all share one of several choices, and none when they share none', () => {
    const dimensions = [[group('north', north)]]
    const one = north.map((key, i): [string[], string[]] => [[key], ['nav', `other${i % 3}`]])
    const none = north.map((key, i): [string[], string[]] => [[key], i === 0 ? ['other'] : ['nav', 'other']])
    expect(publishable({ dimensions, earlier: [], limit, traits: saying(one) })).toEqual(new Set())
    expect(publishable({ dimensions, earlier: [], limit, traits: saying(none) })).toEqual(new Set())
    const apart = none.map(([keys, traits], i): [string[], string[]] => [keys, i === 1 ? ['nav'] : traits])
    expect(publishable({ dimensions, earlier: [], limit, traits: saying(apart) })).toEqual(new Set(['north']))
  })

  it('is the difference of two groups too: the county less its districts', () => {
    const dimensions = [[group('county', north, south)], [group('districts', south)]]
    const traits = saying([[north, ['ja']], ...mixed(south)])
    expect(publishable({ dimensions, earlier: [], limit, traits })).toEqual(new Set(['county']))
  })

  it('is what many groups leave of the whole: everybody who said «ja» lives in those that are shown', () => {
    const [a, b, c, d] = [members('a', 8), members('b', 8), members('c', 8), members('d', 8)]
    const dimensions = [[group('total', a, b, c, d)], [group('a', a), group('b', b), group('c', c), group('d', d)]]
    const oneYes = (keys: string[]) => keys.map((key, i): [string[], string[]] => [[key], [i === 0 ? 'ja' : 'nei']])
    const traits = saying([...oneYes(a), ...oneYes(b), [c, ['nei']], [d, ['nei']]])
    expect(publishable({ dimensions, earlier: [], limit, traits })).toEqual(new Set(['total', 'a']))
    // Where these two have been told, and where the rest has: the whole would tell the rest, or tells nothing new.
    expect(publishable({ dimensions, earlier: [a, b], limit, traits })).toEqual(new Set(['a', 'b']))
    expect(publishable({ dimensions, earlier: [[...c, ...d]], limit, traits })).toEqual(new Set(['total', 'a', 'b']))
  })

  it('is what came since the last release', () => {
    const traits = saying([[north, ['ja']], ...mixed(south)])
    const dimensions = [[group('total', south, north)]]
    expect(publishable({ dimensions, earlier: [south], limit, traits })).toEqual(new Set())
    expect(publishable({ dimensions, earlier: [south], limit })).toEqual(new Set(['total']))
  })

  it('that an older release has told forbids nothing else', () => {
    const traits = saying([[north, ['ja']], ...mixed(south)])
    const dimensions = [[group('south', south)]]
    expect(publishable({ dimensions, earlier: [north], limit, traits })).toEqual(new Set(['south']))
  })

  it('is published with a limit of one, which hides nothing', () => {
    const dimensions = [[group('north', north)]]
    const traits = saying([[north, ['ja']]])
    expect(publishable({ dimensions, earlier: [], limit: 1, traits })).toEqual(new Set(['north']))
  })
})

describe('whoever adds and subtracts all that is shown', () => {
  const respondents = fc.array(
    fc.record({ county: fc.integer({ min: 0, max: 4 }), size: fc.boolean(), yes: fc.integer({ min: 0, max: 9 }) }),
    { minLength: 20, maxLength: 60 },
  )
  /** Every way to add and subtract the sets, as how often it counts each respondent. */
  function* sums(sets: readonly ReadonlySet<string>[], keys: readonly string[]): Generator<number[]> {
    for (let way = 1; way < 3 ** sets.length; way += 1) {
      const signs = sets.map((_, i) => (Math.floor(way / 3 ** i) % 3) - 1)
      yield keys.map((key) => sets.reduce((sum, set, i) => sum + (set.has(key) ? (signs[i] ?? 0) : 0), 0))
    }
  }

  it('finds nobody of whom all are alike', () => {
    fc.assert(
      fc.property(respondents, (list) => {
        const all = list.map((one, i) => ({ ...one, key: `${i}`, said: one.yes === 0 ? 'ja' : 'nei' }))
        const by = (name: string, of: (one: (typeof all)[number]) => unknown) =>
          [...Map.groupBy(all, of)].map(([id, some]) =>
            group(
              `${name}${id}`,
              some.map(({ key }) => key),
            ),
          )
        const dimensions = [
          by('total', () => ''),
          by('region', ({ county }) => county < 2),
          by('county', ({ county }) => county),
        ]
        const crossing = [...dimensions, by('size', ({ size }) => size)]
        const traits = new Map(all.map(({ key, said }) => [key, new Set([said])]))
        const shown = publishable({ dimensions: crossing, earlier: [], limit, traits })
        const sets = crossing
          .flat()
          .filter(({ id }) => shown.has(id))
          .map((one) => new Set(one.members))
        const keys = all.map(({ key }) => key)
        for (const times of sums(sets, keys)) {
          if (times.some((n) => n < 0)) continue
          const found = new Set(all.flatMap(({ said }, i) => ((times[i] ?? 0) > 0 ? [said] : [])))
          expect(found.size).not.toBe(1)
        }
      }),
      { numRuns: 30 },
    )
  })
})

/** The set with one answer put in place of those of every unit of the county. */
const agreed = (submissions: Answered[], county: string, question: string, answer: SubmittedAnswer): Answered[] => {
  const within = new Set(units.filter((u) => u.county === county).map(({ id }) => id))
  return submissions.map((s) =>
    within.has(s.unit.id) && Object.hasOwn(s.answers, question)
      ? { ...s, answers: { ...s.answers, [question]: answer } }
      : s,
  )
}

const isUnanimous = (cell: Cell): boolean =>
  !isSuppressed(cell) &&
  cell.n > 0 &&
  [...Object.values(cell.counts), cell.any?.count, cell.top?.count].some((count) => count === cell.n)

describe('the report', () => {
  const submissions = generated(437, 11)
  const single: SubmittedAnswer = { kind: 'single', value: 'ja' }

  const agreements: readonly [county: string, question: string, answer: SubmittedAnswer][] = [
    ['Hordaland', 'resultatmaal', single],
    ['Troms', 'svingninger', { kind: 'single', value: 'nei' }],
    ['Rogaland', 'naeringsliv_tiltak', { kind: 'multiple', value: ['nav_nettverk', 'praksisavtaler'] }],
    ['Nordland', 'leder_aar', { kind: 'number', value: 4 }],
    ['Hedmark', 'tolk_retningslinjer', single],
    ['Oppland', 'ansatte_andel', { kind: 'percent', value: 7 }],
  ]
  // Of six counties and six questions, and so all in one set: a question's tables know nothing of another's answers.
  const all = agreements.reduce((set, agreement) => agreed(set, ...agreement), [...submissions] as Answered[])

  it.each(agreements)('hides %s where all have given the same answer to %s, and another county', (county, question) => {
    const { report } = reportOf(all)
    const counties = report.variables[question]?.breakdowns.county ?? {}
    expect(counties[county]).toEqual({ suppressed: true })
    expect(Object.values(counties).filter(isSuppressed).length).toBeGreaterThanOrEqual(2)
  })

  it('has no group in which all are alike, in any table of the set', () => {
    const { report } = reportOf(submissions)
    const cells = Object.values(report.variables)
      .flatMap((v) => [v, ...Object.values(v.rows ?? {})])
      .flatMap((m) => Object.values(m.breakdowns).flatMap((groups) => Object.values(groups)))
    expect(cells.length).toBeGreaterThan(2000)
    expect(cells.filter(isUnanimous)).toEqual([])
    const lines = flatLines(report, questionnaires, 'nb').filter((l) => l.dimension !== '')
    expect(lines.filter((l) => l.count !== null && l.count === l.n)).toEqual([])
  })
})
