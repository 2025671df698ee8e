/** What is published is attacked: every group's numbers are taken as equations in the single respondents and solved. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, publishable } from '../../src/report/suppression.ts'
import { solvable } from '../support/solvable.ts'

const members = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`)
const group = (id: string, ...lists: string[][]): Candidate => ({ id, members: lists.flat() })
const limit = 5

const secret = (dimensions: Candidate[][], shown: Set<string>, earlier: string[][] = []): string[] => {
  const all = dimensions.flat()
  const published = [...all.filter((c) => shown.has(c.id)).map((c) => c.members), ...earlier]
  return solvable(
    published,
    all.map((c) => c.members),
    limit,
  )
}

describe('what may be published', () => {
  const oslo = members('bydel', 12)
  const town = ['oslo']
  const east = members('east', 20)
  const west = members('west', 30)

  it('is everything when all bases reach the limit', () => {
    const dimensions = [[group('total', east, west)], [group('east', east), group('west', west)]]
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['total', 'east', 'west']))
  })

  it('is not a group under the limit, nor its only sibling, which would give it away', () => {
    const few = members('few', 4)
    const dimensions = [[group('total', few, west)], [group('few', few), group('west', west)]]
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['total']))
  })

  it('hides a second group so that the two hidden ones have a sufficient base together', () => {
    const few = members('few', 2)
    const alsoFew = members('also', 2)
    const dimensions = [
      [group('total', few, alsoFew, east, west)],
      [group('few', few), group('also', alsoFew), group('east', east), group('west', west)],
    ]
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['total', 'west']))
  })

  it('does not let the county of Oslo less its districts show the municipality of Oslo', () => {
    const dimensions = [
      [group('total', oslo, town, east, west)],
      [group('bydel', oslo), group('kommune', town, east, west)],
      [group('county:Oslo', oslo, town), group('county:east', east), group('county:west', west)],
    ]
    const shown = publishable({ dimensions, earlier: [], limit })
    expect(shown).toContain('bydel')
    expect(shown).not.toContain('county:Oslo')
    expect(secret(dimensions, shown)).toEqual([])
    expect(secret(dimensions, new Set(dimensions.flat().map((c) => c.id)))).not.toEqual([])
  })

  it('does not let a region less its counties show the county that is hidden', () => {
    const few = members('few', 3)
    const dimensions = [
      [group('total', few, east, west)],
      [group('region', few, east), group('other', west)],
      [group('county:few', few), group('county:east', east), group('county:west', west)],
    ]
    const shown = publishable({ dimensions, earlier: [], limit })
    expect(shown).toEqual(new Set(['total', 'region', 'other', 'county:west']))
    expect(secret(dimensions, shown)).toEqual([])
  })

  it('does not let two releases show who came between', () => {
    const before = [...east, ...west]
    const dimensions = [[group('total', before, members('late', 2))]]
    expect(publishable({ dimensions, earlier: [before], limit })).toEqual(new Set())
    expect(
      publishable({ dimensions: [[group('total', before, members('late', 5))]], earlier: [before], limit }),
    ).toEqual(new Set(['total']))
  })

  it('does not let two releases show what one respondent has changed', () => {
    const changed = west.map((key, i) => (i === 0 ? `${key}-changed` : key))
    expect(publishable({ dimensions: [[group('total', changed)]], earlier: [west], limit })).toEqual(new Set())
    expect(publishable({ dimensions: [[group('total', west)]], earlier: [west], limit })).toEqual(new Set(['total']))
  })

  it('keeps to a higher limit', () => {
    const dimensions = [[group('total', oslo, east)], [group('east', east), group('oslo', oslo)]]
    expect(publishable({ dimensions, earlier: [], limit: 15 })).toEqual(new Set(['total']))
  })

  it('does not let many respondents be told apart as a rest, each of them a group of their own', () => {
    const few = members('few', 7)
    const dimensions = [[group('total', few, east)], [group('east', east), ...few.map((one) => group(one, [one]))]]
    expect(publishable({ dimensions, earlier: [], limit: 10 })).toEqual(new Set(['total']))
  })

  it('hides no group that two hidden ones are large enough for together', () => {
    const dimensions = [[group('both', members('a', 3), members('b', 3))], [group('a', members('a', 3))]]
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['both']))
  })

  it('hides a group and tries the next one all the same', () => {
    const few = members('few', 2)
    const dimensions = [[group('total', few, east, west)], [group('almost all', east, west), group('east', east)]]
    expect(publishable({ dimensions, earlier: [], limit })).toEqual(new Set(['total', 'east']))
  })

  it('tells that nobody answered', () => {
    expect(
      publishable({ dimensions: [[group('total', west)], [group('none'), group('west', west)]], earlier: [], limit }),
    ).toContain('none')
  })
})

describe('whoever adds and subtracts', () => {
  /** Respondents of random regions, counties (nested in regions) and sizes, as the wave has them. */
  const survey = fc.array(
    fc.record({
      county: fc.integer({ min: 0, max: 7 }),
      size: fc.integer({ min: 0, max: 3 }),
      kind: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 8, maxLength: 70 },
  )

  it('finds no share of fewer than five respondents', () => {
    fc.assert(
      fc.property(survey, (respondents) => {
        const keys = respondents.map((r, i) => ({ key: String(i), ...r }))
        const by = (name: string, of: (r: (typeof keys)[number]) => number): Candidate[] =>
          [...new Set(keys.map(of))].map((v) =>
            group(
              `${name}:${v}`,
              keys.filter((r) => of(r) === v).map((r) => r.key),
            ),
          )
        const dimensions = [
          [
            group(
              'total',
              keys.map((r) => r.key),
            ),
          ],
          by('kind', (r) => r.kind),
          by('region', (r) => r.county >> 1),
          by('county', (r) => r.county),
          by('size', (r) => r.size),
        ]
        expect(secret(dimensions, publishable({ dimensions, earlier: [], limit }))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
