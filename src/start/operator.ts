/** The operator's listener with what it shows: figures, health, readiness. */
import { countSessions } from '../app/count-sessions.ts'
import type { Deps } from '../app/deps.ts'
import type { Rounds } from '../app/rounds.ts'
import { version } from '../config/version.ts'
import type { Settings } from '../config.ts'
import { startOps } from '../edge/http/ops.ts'
import type { Listener } from '../edge/http/server.ts'
import { backlogOf } from '../edge/redis/backlog.ts'
import { dependencies } from './dependencies.ts'
import type { Measures } from './measures.ts'
import type { Stores } from './open-stores.ts'

/** Counting reads every session: often enough for a graph, seldom enough not to be felt. */
const SESSIONS_EVERY_MS = 60_000

type Given = {
  settings: Settings
  stores: Stores
  deps: Pick<Deps, 'survey' | 'progress' | 'now'>
  measures: Measures
  jobs(): Promise<Record<string, number>>
  hasToken(): Promise<boolean>
  rounds: Rounds
  /** True from the first sign of stopping. */
  isStopping(): boolean
}

/** Starts it, in every role. Rejects when the address is taken. */
export const startOperator = (given: Given): Promise<Listener> => {
  const { settings, stores, deps, measures, jobs, rounds, hasToken, isStopping } = given
  const startedAt = deps.now()
  const states = async () =>
    Object.fromEntries((await dependencies({ stores, hasToken })).map(({ name, up }) => [name, up]))
  measures.lookUp({
    jobs,
    waiting: () => backlogOf(stores.redis),
    sessions: kept(async () => Object.fromEntries(await countSessions(deps)), deps.now),
    rounds: async () => rounds.inARow(),
    dependencies: async () =>
      Object.fromEntries(Object.entries(await states()).map(([name, up]) => [name, up ? 1 : 0])),
  })
  const health = async () => {
    const found = await states()
    const failing = rounds.failing()
    return {
      ready: !isStopping() && Object.values(found).every((up) => up) && failing.length === 0,
      stopping: isStopping(),
      failing,
      dependencies: Object.fromEntries(Object.entries(found).map(([name, up]) => [name, up ? 'up' : 'down'])),
      role: settings.role,
      version,
      wave: deps.survey.wave.id,
      credentials: settings.bot.appId === null ? 'off' : 'on',
      stores: stores.embedded ? 'embedded' : 'servers',
      uptimeSeconds: Math.round((deps.now() - startedAt) / 1000),
    }
  }
  return startOps(settings.ops, { metrics: measures.registry, health })
}

const kept = <T>(look: () => Promise<T>, now: () => number): (() => Promise<T>) => {
  let last: { at: number; value: Promise<T> } | null = null
  return () => {
    if (last === null || now() - last.at > SESSIONS_EVERY_MS) {
      const value = look()
      last = { at: now(), value }
      value.catch(() => {
        last = null
      })
    }
    return last.value
  }
}
