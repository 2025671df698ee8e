/**
 * The process is killed (`-9`) at each write it makes: before it leaves, and after it is done but before the process hears
 * so. The watch stands outside, on the ways to Redis, SQL, Teams and the results store. What was confirmed is there, what
 * was said once counts once, and a submission arrives once in effect.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QUEUE_PREFIX, tagOf, undeliveredKey } from '../../src/edge/redis/keys.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import type { Session } from '../../src/engine/session.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type Boundary, boundariesOf, hasComeRound, someOf, untilAtRest } from '../support/boundaries/watch.ts'
import { type WatchedService, watchedService } from '../support/boundaries/watched-service.ts'
import { counted } from '../support/counted.ts'
import { pressesOnTo } from '../support/finishing.ts'
import { HANGS_MS } from '../support/patience.ts'
import type { Answer, PersonInTeams } from '../support/person-in-teams.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { until } from '../support/until.ts'

const WAVE = 'kommuneundersokelsen-2018'
/** Of each kind of turn; `npm run faults -- --long` takes every one. */
const MOST = Number(process.env.FAULT_BOUNDARIES ?? 5)
const JOBS = ['wait', 'active', 'delayed'].map((state) => `${QUEUE_PREFIX}:submissions:${state}`)
/** Keys of the store that are there as long as somebody has something to say, to do or to hand over. */
const WAITING = ['*:outbox:*', '*:lease:*', '*:undelivered', ...JOBS]

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

type Someone = { person: PersonInTeams; unit: string }
/** One kind of turn: how somebody gets there, what they do, and what has to be true afterwards, killed or not. */
type Scenario = {
  arrive(): Promise<Someone>
  act(someone: Someone): Promise<Answer>
  /** Waits until the person can go on and checks what is stored. `answer`: what the person was told before the kill. */
  holds(someone: Someone, answer: Answer, again: () => Promise<Answer>): Promise<void>
}

const newcomer = (): Someone => {
  const n = people++
  return { person: watched.person(n), unit: watched.respondents[n]?.unit ?? '' }
}

const begun = async (): Promise<Someone> => {
  const someone = newcomer()
  const { person } = someone
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => openQuestion(person))
  return someone
}

/** The entries of the session by question; `r` counts how often an answer changed. */
const entriesOf = async (unit: string): Promise<Session['entries']> => {
  const [key = ''] = await watched.store.keys(`*:session:${sessionIdOf(WAVE, unit, 'raadmann')}`)
  const stored = await watched.store.hget(key, 'json')
  return stored === null ? {} : sessionFrom(stored).entries
}

/** The chat goes on, and exactly one answer stands, given once. */
const oneAnswerStands = async ({ person, unit }: Someone, first: string): Promise<void> => {
  await person.until(() => {
    const open = openQuestion(person)
    return open !== undefined && open.question !== first
  })
  const entries = await entriesOf(unit)
  expect(Object.entries(entries).map(([question, { r }]) => [question, r])).toEqual([[first, 1]])
}

const pressed: Scenario = {
  arrive: begun,
  act: async ({ person }) => (await answerOnce(person, 0)).answer,
  holds: async (someone, answer, again) => {
    const first = firstQuestion
    if (isConfirmed(answer)) expect(Object.keys(await entriesOf(someone.unit))).toEqual([first])
    // Not told: the person presses the same button again, stored or not.
    else expect(isConfirmed(await again())).toBe(true)
    await oneAnswerStands(someone, first)
  },
}

const typed: Scenario = {
  arrive: begun,
  act: ({ person }) => person.say('1', `typed-${person.conversationId}`),
  holds: async (someone, answer, again) => {
    // Teams delivers again what was not taken, under the same id.
    if (answer.status !== 200) expect((await again()).status).toBe(200)
    await oneAnswerStands(someone, firstQuestion)
  },
}

const submitted: Scenario = {
  arrive: async () => {
    const someone = await begun()
    await pressesOnTo(someone.person, 'submit_yes')
    return someone
  },
  act: async ({ person }) => {
    const last = await person.until(() => person.find(({ data }) => data.do === 'submit_yes'))
    return person.press(last.button, last.id)
  },
  holds: async ({ person, unit }, answer, again) => {
    if (answer.status !== 200) expect((await again()).status).toBe(200)
    await person.until(() => person.find(({ data }) => data.do === 'reopen'))
    await expect.poll(() => deliveryStates(unit)).toEqual(['delivered'])
    const taken = [...watched.receiver.taken.values()].filter(({ body }) => body.unit.id === unit)
    expect(taken).toHaveLength(1)
    const waiting = async () => (await watched.store.keys(`*:document:${sessionIdOf(WAVE, unit, 'raadmann')}*`)).length
    await expect.poll(waiting).toBe(0)
    const counted = async () =>
      (await watched.store.smembers(undeliveredKey(tagOf(sessionIdOf(WAVE, unit, 'raadmann'))))).length
    await expect.poll(counted).toBe(0)
  },
}

/** Of the unit's submissions in SQL: a second one would show. */
const deliveryStates = async (unit: string): Promise<string[]> => {
  const sql = openSql({ url: watched.postgres.url })
  const rows = await sql
    .selectFrom('submissions as s')
    .leftJoin('deliveries as d', 'd.submission_id', 's.submission_id')
    .select('d.state')
    .where('s.unit_id', '=', unit)
    .execute()
  await sql.destroy()
  return rows.map(({ state }) => String(state))
}

/** Until nothing of anybody's is written any more: nothing waits to be said, done or delivered, nor is it being taken down. */
const untilQuiet = async (): Promise<void> => {
  const waiting = async () => (await Promise.all(WAITING.map((keys) => watched.store.keys(keys)))).flat()
  await untilAtRest(waiting, () => watched.watch.heard().filter((name) => !idle.has(name)).length)
}

let firstQuestion = ''

/** Without harm, to learn the boundaries; the second time, as a script goes to Redis whole only the first time. */
const learned = async ({ arrive, act, holds }: Scenario): Promise<Boundary[]> => {
  let boundaries: Boundary[] = []
  for (const _ of ['first', 'second']) {
    const someone = await arrive()
    firstQuestion = openQuestion(someone.person)?.question ?? firstQuestion
    await untilQuiet()
    watched.watch.listen()
    const answer = await act(someone)
    expect(answer.status).toBe(200)
    await untilQuiet()
    boundaries = boundariesOf(watched.watch.heard(), idle)
    await holds(someone, answer, () => act(someone))
  }
  return boundaries
}

const killedAt = async (boundary: Boundary, { arrive, act, holds }: Scenario): Promise<void> => {
  const someone = await arrive()
  await untilQuiet()
  const killed = watched.watch.trap(boundary, () => void watched.service.kill())
  const answered = act(someone)
  await Promise.race([killed, wait(HANGS_MS).then(() => Promise.reject(new Error('nothing was killed')))])
  const answer = await answered
  await watched.leasesEnd()
  await watched.service.start()
  await holds(someone, answer, () => act(someone))
}

test.each([
  ['a button', pressed],
  ['a typed answer', typed],
  ['a submission', submitted],
] as const)('killed at each boundary of %s', { timeout: 1_800_000 }, async (name, scenario) => {
  const all = await learned(scenario)
  const tried = someOf(all, MOST)
  for (const boundary of tried) {
    await killedAt(boundary, scenario).catch((cause: unknown) => {
      throw new Error(`${boundary.side} «${boundary.name}» no. ${boundary.nth}`, { cause })
    })
  }
  expect(tried.length).toBeGreaterThanOrEqual(Math.min(MOST, 6))
  counted(`boundaries of ${name}: ${all.length}; killed at ${tried.length}: ${tried.map(text).join('; ')}`, {
    faults: tried.length,
    ...(scenario === submitted ? { submissions: tried.length } : { answers: tried.length }),
  })
})

const text = ({ name, nth, side }: Boundary): string => `${side} ${name}${nth > 1 ? ` (${nth})` : ''}`
