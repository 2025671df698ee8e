import { describe, expect, it } from 'vitest'
import { interviewOf } from '../../src/outcome/interview.ts'
import { unitsOfRate } from '../../src/outcome/rates.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'
import { imdiRate, isSentIn, outcomesOf, type PlaceStatus, tally, tallyBy } from '../../src/register/response.ts'
import type { SessionState } from '../../src/register/states.ts'

const unit = (id: string, kind: Unit['kind'] = 'kommune', centrality: number | null = 3): Unit => ({
  id,
  kind,
  name: id,
  county: id.startsWith('03') ? 'Oslo' : 'Hordaland',
  language: id === '1411' ? 'nn' : 'nb',
  population: 1000,
  imdiRegion: 'Vest',
  centrality,
})
const oslo = unit('0301')
const district = unit('030101', 'bydel', null)
const bergen = unit('1201')
const gulen = unit('1411', 'kommune', 0)
const units = [oslo, district, bergen, gulen]
const line = { complete: 80, partial: 50 }
const place = (of: Unit, part: string, state: SessionState, answered = 0): PlaceStatus => {
  const interview = interviewOf({ sentIn: isSentIn(state), answered, of: 20 }, line)
  const disposition = interview ?? 'not_linked'
  return { ...{ unit: of, part, state, answered, of: 20, held: isSentIn(state), interview }, disposition }
}

describe('the base of rates', () => {
  it.each([
    ['with_oslo', ['0301', '030101', '1201', '1411']],
    ['without_oslo', ['030101', '1201', '1411']],
  ] as const)('%s', (base, expected) => {
    expect(unitsOfRate(units, base).map(({ id }) => id)).toEqual(expected)
  })
})

describe('response rates', () => {
  const places = [
    place(oslo, 'raadmann', 'started', 10),
    place(district, 'raadmann', 'started', 3),
    place(bergen, 'raadmann', 'submitted', 20),
    place(gulen, 'raadmann', 'reopened', 20),
  ]

  it('are AAPOR RR1 for complete, RR2 with partial interviews', () => {
    expect(outcomesOf(places).rates).toMatchObject({
      rr1: { count: 2, base: 4, share: 0.5 },
      rr2: { count: 3, base: 4, share: 0.75 },
      ref1: { count: 1, base: 4, share: 0.25 },
    })
    expect(outcomesOf([]).rates.rr1.share).toBe(null)
  })

  it('are, in IMDi’s way, units with at least one part', () => {
    const both = [
      ...places,
      place(bergen, 'integrering', 'submitted', 20),
      place(oslo, 'integrering', 'submitted', 11),
      place(district, 'integrering', 'submitted', 9),
    ]
    expect(imdiRate(both, unitsOfRate(units, 'with_oslo'))).toMatchObject({ count: 3, base: 4 })
    expect(imdiRate(both, unitsOfRate(units, 'without_oslo'))).toMatchObject({ count: 2, base: 3 })
  })

  it('come with counts by county, language form and centrality', () => {
    expect(tally(places)).toEqual({
      not_started: 0,
      started: 2,
      submitted: 1,
      reopened: 1,
      closed_partial: 0,
      complete: 2,
      partial: 1,
      break_off: 1,
      total: 4,
    })
    const totals = (grouping: 'county' | 'language' | 'centrality') =>
      tallyBy(places, grouping).map(({ group, tally: { total } }) => [group, total])
    expect(totals('county')).toEqual([
      ['Oslo', 2],
      ['Hordaland', 2],
    ])
    expect(totals('language')).toEqual([
      ['nb', 3],
      ['nn', 1],
    ])
    expect(totals('centrality')).toEqual([
      ['3', 2],
      ['none', 1],
      ['0', 1],
    ])
  })
})
