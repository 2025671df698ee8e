/** The connector misbehaves in every way. What was answered is stored and confirmed; the chat goes on by itself or at a word. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import type { Misbehaviour } from '../support/channel.ts'
import { begins } from '../support/finishing.ts'
import { promised } from '../support/patience.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { objectIdOf } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

/** contracts and issue: no turn over 5 s without an answer, whatever happens around it. */
const ANSWERED_WITHIN_MS = 5_000

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())
afterEach(() => whole.connector.behave())

const begun = (n: number): Promise<PersonInTeams> => begins(whole.person(n))

/** The chat has gone on from this question to another. */
const isPast = (person: PersonInTeams, question: string): boolean => {
  const open = openQuestion(person)
  return open !== undefined && open.question !== question
}

const status = (code: number, rest: Partial<Extract<Misbehaviour, { type: 'status' }>> = {}): Misbehaviour => ({
  ...{ type: 'status', status: code },
  ...rest,
})
const inJson = (subCode: string) => ({ errorCode: 209, message: JSON.stringify({ subCode, details: 'x' }) })

/** Presses under the fault; the press itself is answered in time whatever happens to what is sent afterwards. */
const answersUnder = async (n: number, fault: Misbehaviour): Promise<{ person: PersonInTeams; question: string }> => {
  const person = await begun(n)
  whole.connector.misbehave(fault, 1, 'send')
  const before = performance.now()
  const { question, answer } = await answerOnce(person, 0)
  expect(performance.now() - before).toBeLessThan(promised(ANSWERED_WITHIN_MS))
  expect(isConfirmed(answer)).toBe(true)
  return { person, question }
}

const passing: [name: string, fault: Misbehaviour][] = [
  ['429 with Retry-After', status(429, { code: 'Throttled', retryAfter: '1' })],
  ['429 without', status(429)],
  ['412', status(412, { code: 'PreconditionFailed' })],
  ['502', status(502)],
  ['503', status(503)],
  ['504 with a page in place of JSON', status(504, { body: '<html>' })],
  ['a reset before taking', { type: 'reset', taken: false }],
  ['a reset after taking', { type: 'reset', taken: true }],
]

describe.each(passing.map(([name, fault], i) => ({ name, fault, n: i })))('$name', ({ fault, n }) => {
  test('the next question comes by itself, and an answer to it counts once', async () => {
    const { person, question } = await answersUnder(n, fault)
    await person.until(() => isPast(person, question))
    const { answer } = await answerOnce(person, 0)
    expect(isConfirmed(answer)).toBe(true)
  })
})

test('a connector that hangs: the next question comes when the call is given up', async () => {
  const { person, question } = await answersUnder(20, { type: 'hang' })
  await person.until(() => isPast(person, question))
})

const lasting: [name: string, fault: Misbehaviour][] = [
  ['404', status(404, { code: 'ConversationNotFound' })],
  ['500', status(500, { code: 'ServiceError' })],
  ['400', status(400, { code: 'BadArgument' })],
  ['413', status(413, { code: 'MessageSizeTooBig' })],
]

describe.each(lasting.map(([name, fault], i) => ({ name, fault, n: 30 + i })))('$name', ({ fault, n }) => {
  test('is not tried again; the next word shows where the person is', async () => {
    const { person, question } = await answersUnder(n, fault)
    await person.say('fortsett')
    await person.until(() => isPast(person, question))
  })
})

/** Of an old card that may not be changed, again and again: what is new is another matter. */
const notChanged: [name: string, fault: Misbehaviour][] = [
  ...[
    'MessageWritesBlocked',
    'BotNotInConversationRoster',
    'ConversationBlockedByUser',
    'BotDisabledByAdmin',
    'Other',
  ].map((code): [string, Misbehaviour] => [`403 ${code}`, status(403, { code })]),
  ['403 without a code', status(403, { body: 'no JSON' })],
  ['400', status(400, { code: 'BadArgument' })],
  ['404', status(404, { code: 'ActivityNotFoundInConversation' })],
  ['405', status(405)],
  ['410', status(410)],
  ['412', status(412, { code: 'PreconditionFailed' })],
  ['413', status(413, { code: 'MessageSizeTooBig' })],
  ['429', status(429, { code: 'Throttled' })],
  ['429 for ten minutes', status(429, { code: 'Throttled', retryAfter: '600' })],
  ['500', status(500, { code: 'ServiceError' })],
  ['503', status(503)],
]

describe.each(notChanged.map(([name, fault], i) => ({ name, fault, n: 60 + i })))(
  'an update refused with $name',
  ({ fault, n }) => {
    test('keeps nobody from the next question, and nobody is out of reach for it', async () => {
      const person = await begun(n)
      whole.connector.misbehave(fault, 'always', 'update')
      const { question, answer } = await answerOnce(person, 0)
      expect(isConfirmed(answer)).toBe(true)
      await person.until(() => isPast(person, question))
      const sql = openSql({ url: whole.postgres.url })
      const marked = await sql
        .selectFrom('people')
        .select('unreachable_reason')
        .where('object_id', '=', objectIdOf(n))
        .execute()
      await sql.destroy()
      expect(marked).toEqual([{ unreachable_reason: null }])
    })
  },
)

const blocked: [name: string, fault: Misbehaviour][] = [
  ['403 in the first shape', status(403, { code: 'MessageWritesBlocked' })],
  ['403 in the second shape', status(403, { body: inJson('MessageWritesBlocked') })],
]

describe.each(blocked.map(([name, fault], i) => ({ name, fault, n: 40 + i })))('$name', ({ fault, n }) => {
  test('marks the person as out of reach until they write', async () => {
    const sql = openSql({ url: whole.postgres.url })
    const reason = async () => {
      const who = sql.selectFrom('people').select('unreachable_reason').where('object_id', '=', objectIdOf(n))
      return (await who.executeTakeFirst())?.unreachable_reason
    }
    const { person, question } = await answersUnder(n, fault)
    await expect.poll(reason).toBe('MessageWritesBlocked')
    await person.say('fortsett')
    await person.until(() => isPast(person, question))
    await expect.poll(reason).toBe(null)
    await sql.destroy()
  })
})

test('a storm of presses: what is refused is told, what is confirmed is kept, and others are served', async () => {
  const person = await begun(50)
  const open = await person.until(() => openQuestion(person))
  const answers = await Promise.all(
    Array.from({ length: 400 }, () => person.press(open.button, open.id, { answer: 'raadmann' })),
  )
  const refused = answers.filter((answer) => /for mye på én gang/.test(JSON.stringify(answer.body)))
  const confirmed = answers.filter(isConfirmed)
  expect(refused.length).toBeGreaterThan(100)
  expect(confirmed.length).toBeGreaterThan(0)
  expect(confirmed.length + refused.length).toBe(400)
  const other = await begun(51)
  expect(isConfirmed((await answerOnce(other, 0)).answer)).toBe(true)
  const sessions = await (await fetch(`${whole.service.ops()}/metrics`)).text()
  expect(sessions).toMatch(/kommunedialog_turns_total\{outcome="too_fast"\} [1-9]\d\d/)
})
