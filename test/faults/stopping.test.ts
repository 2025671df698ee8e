/** SIGTERM: requests end, jobs are handed back, the process leaves with 0 in under 10 s, whatever its neighbours do. */

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { begins, finishes } from '../support/finishing.ts'
import { promised } from '../support/patience.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { SECRET, startResultsReceiver } from '../support/results-receiver.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

/** The issue: «under 10 s»; after that, what runs the service kills it. */
const STOPPED_WITHIN_MS = 10_000

let whole: WholeService
let receiver: Awaited<ReturnType<typeof startResultsReceiver>>

beforeAll(async () => {
  receiver = await startResultsReceiver()
  whole = await wholeService({ RESULTS_URL: receiver.url, RESULTS_SECRET: SECRET })
})
afterAll(async () => {
  await whole?.stop()
  await receiver?.stop()
})
afterEach(() => whole.connector.behave())

const begun = (n: number): Promise<PersonInTeams> => begins(whole.person(n))

const stopped = async () => {
  const ended = await whole.service.stop()
  expect(ended.code).toBe(0)
  expect(ended.ms).toBeLessThan(promised(STOPPED_WITHIN_MS))
}

const logged = (event: string): Record<string, unknown>[] =>
  whole.service.output
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === event)

test('in the middle of turns: each gets its answer, and what was confirmed is there afterwards', async () => {
  const people = await Promise.all([0, 1, 2, 3].map(begun))
  const answering = people.map((person) => answerOnce(person, 0))
  // When one has its answer, the others are on their way.
  await Promise.race(answering)
  await stopped()
  const results = await Promise.all(answering)
  // A connection that came too late was refused: then nothing was confirmed either.
  expect(results.every(({ answer }) => answer.status === 0 || isConfirmed(answer))).toBe(true)
  await whole.service.start()
  for (const [i, person] of people.entries()) {
    const confirmed = results[i]?.answer.status === 200 ? results[i]?.question : undefined
    await person.say('fortsett')
    const open = await person.until(() => openQuestion(person))
    expect(open.question).not.toBe(confirmed)
  }
})

test('while the connector hangs: what could not be said is said by the next process', async () => {
  const person = await begun(4)
  const before = openQuestion(person)?.question
  whole.connector.misbehave({ type: 'hang' }, 'always')
  const { answer } = await answerOnce(person, 0)
  expect(isConfirmed(answer)).toBe(true)
  await stopped()
  whole.connector.behave()
  await whole.service.start()
  await person.until(() => openQuestion(person)?.question !== before)
})

test('in the middle of a delivery that hangs: the job is handed back, and delivered once in effect', async () => {
  receiver.next.push('hang')
  await finishes(whole.person(5))
  await expect.poll(() => receiver.tries.length).toBeGreaterThan(0)
  await stopped()
  await whole.service.start()
  await expect.poll(() => receiver.taken.size).toBe(1)
  const [id] = receiver.taken.keys()
  expect(receiver.tries.filter((tried) => tried === id)).toHaveLength(2)
  const sql = openSql({ url: whole.postgres.url })
  const states = async () => (await sql.selectFrom('deliveries').select('state').execute()).map(({ state }) => state)
  await expect.poll(states).toEqual(['delivered'])
  await sql.destroy()
})

test('not ready from the first sign of stopping, and alive until the end', async () => {
  const person = await begun(6)
  whole.connector.misbehave({ type: 'hang' }, 'always')
  await answerOnce(person, 0)
  const ops = whole.service.ops()
  expect((await fetch(`${ops}/readyz`)).status).toBe(200)
  const ending = whole.service.stop()
  await expect.poll(() => logged('stopping').length).toBeGreaterThan(0)
  const [ready, alive] = await Promise.all([fetch(`${ops}/readyz`), fetch(`${ops}/healthz`)])
  expect([ready.status, alive.status]).toEqual([503, 200])
  expect(await alive.json()).toMatchObject({ ready: false, stopping: true })
  expect((await ending).code).toBe(0)
  await whole.service.start()
})

test('one id runs through the logs from the turn to what it said and to the delivery', async () => {
  whole.connector.behave()
  const before = logged('delivery.done').length
  await finishes(whole.person(7))
  await expect.poll(() => logged('delivery.done').length).toBe(before + 1)
  const turn = logged('delivery.done').at(-1)?.turn
  expect(turn).toMatch(/^[\w-]{12}$/)
  expect(logged('turn').filter((line) => line.turn === turn)).toMatchObject([{ outcome: 'answered' }])
  expect(logged('said').filter((line) => line.turn === turn)).toHaveLength(1)
})

test('the figures count what happened, and health names each dependency', async () => {
  await begun(8)
  const text = await (await fetch(`${whole.service.ops()}/metrics`)).text()
  for (const line of [
    /^kommunedialog_turns_total\{outcome="answered"\} [1-9]/m,
    /^kommunedialog_turn_seconds_count [1-9]/m,
    /^kommunedialog_sends_total\{kind="send",outcome="done"\} [1-9]/m,
    /^kommunedialog_queue_jobs\{state="waiting"\} \d/m,
    /^kommunedialog_waiting\{what="seats"\} \d/m,
    /^kommunedialog_sessions\{state="submitted"\} [1-9]/m,
    /^kommunedialog_dependency_up\{name="redis"\} 1/m,
    /^kommunedialog_dependency_up\{name="token"\} 1/m,
  ]) {
    expect(text).toMatch(line)
  }
  const health = await (await fetch(`${whole.service.ops()}/healthz`)).json()
  expect(health).toMatchObject({
    ...{ ready: true, role: 'all', credentials: 'off', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    dependencies: { redis: 'up', sql: 'up', token: 'up' },
  })
})

test.each(['SIGINT', 'SIGHUP'] as const)('by %s it stops as by SIGTERM', async (signal) => {
  expect(await whole.service.stop(signal)).toMatchObject({ code: 0 })
  expect(logged('stopping').at(-1)).toMatchObject({ signal })
  await whole.service.start()
})

test('with nobody reading the log: the process ends all the same', async () => {
  whole.service.unread()
  // More lines than a pipe and a reader's own buffer hold.
  const { url } = whole.service
  const headers = { 'content-type': 'application/json' }
  const post = () => fetch(`${url()}/api/messages`, { method: 'POST', headers, body: '{}' }).then((r) => r.text())
  for (let i = 0; i < 250; i++) await Promise.all(Array.from({ length: 20 }, post))
  expect((await whole.service.stop()).ms).toBeLessThan(promised(STOPPED_WITHIN_MS))
  await whole.service.start()
})
