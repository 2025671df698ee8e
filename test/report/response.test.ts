import { describe, expect, it } from 'vitest'
import { share } from '../../src/report/count.ts'
import { groupsOf } from '../../src/report/groups.ts'
import type { Answered } from '../../src/report/model.ts'
import { placesOf, responseOf } from '../../src/report/response.ts'
import { units, wave } from '../support/survey-2018.ts'

const submission = (unitId: string, part: string, complete: 'complete' | 'partial' = 'complete'): Answered => ({
  submissionId: `${unitId}-${part}`,
  revision: 1,
  complete: complete === 'complete',
  part,
  unit: { id: unitId },
  submittedAt: '2018-11-01T10:00:00Z',
  answers: { a: { kind: 'text', value: 'x' } },
  missing: {},
})

const rates = (submissions: Answered[], rateBase: 'with_oslo' | 'without_oslo' = 'with_oslo') =>
  responseOf({
    ...{ units, groups: groupsOf(wave, units), parts: ['raadmann', 'integrering'], rateBase, trend: [] },
    ...{ line: wave.interview, places: placesOf(submissions, wave.interview) },
  })

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
    expect(rates([...both, ...one])).toMatchObject({ base: 437, any: 160, all: 100, rate: 37 })
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
    expect(rates([...complete, ...partial]).byPart.raadmann).toMatchObject({
      ...{ base: 437, complete: 300, partial: 50, breakOff: 0 },
      rates: { rr1: 69, rr2: 80, rr5: 69, rr6: 80, coop1: 86, coop2: 100, ref1: 0, con1: 80 },
      dispositions: { complete: 300, partial: 50, not_named: 87 },
    })
  })

  it('does not count a break-off as answered, though it was sent in', () => {
    const asked = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`q${i}`, 'skipped' as const]))
    const empty = first(5).map((u) => ({ ...submission(u.id, 'raadmann'), answers: {}, missing: asked }))
    const response = rates([...empty, submission(units[5]?.id ?? '', 'raadmann')])
    expect(response).toMatchObject({ any: 1, rate: 0, parts: { raadmann: 1 } })
    expect(response.byPart.raadmann).toMatchObject({
      complete: 1,
      partial: 0,
      breakOff: 5,
      rates: { ref1: 1, con1: 1 },
    })
  })
})
