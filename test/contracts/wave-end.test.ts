/** Closing and the end of retention, on real stores: nothing undelivered goes, nothing that must go stays. */

import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ProgressStore, StoreAway } from '../../src/app/ports/progress.ts'
import { type Deps, nothingSeen } from '../../src/app/service.ts'
import { deliverSubmission } from '../../src/app/submissions/deliver.ts'
import { closeWave } from '../../src/app/upkeep/close-wave.ts'
import { retentionSteps } from '../../src/app/upkeep/retention.ts'
import { allOf } from '../../src/app/upkeep/rounds.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { sessionKey, tagOf, undeliveredKey } from '../../src/edge/redis/keys.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { openRegister } from '../../src/edge/sql/register.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { openExpiry } from '../../src/edge/sql/retention.ts'
import { newSeat, newSession, type Session } from '../../src/engine/session.ts'
import { seatText, sessionText } from '../../src/engine/stored.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { startRedis, type TestRedis } from '../support/start-redis.ts'
import { folder, questionnaires, units, wave } from '../support/survey-2018.ts'
import { onBothDatabases } from './sql/suite.ts'

const DAY_MS = 24 * 3_600_000
const closesAt = Date.parse('2018-12-07T15:00:00Z')
const answered = {
  leder_merknad: { r: 1, by: 0, at: closesAt - DAY_MS, answer: { kind: 'text' as const, value: 'mine ord' } },
}

let server: TestRedis
let redis: Redis | Cluster
let progress: ProgressStore
beforeAll(async () => {
  server = await startRedis()
  redis = await connectRedis({ socketPath: server.socketPath })
  progress = progressStore(redis, async () => {})
})
afterAll(async () => {
  redis?.disconnect()
  await server?.stop()
})

onBothDatabases('the end of a wave', ({ sql }) => {
  const at = (now: number, partials: 'keep' | 'deliver' = 'keep'): Deps => ({
    survey: {
      folder,
      wave: { ...wave, partials },
      ...{ opensAt: closesAt - 40 * DAY_MS, closesAt },
      units: new Map(units.slice(0, 4).map((unit) => [unit.id, unit])),
      questionnaires: new Map(questionnaires.map((q) => [q.part, new Map([[q.version, q]])])),
    },
    ...{ progress, register: openRegister(sql(), { wave: wave.id }) },
    channel: { send: never, update: never, principalName: never },
    ...{
      enqueue: never,
      enqueueOutside: never,
      now: () => now,
      newId: randomUUID,
      startedAt: 0,
      allowedTenants: new Set(),
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...{ seen: nothingSeen(), newestSubmission: async () => null, pause: async () => {} },
  })

  const put = async (unit: number, change: Partial<Session>): Promise<string> => {
    const unitId = units[unit]?.id ?? ''
    const id = sessionIdOf(wave.id, unitId, 'raadmann')
    await progress.deleteSessions(new Set([id]))
    const session = {
      ...newSession({ id, wave: wave.id, unitId, part: 'raadmann', version: 1 }),
      startedAt: 1,
      people: ['p'],
      rev: 1,
      ...change,
    }
    await progress.commit({
      ...{ sessionId: id, personId: 'p', activityId: randomUUID(), now: closesAt - DAY_MS, group: null },
      ...{ session: { rev: 1, json: sessionText(session) }, expectSessionRev: null, expectSeatRev: null },
    })
    return id
  }
  const stateOf = async (id: string) => JSON.parse((await progress.readSession(id))?.json ?? 'null')?.state ?? null
  const deliver = async (id: string) => {
    const [waiting] = (await progress.undelivered()).filter(({ sessionId }) => sessionId === id)
    const deps = { progress, results: openResults(sql()), post: null, now: () => closesAt + DAY_MS }
    if (waiting) await deliverSubmission(deps, { ...waiting, since: closesAt })
    return waiting
  }

  it('before closing nothing happens', async () => {
    const id = await put(0, { state: 'started', entries: answered })
    expect(await closeWave(at(closesAt - 1))).toBe(0)
    expect(await stateOf(id)).toBe('started')
  })

  it('keep: unsubmitted answers are counted, not delivered; what was submitted before reopening stands', async () => {
    const started = await put(0, { state: 'started', entries: answered })
    const reopened = await put(1, { state: 'reopened', submission: { id: randomUUID(), revision: 1, at: 1, by: 0 } })
    expect(await closeWave(at(closesAt))).toBe(2)
    expect([await stateOf(started), await stateOf(reopened)]).toEqual(['closed_partial', 'submitted'])
    expect(await deliver(started)).toBeUndefined()
    expect(await closeWave(at(closesAt))).toBe(0)
  })

  it('deliver: unsubmitted answers are delivered as incomplete, once, also by two processes at once', async () => {
    const id = await put(2, { state: 'started', entries: answered })
    await Promise.all([closeWave(at(closesAt, 'deliver')), closeWave(at(closesAt, 'deliver'))])
    expect(await stateOf(id)).toBe('closed_partial')
    const waiting = await deliver(id)
    const [submissionId = ''] = waiting?.key.split('_') ?? []
    const stored = await openResults(sql()).readSubmission(submissionId, 1)
    expect(stored?.document).toMatchObject({ complete: false, answers: { leder_merknad: { value: 'mine ord' } } })
    expect(stored?.document).toMatchObject({ missing: { leder_rolle: 'not_reached' } })
    expect((await progress.undelivered()).filter(({ sessionId }) => sessionId === id)).toEqual([])
  })

  it('a session that a newer release has written holds up no other', async () => {
    const newer = await put(0, { state: 'started', entries: answered })
    const written = JSON.parse((await progress.readSession(newer))?.json ?? '')
    await redis.hset(sessionKey(newer), 'json', JSON.stringify({ ...written, schema: 999 }))
    const started = await put(1, { state: 'started', entries: answered })
    await expect(closeWave(at(closesAt))).rejects.toThrow(StoreAway)
    expect(await stateOf(started)).toBe('closed_partial')
    await progress.deleteSessions(new Set([newer]))
  })

  it('deliver: in the language that was answered in', async () => {
    const id = await put(3, { state: 'started', entries: answered })
    const seat = seatText({ ...newSeat({ sessionId: id, personId: 'p', language: 'nn' }), rev: 1 })
    await progress.commit({
      ...{ sessionId: id, personId: 'p', activityId: randomUUID(), now: closesAt - DAY_MS, group: null },
      ...{ seat: { rev: 1, json: seat }, expectSessionRev: 1, expectSeatRev: null },
    })
    await closeWave(at(closesAt, 'deliver'))
    const [submissionId = ''] = (await deliver(id))?.key.split('_') ?? []
    const stored = await openResults(sql()).readSubmission(submissionId, 1)
    expect(units[3]?.language).not.toBe('nn')
    expect(stored?.document).toMatchObject({ language: 'nn' })
    await progress.deleteSessions(new Set([id]))
  })

  it('deliver: in the language form of the unit where nobody is known to have chosen one', async () => {
    const nynorsk = units.find(({ language }) => language === 'nn')
    const bokmal = units.find(({ language }) => language === 'nb')
    for (const unit of [nynorsk, bokmal]) {
      if (unit === undefined) throw new Error('the wave has no such unit')
      const id = await put(units.indexOf(unit), { state: 'started', entries: answered })
      const deps = at(closesAt, 'deliver')
      await closeWave({ ...deps, survey: { ...deps.survey, units: new Map([[unit.id, unit]]) } })
      const [submissionId = ''] = (await deliver(id))?.key.split('_') ?? []
      const stored = await openResults(sql()).readSubmission(submissionId, 1)
      expect(stored?.document).toMatchObject({ language: unit.language })
      await progress.deleteSessions(new Set([id]))
    }
  })

  it('what was delivered is not posted again, whose copy a killed process left', async () => {
    const id = await put(3, { state: 'started', entries: answered })
    await closeWave(at(closesAt, 'deliver'))
    const [waiting] = (await progress.undelivered()).filter(({ sessionId }) => sessionId === id)
    const posts: string[] = []
    const deps = {
      ...{ results: openResults(sql()), now: () => closesAt + DAY_MS },
      // Killed between writing «delivered» into SQL and taking the copy away.
      progress: { ...progress, markDelivered: async () => {} },
      post: async ({ submissionId }: { submissionId: string }) => {
        posts.push(submissionId)
        return { type: 'taken' as const }
      },
    }
    const job = { sessionId: id, key: waiting?.key ?? '', since: closesAt }
    expect(await deliverSubmission(deps, job)).toEqual({ type: 'done' })
    expect(await deliverSubmission({ ...deps, progress }, job)).toEqual({ type: 'done' })
    expect(posts).toHaveLength(1)
    expect((await progress.undelivered()).filter(({ sessionId }) => sessionId === id)).toEqual([])
    await progress.deleteSessions(new Set([id]))
  })

  it('what stands in SQL and is still counted as waiting, as a killed process left it, is counted no longer', async () => {
    const id = await put(3, { state: 'started', entries: answered })
    await closeWave(at(closesAt, 'deliver'))
    const waiting = await deliver(id)
    await redis.sadd(undeliveredKey(tagOf(id)), `${id}:${waiting?.key}`)
    await deliver(id)
    expect((await progress.undelivered()).filter(({ sessionId }) => sessionId === id)).toEqual([])
    await progress.deleteSessions(new Set([id]))
  })

  it('what is counted as waiting and nowhere to be found is counted on, for somebody to see', async () => {
    const id = await put(3, { state: 'started', entries: answered })
    const key = `${randomUUID()}_1`
    await redis.sadd(undeliveredKey(tagOf(id)), `${id}:${key}`)
    await deliver(id)
    expect(await progress.undelivered()).toContainEqual({ sessionId: id, key })
    await progress.markDelivered(id, key)
    await progress.deleteSessions(new Set([id]))
  })

  it('progress goes after its days, but never what has not been delivered', async () => {
    const results = openResults(sql())
    const over = closesAt + (wave.retention.progressDays + 1) * DAY_MS
    const kept = await put(0, { state: 'closed_partial', entries: answered })
    const undelivered = await put(1, {
      state: 'submitted',
      submission: { id: randomUUID(), revision: 1, at: 1, by: 0 },
    })
    const expiry = openExpiry(sql())
    await allOf(retentionSteps(at(closesAt + DAY_MS), { results, expiry }))
    expect(await stateOf(kept)).toBe('closed_partial')
    await allOf(retentionSteps(at(over), { results, expiry }))
    expect([await stateOf(kept), await stateOf(undelivered)]).toEqual([null, 'submitted'])
  })

  it('own words go from stored submissions after their days, the rest stays', async () => {
    const results = openResults(sql())
    const submissionId = randomUUID()
    const answers = {
      leder_merknad: { kind: 'text', value: 'mine ord' },
      leder_rolle: { kind: 'single', value: 'annet', other: 'konstituert' },
      svingninger: { kind: 'single', value: 'ja' },
    }
    const document = {
      ...{ submissionId, revision: 1, wave: wave.id, part: 'raadmann', complete: true, answers },
      ...{ unit: { id: units[3]?.id ?? '' }, submittedAt: new Date(closesAt).toISOString() },
    }
    await results.storeSubmission(document, { by: 'p', at: new Date(closesAt) })
    const late = at(closesAt + (wave.retention.textAnswerDays + 1) * DAY_MS)
    await allOf(retentionSteps(late, { results, expiry: openExpiry(sql()) }))
    await allOf(retentionSteps(late, { results, expiry: openExpiry(sql()) }))
    expect((await results.readSubmission(submissionId, 1))?.document).toMatchObject({
      answers: {
        leder_merknad: { value: '' },
        leder_rolle: { value: 'annet', other: '' },
        svingninger: { value: 'ja' },
      },
    })
    const trail = await sql().selectFrom('audit').select('count').where('action', '=', 'retention.texts').execute()
    expect(trail).toHaveLength(1)
  })
})

const never = (): never => {
  throw new Error('nobody is written to here')
}
