/** Whole parts to the receipt: what a finished session weighs, and how often a lone turn goes to Redis. */
import { median } from './figures.ts'
import type { Goal } from './goals.ts'
import { type Driver, startBot } from './processes.ts'
import type { SessionBytes, Stores } from './stores.ts'
import { walkers } from './survey.ts'
import { serviceSettings } from './turns.ts'

const FINISHED = 24
const LONE = 2
/** What is said and delivered after the receipt. */
const SETTLE_MS = 1_500

export type Sessions = { bytes: SessionBytes[]; readsPerTurn: number; turnsPerSecond: number; startMs: number }

export const measureSessions = async (stores: Stores, driver: Driver): Promise<Sessions> => {
  await stores.forgetSessions()
  const service = await startBot('src/main.ts', serviceSettings(stores))
  const round = { type: 'round' as const, url: service.url, pid: service.pid, ms: 30_000, authorization: null }
  const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  try {
    const everybody = [
      ...walkers('card', 'receipt').slice(0, FINISHED),
      ...walkers('typed', 'receipt').slice(-FINISHED),
    ]
    const finished = await driver.run({ ...round, manner: 'card', people: 16, walkers: everybody, toTheEnd: true })
    await settle()
    const bytes = await Promise.all(everybody.map(({ sessionId }) => stores.bytesOf(sessionId)))
    const alone = walkers('typed', 'review').slice(FINISHED, FINISHED + LONE)
    await driver.run({ ...round, manner: 'typed', people: 1, walkers: alone, toTheEnd: true })
    // Sweeps and queue go on without turns; what they read in the same time is taken away.
    const idle = await during(stores, settle)
    const again = walkers('typed', 'review').slice(FINISHED + LONE, FINISHED + 4 * LONE)
    const busy = await during(stores, () =>
      driver.run({ ...round, manner: 'typed', people: 1, walkers: again, toTheEnd: true }),
    )
    const perSecond = idle.reads / (SETTLE_MS / 1000)
    const readsPerTurn = (busy.reads - perSecond * busy.of.seconds) / busy.of.turns
    return { bytes, readsPerTurn, turnsPerSecond: finished.turns / finished.seconds, startMs: service.startMs }
  } finally {
    await service.stop()
  }
}

const during = async <T>(stores: Stores, work: () => Promise<T>): Promise<{ reads: number; of: T }> => {
  const before = await stores.figures()
  const of = await work()
  // Asking for the figures is itself a read or two; it is less than a tenth of a read per turn.
  return { reads: (await stores.figures()).reads - before.reads, of }
}

export const sessionGoals = ({ bytes }: Sessions, startMs: readonly number[]): Goal[] => [
  {
    ...{ name: 'bytes in Redis of a finished session and its seat, most', spread: 0, unit: 'B' },
    ...{ figure: Math.max(...bytes.map(({ stored }) => stored)), goal: 4096, good: 'under' },
  },
  {
    ...{ name: 'ms from start to listening, median', spread: 0, unit: 'ms' },
    ...{ figure: median(startMs), goal: 3000, good: 'under' },
  },
]

export const sessionLines = ({ bytes, readsPerTurn, turnsPerSecond }: Sessions): string => {
  const of = (pick: (one: SessionBytes) => number) => median(bytes.map(pick)).toFixed(0)
  return [
    `finished sessions: ${bytes.length}; bytes in Redis, session and seat: ${of((b) => b.stored)} (JSON alone ${of((b) => b.json)}); with handled ids and the like: ${of((b) => b.withHandled)}`,
    `whole parts to the receipt, submissions delivered: ${turnsPerSecond.toFixed(0)} turns/s`,
    `Redis round trips of a lone typed turn, sending included: ${readsPerTurn.toFixed(1)}`,
  ].join('\n')
}
