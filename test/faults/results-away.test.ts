/** The results store is away, or misbehaves in every way. Answering goes on, and each submission arrives once in effect. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import { finishes } from '../support/finishing.ts'
import { HANGS_MS } from '../support/patience.ts'
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
const until = async <T>(look: () => Promise<T>, fits: (seen: T) => boolean): Promise<T> => {
  for (const end = Date.now() + HANGS_MS; ; await wait(100)) {
    const seen = await look()
    if (fits(seen) || Date.now() > end) return seen
  }
}

test('a receiver that fails, asks to wait, breaks off after taking: tried again under one id, taken once in effect', async () => {
  receiver.next.push(500, 'reset_after_taking', 429)
  await finishes(whole.person(0))
  const [stored] = await until(
    () => deliveries(0),
    (rows) => rows[0]?.state === 'delivered',
  )
  expect(stored?.state).toBe('delivered')
  const mine = receiver.tries.filter((id) => id === `${stored?.submission_id}_1`)
  expect(mine).toHaveLength(4)
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(0))).toHaveLength(1)
})

test('a receiver that asks for a while is left alone for it', async () => {
  receiver.next.push({ status: 503, after: 7 })
  const before = receiver.tries.length
  await finishes(whole.person(4))
  const [stored] = await until(
    () => deliveries(4),
    (rows) => rows[0]?.state === 'delivered',
  )
  expect(stored).toMatchObject({ state: 'delivered', attempts: 2 })
  const [first = 0, second = 0] = receiver.triedAt.slice(before)
  // By itself the second try comes after four seconds.
  expect(second - first).toBeGreaterThanOrEqual(7_000)
})

test('a receiver that refuses: parked at once, the submission stands in SQL', async () => {
  receiver.next.push(422)
  await finishes(whole.person(1))
  const [stored] = await until(
    () => deliveries(1),
    (rows) => rows[0]?.state === 'parked',
  )
  expect(stored).toMatchObject({ state: 'parked', attempts: 1 })
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(1))).toHaveLength(0)
})

test('SQL away while a whole part is answered and submitted, and the process killed: delivered when it is back', async () => {
  // Known before SQL goes: somebody new cannot be looked up without it.
  await whole.person(2).say('hei')
  await until(
    async () => whole.person(2).chat().length,
    (length) => length > 0,
  )
  whole.way.cut()
  await finishes(whole.person(2))
  whole.way.mend()
  await whole.service.kill()
  await whole.service.start()
  const rows = await until(
    () => deliveries(2),
    (found) => found[0]?.state === 'delivered',
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.state).toBe('delivered')
  expect([...receiver.taken.values()].filter(({ body }) => body.unit.id === unitOf(2))).toHaveLength(1)
})

test('SQL away at the receipt: it is said once, and the chat goes on', async () => {
  const person = whole.person(3)
  await person.say('hei')
  await person.until(() => person.chat().length > 0)
  whole.way.cut()
  await finishes(person)
  const receipts = () =>
    person.chat().filter((message) => person.buttons(message).some(({ data }) => data.do === 'reopen'))
  // Longer than a lease and the sweep after it.
  await wait(20_000)
  expect(receipts()).toHaveLength(1)
  const before = person.chat().length
  await person.say('status')
  await person.until(() => person.chat().length > before)
  whole.way.mend()
})
