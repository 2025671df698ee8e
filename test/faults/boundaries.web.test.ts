/**
 * The process is killed (`-9`) at each write of a page's answer, and of the place of somebody who began on the web and writes
 * in Teams: in Redis first, then in SQL. Afterwards both windows show the same place, with one answer, given once, whichever
 * is looked at first.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteRespondent } from '../../src/app/respondents/invite.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import { personIdOf, sessionIdOf } from '../../src/register/ids.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { type Boundary, boundariesOf, hasComeRound, someOf, untilAtRest } from '../support/boundaries/watch.ts'
import { type WatchedService, watchedService } from '../support/boundaries/watched-service.ts'
import { counted } from '../support/counted.ts'
import { HANGS_MS } from '../support/patience.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { until } from '../support/until.ts'
import { type Page, visitor } from '../support/web/visitor.ts'

const WAVE = 'kommuneundersokelsen-2018'
/** Of each kind of turn; `npm run faults -- --long` takes every one. */
const MOST = Number(process.env.FAULT_BOUNDARIES ?? 5)
const WAITING = ['*:outbox:*', '*:lease:*']
const FORM = '/svar/skjema'

let watched: WatchedService
const idle = new Set<string>()
let people = 0

beforeAll(async () => {
  watched = await watchedService()
  watched.watch.listen()
  await until(() => hasComeRound(watched.watch.heard()), 'no round comes')
  for (const name of watched.watch.heard()) idle.add(name)
})
afterAll(async () => watched?.stop())

const codeOf = async (unit: string): Promise<string> => {
  const read = readSettings({})
  if (!read.ok || read.settings.web === null) throw new Error('there is no web on loopback')
  const sql = openSql({ url: watched.postgres.url })
  try {
    const book = openRespondents(sql, { wave: WAVE })
    const { id = '' } = (await book.list({})).find(({ unitId }) => unitId === unit) ?? {}
    const made = await inviteRespondent(book, id, {
      ...{ at: new Date(), closesAt: new Date('2099-01-01'), actor: 'test', renew: false },
      ...{ lasting: { wave: WAVE, secrets: read.settings.web.codeSecrets }, chance: () => new Uint8Array() },
    })
    if (made.type !== 'invited') throw new Error(made.type)
    return made.invitation.code
  } finally {
    await sql.destroy()
  }
}

const stands = ({ text }: Page): string => /Spørsmål \d+ av/.exec(text)?.[0] ?? text.slice(0, 200)

/** Somebody who has begun on the web and sees the first question. */
const begun = async () => {
  const n = people++
  const unit = watched.respondents[n]?.unit ?? ''
  const who = visitor(watched.service.url)
  const page = await who.press(await who.open(await codeOf(unit)), 'Start')
  expect(stands(page)).toBe('Spørsmål 1 av')
  return { n, unit, who, page }
}
type Someone = Awaited<ReturnType<typeof begun>>

const answers = ({ who, page }: Someone): Promise<Page> => who.press(page, 'Svar', page.choices.slice(0, 1))

const sessionOf = async (unit: string) => {
  const [key = ''] = await watched.store.keys(`*:session:${sessionIdOf(WAVE, unit, 'raadmann')}`)
  return sessionFrom(await watched.store.hget(key, 'json'))
}

const oneAnswerStands = async ({ unit, who }: Someone): Promise<void> => {
  expect(stands(await who.get(FORM))).toBe('Spørsmål 2 av')
  expect(Object.values((await sessionOf(unit)).entries).map(({ r }) => r)).toEqual([1])
}

/** `act`: null, nothing was told. `teamsFirst`: which window is looked at first after the kill. */
type Scenario = {
  arrive(): Promise<Someone>
  act(someone: Someone): Promise<Page | number | null>
  holds(someone: Someone, told: Page | number | null, teamsFirst: boolean): Promise<void>
}

const answered: Scenario = {
  arrive: begun,
  act: (someone) => answers(someone).catch(() => null),
  holds: async (someone, told) => {
    if (told !== null && typeof told === 'object' && stands(told) === 'Spørsmål 2 av')
      expect(Object.keys((await sessionOf(someone.unit)).entries)).toHaveLength(1)
    // Not told: the browser sends the same form again, stored or not.
    else expect(stands(await answers(someone))).toBe('Spørsmål 2 av')
    await oneAnswerStands(someone)
  },
}

const linked: Scenario = {
  arrive: async () => {
    const someone = await begun()
    expect(stands(await answers(someone))).toBe('Spørsmål 2 av')
    return someone
  },
  act: async ({ n }) => (await watched.person(n).say('hei', `hei-${n}`)).status,
  holds: async (someone, told, teamsFirst) => {
    const { n, unit } = someone
    if (!teamsFirst) await oneAnswerStands(someone)
    const person = watched.person(n)
    // Teams delivers again what was not taken, under the same id.
    if (told !== 200) expect((await person.say('hei', `hei-${n}`)).status).toBe(200)
    expect((await person.say('fortsett')).status).toBe(200)
    await person.until(() => person.chat().at(-1)?.texts.join('\n').includes('Spørsmål 2 av'))
    await oneAnswerStands(someone)
    expect((await sessionOf(unit)).people).toEqual([personIdOf(tenantId, objectIdOf(n))])
    // Cut off behind SQL, the mark of where the place went has nothing to bring back, and runs out.
    for (const mark of await watched.store.keys(`*:moved:${sessionIdOf(WAVE, unit, 'raadmann')}:*`))
      expect(await watched.store.ttl(mark)).toBeGreaterThan(0)
    expect(await watched.store.keys(`*:seat:${sessionIdOf(WAVE, unit, 'raadmann')}:*`)).toHaveLength(1)
  },
}

const untilQuiet = async (): Promise<void> => {
  const waiting = async () => (await Promise.all(WAITING.map((keys) => watched.store.keys(keys)))).flat()
  await untilAtRest(waiting, () => watched.watch.heard().filter((name) => !idle.has(name)).length)
}

/** Without harm, to learn the boundaries; the second time, as a script goes to Redis whole only the first time. */
const learned = async ({ arrive, act, holds }: Scenario): Promise<Boundary[]> => {
  let boundaries: Boundary[] = []
  for (const _ of ['first', 'second']) {
    const someone = await arrive()
    await untilQuiet()
    watched.watch.listen()
    const told = await act(someone)
    await untilQuiet()
    boundaries = boundariesOf(watched.watch.heard(), idle)
    await holds(someone, told, true)
  }
  return boundaries
}

const killedAt = async (boundary: Boundary, { arrive, act, holds }: Scenario, teamsFirst: boolean): Promise<void> => {
  const someone = await arrive()
  await untilQuiet()
  const killed = watched.watch.trap(boundary, () => void watched.service.kill())
  const acted = act(someone)
  await Promise.race([killed, wait(HANGS_MS).then(() => Promise.reject(new Error('nothing was killed')))])
  const told = await acted
  await watched.leasesEnd()
  await watched.service.start()
  await holds(someone, told, teamsFirst)
}

test.each([
  ['an answer on a page', answered],
  ['a place that goes over to Teams', linked],
] as const)('killed at each boundary of %s', { timeout: 1_800_000 }, async (name, scenario) => {
  const all = await learned(scenario)
  const tried = someOf(all, MOST)
  for (const [i, boundary] of tried.entries()) {
    await killedAt(boundary, scenario, i % 2 === 0).catch((cause: unknown) => {
      throw new Error(`${boundary.side} «${boundary.name}» no. ${boundary.nth}`, { cause })
    })
  }
  expect(tried.length).toBeGreaterThanOrEqual(Math.min(MOST, 3))
  const said = tried.map(({ name: write, nth, side }) => `${side} ${write}${nth > 1 ? ` (${nth})` : ''}`)
  counted(`boundaries of ${name}: ${all.length}; killed at ${tried.length}: ${said.join('; ')}`, {
    ...{ faults: tried.length, answers: tried.length },
  })
})
