/** Response rates: IMDi's own measure, unit by unit, and AAPOR's, part by part. */

import { type Interview, type InterviewLine, interviewIn } from '../outcome/interview.ts'
import {
  aaporRates,
  countDispositions,
  type Disposition,
  isAnsweredPart,
  lettersOf,
  type PlaceOutcome,
  unitsOfRate,
} from '../outcome/rates.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { share } from './count.ts'
import { dimensionsOf, type Group } from './groups.ts'
import type { Answered, GroupResponse, PartResponse, Response, TrendPoint } from './model.ts'

/** One unit and part, with what is known of those asked. */
export type PlaceAnswered = PlaceOutcome & { disposition: Disposition }

export type ResponseInput = {
  units: readonly Unit[]
  groups: readonly Group[]
  parts: readonly string[]
  /** One per unit and part; those that are not here count as `not_named`. */
  places: readonly PlaceAnswered[]
  rateBase: Wave['rateBase']
  line: InterviewLine
  trend: TrendPoint[]
}

/** The places of which there are submissions: all that is known where there is no register, as of generated answers. */
export const placesOf = (submissions: readonly Answered[], line: InterviewLine): PlaceAnswered[] =>
  submissions.map((submission) => {
    const interview = interviewIn(submission, line)
    return { unitId: submission.unit.id, part: submission.part, held: true, interview, ...dispositionAlone(interview) }
  })

const dispositionAlone = (interview: Interview | null): Pick<PlaceAnswered, 'disposition'> => ({
  disposition: interview ?? 'contacted',
})

/** Unit → part → its place. */
type Places = ReadonlyMap<string, ReadonlyMap<string, PlaceAnswered>>

const byUnitAndPart = (places: readonly PlaceAnswered[]): Places => {
  const byUnit = new Map<string, Map<string, PlaceAnswered>>()
  for (const place of places) {
    byUnit.set(place.unitId, (byUnit.get(place.unitId) ?? new Map<string, PlaceAnswered>()).set(place.part, place))
  }
  return byUnit
}

const groupResponse = (unitIds: readonly string[], places: Places, parts: readonly string[]): GroupResponse => {
  const has = (id: string, part: string): boolean => {
    const place = places.get(id)?.get(part)
    return place !== undefined && isAnsweredPart(place)
  }
  const count = (test: (id: string) => boolean) => unitIds.filter(test).length
  const any = count((id) => parts.some((part) => has(id, part)))
  return {
    units: unitIds.length,
    any,
    all: count((id) => parts.every((part) => has(id, part))),
    rate: share(any, unitIds.length),
    parts: Object.fromEntries(parts.map((part) => [part, count((id) => has(id, part))])),
  }
}

const partResponse = (part: string, unitIds: readonly string[], places: Places): PartResponse => {
  const found = unitIds.map((id) => places.get(id)?.get(part)?.disposition ?? 'not_named')
  const counts = countDispositions(found)
  const rates = Object.entries(aaporRates(lettersOf(counts))).map(([name, { count, base }]) => [
    name,
    share(count, base),
  ])
  return {
    base: unitIds.length,
    complete: counts.complete,
    partial: counts.partial,
    breakOff: counts.break_off,
    rates: Object.fromEntries(rates),
    dispositions: counts,
  }
}

/**
 * Who has answered, in all and by group. IMDi counts a unit as answered when at least one part is in (2020, 2021). That a
 * unit has answered is no answer: these numbers are not suppressed.
 */
export const responseOf = ({ units, groups, parts, places, rateBase, line, trend }: ResponseInput): Response => {
  const ids = unitsOfRate(units, rateBase).map((u) => u.id)
  const counted = new Set(ids)
  const known = byUnitAndPart(places)
  const inDimension = (dimension: string) =>
    groups
      .filter((g) => g.dimension === dimension)
      .map((g) => {
        const inBase = [...g.unitIds].filter((id) => counted.has(id))
        return [g.id, groupResponse(inBase, known, parts)]
      })
  return {
    ...groupResponse(ids, known, parts),
    base: ids.length,
    line,
    byPart: Object.fromEntries(parts.map((part) => [part, partResponse(part, ids, known)])),
    breakdowns: Object.fromEntries(dimensionsOf(groups).map((d) => [d, Object.fromEntries(inDimension(d))])),
    trend,
  }
}
