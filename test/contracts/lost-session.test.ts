/** Redis loses a session after it was submitted: the unit never gets a second first submission. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { sessionKey } from '../../src/edge/redis/keys.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { finishes } from '../support/finishing.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

test.each(['gone', 'broken', 'newer'] as const)('%s', async (how) => {
  const n = { gone: 0, broken: 1, newer: 2 }[how]
  const person = whole.person(n)
  await finishes(person)
  const unit = whole.respondents[n]?.unit ?? ''
  const sql = openSql({ url: whole.postgres.url })
  const stored = () =>
    sql.selectFrom('submissions').select(['submission_id', 'revision']).where('unit_id', '=', unit).execute()
  await expect.poll(stored).toHaveLength(1)
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const key = sessionKey(sessionIdOf(wave2018, unit, 'raadmann'))
  const [before, rev] = await redis.hmget(key, 'json', 'rev')
  if (how === 'gone') await redis.del(key)
  // Whoever writes counts the revision on, or the process that wrote last goes by what it remembers.
  const next = { rev: Number(rev) + 1 }
  if (how === 'broken') await redis.hset(key, { json: '{', ...next })
  if (how === 'newer')
    await redis.hset(key, { json: JSON.stringify({ ...JSON.parse(before ?? '{}'), schema: 99 }), ...next })
  const said = await whole.hears(person, 'status')
  const now = await redis.hget(key, 'json')
  redis.disconnect()
  if (how === 'newer') {
    expect(said).toMatch(/ikke lagret/i)
    expect(JSON.parse(now ?? '{}')).toMatchObject({ schema: 99 })
  } else {
    expect(said).not.toMatch(/ikke begynt/i)
    expect(JSON.parse(now ?? '{}')).toMatchObject({ state: 'submitted', submission: { revision: 1 } })
  }
  expect(await stored()).toHaveLength(1)
  await sql.destroy()
})
