/** The results store is away, or misbehaves in every way. Answering goes on, and each submission arrives once in effect. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { allSaid } from '../support/all-said.ts'
import { finishes } from '../support/finishing.ts'
import { SECRET, startResultsReceiver } from '../support/results-receiver.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

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

const unitOf = (n: number): string => whole.respondents[n]?.unit ?? ''
const deliveries = async (n: number) => {
  const sql = openSql({ url: whole.postgres.url })
  const rows = await sql
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.submission_id', 's.submission_id')
    .select(['s.submission_id', 's.unit_id', 'd.state', 'd.attempts'])
    .where('s.unit_id', '=', unitOf(n))
    .execute()
  await sql.destroy()
  return rows
}
/** Waits until the one submission of person `n` is `state`. */
const comesTo = async (n: number, state: string) => {
  await expect.poll(() => deliveries(n)).toMatchObject([{ state }])
  return (await deliveries(n))[0]
}

test('a receiver that fails, asks to wait, breaks off after taking: tried again under one id, taken once in effect', async () => {
  receiver.next.push(500, 'reset_after_taking', 429)
  await finishes(whole.person(0))
  const stored = await comesTo(0, 'delivered')
  const mine = receiver.tries.filter((id) => id === `${stored?.submission_id}_1`)
  expect(mine).toHaveLength(4)
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(0))).toHaveLength(1)
})

test('a receiver that asks for a while is left alone for it', async () => {
  receiver.next.push({ status: 503, after: 7 })
  const before = receiver.tries.length
  await finishes(whole.person(4))
  expect(await comesTo(4, 'delivered')).toMatchObject({ attempts: 2 })
  const [first = 0, second = 0] = receiver.triedAt.slice(before)
  // By itself the second try comes after four seconds.
  expect(second - first).toBeGreaterThanOrEqual(7_000)
})

test('a receiver that refuses: parked at once, the submission stands in SQL', async () => {
  receiver.next.push(422)
  await finishes(whole.person(1))
  expect(await comesTo(1, 'parked')).toMatchObject({ attempts: 1 })
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(1))).toHaveLength(0)
})

test('SQL away while a whole part is answered and submitted, and the process killed: delivered when it is back', async () => {
  // Known before SQL goes: somebody new cannot be looked up without it.
  await whole.hears(whole.person(2), 'hei')
  whole.way.cut()
  await finishes(whole.person(2))
  whole.way.mend()
  await whole.service.kill()
  await whole.service.start()
  await comesTo(2, 'delivered')
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(2))).toHaveLength(1)
})

test('SQL away at the receipt: it is said once, and the chat goes on', async () => {
  const person = whole.person(3)
  await whole.hears(person, 'hei')
  whole.way.cut()
  await finishes(person)
  const receipts = () =>
    person.chat().filter((message) => person.buttons(message).some(({ data }) => data.do === 'reopen'))
  // What has left the outbox no sweep finds, and nobody says again.
  await allSaid(whole.redis.url)
  expect(receipts()).toHaveLength(1)
  expect(await whole.hears(person, 'status')).toContain('Svarene ble sendt inn')
  whole.way.mend()
  await comesTo(3, 'delivered')
  expect(receipts()).toHaveLength(1)
})
