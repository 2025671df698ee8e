/** Counts and response rates over units and parts. Knows how far each has come, never what was answered. */

import type { Interview } from '../outcome/interview.ts'
import {
  aaporRates,
  countDispositions,
  type Disposition,
  isAnsweredPart,
  lettersOf,
  type Rate,
  type RateName,
  rateOf,
} from '../outcome/rates.ts'
import type { Unit } from '../questionnaire/wave.ts'
import type { SessionState } from './states.ts'

/**
 * One unit and part. `answered` of `of` questions that apply; `interview` and `held` as in `PlaceOutcome`, `disposition`
 * with what is known of those asked.
 */
export type PlaceStatus = {
  unit: Unit
  part: string
  state: SessionState
  answered: number
  of: number
  held: boolean
  interview: Interview | null
  disposition: Disposition
}

/** Places by state, by what their answers count as (`interviewOf`), and how many there are. */
export type Tally = Record<SessionState, number> & Record<Interview, number> & { total: number }

/** Sent in; one that was opened again keeps its valid submission. Whether it counts as complete is another question. */
export const isSentIn = (state: SessionState): boolean => state === 'submitted' || state === 'reopened'

/** Counts a set of places. */
export const tally = (places: readonly PlaceStatus[]): Tally => {
  const counts: Tally = {
    not_started: 0,
    started: 0,
    submitted: 0,
    reopened: 0,
    closed_partial: 0,
    complete: 0,
    partial: 0,
    break_off: 0,
    total: 0,
  }
  for (const { state, interview } of places) {
    counts[state]++
    counts.total++
    if (interview !== null) counts[interview]++
  }
  return counts
}

export const groupings = ['county', 'language', 'centrality'] as const
export type Grouping = (typeof groupings)[number]

/** Groups in the order in which they first occur; districts, which have no centrality, are `none`. */
export const tallyBy = (places: readonly PlaceStatus[], grouping: Grouping): { group: string; tally: Tally }[] => {
  const groups = Map.groupBy(places, ({ unit }) => String(unit[grouping] ?? 'none'))
  return [...groups].map(([group, some]) => ({ group, tally: tally(some) }))
}

/** AAPOR's rates of one part's places, and the dispositions they are of. */
export const outcomesOf = (
  places: readonly Pick<PlaceStatus, 'disposition'>[],
): { dispositions: Record<Disposition, number>; rates: Record<RateName, Rate> } => {
  const counts = countDispositions(places.map(({ disposition }) => disposition))
  return { dispositions: counts, rates: aaporRates(lettersOf(counts)) }
}

/** IMDi's own rate: units of which at least one part counts as answered (`isAnsweredPart`). */
export const imdiRate = (
  places: readonly Pick<PlaceStatus, 'unit' | 'held' | 'interview'>[],
  units: readonly Unit[],
): Rate => {
  const answered = new Set(places.filter(isAnsweredPart).map(({ unit }) => unit.id))
  return rateOf(units.filter(({ id }) => answered.has(id)).length, units.length)
}
