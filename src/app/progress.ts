/** How far each unit has come with each part: from Redis, and from SQL where Redis knows nothing. Never answers. */

import { route } from '../engine/route.ts'
import type { Session } from '../engine/session.ts'
import { answeringOf, type Interview, interviewOf } from '../outcome/interview.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { sessionIdOf } from '../register/ids.ts'
import { isSentIn } from '../register/response.ts'
import type { SessionState } from '../register/states.ts'
import { progressOf } from '../wording/words.ts'
import { readableSession, readOrNull, type Stored } from './conversation/stored-state.ts'
import type { CampaignBook, SubmittedPart } from './ports/campaigns.ts'
import type { ProgressStore } from './ports/progress.ts'
import { type Deps, questionnaireOf, type Survey } from './service.ts'

export type PartProgress = {
  unitId: string
  part: string
  sessionId: string
  state: SessionState
  /** Questions answered, of those that apply now; information is not counted. */
  answered: number
  of: number
  /** About how long the rest takes, by the questionnaire's own estimate. */
  minutesLeft: number
  /** To the second, as what was sent in is told: within one second nothing is sent in before it was begun. */
  startedAt: number | null
  /** Last turn that changed something. */
  lastAt: number | null
  submittedAt: number | null
  delivered: boolean
  /** As in `PlaceOutcome`: by what was sent in, where there is a submission; else by what stands in the session. */
  held: boolean
  interview: Interview | null
}

/** What the rules of reminding ask of a place. */
export const standingOf = ({ state, submittedAt }: PartProgress) => ({ state, hasSubmission: submittedAt !== null })

type Place = { unit: Unit; part: string }
type Standing = { session: Stored<Session>; submitted: SubmittedPart | undefined }

/** One unit and part. A session that cannot be read counts as started: the person may mend it, nobody is told otherwise. */
export const partProgress = (survey: Survey, { unit, part }: Place, { session, submitted }: Standing): PartProgress => {
  const read = readOrNull(session)
  const questionnaire = questionnaireOf(survey, part, read?.version)
  const { answered, of } =
    questionnaire === null ? { answered: 0, of: 0 } : progressOf(route(questionnaire, unit, read?.entries ?? {}))
  const state =
    read?.state ??
    (submitted !== undefined
      ? submitted.complete
        ? 'submitted'
        : 'closed_partial'
      : session.type === 'broken'
        ? 'started'
        : 'not_started')
  // What was changed after opening again is not sent in, and not what counts.
  const isSent = isSentIn(state)
  const counted = submitted === undefined ? { answered, of } : answeringOf(submitted.counts)
  const sentIn = submitted === undefined ? isSent : submitted.complete
  return {
    unitId: unit.id,
    part,
    sessionId: sessionIdOf(survey.wave.id, unit.id, part),
    state,
    answered,
    of,
    minutesLeft: of === 0 ? 0 : Math.max(1, Math.round(((questionnaire?.minutes ?? 0) * (of - answered)) / of)),
    startedAt: typeof read?.startedAt === 'number' ? Math.floor(read.startedAt / 1000) * 1000 : null,
    lastAt: read?.paradata.lastAt || null,
    submittedAt: submitted?.at ?? read?.submission?.at ?? null,
    delivered: submitted?.delivered ?? false,
    held: submitted !== undefined || isSent || (read !== null && read.submission !== null),
    interview: interviewOf({ sentIn, ...counted }, survey.wave.interview),
  }
}

/** Reads in flight at a time: some MB in memory, and turns get their place in between. */
const AT_ONCE = 50

/** What stands of each session, in the order of the ids; null: nothing. Some are read at a time. Throws `StoreAway`. */
export async function* readSessions(
  progress: Pick<ProgressStore, 'readSession'>,
  ids: readonly string[],
): AsyncIterable<[id: string, session: Stored<Session>]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const stored = await Promise.all(some.map((id) => progress.readSession(id)))
    for (const [i, id] of some.entries()) yield [id, readableSession(stored[i] ?? null)]
  }
}

type Stores = {
  survey: Survey
  progress: Pick<ProgressStore, 'readSession'>
  campaigns: Pick<CampaignBook, 'submitted'>
}

/** Every unit and part of the wave, by `<unit>/<part>`. Throws `StoreAway`. */
export const allProgress = async (stores: Stores): Promise<Map<string, PartProgress>> => {
  const { wave, units } = stores.survey
  const parts = Object.keys(wave.parts)
  const places = [...units.values()].flatMap((unit) => parts.map((part) => ({ unit, part })))
  return await progressIn(stores, places, await stores.campaigns.submitted())
}

/** The same of these units and parts alone; what the wave does not ask is left out. Throws `StoreAway`. */
export const progressAt = async (
  stores: Stores,
  named: readonly { unitId: string; part: string }[],
): Promise<Map<string, PartProgress>> => {
  const { wave, units } = stores.survey
  const once = new Map(named.map((place) => [placeKey(place.unitId, place.part), place])).values()
  const places = [...once].flatMap(({ unitId, part }): Place[] => {
    const unit = units.get(unitId)
    return unit === undefined || !Object.hasOwn(wave.parts, part) ? [] : [{ unit, part }]
  })
  return await progressIn(stores, places, await stores.campaigns.submitted(named))
}

const progressIn = async (
  { survey, progress }: Stores,
  places: readonly Place[],
  sentIn: readonly SubmittedPart[],
): Promise<Map<string, PartProgress>> => {
  const submitted = new Map(sentIn.map((each) => [placeKey(each.unitId, each.part), each]))
  const found = new Map<string, PartProgress>()
  const byId = new Map(places.map((place) => [sessionIdOf(survey.wave.id, place.unit.id, place.part), place]))
  for await (const [id, session] of readSessions(progress, [...byId.keys()])) {
    const place = byId.get(id)
    if (place === undefined) continue
    const key = placeKey(place.unit.id, place.part)
    found.set(key, partProgress(survey, place, { session, submitted: submitted.get(key) }))
  }
  return found
}

export const placeKey = (unitId: string, part: string): string => `${unitId}/${part}`

// How far the units have come, in numbers only.

/** Units and parts by state; `broken` are those whose stored text does not parse. Throws `StoreAway`. */
export const countSessions = async ({
  survey,
  progress,
}: Pick<Deps, 'survey' | 'progress'>): Promise<ReadonlyMap<string, number>> => {
  const parts = Object.keys(survey.wave.parts)
  const ids = [...survey.units.keys()].flatMap((unit) => parts.map((part) => sessionIdOf(survey.wave.id, unit, part)))
  const counts = new Map<string, number>()
  for await (const [, session] of readSessions(progress, ids)) {
    const state = session.type === 'read' ? session.value.state : session.type === 'none' ? 'not_started' : 'broken'
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}
