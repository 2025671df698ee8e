/** Every wave that the service looks after, each with what is its own; and which of them a turn or a job is about. */

import { DAY_MS } from '../questionnaire/wave.ts'
import { sessionIdOf } from '../register/ids.ts'
import { waveOfStored } from './conversation/stored-state.ts'
import type { ProgressStore } from './ports/progress.ts'
import type { Deps, Survey } from './service.ts'

/** What use cases are given for one wave. */
type OfOneWave = { survey: Survey; now(): number }

/** `T`: what a use case is given for one wave; shared parts are the same in each. */
export type Waves<T extends OfOneWave> = {
  /** By id. */
  waves: ReadonlyMap<string, T>
  /** The wave that takes answers at `now`, ms; null: none does. */
  openWave(now: number): T | null
  /** The wave that is talked about with whoever names none: see `wavesOf`. */
  current(): T
  /** Other waves in which somebody may be known, newest first; never one that another process setting keeps shut. */
  besides(): T[]
  /** The wave of a session of a unit and part that the waves ask; undefined: of none of them. */
  ofSession(sessionId: string): T | undefined
}

/** The running service, as a turn is given it. */
export type Service = Waves<Deps>

/**
 * Joins them. `taking`: the id of the one that takes answers whatever the dates of the others say (SURVEY_WAVE); null: the
 * dates decide. The current wave is the one that is open; else the one that closed last, as long as its progress is kept;
 * else the next to open; else the one that closed last. Throws when there is no wave, or none called `taking`.
 */
export const wavesOf = <T extends OfOneWave>(bound: readonly T[], taking: string | null = null): Waves<T> => {
  const waves = new Map(bound.map((one) => [one.survey.wave.id, one]))
  const [first] = bound
  const chosen = taking === null ? undefined : waves.get(taking)
  if (first === undefined || (taking !== null && chosen === undefined)) throw new Error('there is no such wave')
  const isOpen = ({ survey }: T, now: number) => now >= survey.opensAt && now < survey.closesAt
  const openWave = (now: number) =>
    (chosen === undefined ? bound.find((one) => isOpen(one, now)) : isOpen(chosen, now) ? chosen : undefined) ?? null
  const current = (): T => {
    if (chosen !== undefined || bound.length === 1) return chosen ?? first
    const now = first.now()
    const closed = newestFirst(bound.filter(({ survey }) => now >= survey.closesAt))[0]
    const next = newestFirst(bound.filter(({ survey }) => now < survey.opensAt)).at(-1)
    const isKept = closed !== undefined && now < keptUntil(closed.survey, 'progressDays')
    return openWave(now) ?? (isKept ? closed : (next ?? closed ?? first))
  }
  /** Also those to come, unless a setting says which takes answers: there people may be linked before it opens. */
  const isSpokenOf = ({ survey }: T, now: number) =>
    now < keptUntil(survey, 'linkDays') && (taking === null || now >= survey.closesAt)
  const besides = () => {
    const now = first.now()
    const here = current()
    return newestFirst(bound.filter((one) => one !== here && isSpokenOf(one, now)))
  }
  const sessions = new Map<string, T>()
  return {
    waves,
    openWave,
    current,
    besides,
    ofSession: (sessionId) => {
      if (bound.length === 1) return first
      if (sessions.size === 0) for (const one of bound) for (const id of sessionIdsOf(one.survey)) sessions.set(id, one)
      return sessions.get(sessionId)
    },
  }
}

/** The same waves, with what another use case is given for each. */
export const bindWaves = <T extends OfOneWave, U extends OfOneWave>(
  { waves, ...rest }: Waves<T>,
  bind: (one: T) => U,
): Waves<U> => {
  const bound = new Map([...waves].map(([id, one]) => [id, bind(one)]))
  const of = (one: T): U => {
    const found = bound.get(one.survey.wave.id)
    if (found === undefined) throw new Error('a wave is bound once')
    return found
  }
  const orNot = <N extends null | undefined>(one: T | N): U | N => (one ? of(one) : (one as N))
  return {
    waves: bound,
    openWave: (now) => orNot(rest.openWave(now)),
    current: () => of(rest.current()),
    besides: () => rest.besides().map(of),
    ofSession: (sessionId) => orNot(rest.ofSession(sessionId)),
  }
}

const keptUntil = ({ wave, closesAt }: Survey, days: 'progressDays' | 'linkDays'): number =>
  closesAt + wave.retention[days] * DAY_MS

const newestFirst = <T extends OfOneWave>(some: readonly T[]): T[] =>
  [...some].sort((a, b) => b.survey.opensAt - a.survey.opensAt)

const sessionIdsOf = ({ wave, units }: Pick<Survey, 'wave' | 'units'>): string[] =>
  [...units.keys()].flatMap((unitId) => Object.keys(wave.parts).map((part) => sessionIdOf(wave.id, unitId, part)))

/**
 * The wave that a stored session belongs to, as jobs and the outbox name nothing else: also of a unit or part that its wave
 * no longer asks. The current wave where nothing tells. Throws `StoreAway`.
 */
export const waveOfSession = async <T extends OfOneWave & { progress: ProgressStore }>(
  service: Waves<T>,
  sessionId: string,
): Promise<T> => {
  const known = service.ofSession(sessionId)
  if (known !== undefined) return known
  const here = service.current()
  const wave = waveOfStored(await here.progress.readSession(sessionId))
  return service.waves.get(wave ?? '') ?? here
}

/** What has been sent in to this wave and is not in the results store yet. Throws `StoreAway`. */
export const undeliveredOf = async ({
  survey,
  progress,
}: {
  survey: Pick<Survey, 'wave' | 'units'>
  progress: Pick<ProgressStore, 'undelivered' | 'readSession'>
}): Promise<Awaited<ReturnType<ProgressStore['undelivered']>>> => {
  const waiting = await progress.undelivered()
  if (waiting.length === 0) return []
  const asked = new Set(sessionIdsOf(survey))
  const isMine = await Promise.all(
    waiting.map(async ({ sessionId }) => {
      if (asked.has(sessionId)) return true
      // Of another wave, or of a unit or part that this one no longer asks; one that nobody can tell may be this one's.
      const wave = waveOfStored(await progress.readSession(sessionId))
      return wave === null || wave === survey.wave.id
    }),
  )
  return waiting.filter((_, i) => isMine[i])
}
