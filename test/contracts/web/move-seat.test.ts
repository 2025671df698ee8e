/** A person who began on the web goes on in Teams: everything around the seat goes along, and comes back where SQL did not follow. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { heldStore } from '../../../src/edge/redis/held-store.ts'
import * as keys from '../../../src/edge/redis/keys.ts'
import { seatMover } from '../../../src/edge/redis/move-seat.ts'
import { pageNews } from '../../../src/edge/redis/page-news.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { newSeat, newSession } from '../../../src/engine/session.ts'
import { seatText, sessionText } from '../../../src/engine/stored.ts'
import { startRedis, type TestRedis } from '../../support/start-redis.ts'

let server: TestRedis
let redis: Awaited<ReturnType<typeof connectRedis>>
beforeAll(async () => {
  server = await startRedis()
  redis = await connectRedis({ socketPath: server.socketPath })
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

const [web, teams] = [`${'w'.repeat(21)}-`, `${'t'.repeat(21)}_`]
const text = { type: 'text', language: 'nb', text: 'Marit har sendt inn.' } as const

/** A session in which the person on the web has answered, with something to say in the outbox. */
const begun = async (sessionId: string, people: string[] = [web]) => {
  const store = progressStore(redis, async () => {})
  const session = {
    ...newSession({ id: sessionId, wave: 'w', unitId: '1201', part: 'raadmann', version: 1 }),
    ...{ rev: 1, people, entries: { a: { r: 1, by: people.indexOf(web), at: 5, missing: 'dont_know' as const } } },
  }
  const seat = { ...newSeat({ sessionId, personId: web, language: 'nn' }), rev: 1 }
  await store.commit({
    ...{ sessionId, personId: web, activityId: 'a1', now: 1_000, expectSessionRev: null, expectSeatRev: null },
    session: { rev: 1, json: sessionText(session) },
    seat: { rev: 1, json: seatText(seat) },
    group: {
      ...{ id: 'a1', sessionId, personId: web, at: 1_000, attempts: 0, placed: [] },
      reference: {
        ...{ serviceUrl: '', channelId: 'web', conversationId: '', tenantId: '', botId: '', userId: '' },
        web: `${sessionId}:${web}`,
      },
    },
  })
  await pageNews(redis).add(`${sessionId}:${web}`, text)
  return store
}

const keysAbout = async (id: string) => (await redis.keys('*')).filter((key) => key.includes(id))

it('takes seat, handled ids, outbox, news and its place among the seats along; answers stay the person’s own', async () => {
  const store = await begun('s-1')
  await seatMover(redis).move({ from: web, to: teams, sessionId: 's-1' })
  const { session, seat } = await store.readTurn('s-1', teams)
  expect(JSON.parse(session?.json ?? '').people).toEqual([teams])
  expect(session?.rev).toBe(2)
  expect(JSON.parse(seat?.json ?? '')).toMatchObject({ personId: teams, language: 'nn' })
  expect(await redis.smembers(keys.turnKeys('s-1', '').seats)).toEqual([teams])
  expect(await redis.zscore(keys.turnKeys('s-1', teams).handled, 'a1')).not.toBeNull()
  expect(await pageNews(redis).read(`s-1:${teams}`)).toEqual([text])
  const [group] = await progressStore(redis, async () => {}).claimDue(100_000, 5)
  expect(group).toMatchObject({ personId: teams, reference: { web: `s-1:${teams}` } })
  expect(await keysAbout(web)).toEqual([keys.turnKeys('s-1', web).moved])
})

it('does nothing the second time, and a turn that was decided before it is decided again', async () => {
  const store = await begun('s-2')
  const mover = seatMover(redis)
  await mover.move({ from: web, to: teams, sessionId: 's-2' })
  const once = await store.readTurn('s-2', teams)
  await mover.move({ from: web, to: teams, sessionId: 's-2' })
  expect(await store.readTurn('s-2', teams)).toEqual(once)
  const late = { sessionId: 's-2', personId: web, activityId: 'a2', now: 2_000, group: null }
  expect((await store.commit({ ...late, expectSessionRev: 1, expectSeatRev: 1 })).type).toBe('conflict')
})

it('comes back where SQL did not follow, and can go again', async () => {
  const store = await begun('s-3')
  const mover = seatMover(redis)
  await mover.move({ from: web, to: teams, sessionId: 's-3' })
  await mover.back('s-3', web)
  expect(JSON.parse((await store.readTurn('s-3', web)).seat?.json ?? '')).toMatchObject({
    personId: web,
    language: 'nn',
  })
  expect((await store.readTurn('s-3', teams)).seat).toBeNull()
  await mover.back('s-3', web)
  expect((await store.readTurn('s-3', web)).seat).not.toBeNull()
  await mover.move({ from: web, to: teams, sessionId: 's-3' })
  expect((await store.readTurn('s-3', teams)).seat).not.toBeNull()
})

it('leaves the seat that the person has in Teams already, and gives them their answers', async () => {
  const store = await begun('s-4', [teams, web])
  const own = { ...newSeat({ sessionId: 's-4', personId: teams, language: 'nb' }), rev: 1 }
  await store.commit({
    ...{ sessionId: 's-4', personId: teams, activityId: 'b1', now: 1_500, expectSessionRev: 1, expectSeatRev: null },
    ...{ seat: { rev: 1, json: seatText(own) }, group: null },
  })
  await seatMover(redis).move({ from: web, to: teams, sessionId: 's-4' })
  const { session, seat } = await store.readTurn('s-4', teams)
  expect(JSON.parse(seat?.json ?? '')).toMatchObject({ language: 'nb' })
  expect(JSON.parse(session?.json ?? '').people).toEqual([teams, teams])
  expect(await redis.smembers(keys.turnKeys('s-4', '').seats)).toEqual([teams])
  expect((await store.readTurn('s-4', web)).seat).toBeNull()
})

it('leaves no mark when SQL has followed, nor news longer than a fortnight', async () => {
  await begun('s-5')
  const mover = seatMover(redis)
  const week = 7 * 24 * 3_600
  const { news, moved } = keys.turnKeys('s-5', web)
  expect(await redis.ttl(news)).toBeLessThanOrEqual(2 * week)
  expect(await redis.ttl(news)).toBeGreaterThan(week)
  await mover.move({ from: web, to: teams, sessionId: 's-5' })
  expect(await redis.get(moved)).toBe(teams)
  await mover.move({ from: web, to: teams, sessionId: 's-5' }, 'followed')
  expect(await keysAbout(`s-5:${web}`)).toEqual([])
  await mover.back('s-5', web)
  expect(await keysAbout(`s-5:${web}`)).toEqual([])
})

it('goes with the people of a session, and with the session', async () => {
  for (const [id, gone] of [
    ['s-6', (ids: ReadonlySet<string>) => heldStore(redis).forgetSeats(ids)],
    ['s-7', (ids: ReadonlySet<string>) => heldStore(redis).deleteSessions(ids)],
  ] as const) {
    await begun(id)
    await redis.set(keys.turnKeys(id, web).moved, teams)
    await gone(new Set([id]))
    expect(
      (await keysAbout(`${id}:`)).filter((key) => !key.includes(':session:')),
      id,
    ).toEqual([])
  }
})
