/** The process is killed (`-9`) at random moments while people answer. Nothing that was confirmed may be lost. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { answerOnce, isConfirmed } from '../support/answering.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../support/channel.ts'
import { counted } from '../support/counted.ts'
import { nextOf } from '../support/finishing.ts'
import { personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { serviceProcess } from '../support/service-process.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

/** `npm run faults -- --long` sets it; CI makes a short run. */
const KILLS = Number(process.env.FAULT_KILLS ?? 6)
const AT_ONCE = 6
/** A person looks at a question before they press: nothing waits for it, it spreads them, and spares a service that is away. */
const MOST_THOUGHT_MS = 100
/** Answers between two kills. */
const MOST_BETWEEN = 20
const respondents = units.map(({ id }, i) => ({
  unit: id,
  part: 'raadmann' as const,
  tenantId,
  objectId: objectIdOf(i),
}))

let connector: LoopbackConnector
let redis: Awaited<ReturnType<typeof startRedis>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let service: ReturnType<typeof serviceProcess>

beforeAll(async () => {
  connector = await startLoopbackConnector()
  redis = await startRedis()
  postgres = await startPostgres()
  await register(postgres.url, respondents)
  service = serviceProcess({
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
  })
  await service.start()
})

afterAll(async () => {
  await service?.kill()
  await redis?.stop()
  await postgres?.stop()
  await connector?.stop()
})

test(`${KILLS} kills under load: every confirmed answer is there, every submission arrives once`, async () => {
  const confirmed = new Map<string, Map<string, string>>()
  const waiting = [...respondents]
  let over = false
  // A new person begins when another is done, so that somebody is always in the middle of something.
  const queue = Array.from({ length: AT_ONCE }, async () => {
    for (let who = waiting.shift(); who !== undefined && !over; who = waiting.shift()) {
      const mine = new Map<string, string>()
      confirmed.set(who.unit, mine)
      const person = personInTeams({ url: service.url, connector }, who)
      // The same each time: an answer that was stored and not confirmed is shown as it stands when it is pressed again.
      const pick = confirmed.size
      // Killed again and again while it says something, the service may be silent for longer than people wait: they write.
      const next = () => doNext(person, pick, mine).catch(() => person.say('fortsett'))
      while ((await next()) !== 'submitted') await wait(Math.random() * MOST_THOUGHT_MS)
    }
  })
  for (let i = 0; i < KILLS; i++) {
    // Under load whatever the machine's is: so many answers later, in the middle of whatever is going on then.
    const until = answersOf(confirmed) + 1 + Math.random() * MOST_BETWEEN
    await expect.poll(() => answersOf(confirmed), { interval: 5 }).toBeGreaterThanOrEqual(until)
    // Not always at the same point of a turn.
    await wait(Math.random() * MOST_THOUGHT_MS)
    await service.kill()
    await service.start()
  }
  over = true
  await Promise.all(queue)

  const found = await delivered(confirmed.size)
  expect(found.sort()).toEqual([...confirmed.keys()].sort())
  const answers = await expectAnswers(confirmed)
  expect(answers).toBeGreaterThan(KILLS * 5)
  counted(
    `faults survived: ${KILLS} kills; answers confirmed = answers found: ${answers}; submissions: ${found.length}`,
    { faults: KILLS, answers, submissions: found.length },
  )
}, 3_600_000)

/** The units of every stored submission, once it is as many as expected; a second copy would show. */
const delivered = async (count: number): Promise<string[]> => {
  const sql = openSql({ url: postgres.url })
  const look = () => sql.selectFrom('submissions').select('document').execute()
  await expect.poll(async () => (await look()).length).toBeGreaterThanOrEqual(count)
  const rows = await look()
  await sql.destroy()
  return rows.map(({ document }) => String((document as { unit: { id: string } }).unit.id))
}

const answersOf = (confirmed: Map<string, Map<string, string>>): number =>
  [...confirmed.values()].reduce((sum, { size }) => sum + size, 0)

/** The parts of a stored value, as a card sends them. */
const valuesOf = (value: unknown): string[] =>
  (typeof value === 'object' && value !== null ? Object.values(value) : [value]).map(String)

/** Every answer that the bot confirmed stands in the session as it was given, and nothing waits any more; returns how many. */
const expectAnswers = async (confirmed: Map<string, Map<string, string>>): Promise<number> => {
  const redisNow = await connectRedis({ urls: [redis.url] })
  const store = progressStore(redisNow, async () => {})
  let count = 0
  for (const [unit, mine] of confirmed) {
    const { entries } = sessionFrom((await store.readSession(sessionIdOf(wave2018, unit, 'raadmann')))?.json)
    for (const [question, values] of mine) {
      count += 1
      const { answer: given, ...rows } = JSON.parse(values)
      const entry = entries[question]
      expect(entry, `${unit} ${question}`).toBeDefined()
      // A matrix is sent row by row; what is only read brings nothing.
      const sent = given === undefined ? Object.values(rows) : [given]
      const stored = entry?.answer === undefined ? [] : valuesOf(entry.answer.value)
      expect(stored, `${unit} ${question}`).toEqual(sent.map(String))
    }
  }
  // The round that goes through what waits comes once a minute.
  await expect.poll(() => store.undelivered(), { interval: 1_000 }).toEqual([])
  redisNow.disconnect()
  return count
}

type Person = ReturnType<typeof personInTeams>

/** One thing that a person does next, whatever the chat shows. */
const doNext = async (
  person: Person,
  pick: number,
  mine: Map<string, string>,
): Promise<'submitted' | 'broken' | 'went_on'> => {
  if (person.chat().length === 0) {
    if ((await person.say('hei')).status !== 200) return 'broken'
    await person.until(() => person.chat().length > 0)
    return 'went_on'
  }
  const next = await person.until(() => nextOf(person, 'reopen'))
  if (next === 'there') return 'submitted'
  if (next !== 'question') return (await person.press(next.button, next.id)).status === 200 ? 'went_on' : 'broken'
  const { question, values, answer } = await answerOnce(person, pick)
  if (isConfirmed(answer)) mine.set(question, values)
  return answer.status === 200 ? 'went_on' : 'broken'
}
