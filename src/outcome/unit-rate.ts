/** IMDi's own response rate: of units, not of parts. */
import type { Unit, Wave } from '../questionnaire/wave.ts'
import type { Interview } from './interview.ts'

/** The municipality whose districts are asked too: its number begins theirs. */
const isDivided = (unit: Unit, units: readonly Unit[]): boolean =>
  unit.kind === 'kommune' && units.some((u) => u.kind === 'bydel' && u.id.startsWith(unit.id))

/**
 * The units that rates are of. `without_oslo`: a municipality that is asked through its districts counts as them (436 in
 * 2018); `with_oslo`: it counts as well (437).
 */
export const unitsOfRate = (units: Iterable<Unit>, rateBase: Wave['rateBase']): Unit[] => {
  const all = [...units]
  return rateBase === 'with_oslo' ? all : all.filter((unit) => !isDivided(unit, all))
}

/** What is known of one unit and part. `held`: its answers are in, sent in by a person or delivered at closing. */
export type PlaceOutcome = { unitId: string; part: string; held: boolean; interview: Interview | null }

/**
 * Whether the part counts as answered in IMDi's rate («minst én del», as in the reports of 2020 and 2021): its answers
 * are in, and are more than a break-off.
 */
export const isAnsweredPart = ({ held, interview }: Pick<PlaceOutcome, 'held' | 'interview'>): boolean =>
  held && (interview === 'complete' || interview === 'partial')
