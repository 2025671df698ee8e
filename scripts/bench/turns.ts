/** Turns beside the SDK's echo bot, in alternating rounds of one run, with or without the check of the caller's token. */

import { closesAt } from '../../test/support/survey-2018.ts'
import { startTokenIssuer } from '../../test/support/token-issuer.ts'
import { median, quantile, spread } from './figures.ts'
import { type Goal, table } from './goals.ts'
import type { Result, Walker } from './messages.ts'
import { type Bot, type Driver, startBot } from './processes.ts'
import type { Stores } from './stores.ts'
import { walkers } from './survey.ts'
import type { Manner } from './walks.ts'

/** Closed loop: as many as the SDK's own figures in docs/figures.md were taken with. */
export const PEOPLE = 32
/** So that a round is not begun in the last one's wake. */
const SETTLE_MS = 150

/** `warmMs`: the length of the first rounds, which do not count. */
export type Plan = { cycles: number; roundMs: number; warmMs: number }
type Kind = 'echo' | Manner
const KINDS: readonly Kind[] = ['echo', 'typed', 'card']

/** One kind's rounds; commands and reads of Redis, per turn. */
type Row = { kind: Kind; rounds: Result[]; commands: number[] }
export type Turns = { checked: boolean; rows: Row[]; startMs: number; echoStartMs: number }

export const serviceSettings = (stores: Pick<Stores, 'settings'>): Record<string, string> => ({
  ...stores.settings,
  SURVEY_WAVE: 'kommuneundersokelsen-2018',
  SURVEY_OPENS_AT: '2018-01-01',
  SURVEY_CLOSES_AT: new Date(closesAt + 100 * 365 * 86_400_000).toISOString(),
})

type Given = { stores: Stores; driver: Driver; plan: Plan; serviceArgs: string[] }

/** Both bots with every caller checked (`checked`) or, as in development, none. */
export const measureTurns = async (
  { stores, driver, plan, serviceArgs }: Given,
  caller: 'checked' | 'unchecked',
): Promise<Turns> => {
  const issuer = caller === 'checked' ? await startTokenIssuer() : null
  issuer?.set('plain')
  const identity = issuer === null ? {} : { ...issuer.sdk, ...identityEndpoint() }
  const authorization = issuer === null ? null : `Bearer ${await issuer.sign(driver.serviceUrl)}`
  const host = new URL(driver.serviceUrl).host
  const service = await startBot(
    'src/main.ts',
    { ...serviceSettings(stores), ...identity, ALLOWED_SERVICE_HOSTS: host },
    serviceArgs,
  )
  const echo = await startBot(new URL('echo-bot.ts', import.meta.url), identity)
  const rows: Row[] = KINDS.map((kind) => ({ kind, rounds: [], commands: [] }))
  try {
    // The first cycle warms both up: code is compiled, links are copied, connections stand.
    for (let cycle = -1; cycle < plan.cycles; cycle++) {
      for (const row of rows) {
        const ms = cycle < 0 ? plan.warmMs : plan.roundMs
        const round = { type: 'round' as const, people: PEOPLE, ms, authorization }
        await stores.forgetSessions()
        const before = await stores.figures()
        const result = await driver.run({ ...round, ...targetOf(row.kind, { service, echo }) })
        const after = await stores.figures()
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
        if (cycle < 0) continue
        row.rounds.push(result)
        row.commands.push((after.commands - before.commands) / result.turns)
      }
    }
  } finally {
    await Promise.all([service.stop(), echo.stop(), issuer?.stop()])
  }
  return { checked: caller === 'checked', rows, startMs: service.startMs, echoStartMs: echo.startMs }
}

const identityEndpoint = (): Record<string, string> => ({
  IDENTITY_ENDPOINT: process.env.IDENTITY_ENDPOINT ?? '',
  IDENTITY_HEADER: process.env.IDENTITY_HEADER ?? '',
})

const targetOf = (kind: Kind, { service, echo }: { service: Bot; echo: Bot }) => {
  const { url, pid } = kind === 'echo' ? echo : service
  const all: Walker[] = walkers(kind === 'echo' ? 'typed' : kind, 'review')
  return { url, pid, manner: kind === 'echo' ? null : kind, walkers: all }
}

const rate = ({ turns, seconds }: Result): number => turns / seconds
const cpu = ({ cpuMs, turns }: Result): number | null => (cpuMs === null ? null : cpuMs / turns)
const p99 = ({ latencies }: Result): number => quantile(latencies, 0.99)

const rowOf = ({ rows }: Turns, kind: Kind): Row => {
  const row = rows.find((each) => each.kind === kind)
  if (row === undefined) throw new Error(`no ${kind} rounds`)
  return row
}

/** Each round against the echo round of its own cycle, so that a busy moment of the machine meets both. */
const ratios = (turns: Turns, kind: Manner, of: (result: Result) => number | null): number[] => {
  const echo = rowOf(turns, 'echo').rounds
  return rowOf(turns, kind).rounds.flatMap((round, i) => {
    const mine = of(round)
    const theirs = echo[i] === undefined ? null : of(echo[i])
    return mine === null || theirs === null || theirs === 0 ? [] : [mine / theirs]
  })
}

/** Turns per second against the echo bot's, and the tail. */
export const turnGoals = (turns: Turns): Goal[] => {
  const when = turns.checked ? 'callers checked' : 'callers unchecked'
  const asked: Record<Manner, number> = turns.checked ? { typed: 1.5, card: 1.5 } : { typed: 1.3, card: 1.5 }
  return (['typed', 'card'] as const).flatMap((manner): Goal[] => {
    const rates = ratios(turns, manner, rate)
    const tails = ratios(turns, manner, p99)
    return [
      { ...goalOf(`${manner} turns/s ÷ echo, ${when}`, rates), goal: asked[manner], good: 'at_least' },
      { ...goalOf(`${manner} p99 ÷ echo, ${when}`, tails), goal: 1, good: 'under' },
    ]
  })
}

const goalOf = (name: string, figures: number[]) => ({ name, figure: median(figures), spread: spread(figures) })

/** All figures of one measurement. */
export const turnTable = (turns: Turns): string => {
  const heading = [
    '',
    'turns/s',
    '÷ echo',
    'p50 ms',
    'p95',
    'p99',
    'CPU s/1000',
    '÷ echo',
    'calls',
    'Redis cmds',
    'driver',
  ]
  return table([
    heading,
    ...turns.rows.map(({ kind, rounds, commands }) => {
      const at = (share: number) => median(rounds.map(({ latencies }) => quantile(latencies, share))).toFixed(1)
      const used = rounds.flatMap((round) => cpu(round) ?? [])
      const ofEcho = (of: (result: Result) => number | null) => {
        const found = kind === 'echo' ? [1] : ratios(turns, kind, of)
        return found.length === 0 ? '–' : median(found).toFixed(2)
      }
      return [
        ...[kind, median(rounds.map(rate)).toFixed(0), ofEcho(rate), at(0.5), at(0.95), at(0.99)],
        ...[used.length === 0 ? '–' : median(used).toFixed(3), ofEcho(cpu)],
        median(rounds.map((round) => round.calls / round.turns)).toFixed(2),
        kind === 'echo' ? '–' : median(commands).toFixed(1),
        `${(100 * median(rounds.map((round) => round.driverLoad))).toFixed(0)} %`,
      ]
    }),
  ])
}
