/** Pages of `/svar` beside the chat's turns, in alternating rounds against one service; and what the first page weighs. */

import { get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { inviteListed } from '../../src/app/respondents/invite.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { objectIdOf, type Registered, register, tenantId } from '../../test/support/registered.ts'
import { closesAt, units, wave } from '../../test/support/survey-2018.ts'
import { hurried } from '../../test/support/web/hurried.ts'
import { type Visitor, visitor } from '../../test/support/web/visitor.ts'
import { cpuTime } from './cpu-time.ts'
import { median, quantile, spread } from './figures.ts'
import { type Goal, table } from './goals.ts'
import type { Result } from './messages.ts'
import { type Bot, type Driver, startBot } from './processes.ts'
import type { Stores } from './stores.ts'
import { walkers } from './survey.ts'
import { PEOPLE, type Plan, serviceSettings } from './turns.ts'

/** Whom the chat leaves alone: units that write nynorsk, both parts. */
const readers: readonly Registered[] = units
  .filter(({ kind, language }) => kind === 'kommune' && language === 'nn')
  .flatMap(({ id }, n) =>
    (['raadmann', 'integrering'] as const).map((part, i) => ({
      ...{ unit: id, part, tenantId, objectId: objectIdOf(50_000 + 2 * n + i) },
    })),
  )

/** `bytes`: over the wire, with headers, of `/svar` and all that it loads; `script`: of that. */
export type Pages = { pages: Result[]; card: Result[]; bytes: number; script: number }
type Given = { stores: Stores; driver: Driver; plan: Plan; serviceArgs: string[] }

/** Rounds of pages and of buttons in the chat, the first of each to warm up. */
export const measurePages = async ({ stores, driver, plan, serviceArgs }: Given): Promise<Pages> => {
  const codes = await codesOf(stores)
  const settings = { ...serviceSettings(stores), ALLOWED_SERVICE_HOSTS: new URL(driver.serviceUrl).host }
  const service = await startBot('src/main.ts', settings, serviceArgs)
  try {
    const signedIn: Visitor[] = []
    for (const code of codes) {
      const who = visitor(() => service.url)
      await who.open(code)
      signedIn.push(who)
    }
    const figures: Pages = { pages: [], card: [], ...(await weigh(service.url)) }
    for (let cycle = -1; cycle < plan.cycles; cycle++) {
      const ms = cycle < 0 ? plan.warmMs : plan.roundMs
      await stores.forgetSessions()
      const pages = await pagesFor(service, signedIn, ms)
      await stores.forgetSessions()
      const { url, pid } = service
      const chat = { type: 'round' as const, people: PEOPLE, ms, authorization: null, manner: 'card' as const }
      const card = await driver.run({ ...chat, url, pid, walkers: walkers('card', 'review') })
      if (cycle < 0) continue
      figures.pages.push(pages)
      figures.card.push(card)
    }
    return figures
  } finally {
    await service.stop()
  }
}

const codesOf = async ({ settings }: Stores): Promise<string[]> => {
  const url = settings.DATABASE_URL ?? ''
  await register(url, readers)
  const read = readSettings({})
  if (!read.ok || read.settings.web === null) throw new Error('there is no web on loopback')
  const sql = openSql({ url })
  try {
    const book = openRespondents(sql, { wave: wave.id })
    const own = new Set(readers.map(({ unit }) => unit))
    const asked = (await book.list({})).filter(({ unitId }) => own.has(unitId))
    const made = await inviteListed(book, asked, {
      ...{ at: new Date(), closesAt: new Date(closesAt), actor: 'bench', chance: () => new Uint8Array() },
      lasting: { wave: wave.id, secrets: read.settings.web.codeSecrets },
    })
    return made.map(({ code }) => code)
  } finally {
    await sql.destroy()
  }
}

/**
 * So many people at once go through their pages, in a closed loop: a page is a post, and the page that it leads to. Whose answer
 * is refused posts once more.
 */
const pagesFor = async ({ pid }: Bot, everybody: readonly Visitor[], ms: number): Promise<Result> => {
  const queue = [...everybody]
  const latencies: number[] = []
  const [cpuBefore, own, startedAt] = [cpuTime(pid), process.cpuUsage(), performance.now()]
  const isOver = () => performance.now() - startedAt >= ms
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const done = await work()
    if (!isOver()) latencies.push(performance.now() - from)
    return done
  }
  const answerOn = async (): Promise<void> => {
    for (let who = queue.shift(); who !== undefined && !isOver(); who = queue.shift()) {
      const { press } = who
      const reader = { ...who, press: (...given: Parameters<Visitor['press']>) => timed(() => press(...given)) }
      let page = await timed(() => reader.get('/svar/skjema'))
      while (!isOver() && !page.titles.includes('Send inn')) {
        page = await hurried(reader, page)
        if (page.status !== 200) throw new Error(`a page answered ${page.status}: ${page.text.slice(0, 200)}`)
      }
    }
    if (!isOver()) throw new Error('too few people for the time')
  }
  // The pages that are under way when it is over do not count, nor does the time they still take.
  const closing = wait(ms).then(() => ({ cpuAfter: cpuTime(pid), used: process.cpuUsage(own), at: performance.now() }))
  await Promise.all(Array.from({ length: PEOPLE }, answerOn))
  const {
    cpuAfter,
    used: { user, system },
    at,
  } = await closing
  const seconds = (at - startedAt) / 1000
  return {
    ...{ type: 'result', turns: latencies.length, seconds, latencies, calls: 0 },
    cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
    driverLoad: (user + system) / 1000 / (seconds * 1000),
  }
}

/** Loads `/svar` and what it names, as a browser does that has nothing of it. */
const weigh = async (url: string): Promise<Pick<Pages, 'bytes' | 'script'>> => {
  const page = await load(`${url}/svar`)
  const named = [...page.body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  const loaded = await Promise.all([...new Set(named)].map(async (path) => ({ path, ...(await load(url + path)) })))
  const sum = (all: readonly { bytes: number }[]) => all.reduce((bytes, one) => bytes + one.bytes, 0)
  return { bytes: sum([page, ...loaded]), script: sum(loaded.filter(({ path }) => path.endsWith('.js'))) }
}

/** What comes over a connection of its own. `body`: as it came, so of no use where it is compressed. */
const load = (url: string): Promise<{ bytes: number; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = get(url, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      const chunks: Buffer[] = []
      const { socket } = response
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ bytes: socket.bytesRead, body: Buffer.concat(chunks).toString() }))
    })
    asked.on('error', reject)
  })

const rate = ({ turns, seconds }: Result): number => turns / seconds

/** Each round of pages against the chat's round of its own cycle. */
const ratios = ({ pages, card }: Pages): number[] =>
  pages.flatMap((round, i) => (card[i] === undefined ? [] : [rate(round) / rate(card[i])]))

/** At least the chat's turns a second, and a first page that is there soon on a slow line. */
export const pageGoals = (figures: Pages): Goal[] => {
  const of = ratios(figures)
  const weight = (name: string, bytes: number, goal: number): Goal => ({
    ...{ name, figure: bytes / 1000, spread: 0, goal, good: 'under', unit: 'KB' },
  })
  return [
    { name: 'pages/s ÷ the chat’s card turns/s', figure: median(of), spread: spread(of), goal: 1, good: 'at_least' },
    weight('first page of /svar, over the wire', figures.bytes, 150),
    weight('of it script', figures.script, 60),
  ]
}

/** All figures. */
export const pageTable = (figures: Pages): string => {
  const row = (name: string, rounds: readonly Result[]): string[] => {
    const at = (share: number) => median(rounds.map(({ latencies }) => quantile(latencies, share))).toFixed(1)
    const used = rounds.flatMap(({ cpuMs, turns }) => (cpuMs === null ? [] : [cpuMs / turns]))
    const load = median(rounds.map(({ driverLoad }) => driverLoad))
    return [
      ...[name, median(rounds.map(rate)).toFixed(0), at(0.5), at(0.95), at(0.99)],
      ...[used.length === 0 ? '–' : median(used).toFixed(3), `${(100 * load).toFixed(0)} %`],
    ]
  }
  return table([
    ['', 'per second', 'p50 ms', 'p95', 'p99', 'CPU s/1000', 'driver'],
    row('pages', figures.pages),
    row('card turns', figures.card),
  ])
}
