/** Counts and response rates over units and parts. Knows how far each has come, never what was answered. */
import type { SessionState } from '../engine/types.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'

/** One unit and part. `answered` of `of` questions that apply. */
export type PlaceStatus = { unit: Unit; part: string; state: SessionState; answered: number; of: number }

/** Places by state, and how many there are. `partial`: not submitted, and past the line of `isPartial`. */
export type Tally = Record<SessionState, number> & { total: number; partial: number }

/** A place with at least half of the applicable questions answered and not submitted is a partial interview. */
export const PARTIAL_FROM = 0.5

/** Sent in; one that was opened again keeps its valid submission. */
export const isComplete = (state: SessionState): boolean => state === 'submitted' || state === 'reopened'

/** The line between a partial interview and a break-off (AAPOR Standard Definitions: 50–80 % is partial, below is not). */
export const isPartial = ({ state, answered, of }: Pick<PlaceStatus, 'state' | 'answered' | 'of'>): boolean =>
  !isComplete(state) && of > 0 && answered / of >= PARTIAL_FROM

/** Counts a set of places. */
export const tally = (places: readonly PlaceStatus[]): Tally => {
  const counts: Tally = {
    not_started: 0,
    started: 0,
    submitted: 0,
    reopened: 0,
    closed_partial: 0,
    total: 0,
    partial: 0,
  }
  for (const place of places) {
    counts[place.state]++
    counts.total++
    if (isPartial(place)) counts.partial++
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

/**
 * The units that rates count. `without_oslo`: a municipality that is asked through its districts counts as them (436 in
 * 2018); `with_oslo`: it counts as well (437).
 */
export const baseUnits = (units: Iterable<Unit>, base: Wave['rateBase']): Unit[] => {
  const all = [...units]
  if (base === 'with_oslo') return all
  const divided = new Set(all.filter(({ kind }) => kind === 'bydel').map(({ id }) => id.slice(0, 4)))
  return all.filter(({ kind, id }) => kind === 'bydel' || !divided.has(id))
}

/** `count` of `base`; `share` from 0 to 1, null when the base is empty. */
export type Rate = { count: number; base: number; share: number | null }
const rate = (count: number, base: number): Rate => ({ count, base, share: base === 0 ? null : count / base })

/**
 * AAPOR RR1 and RR2 of one part: everybody asked is eligible, so that the base is the units asked. RR1 counts complete
 * interviews, RR2 partial ones too.
 */
export const aaporRates = (counted: Tally): { rr1: Rate; rr2: Rate } => {
  const complete = counted.submitted + counted.reopened
  return { rr1: rate(complete, counted.total), rr2: rate(complete + counted.partial, counted.total) }
}

/** IMDi's own rate: units of which at least one part is sent in. */
export const imdiRate = (places: readonly PlaceStatus[], units: readonly Unit[]): Rate => {
  const answered = new Set(places.filter(({ state }) => isComplete(state)).map(({ unit }) => unit.id))
  return rate(units.filter(({ id }) => answered.has(id)).length, units.length)
}
