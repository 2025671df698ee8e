/** What `ProgressStore` promises, on a real Redis. */

import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ProgressStore, StoreAway } from '../../src/app/ports/progress.ts'
import { sessionKey, turnKeys } from '../../src/edge/redis/keys.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { now, openStore, personId, turnsOf } from './support/turns.ts'

let redis: Redis | Cluster
let store: ProgressStore
let stop: () => Promise<void>
let sessionId: string

beforeAll(async () => {
  ;({ redis, store, stop } = await openStore())
})
afterAll(async () => stop?.())
beforeEach(() => {
  sessionId = randomUUID().slice(0, 16)
})

const { group, change } = turnsOf(() => sessionId)

describe('commit', () => {
  test('writes session and seat together, and they are read in one go', async () => {
    expect(await store.commit(change())).toEqual({ type: 'committed', first: null, cardId: null })
    expect(await store.readTurn(sessionId, personId)).toEqual({
      ...{ session: { rev: 1, json: '{"rev":1}' }, seat: { rev: 1, json: '{"seat":1}' } },
      ...{ cardId: null, typed: null, asked: { pending: null, group: null, tookMs: null } },
    })
  })

  test.each([
    ['session', { expectSessionRev: 4 }],
    ['seat', { expectSeatRev: 4 }],
    ['session made by somebody else', { expectSessionRev: null }],
  ])('writes nothing when the %s has moved on', async (_, over) => {
    await store.commit(change())
    const before = await store.readTurn(sessionId, personId)
    const moved = {
      session: { rev: 2, json: '{}' },
      seat: { rev: 2, json: '{}' },
      expectSessionRev: 1,
      expectSeatRev: 1,
    }
    expect(await store.commit(change({ ...moved, group: group('g'), ...over }))).toEqual({ type: 'conflict' })
    expect(await store.readTurn(sessionId, personId)).toEqual(before)
    expect(await store.claimDue(now + 1e9, 10)).toEqual([])
  })

  test('an activity that was handled is told apart, whatever its revisions', async () => {
    const first = change()
    await store.commit(first)
    expect(await store.commit(first)).toEqual({ type: 'duplicate' })
  })

  test('an activity is known for a day at least, and what is older goes', async () => {
    const HOUR = 3_600_000
    const { handled } = turnKeys(sessionId, personId)
    let rev: number | null = null
    const at = (hours: number, activityId: string) => {
      const [was, next] = [rev, (rev ?? 0) + 1]
      rev = next
      const revs = { expectSessionRev: was, expectSeatRev: was, session: { rev: next, json: '{}' } }
      return store.commit(change({ ...revs, seat: { rev: next, json: '{}' }, now: now + hours * HOUR, activityId }))
    }
    for (const hours of [0, 5, 11, 13, 23]) {
      expect(await at(hours, `h${hours}`)).toMatchObject({ type: 'committed' })
      expect(await redis.pttl(handled)).toBeGreaterThan(24 * HOUR)
    }
    expect(await redis.zrange(handled, '0', '-1')).toEqual(['h0', 'h5', 'h11', 'h13', 'h23'])
    await at(36, 'h36')
    expect(await redis.zrange(handled, '0', '-1')).toEqual(['h13', 'h23', 'h36'])
    // A clock that was set back does not keep them from being gone through.
    await redis.persist(handled)
    await at(-100, 'h-100')
    expect(await redis.pttl(handled)).toBeGreaterThan(24 * HOUR)
  })

  test('of a hundred at once with the same expectation one is written', async () => {
    const results = await Promise.all(Array.from({ length: 100 }, () => store.commit(change())))
    expect(results.filter(({ type }) => type === 'committed')).toHaveLength(1)
    expect(results.filter(({ type }) => type === 'conflict')).toHaveLength(99)
  })

  test('what does not parse is set apart, not overwritten', async () => {
    await redis.hset(sessionKey(sessionId), { rev: '7', json: '{broken' })
    await store.commit(change({ expectSessionRev: 7, session: { rev: 8, json: '{"rev":8}' }, setApart: ['session'] }))
    expect((await store.readSession(sessionId))?.json).toBe('{"rev":8}')
    const apart = await redis.keys(`*:apart:${sessionId}:*`)
    expect(await redis.hget(apart[0] ?? '', 'json')).toBe('{broken')
  })

  test('removes the seat of somebody who is forgotten, and nobody else’s', async () => {
    await store.commit(change())
    await store.commit(change({ personId: 'p2', expectSessionRev: 1, session: { rev: 2, json: '{}' } }))
    await store.commit(change({ seat: null, expectSeatRev: 1, expectSessionRev: 2, session: { rev: 3, json: '{}' } }))
    expect((await store.readTurn(sessionId, personId)).seat).toBeNull()
    expect((await store.readTurn(sessionId, 'p2')).seat).not.toBeNull()
  })
})

test('a card that asks is on its way until it has come through', async () => {
  const asking = {
    ...group('g1'),
    placed: [{ reply: { type: 'status' as const }, place: 'new' as const, tracked: true as const }],
  }
  await store.commit(change({ group: asking }))
  expect((await store.readTurn(sessionId, personId)).asked).toEqual({ pending: 'g1', group: null, tookMs: null })
  await store.finish({ group: asking, now: now + 40, asked: { at: now + 5, tookMs: 35 }, cardId: 'm1' })
  expect((await store.readTurn(sessionId, personId)).asked).toEqual({ pending: null, group: 'g1', tookMs: 35 })
})

test('a group that cannot be read is set apart, and the next one is sent', async () => {
  const keys = turnKeys(sessionId, personId)
  await redis.rpush(keys.outbox, 'zzz|{"id":"zzz"}')
  expect(await store.commit(change({ group: group('g1') }))).toMatchObject({ first: { id: 'g1' } })
  expect(await redis.lrange(`${keys.apart}:outbox`, 0, -1)).toEqual(['zzz|{"id":"zzz"}'])
  await store.finish({ group: group('g1'), now })
})

test('a group is read whatever its activity’s id is', async () => {
  const id = 'chat|0000001|{"id":"x"'
  await progressStore(redis, async () => {}).commit(change({ group: group(id) }))
  await redis.del((await redis.keys(`*:lease:${sessionId}:*`))[0] ?? '')
  expect(await store.claimDue(now + 60_000, 10)).toMatchObject([{ id }])
  expect(await store.finish({ group: group(id), now: now + 60_000 })).toBe('at_rest')
  expect(await store.claimDue(now + 1e9, 10)).toEqual([])
})

test('a revision beyond all counting does not shut the session', async () => {
  await redis.hset(sessionKey(sessionId), { rev: '9'.repeat(30), json: '{"rev":0}' })
  const stored = (await store.readTurn(sessionId, personId)).session
  const written = await store.commit(
    change({ expectSessionRev: stored?.rev ?? null, session: { rev: 1, json: '{"rev":1}' } }),
  )
  expect(written.type).toBe('committed')
})

test('a time to try again that is no whole number of milliseconds is kept', async () => {
  await store.commit(change({ group: group('g1') }))
  expect(await store.finish({ group: group('g1'), now, againAt: now + 300.7 })).toBeNull()
  await expect.poll(() => store.claimDue(now + 400, 10)).toMatchObject([{ id: 'g1', attempts: 1 }])
  await store.finish({ group: group('g1'), now })
})

test('a revision that is no number does not shut the session', async () => {
  await redis.hset(sessionKey(sessionId), { rev: 'x', json: '{"rev":0}' })
  const stored = (await store.readTurn(sessionId, personId)).session
  const written = await store.commit(
    change({ expectSessionRev: stored?.rev ?? null, session: { rev: 1, json: '{"rev":1}' } }),
  )
  expect(written.type).toBe('committed')
})

test('a typed turn is known as unanswered until it is finished', async () => {
  await store.commit(change({ typedHash: 'h', group: group('g1') }))
  expect((await store.readTurn(sessionId, personId)).typed).toEqual({ hash: 'h', at: now, answeredAt: null })
  await store.finish({ group: group('g1'), now: now + 40, typedHash: 'h' })
  expect((await store.readTurn(sessionId, personId)).typed).toEqual({ hash: 'h', at: now, answeredAt: now + 40 })
})

test('a submission waits until it is delivered', async () => {
  await store.commit(change({ document: { key: 'k_1', json: '{"a":1}' } }))
  expect(await store.undelivered()).toContainEqual({ sessionId, key: 'k_1' })
  expect(await store.readDocument(sessionId, 'k_1')).toBe('{"a":1}')
  await store.markDelivered(sessionId, 'k_1')
  expect(await store.undelivered()).not.toContainEqual({ sessionId, key: 'k_1' })
  expect(await store.readDocument(sessionId, 'k_1')).toBeNull()
})

test('a deleted session leaves nothing behind but what was set apart', async () => {
  await store.commit(change({ group: group('g1'), typedHash: 'h' }))
  await store.deleteSessions(new Set([sessionId]))
  expect(await redis.keys(`*${sessionId}*`)).toEqual([])
  expect(await store.claimDue(now + 1e9, 100)).toEqual([])
})

test('two install events greet once', async () => {
  const person = randomUUID()
  expect(await Promise.all([store.greetOnce(person), store.greetOnce(person)])).toContain(true)
  expect(await store.greetOnce(person)).toBe(false)
})

test('not confirmed by a replica is not stored, as far as anybody is told', async () => {
  const unconfirmed = progressStore(redis, async () => {
    throw new Error('no replica has it')
  })
  await expect(unconfirmed.commit(change())).rejects.toThrow(StoreAway)
})
