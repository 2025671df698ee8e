/** The outbox of `ProgressStore`: one sends per seat, in order, and what is left by whatever fault is taken up. */

import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ProgressStore, StoreAway } from '../../src/app/ports/progress.ts'
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

const { group, change, further } = turnsOf(() => sessionId)
const done = (id: string, over = {}) => ({ group: group(id), now, ...over })

test('the one who stores sends; who comes meanwhile leaves theirs to them, in order', async () => {
  const first = await store.commit(change({ group: group('g1') }))
  expect(first).toMatchObject({ type: 'committed', first: { id: 'g1' } })
  expect(await store.commit(further(1, 'g2'))).toMatchObject({ first: null })
  expect(await store.finish(done('g1', { cardId: 'm1' }))).toMatchObject({ id: 'g2' })
  expect(await store.finish(done('g2'))).toBe('at_rest')
  expect((await store.readTurn(sessionId, personId)).cardId).toBe('m1')
  expect(await store.commit(further(2, 'g3'))).toMatchObject({ first: { id: 'g3' }, cardId: 'm1' })
  await store.finish(done('g3'))
})

test('what a dead process left is due when its lease has run out, once', async () => {
  const dead = progressStore(redis, async () => {})
  await dead.commit(change({ group: group('g1') }))
  expect(await store.claimDue(now + 1_000, 10)).toEqual([])
  await redis.del((await redis.keys(`*:lease:${sessionId}:*`))[0] ?? '')
  expect(await store.claimDue(now + 60_000, 10)).toMatchObject([{ id: 'g1' }])
  expect(await store.claimDue(now + 60_000, 10)).toEqual([])
  await store.finish(done('g1', { now: now + 60_000 }))
  expect(await store.claimDue(now + 1e9, 10)).toEqual([])
})

test('a group that could not be sent stays first and waits for its time', async () => {
  await store.commit(change({ group: group('g1') }))
  expect(await store.finish(done('g1', { againAt: now + 500 }))).toBeNull()
  expect(await store.commit(further(1, 'g2'))).toMatchObject({ first: null })
  await expect.poll(() => store.claimDue(now + 500, 10)).toMatchObject([{ id: 'g1', attempts: 1 }])
  expect(await store.finish(done('g1'))).toMatchObject({ id: 'g2' })
  await store.finish(done('g2'))
})

const theLease = async () => (await redis.keys(`*:lease:${sessionId}:*`))[0] ?? ''
const other = () => progressStore(redis, async () => {})

test('a lease is kept for as long as its holder sends', async () => {
  await store.commit(change({ group: group('g1') }))
  await redis.pexpire(await theLease(), 500)
  await store.renewLeases(now + 5_000)
  expect(await redis.pttl(await theLease())).toBeGreaterThan(1_000)
  expect(await other().claimDue(now + 10_000, 10)).toEqual([])
  await store.finish(done('g1'))
  await store.renewLeases(now + 8_000)
  expect(await theLease()).toBe('')
})

test('a process does not take from itself what it is sending, whatever became of the lease', async () => {
  await store.commit(change({ group: group('g1') }))
  await redis.del(await theLease())
  expect(await store.claimDue(now + 20_000, 10)).toEqual([])
  await store.finish(done('g1'))
})

test('what a process gave up is taken up by another, and by itself, once the lease has run out', async () => {
  await store.commit(change({ group: group('g1') }))
  store.leave(group('g1'))
  expect(await other().claimDue(now + 10_000, 10)).toEqual([])
  expect(await store.claimDue(now + 10_000, 10)).toMatchObject([{ id: 'g1' }])
  await store.finish(done('g1'))
})

test('what became known of a group is written by whoever takes it off, and not over a later one', async () => {
  await store.commit(change({ group: group('g1') }))
  await store.finish(done('g1', { cardId: 'm1' }))
  await store.commit(further(1, 'g2'))
  await store.finish(done('g2', { cardId: 'm2' }))
  expect(await store.finish(done('g1', { cardId: 'm1' }))).toBeNull()
  expect((await store.readTurn(sessionId, personId)).cardId).toBe('m2')
})

/** Written, while the one who wrote it was told that it was not. */
const unsure = () => {
  let fails = true
  const unsureStore = progressStore(redis, async () => {
    if (fails) throw new Error('the answer was lost')
  })
  return {
    unsureStore,
    mend: () => {
      fails = false
    },
  }
}

test('a turn whose answer was lost is taken up at the next sweep, by the one who lost it', async () => {
  const { unsureStore } = unsure()
  await expect(unsureStore.commit(change({ group: group('g1') }))).rejects.toThrow(StoreAway)
  expect(await store.claimDue(now + 10, 10)).toEqual([])
  expect(await unsureStore.claimDue(now + 10, 10)).toMatchObject([{ id: 'g1' }])
  expect(await unsureStore.claimDue(now + 20, 10)).toEqual([])
  expect(await unsureStore.finish(done('g1'))).toBe('at_rest')
  expect(await unsureStore.claimDue(now + 1e9, 10)).toEqual([])
})

test('the next turn after a lost answer says what is left first, without waiting', async () => {
  const { unsureStore, mend } = unsure()
  await expect(unsureStore.commit(change({ group: group('g1') }))).rejects.toThrow(StoreAway)
  mend()
  expect(await unsureStore.commit(further(1, 'g2'))).toMatchObject({ first: { id: 'g1' } })
  expect(await unsureStore.finish(done('g1'))).toMatchObject({ id: 'g2' })
  expect(await unsureStore.finish(done('g2'))).toBe('at_rest')
})

test('of two turns at once for one seat one sends', async () => {
  const results = await Promise.all([store.commit(change({ group: group('g1') })), store.commit(further(1, 'g2'))])
  expect(results).toMatchObject([{ first: { id: 'g1' } }, { first: null }])
  expect(await store.finish(done('g1'))).toMatchObject({ id: 'g2' })
  await store.finish(done('g2'))
})

test('a clock that is set back, ours or the server’s, keeps no group waiting', async () => {
  const later = now + 3_600_000
  await progressStore(redis, async () => {}).commit(change({ now: later, group: group('g9') }))
  const [lease = ''] = await redis.keys(`*:lease:${sessionId}:*`)
  await redis.pexpire(lease, 3_600_000)
  expect(await store.claimDue(now, 10)).toMatchObject([{ id: 'g9' }])
})

test('who took a group over keeps the lease until they are done, though the slow one ends it first', async () => {
  const taker = other()
  await store.commit(change({ group: group('g1') }))
  await redis.del(await theLease())
  expect(await taker.claimDue(now + 20_000, 10)).toMatchObject([{ id: 'g1' }])
  expect(await store.finish(done('g1'))).toBeNull()
  expect(await redis.pttl(await theLease())).toBeGreaterThan(1_000)
  expect(await store.commit(further(1, 'g2'))).toMatchObject({ first: null })
  expect(await taker.finish(done('g1'))).toMatchObject({ id: 'g2' })
  expect(await taker.finish(done('g2'))).toBe('at_rest')
  expect(await theLease()).toBe('')
})

test('three that wait are said in order, and the list is as it was when a later one is said to be done', async () => {
  await store.commit(change({ group: group('g1') }))
  await store.commit(further(1, 'g2'))
  await store.commit(further(2, 'g3'))
  expect(await store.finish(done('g3'))).toMatchObject({ id: 'g1' })
  expect(await store.finish(done('g1'))).toMatchObject({ id: 'g2' })
  expect(await store.finish(done('g2'))).toMatchObject({ id: 'g3' })
  expect(await store.finish(done('g3'))).toBe('at_rest')
})
