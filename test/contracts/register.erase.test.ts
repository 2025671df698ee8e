import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cluster } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addAdmin } from '../../src/app/administration/admins.ts'
import type { ProgressStore } from '../../src/app/ports/progress.ts'
import { accessRespondent, eraseRespondent } from '../../src/app/respondents/rights.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { turnKeys } from '../../src/edge/redis/keys.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { batchLimits, migrate, openSql } from '../../src/edge/sql/database.ts'
import type { Sql } from '../../src/edge/sql/tables.ts'
import { type Entry, newSeat, newSession } from '../../src/engine/session.ts'
import { seatText, sessionText } from '../../src/engine/stored.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { openOwned } from '../support/embedded/opened.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { at, fixture, osloTenant, person } from './sql/fixture.ts'

let sql: Sql
let progress: ProgressStore
let keysOf: (part: string) => Promise<string[]>
let setApart: (key: string) => Promise<unknown>
let end: () => Promise<void>
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kd-erase-'))
  const stores = await openOwned(dataDir)
  const redis = await connectRedis(stores.redis)
  sql = openSql(stores.sql, batchLimits)
  await migrate(sql)
  progress = progressStore(redis, async () => undefined)
  if (redis instanceof Cluster) throw new Error('a single server was started')
  keysOf = (part) => redis.keys(`*${part}*`)
  setApart = (key) => redis.set(key, 'what did not parse')
  end = async () => {
    redis.disconnect()
    await sql.destroy()
    await stores.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
afterAll(() => end())

/** Liv answers for Gulen: link, seat and one answer in both stores. */
async function answering() {
  const { book, register, invite, idOf, wave } = await fixture(sql)
  const liv = person(osloTenant)
  const linked = await register.redeemCode(liv, await invite('liv@gulen.example'), at)
  if (linked.type !== 'linked') throw new Error(linked.type)
  await progress.writeLink(wave, linked.link, at.getTime())
  const { sessionId } = linked
  const started = newSession({ id: sessionId, wave, unitId: '1411', part: 'raadmann', version: 1 })
  const entry = (by: number): Entry => ({ r: 1, answer: { kind: 'single', value: 'ja' }, by, at: at.getTime() })
  const session = {
    ...started,
    rev: 1,
    people: [liv.personId, 'colleague'],
    entries: { own: entry(0), other: entry(1) },
  }
  const change = {
    sessionId,
    personId: liv.personId,
    activityId: 'a1',
    now: at.getTime(),
    expectSessionRev: null,
    expectSeatRev: null,
  }
  const stored = { session: { rev: 1, json: sessionText(session) }, seat: { rev: 1, json: '{}' }, group: null }
  expect(await progress.commit({ ...change, ...stored })).toMatchObject({ type: 'committed' })
  return { book, register, liv, sessionId, wave, respondentId: await idOf('liv@gulen.example') }
}

it('shows the answers that the person gave, and not a colleague’s', async () => {
  const { book, wave, respondentId, sessionId } = await answering()
  const access = await accessRespondent({ book, progress }, { wave, respondentId })
  expect(access?.progress).toMatchObject({ sessionId, hasSeat: true })
  expect(Object.keys(access?.progress.answers ?? {})).toEqual(['own'])
  expect(access?.progress.ahead).toBeUndefined()
})

it('shows what the person told before its question was asked', async () => {
  const { book, wave, respondentId, sessionId, liv } = await answering()
  const ahead = { question: 'antall', answer: { kind: 'number' as const, value: 3 } }
  const seat = { ...newSeat({ sessionId, personId: liv.personId, language: 'nn' }), rev: 2, ahead }
  const change = { sessionId, personId: liv.personId, activityId: 'a2', now: at.getTime(), group: null }
  const result = await progress.commit({
    ...change,
    expectSessionRev: 1,
    expectSeatRev: 1,
    seat: { rev: 2, json: seatText(seat) },
  })
  expect(result).toMatchObject({ type: 'committed' })
  expect((await accessRespondent({ book, progress }, { wave, respondentId }))?.progress.ahead).toEqual(ahead)
})

it('removes right, seat and person at once; the unit’s answers stay', async () => {
  const { book, register, liv, sessionId, wave, respondentId } = await answering()
  expect(
    await eraseRespondent({ book, progress, pause: async () => undefined }, { wave, respondentId, at, actor: 'test' }),
  ).toBe(true)
  expect(await progress.readLink(wave, liv.personId)).toBeNull()
  expect(await register.linkOf(liv.personId)).toBeNull()
  const left = await progress.readTurn(sessionId, liv.personId)
  expect(left.seat).toBeNull()
  expect(left.session?.json).toContain('"own"')
  expect(
    await eraseRespondent({ book, progress, pause: async () => undefined }, { wave, respondentId, at, actor: 'test' }),
  ).toBe(false)
})

it('leaves nothing of the person in Redis or SQL but the audit trail, whatever surrounded the seat', async () => {
  const { book, liv, sessionId, wave, respondentId } = await answering()
  const { personId } = liv
  const group = {
    ...{ id: 'g', sessionId, personId, at: at.getTime(), attempts: 0, placed: [] },
    reference: {
      serviceUrl: 'https://x.example',
      conversationId: 'c',
      tenantId: liv.tenantId,
      botId: 'b',
      locale: 'nb',
    },
  }
  const { session, seat } = await progress.readTurn(sessionId, personId)
  const next = { activityId: 'a2', now: at.getTime(), typedHash: 'h', group: group as never }
  const revs = { expectSessionRev: session?.rev ?? null, expectSeatRev: seat?.rev ?? null }
  expect(await progress.commit({ sessionId, personId, ...next, ...revs })).toMatchObject({ type: 'committed' })
  await setApart(`${turnKeys(sessionId, personId).apart}:seat:1`)
  await sql.insertInto('code_tries').values({ person_id: personId, tenant_id: liv.tenantId, at }).execute()
  expect((await keysOf(personId)).length).toBeGreaterThan(4)

  expect(
    await eraseRespondent({ book, progress, pause: async () => undefined }, { wave, respondentId, at, actor: 'test' }),
  ).toBe(true)
  expect(await keysOf(personId)).toEqual([])
  expect((await progress.readTurn(sessionId, 'colleague')).session?.json).not.toContain(personId)
  expect((await progress.readTurn(sessionId, 'colleague')).session?.json).toContain('colleague')
  for (const table of ['people', 'code_tries'] as const) {
    expect(await sql.selectFrom(table).select('person_id').where('person_id', '=', personId).execute()).toEqual([])
  }
})

it('removes what a turn stores that had begun before, too', async () => {
  const { book, liv, sessionId, wave, respondentId } = await answering()
  const { personId } = liv
  /** The turn had found the right, and stores an answer now. */
  const pause = async () => {
    const { session } = await progress.readTurn(sessionId, personId)
    const rev = (session?.rev ?? 0) + 1
    const held = sessionFrom(session?.json)
    const late = { rev, json: sessionText({ ...held, rev, people: [...held.people, personId] }) }
    const change = { sessionId, personId, activityId: 'late', now: at.getTime(), group: null, session: late }
    const stored = { seat: { rev: 1, json: '{}' }, expectSessionRev: rev - 1, expectSeatRev: null }
    expect(await progress.commit({ ...change, ...stored })).toMatchObject({ type: 'committed' })
  }
  const request = { wave, respondentId, at, actor: 'test' }
  expect(await eraseRespondent({ book, progress, pause }, request)).toBe(true)
  expect(await keysOf(personId)).toEqual([])
  expect((await progress.readTurn(sessionId, 'colleague')).session?.json).not.toContain(personId)
})

it('finds the seat of somebody who has left, too', async () => {
  const { book, register, liv, sessionId, wave, respondentId } = await answering()
  await register.decline(liv.personId, sessionId, at)
  expect((await book.personRecord(respondentId))?.respondent).toMatchObject({
    personId: null,
    formerPersonId: liv.personId,
  })
  const access = await accessRespondent({ book, progress }, { wave, respondentId })
  expect(access?.progress).toMatchObject({ hasSeat: true })
  expect(
    await eraseRespondent({ book, progress, pause: async () => undefined }, { wave, respondentId, at, actor: 'test' }),
  ).toBe(true)
  expect((await keysOf(liv.personId)).filter((key) => key.includes(sessionId))).toEqual([])
})

it('gives a new administrator the role at the next message', async () => {
  const { book, register, liv, wave } = await answering()
  await addAdmin({ wave, book, progress }, { ...liv, role: 'administrator', at, actor: 'test' })
  expect(await progress.readLink(wave, liv.personId)).toBeNull()
  expect(await register.linkOf(liv.personId)).toMatchObject({
    role: 'administrator',
    memberships: [{ unitId: '1411' }],
  })
})

it('has the session id that unit and part give', async () => {
  const { sessionId, wave } = await answering()
  expect(sessionId).toBe(sessionIdOf(wave, '1411', 'raadmann'))
})
