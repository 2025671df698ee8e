/** On the real service: whoever was found out of reach, by whatever process, is within reach again at their first word. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { openSql } from '../../../src/edge/sql/database.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { personIdOf } from '../../../src/register/ids.ts'
import { objectIdOf, tenantId } from '../../support/registered.ts'
import { wave2018 } from '../../support/wave-2018.ts'
import { type WholeService, wholeService } from '../../support/whole-service.ts'

let whole: WholeService
let sql: ReturnType<typeof openSql>
let redis: Awaited<ReturnType<typeof connectRedis>>
beforeAll(async () => {
  whole = await wholeService()
  sql = openSql({ url: whole.postgres.url })
  redis = await connectRedis({ urls: [whole.redis.url] })
})
afterAll(async () => {
  redis?.disconnect()
  await sql?.destroy()
  await whole?.stop()
})

const reason = async (n: number) => {
  const who = sql.selectFrom('people').select(['unreachable_reason', 'reference'])
  const row = await who.where('object_id', '=', objectIdOf(n)).executeTakeFirst()
  return row?.reference == null ? 'no_conversation' : row.unreachable_reason
}
const becomes = (n: number, what: string | null) => expect.poll(() => reason(n)).toBe(what)

test('at a word, although the bot knows the conversation from a minute ago', async () => {
  const person = whole.person(1)
  await person.say('hei')
  await becomes(1, null)
  // As the worker of a campaign does, in a process of its own.
  const personId = personIdOf(tenantId, objectIdOf(1))
  await progressStore(redis, async () => undefined).lookAgain(wave2018, personId)
  await openRegister(sql, { wave: wave2018 }).markUnreachable(personId, 'BotDisabledByAdmin', new Date())
  await becomes(1, 'BotDisabledByAdmin')
  await person.say('status')
  await becomes(1, null)
})

test('at an installation, although it follows the removal too soon to be greeted', async () => {
  const person = whole.person(2)
  await person.post(person.activity({ type: 'installationUpdate', action: 'add' }))
  await becomes(2, null)
  await person.post(person.activity({ type: 'installationUpdate', action: 'remove' }))
  await becomes(2, 'uninstalled')
  await person.post(person.activity({ type: 'installationUpdate', action: 'add' }))
  await becomes(2, null)
})
