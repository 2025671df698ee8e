/** Whatever kind of key lies under a seat: «slett svarene mine», the end of retention and a move leave none behind. */

import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis, scan } from '../../src/edge/redis/connect.ts'
import { allKinds, documentKey, isBackedUp, placeOfKey, turnKeys } from '../../src/edge/redis/keys.ts'
import { seatMover } from '../../src/edge/redis/move-seat.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { startRedis, type TestRedis } from '../support/start-redis.ts'

let server: TestRedis
let redis: Redis | Cluster
beforeAll(async () => {
  server = await startRedis()
  redis = await connectRedis({ socketPath: server.socketPath })
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

/** One key of every kind, of the type that it has in use; those of seats for `personId`. */
const fill = async (sessionId: string, personId: string) => {
  const own = turnKeys(sessionId, personId)
  await redis.hset(own.session, { rev: 1, json: JSON.stringify({ people: [personId] }) })
  await redis.hset(own.seat, { rev: 1, json: JSON.stringify({ personId }), asking: 'g' })
  await redis.zadd(own.handled, 1, 'a1')
  await redis.rpush(own.outbox, `g|{"personId":"${personId}"}`)
  await redis.set(own.lease, 'token')
  await redis.hset(own.said, { card: 'm1' })
  await redis.sadd(own.seats, personId)
  await redis.rpush(own.news, '{}')
  await redis.set(own.moved, 'another')
  await redis.set(`${own.apart}:seat:1`, '{')
  await redis.set(documentKey(sessionId, 'd_1'), JSON.stringify({ by: personId, document: {} }))
  await redis.zadd(own.due, 1, own.member)
  expect(await kindsIn(sessionId)).toEqual([...allKinds].sort())
}
const keysIn = async (sessionId: string) => {
  const found: string[] = []
  for await (const some of scan(redis, '*'))
    found.push(...some.filter((key) => placeOfKey(key)?.sessionId === sessionId))
  return found
}
const kindsIn = async (sessionId: string, of = '') =>
  [...new Set((await keysIn(sessionId)).filter((key) => key.includes(of)).map((key) => placeOfKey(key)?.kind))].sort()
const store = () => progressStore(redis, async () => {})
const dueOf = (sessionId: string, personId: string) => {
  const { due, member } = turnKeys(sessionId, personId)
  return redis.zscore(due, member)
}

it('«slett svarene mine» leaves what is the session’s alone', async () => {
  await fill('s1', 'kari')
  await store().forgetSeat('s1', 'kari')
  expect(await kindsIn('s1')).toEqual(['document', 'session'])
  expect(await dueOf('s1', 'kari')).toBeNull()
})

it('the end of retention leaves a submission on its way alone, without its author', async () => {
  await fill('s2', 'kari')
  await store().forgetSeats(new Set(['s2']))
  expect(await kindsIn('s2')).toEqual(['document', 'session'])
  expect(await redis.get(documentKey('s2', 'd_1'))).not.toContain('kari')
  await store().deleteSessions(new Set(['s2']))
  expect(await kindsIn('s2')).toEqual(['document'])
})

it('a move takes everything over, but for the mark of it and what was set apart', async () => {
  await fill('s3', 'web-kari')
  await seatMover(redis).move({ from: 'web-kari', to: 'teams-kari', sessionId: 's3' })
  expect(await kindsIn('s3', 'web-kari')).toEqual(['apart', 'moved'])
  expect(await kindsIn('s3', 'teams-kari')).toEqual(['handled', 'news', 'outbox', 'said', 'seat'])
  expect(await redis.smembers(turnKeys('s3', '').seats)).toEqual(['teams-kari'])
  expect(await redis.lrange(turnKeys('s3', 'teams-kari').outbox, 0, -1)).toEqual(['g|{"personId":"teams-kari"}'])
})

it('a backup has what cannot be made again, and nothing that must not be said again', async () => {
  await fill('s4', 'kari')
  const kept = (await keysIn('s4')).filter(isBackedUp).map((key) => placeOfKey(key)?.kind)
  expect([...new Set(kept)].sort()).toEqual(['apart', 'document', 'handled', 'said', 'seat', 'seats', 'session'])
  expect(['{00}:undelivered', '{3f}:due', '{kari}:link:w', '{kd}:rate:all'].filter(isBackedUp)).toEqual([
    '{00}:undelivered',
  ])
})
