/**
 * npm run bench -- --scale: turns a second and sessions per gigabyte of Redis, of one process and of two web processes and
 * a worker on a Cluster; what each process uses of a core tells who is waited for. All on one machine.
 */
import { cpus } from 'node:os'
import { cpuTime } from './cpu-time.ts'
import { median, quantile } from './figures.ts'
import type { Result, Round } from './messages.ts'
import { type Bot, type Driver, startBot } from './processes.ts'
import { type Layout, type ScaleStores, startScaleStores } from './scale-stores.ts'
import { walkers } from './survey.ts'
import { serviceSettings } from './turns.ts'
import type { Manner } from './walks.ts'

const PEOPLE = 32
const SETTLE_MS = 3_000

type Setup = { name: string; layout: Layout; roles: ('all' | 'web' | 'worker')[] }
const SETUPS: readonly Setup[] = [
  { name: 'one process, one Redis', layout: 'one Redis', roles: ['all'] },
  { name: 'one process, one Redis, fsync every second', layout: 'one Redis, fsync every second', roles: ['all'] },
  { name: 'two web and a worker, one Redis', layout: 'one Redis', roles: ['web', 'web', 'worker'] },
  {
    ...{ name: 'two web and a worker, Cluster', roles: ['web', 'web', 'worker'] },
    layout: 'Cluster of three, a replica each',
  },
]

type Used = Record<string, number>
export type ScaleFigures = {
  name: string
  manner: Manner
  perSecond: number
  p50: number
  p99: number
  commandsPerTurn: number
  /** Share of one core, by what the processes are. */
  used: Used
}
export type Scale = { turns: ScaleFigures[]; bytesPerSession: Record<string, number> }

/** `rounds` of `roundMs` each count, after one that does not; `finished` sessions are weighed. */
export type ScalePlan = { rounds: number; roundMs: number; finished: number }

/** `say` hears of each setup that is done. */
export const measureScale = async (driver: Driver, plan: ScalePlan, say: (text: string) => void): Promise<Scale> => {
  const scale: Scale = { turns: [], bytesPerSession: {} }
  for (const setup of SETUPS) {
    const stores = await startScaleStores(setup.layout)
    const bots: Bot[] = []
    try {
      for (const role of setup.roles) {
        bots.push(await startBot('src/main.ts', { ...serviceSettings(stores), ROLE: role }))
      }
      for (const manner of ['typed', 'card'] as const) {
        scale.turns.push(await turnsOf({ driver, plan, stores, setup, bots }, manner))
      }
      scale.bytesPerSession[setup.name] = await bytesPerSession({ driver, stores, setup, bots }, plan.finished)
      say(
        `${setup.name}: ${scale.turns
          .slice(-2)
          .map(({ perSecond }) => perSecond.toFixed(0))
          .join(', ')} turns/s`,
      )
    } finally {
      await Promise.all(bots.map((bot) => bot.stop()))
      await stores.stop()
    }
  }
  return scale
}

type Place = { driver: Driver; stores: ScaleStores; setup: Setup; bots: Bot[] }

const roundOf = ({
  setup,
  bots,
}: Place): Pick<Round, 'type' | 'url' | 'others' | 'pid' | 'people' | 'authorization'> => {
  const [first, ...others] = bots.filter((_, i) => setup.roles[i] !== 'worker')
  return {
    ...{ type: 'round', url: first?.url ?? '', pid: first?.pid ?? 0, people: PEOPLE, authorization: null },
    others: others.map(({ url }) => url),
  }
}

const turnsOf = async (place: Place & { plan: ScalePlan }, manner: Manner): Promise<ScaleFigures> => {
  const { driver, plan, stores, setup, bots } = place
  const results: Result[] = []
  const used: Used[] = []
  const commands: number[] = []
  for (let round = -1; round < plan.rounds; round++) {
    await stores.forgetSessions()
    const before = { cpu: cpuOf(stores, setup, bots), commands: await stores.commands(), at: performance.now() }
    const result = await driver.run({
      ...roundOf(place),
      ...{ manner, ms: plan.roundMs, walkers: walkers(manner, 'review') },
    })
    const ms = performance.now() - before.at
    const after = cpuOf(stores, setup, bots)
    if (round < 0) continue
    results.push(result)
    commands.push(((await stores.commands()) - before.commands) / result.turns)
    used.push({
      ...Object.fromEntries(Object.entries(after).map(([who, cpu]) => [who, (cpu - (before.cpu[who] ?? 0)) / ms])),
      'people and connector': result.driverLoad,
    })
  }
  const latencies = results.flatMap((result) => result.latencies)
  return {
    ...{ name: setup.name, manner, perSecond: median(results.map(({ turns, seconds }) => turns / seconds)) },
    ...{ p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), commandsPerTurn: median(commands) },
    used: Object.fromEntries(
      Object.keys(used[0] ?? {}).map((who) => [who, median(used.map((each) => each[who] ?? 0))]),
    ),
  }
}

/** Milliseconds of processor time so far, by what the processes are. */
const cpuOf = (stores: ScaleStores, { roles }: Setup, bots: readonly Bot[]): Used => {
  const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + (cpuTime(pid) ?? 0), 0)
  const { redis, replica, postgres } = stores.pids()
  const of = (role: Setup['roles'][number]) => bots.filter((_, i) => roles[i] === role).map(({ pid }) => pid)
  return {
    service: sum([...of('all'), ...of('web')]),
    ...(roles.includes('worker') ? { worker: sum(of('worker')) } : {}),
    ...{ redis: sum(redis), ...(replica.length > 0 ? { replicas: sum(replica) } : {}), postgres: sum(postgres) },
  }
}

/** Whole parts to the receipt, delivered: what all of Redis has grown by, for each. */
const bytesPerSession = async (place: Place, finished: number): Promise<number> => {
  const { driver, stores } = place
  await stores.forgetSessions()
  const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  await settle()
  const before = await stores.usedBytes()
  const everybody = walkers('card', 'receipt').slice(0, finished)
  await driver.run({ ...roundOf(place), ...{ manner: 'card', ms: 240_000, walkers: everybody, toTheEnd: true } })
  await settle()
  return ((await stores.usedBytes()) - before) / everybody.length
}

const GIGABYTE = 1024 ** 3

/** Two Markdown tables. */
export const scaleTables = ({ turns, bytesPerSession }: Scale): string => {
  const share = (used: Used) =>
    Object.entries(used)
      .map(([who, cores]) => `${who} ${(100 * cores).toFixed(0)} %`)
      .join(', ')
  const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  return [
    `On ${cpus().length} cores, ${PEOPLE} people in a closed loop, callers unchecked`,
    '',
    row(['processes and stores', 'turns', 'turns/s', 'p50 ms', 'p99 ms', 'Redis commands per turn', 'of one core']),
    row(Array.from({ length: 7 }, () => '---')),
    ...turns.map(({ name, manner, perSecond, p50, p99, commandsPerTurn, used }) =>
      row([
        name,
        manner,
        perSecond.toFixed(0),
        p50.toFixed(0),
        p99.toFixed(0),
        commandsPerTurn.toFixed(1),
        share(used),
      ]),
    ),
    '',
    row(['processes and stores', 'bytes in Redis per finished session', 'sessions per GB']),
    row(['---', '---', '---']),
    ...Object.entries(bytesPerSession).map(([name, bytes]) =>
      row([name, bytes.toFixed(0), Math.floor(GIGABYTE / bytes).toLocaleString('en-GB')]),
    ),
  ].join('\n')
}
