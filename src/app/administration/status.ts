/** What an administrator sees: how far units have come, who can be reached, and the response rates. Never answers. */

import { countBy } from '../../counted.ts'
import { type Disposition, dispositionOf, type Rate, type RateName, unitsOfRate } from '../../outcome/rates.ts'
import {
  type Grouping,
  groupings,
  imdiRate,
  outcomesOf,
  type PlaceStatus,
  type Tally,
  tally,
  tallyBy,
} from '../../register/response.ts'
import { outOfReach, wayTo } from '../../reminders/whom.ts'
import type { CampaignBook, RespondentFacts } from '../ports/campaigns.ts'
import type { ProgressStore } from '../ports/progress.ts'
import { allProgress, type PartProgress, placeKey } from '../progress.ts'
import type { Survey } from '../service.ts'

type StatusDeps = {
  survey: Survey
  progress: Pick<ProgressStore, 'readSession'>
  campaigns: Pick<CampaignBook, 'respondents' | 'submitted'>
}

/** One unit and part with those who answer for it. */
export type PlaceRow = PlaceStatus & {
  progress: PartProgress
  respondents: RespondentFacts[]
}
/**
 * Respondents. `unreachable`: nobody can write to them, for the reasons counted in `unreachableReasons`; somebody who never
 * came to Teams is one (`not_linked`), unless mail reaches them. `reachable`: Teams or mail does, and they have not opted out.
 * `declined`: asked, and will not answer.
 */
type PeopleCount = {
  asked: number
  linked: number
  unreachable: number
  unreachableReasons: Record<string, number>
  optedOut: number
  reachable: number
  declined: number
}
export type PartStatus = {
  part: string
  tally: Tally
  rates: Record<RateName, Rate>
  dispositions: Record<Disposition, number>
  groups: Record<Grouping, { group: string; tally: Tally }[]>
  people: PeopleCount
}
export type Status = { parts: PartStatus[]; imdi: Rate; rateBase: 'with_oslo' | 'without_oslo'; rows: PlaceRow[] }

/** Which places are meant; absent: all. */
export type StatusFilter = (place: PlaceStatus) => boolean

/** Reads everything once. Rates count the units of the wave's base that the filter takes. Throws `StoreAway`. */
export const collectStatus = async (deps: StatusDeps, filter: StatusFilter = () => true): Promise<Status> => {
  const { survey } = deps
  const [progress, respondents] = await Promise.all([allProgress(deps), deps.campaigns.respondents()])
  const byPlace = Map.groupBy(respondents, ({ unitId, part }) => placeKey(unitId, part))
  const rows = [...progress]
    .flatMap(([key, place]): PlaceRow[] => {
      const unit = survey.units.get(place.unitId)
      if (unit === undefined) return []
      const { part, state, answered, of, held, interview } = place
      const people = byPlace.get(key) ?? []
      const known = people.map(({ personId, declined, unreachable }) => ({
        linked: personId !== null,
        declined,
        unreachable,
      }))
      const disposition = dispositionOf(interview, known)
      return [{ unit, part, state, answered, of, held, interview, disposition, progress: place, respondents: people }]
    })
    .filter(filter)
  const counted = new Set(unitsOfRate(survey.units.values(), survey.wave.rateBase).map(({ id }) => id))
  const inBase = rows.filter(({ unit }) => counted.has(unit.id))
  const units = [...new Map(inBase.map(({ unit }) => [unit.id, unit])).values()]
  const parts = Object.keys(survey.wave.parts).filter((part) => rows.some((row) => row.part === part))
  return {
    parts: parts.map((part) =>
      partStatus(
        part,
        inBase.filter((row) => row.part === part),
        rows,
      ),
    ),
    imdi: imdiRate(inBase, units),
    rateBase: survey.wave.rateBase,
    rows,
  }
}

const partStatus = (part: string, inBase: PlaceRow[], rows: PlaceRow[]): PartStatus => {
  const groups = Object.fromEntries(groupings.map((grouping) => [grouping, tallyBy(inBase, grouping)]))
  return {
    part,
    tally: tally(inBase),
    ...outcomesOf(inBase),
    groups: groups as PartStatus['groups'],
    people: countPeople(rows.filter((row) => row.part === part).flatMap((row) => row.respondents)),
  }
}

const countPeople = (people: readonly RespondentFacts[]): PeopleCount => {
  const known = people.map((one) => ({ ...one, linked: one.personId !== null }))
  const ways = known.map((one) => wayTo(one))
  const reasons = known.flatMap((one) => outOfReach(one) ?? [])
  return {
    asked: people.length,
    linked: known.filter(({ linked }) => linked).length,
    unreachable: reasons.length,
    unreachableReasons: countBy(reasons),
    optedOut: ways.filter((way) => 'skip' in way && way.skip === 'opted_out').length,
    declined: people.filter(({ declined }) => declined).length,
    reachable: ways.filter((way) => 'channel' in way).length,
  }
}
