/**
 * The process is killed (`-9`) at each write it makes: before it leaves, and after it is done but before the process hears
 * so. The watch stands outside, on the ways to Redis, SQL, Teams and the results store. What was confirmed is there, what
 * was said once counts once, and a submission arrives once in effect.
 */

import { expect, test } from 'vitest'
import { QUEUE_PREFIX, tagOf, undeliveredKey } from '../../src/edge/redis/keys.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import type { Session } from '../../src/engine/session.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type Scenario, watchedInFile } from '../support/boundaries/killed-at-each.ts'
import { pressesOnTo } from '../support/finishing.ts'
import type { Answer, PersonInTeams } from '../support/person-in-teams.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { wave2018 } from '../support/wave-2018.ts'

const JOBS = ['wait', 'active', 'delayed'].map((state) => `${QUEUE_PREFIX}:submissions:${state}`)
/** Keys of the store that are there as long as somebody has something to say, to do or to hand over. */
const watched = watchedInFile(['*:outbox:*', '*:lease:*', '*:undelivered', ...JOBS])

type Someone = { person: PersonInTeams; unit: string }
type Turn = Scenario<Someone, Answer>

const newcomer = (): Someone => {
  const { n, unit } = watched.newcomer()
  return { person: watched.service.person(n), unit }
}

const begun = async (): Promise<Someone> => {
  const someone = newcomer()
  const { person } = someone
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  firstQuestion = (await person.until(() => openQuestion(person))).question
  return someone
}
let firstQuestion = ''

/** The entries of the session by question; `r` counts how often an answer changed. */
const entriesOf = async (unit: string): Promise<Session['entries']> => {
  const stored = await watched.sessionOf(unit)
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

const pressed: Turn = {
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

const typed: Turn = {
  arrive: begun,
  act: ({ person }) => person.say('1', `typed-${person.conversationId}`),
  holds: async (someone, answer, again) => {
    // Teams delivers again what was not taken, under the same id.
    if (answer.status !== 200) expect((await again()).status).toBe(200)
    await oneAnswerStands(someone, firstQuestion)
  },
}

const submitted: Turn = {
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
    const taken = [...watched.service.receiver.taken.values()].filter(({ body }) => body.unit.id === unit)
    expect(taken).toHaveLength(1)
    const waiting = async () =>
      (await watched.service.store.keys(`*:document:${sessionIdOf(wave2018, unit, 'raadmann')}*`)).length
    await expect.poll(waiting).toBe(0)
    const counted = async () =>
      (await watched.service.store.smembers(undeliveredKey(tagOf(sessionIdOf(wave2018, unit, 'raadmann'))))).length
    await expect.poll(counted).toBe(0)
  },
}

/** Of the unit's submissions in SQL: a second one would show. */
const deliveryStates = async (unit: string): Promise<string[]> => {
  const sql = openSql({ url: watched.service.postgres.url })
  const rows = await sql
    .selectFrom('submissions as s')
    .leftJoin('deliveries as d', 'd.submission_id', 's.submission_id')
    .select('d.state')
    .where('s.unit_id', '=', unit)
    .execute()
  await sql.destroy()
  return rows.map(({ state }) => String(state))
}

const isTaken = ({ status }: Answer): boolean => status === 200

test.each([
  ['a button', pressed, 'answers'],
  ['a typed answer', typed, 'answers'],
  ['a submission', submitted, 'submissions'],
] as const)('killed at each boundary of %s', { timeout: 1_800_000 }, (name, turn, kind) =>
  watched.atEach(name, { ...turn, isTaken }, 6, kind),
)
