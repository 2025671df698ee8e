/** Response rates: IMDi's own measure and AAPOR's. */
import type { Unit, Wave } from '../questionnaire/wave.ts'
import type { Group } from './groups.ts'
import { dimensions } from './groups.ts'
import type { Answered, GroupResponse, PartResponse, Response, TrendPoint } from './model.ts'
import { share } from './tally.ts'

export type ResponseInput = {
  units: readonly Unit[]
  groups: readonly Group[]
  parts: readonly string[]
  submissions: readonly Answered[]
  rateBase: Wave['rateBase']
  trend: TrendPoint[]
}

/** The municipality whose districts are asked too: its number begins theirs. */
const isDivided = (unit: Unit, units: readonly Unit[]): boolean =>
  unit.kind === 'kommune' && units.some((u) => u.kind === 'bydel' && u.id.startsWith(unit.id))

/** The units that rates are of. Without Oslo: its districts stand for it. */
export const unitsOfRate = (units: readonly Unit[], rateBase: Wave['rateBase']): Unit[] =>
  rateBase === 'with_oslo' ? [...units] : units.filter((unit) => !isDivided(unit, units))

/** Unit → part → its submission is complete. */
type Answers = ReadonlyMap<string, ReadonlyMap<string, boolean>>

const answersOf = (submissions: readonly Answered[]): Answers => {
  const byUnit = new Map<string, Map<string, boolean>>()
  for (const { unit, part, complete } of submissions) {
    byUnit.set(unit.id, (byUnit.get(unit.id) ?? new Map<string, boolean>()).set(part, complete))
  }
  return byUnit
}

const groupResponse = (unitIds: readonly string[], answers: Answers, parts: readonly string[]): GroupResponse => {
  const answered = unitIds.map((id) => answers.get(id) ?? new Map<string, boolean>())
  const count = (test: (a: ReadonlyMap<string, boolean>) => boolean) => answered.filter(test).length
  const any = count((a) => parts.some((part) => a.has(part)))
  return {
    units: unitIds.length,
    any,
    all: count((a) => parts.every((part) => a.has(part))),
    rate: share(any, unitIds.length),
    parts: Object.fromEntries(parts.map((part) => [part, count((a) => a.has(part))])),
  }
}

/**
 * AAPOR, Standard Definitions: RR1 = complete interviews / all eligible, RR2 = complete and partial / all eligible. Every
 * unit of the wave is known to be eligible, so no share of unknown cases is estimated.
 */
const partResponse = (part: string, unitIds: readonly string[], answers: Answers): PartResponse => {
  const states = unitIds.flatMap((id) => answers.get(id)?.get(part) ?? [])
  const complete = states.filter((isComplete) => isComplete).length
  return {
    base: unitIds.length,
    complete,
    partial: states.length - complete,
    rr1: share(complete, unitIds.length),
    rr2: share(states.length, unitIds.length),
  }
}

/**
 * Who has answered, in all and by group. IMDi counts a unit as answered when at least one part is in (2020, 2021). That a
 * unit has answered is no answer: these numbers are not suppressed.
 */
export const responseOf = ({ units, groups, parts, submissions, rateBase, trend }: ResponseInput): Response => {
  const ids = unitsOfRate(units, rateBase).map((u) => u.id)
  const counted = new Set(ids)
  const answers = answersOf(submissions)
  const complete = ids.filter((id) => parts.every((part) => answers.get(id)?.get(part) === true)).length
  const whole = groupResponse(ids, answers, parts)
  return {
    ...whole,
    base: ids.length,
    rr1: share(complete, ids.length),
    rr2: whole.rate,
    byPart: Object.fromEntries(parts.map((part) => [part, partResponse(part, ids, answers)])),
    breakdowns: Object.fromEntries(
      dimensions.map((dimension) => [
        dimension,
        Object.fromEntries(
          groups
            .filter((g) => g.dimension === dimension)
            .map((g) => [
              g.id,
              groupResponse(
                [...g.unitIds].filter((id) => counted.has(id)),
                answers,
                parts,
              ),
            ]),
        ),
      ]),
    ),
    trend,
  }
}
