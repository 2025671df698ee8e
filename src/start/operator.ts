/** The operator's listener with what it shows: figures, health, readiness. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Channel } from '../app/ports/channel.ts'
import { countSessions } from '../app/progress.ts'
import { isWithin } from '../app/steady.ts'
import type { Rounds } from '../app/upkeep/rounds.ts'
import type { Service } from '../app/waves.ts'
import { type Listener, startOps } from '../edge/http/server.ts'
import { backlogOf } from '../edge/redis/outbox-store.ts'
import type { Settings } from '../settings/settings.ts'
import { version } from '../settings/version.ts'
import { dependencies, type Stores } from './stores.ts'

/** Counting reads every session: often enough for a graph, seldom enough not to be felt. */
const SESSIONS_EVERY_MS = 60_000

type Given = {
  settings: Settings
  stores: Stores
  service: Service
  measures: Measures
  jobs(): Promise<Record<string, number>>
  hasToken(): Promise<boolean>
  rounds: Rounds
  /** True from the first sign of stopping. */
  isStopping(): boolean
}

/** Starts it, in every role. Rejects when the address is taken. */
export const startOperator = (given: Given): Promise<Listener> => {
  const { settings, stores, service, measures, jobs, rounds, hasToken, isStopping } = given
  const { now } = service.current()
  const startedAt = now()
  const states = async () =>
    Object.fromEntries((await dependencies({ stores, hasToken })).map(({ name, up }) => [name, up]))
  measures.lookUp({
    jobs,
    waiting: () => backlogOf(stores.redis),
    sessions: kept(async () => Object.fromEntries(await countSessions(service.current())), now),
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
      wave: service.current().survey.wave.id,
      takesAnswers: service.openWave(now()) !== null,
      credentials: settings.bot.appId === null ? 'off' : 'on',
      stores: stores.embedded ? 'embedded' : 'servers',
      uptimeSeconds: Math.round((now() - startedAt) / 1000),
    }
  }
  return startOps(settings.ops, { metrics: measures.registry, health })
}

const kept = <T>(look: () => Promise<T>, now: () => number): (() => Promise<T>) => {
  let last: { at: number; value: Promise<T> } | null = null
  return () => {
    if (last === null || !isWithin(SESSIONS_EVERY_MS, last.at, now())) {
      const value = look()
      last = { at: now(), value }
      value.catch(() => {
        last = null
      })
    }
    return last.value
  }
}

// The figures of one process, for Prometheus. Labels are codes; nothing of a person or an answer is in them.

/** From a quick turn to the 5 s that are promised and the 15 s at which Teams gives up. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15]

/** What is looked up when somebody asks for the figures; each may reject, and is then left out. */
type Lookups = {
  jobs(): Promise<Record<string, number>>
  waiting(): Promise<Record<string, number>>
  sessions(): Promise<Record<string, number>>
  dependencies(): Promise<Record<string, number>>
  rounds(): Promise<Record<string, number>>
}

export type Measures = ReturnType<typeof createMeasures>

/** Counters and the registry they stand in, with the process' own figures beside them. */
export const createMeasures = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const of = { registers: [registry] }
  const turns = new Counter({
    ...of,
    name: 'kommunedialog_turns_total',
    help: 'Requests to /api/messages by what became of them.',
    labelNames: ['outcome'],
  })
  const seconds = new Histogram({
    ...of,
    name: 'kommunedialog_turn_seconds',
    help: 'From the request to the answer, in seconds.',
    buckets: SECONDS,
  })
  const sends = new Counter({
    ...of,
    name: 'kommunedialog_sends_total',
    help: 'Calls to the connector by kind and outcome.',
    labelNames: ['kind', 'outcome'],
  })
  const deliveries = new Counter({
    ...of,
    name: 'kommunedialog_deliveries_total',
    help: 'Tries to bring a submission to the results store.',
    labelNames: ['outcome'],
  })
  const mails = new Counter({
    ...of,
    name: 'kommunedialog_mails_total',
    help: 'Mails by what became of them: taken, or how far they came (server, recipient, handed_over).',
    labelNames: ['outcome'],
  })
  return {
    registry,
    mails,
    turn: (outcome: string, ms: number) => {
      turns.inc({ outcome })
      seconds.observe(ms / 1000)
    },
    send: (kind: string, outcome: string) => sends.inc({ kind, outcome }),
    delivery: (outcome: string) => deliveries.inc({ outcome }),
    /** Adds what is looked up at each request. */
    lookUp: (lookups: Lookups) => addGauges(registry, lookups),
  }
}

const addGauges = (registry: Registry, lookups: Lookups): void => {
  const gauge = (name: string, help: string, label: string, look: () => Promise<Record<string, number>>) =>
    new Gauge({
      registers: [registry],
      name: `kommunedialog_${name}`,
      help,
      labelNames: [label],
      async collect() {
        // A store that is away takes its own figures with it, not all the others.
        const values = await look().catch(() => ({}))
        this.reset()
        for (const [key, value] of Object.entries(values)) this.set({ [label]: key }, value)
      },
    })
  gauge('queue_jobs', 'Submissions in the delivery queue by state.', 'state', lookups.jobs)
  gauge('waiting', 'Seats with something to say, and submissions not yet in SQL.', 'what', lookups.waiting)
  gauge('sessions', 'Units and parts by state; at most a minute old.', 'state', lookups.sessions)
  gauge(
    'dependency_up',
    'Whether a store answers, and whether the bot has its token: 1 or 0.',
    'name',
    lookups.dependencies,
  )
  gauge('round_failures', 'Failures in a row of what goes on by itself; two are an alarm.', 'round', lookups.rounds)
}

/** The same channel, its calls counted. */
export const measuredChannel = (channel: Channel, { send }: Pick<Measures, 'send'>): Channel => {
  const counted = async <T>(kind: string, call: Promise<T>): Promise<T> => {
    const result = await call
    const failed = typeof result === 'object' && result !== null && 'kind' in result ? String(result.kind) : 'done'
    send(kind, failed)
    return result
  }
  return {
    send: (reference, view, notify) => counted('send', channel.send(reference, view, notify)),
    update: (reference, activityId, view) => counted('update', channel.update(reference, activityId, view)),
    principalName: (reference) => counted('member', channel.principalName(reference)),
  }
}
