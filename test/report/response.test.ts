import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../src/report/groups.ts'
import type { Answered } from '../../src/report/model.ts'
import { responseOf } from '../../src/report/response.ts'
import { share } from '../../src/report/tally.ts'
import { units } from '../support/survey-2018.ts'

const submission = (unitId: string, part: string, complete: 'complete' | 'partial' = 'complete'): Answered => ({
  submissionId: `${unitId}-${part}`,
  revision: 1,
  complete: complete === 'complete',
  part,
  unit: { id: unitId },
  submittedAt: '2018-11-01T10:00:00Z',
  answers: {},
  missing: {},
})

const rates = (submissions: Answered[], rateBase: 'with_oslo' | 'without_oslo' = 'with_oslo') =>
  responseOf({ units, groups: groupsOf(units), parts: ['raadmann', 'integrering'], submissions, rateBase, trend: [] })

const first = (n: number) => units.slice(0, n)

describe('response rates', () => {
  // kommuneundersokelsen.md section 2, recomputed from IMDi's reports of 2014, 2015, 2021 and 2023.
  it.each([
    [2014, 203, 428, 47],
    [2015, 337, 443, 76],
    [2021, 224, 371, 60],
    [2023, 215, 371, 58],
  ])('%i: %i of %i is %i per cent', (_, answered, base, rate) => {
    expect(share(answered, base)).toBe(rate)
  })

  it('counts a unit as answered when at least one part is in', () => {
    const both = first(100).flatMap((u) => [submission(u.id, 'raadmann'), submission(u.id, 'integrering')])
    const one = units.slice(100, 160).map((u) => submission(u.id, 'integrering'))
    expect(rates([...both, ...one])).toMatchObject({ base: 437, any: 160, all: 100, rate: 37, rr1: 23, rr2: 37 })
  })

  it('takes Oslo out of the base when its districts stand for it', () => {
    const all = units.map((u) => submission(u.id, 'raadmann'))
    expect(rates(all, 'without_oslo')).toMatchObject({ base: 436, any: 436 })
    expect(rates(all).breakdowns.county?.Oslo).toMatchObject({ units: 16, any: 16 })
    expect(rates(all, 'without_oslo').breakdowns.county?.Oslo).toMatchObject({ units: 15, any: 15 })
  })

  // AAPOR, Standard Definitions: RR1 leaves partial interviews out of the numerator, RR2 takes them in.
  it('tells complete from partial as AAPOR does', () => {
    const complete = first(300).map((u) => submission(u.id, 'raadmann'))
    const partial = units.slice(300, 350).map((u) => submission(u.id, 'raadmann', 'partial'))
    expect(rates([...complete, ...partial]).byPart.raadmann).toEqual({
      base: 437,
      complete: 300,
      partial: 50,
      rr1: 69,
      rr2: 80,
    })
  })
  // README of the R package outcomerate, which computes AAPOR's rates: 4 complete, 2 partial, one refusal, one not
  // reached, one other and two unknown give RR1 0.364 and RR2 0.545. The manual itself has the formulas without figures.
  it('has the RR1 and RR2 of a published example', () => {
    const complete = first(4).map((u) => submission(u.id, 'raadmann'))
    const partial = units.slice(4, 6).map((u) => submission(u.id, 'raadmann', 'partial'))
    const { rr1, rr2 } =
      responseOf({
        ...{ units: first(11), groups: groupsOf(first(11)), parts: ['raadmann'], rateBase: 'with_oslo', trend: [] },
        submissions: [...complete, ...partial],
      }).byPart.raadmann ?? {}
    expect({ rr1, rr2 }).toEqual({ rr1: Math.round(36.4), rr2: Math.round(54.5) })
  })
})
