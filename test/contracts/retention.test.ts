/**
 * The clock from opening to two years after closing, on real stores: of every row of the table in docs/security.md there
 * is something while it may be kept, and nothing of anybody afterwards.
 */

import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import { sql as raw } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeAdmin } from '../../src/app/administration/admins.ts'
import type { Survey } from '../../src/app/service.ts'
import { commonSteps, retentionSteps } from '../../src/app/upkeep/retention.ts'
import { allOf } from '../../src/app/upkeep/rounds.ts'
import { connectRedis, scan } from '../../src/edge/redis/connect.ts'
import { markKeys, placeOfKey } from '../../src/edge/redis/keys.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { reminderQueue } from '../../src/edge/redis/reminder-queue.ts'
import { submissionQueue } from '../../src/edge/redis/submission-queue.ts'
import { tables } from '../../src/edge/sql/backup.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { openExpiry } from '../../src/edge/sql/retention.ts'
import { newSession, type Session } from '../../src/engine/session.ts'
import { sessionText } from '../../src/engine/stored.ts'
import { personIdOf, sessionIdOf } from '../../src/register/ids.ts'
import { keptTable } from '../support/retention/kept-table.ts'
import { peopled, type Stores } from '../support/retention/peopled.ts'
import { startRedis, type TestRedis } from '../support/start-redis.ts'
import { folder, questionnaires, units, wave } from '../support/survey-2018.ts'
import { onBothDatabases } from './sql/suite.ts'

const DAY_MS = 24 * 3_600_000
const closesAt = Date.parse('2018-12-07T15:00:00Z')
const { progressDays, linkDays, textAnswerDays } = wave.retention
const [merged, ...kept] = units.slice(10, 14)
if (merged === undefined) throw new Error('the wave has units')
const surveyOf = (id: string, daysLater: number): Survey => ({
  folder,
  wave: { ...wave, id },
  ...{ opensAt: closesAt + (daysLater - 40) * DAY_MS, closesAt: closesAt + daysLater * DAY_MS },
  units: new Map(kept.map((unit) => [unit.id, unit])),
  questionnaires: new Map(questionnaires.map((q) => [q.part, new Map([[q.version, q]])])),
})
/** The second wave opens while the first is still kept. */
const LATER = 60
const first = surveyOf('first', 0)
const second = surveyOf('second', LATER)
const bothObject = 'object-begge'
const both = { personId: personIdOf('tenant-begge', bothObject), tenantId: 'tenant-begge', objectId: bothObject }

const log = { info: () => {}, warn: () => {}, error: () => {} }

onBothDatabases('retention', ({ sql }) => {
  let server: TestRedis
  let redis: Redis | Cluster
  let stores: Stores
  beforeAll(async () => {
    server = await startRedis()
    redis = await connectRedis({ socketPath: server.socketPath })
    const progress = progressStore(redis, async () => {})
    stores = { sql: sql(), redis, progress, queue: submissionQueue(redis, log), reminders: reminderQueue(redis, log) }
  })
  afterAll(async () => {
    await stores?.queue.close()
    await stores?.reminders.close()
    redis?.disconnect()
    await server?.stop()
  })

  const round = async (now: number) => {
    const expiry = openExpiry(sql())
    const deps = { progress: stores.progress, now: () => now, newId: () => 'id', log }
    const given = { results: openResults(sql()), expiry, work: stores.queue }
    const surveys = [first, second]
    await allOf([
      ...surveys.flatMap((survey) => retentionSteps({ ...deps, survey }, given)),
      ...commonSteps(deps, surveys, expiry),
    ])
  }

  /** Everything stored, by place: `table.column`, `redis:kind`, `job:name.field`. */
  const everything = async (): Promise<Map<string, string[]>> => {
    const found = new Map<string, string[]>()
    const put = (place: string, text: string) => found.set(place, [...(found.get(place) ?? []), text])
    for (const table of tables) {
      const { rows } = await raw<{
        row: Record<string, unknown>
      }>`select to_jsonb(t) as row from ${raw.table(table)} t`.execute(sql())
      for (const { row } of rows)
        for (const [column, value] of Object.entries(row))
          if (value !== null) put(`${table}.${column}`, typeof value === 'string' ? value : JSON.stringify(value))
    }
    for await (const keys of scan(redis, '*')) {
      for (const key of keys) {
        if (RUNS_OUT.test(key) && (await redis.pttl(key)) > 0) {
          found.set(placeOf(key), [])
          continue
        }
        const text = await textIn(redis, key)
        const job = /^\{kd\}:(submissions|reminders):[^:]+$/.test(key)
          ? (JSON.parse(text) as Record<string, string>)
          : null
        if (job?.data !== undefined)
          for (const [field, value] of Object.entries(JSON.parse(job.data) as object))
            put(`job:${job.name}.${field}`, JSON.stringify(value))
        put(placeOf(key), `${key} ${text}`)
      }
    }
    return found
  }

  /** Where any of it stands; what runs out by itself in the real time is looked at apart. */
  const holding = async (marks: readonly string[]): Promise<string[]> =>
    [...(await everything())]
      .filter(([, texts]) => texts.some((text) => marks.some((mark) => text.includes(mark))))
      .map(([place]) => place)
      .sort()

  const { rows } = keptTable()
  const placesOf = (howLong: RegExp) => rows.filter((row) => howLong.test(row.howLong)).flatMap(({ places }) => places)

  it('goes by the clock, wave by wave', async () => {
    const alfa = await peopled(stores, { survey: first, mark: 'alfaperson', merged, both })
    const beta = await peopled(stores, { survey: second, mark: 'betaperson', merged, both })
    const files = rows.flatMap(({ places }) => places).filter((place) => !place.startsWith('file:'))
    const all = await everything()
    // A row of which the register holds nothing would be a test of nothing.
    expect(files.filter((place) => !all.has(place))).toEqual([])
    const before = new Map([...all].map(([place, texts]) => [place, new Set(texts)]))

    await round(first.opensAt)
    await round(first.closesAt - 1)
    const ofAlfa = () => holding(alfa.marks)
    const atFirst = await ofAlfa()
    expect(atFirst).toEqual(
      expect.arrayContaining(['respondents.name', 'people.reference', 'redis:session', 'redis:seat']),
    )
    expect(atFirst).not.toContain('code_tries.person_id')

    await round(first.closesAt + Math.min(progressDays, textAnswerDays) * DAY_MS - 1)
    expect(
      (await everything()).get('redis:session')?.filter((text) => text.includes(alfa.sessions.submitted)),
    ).toHaveLength(1)
    await round(first.closesAt + progressDays * DAY_MS)
    const held = await stores.progress.heldSessions()
    const { submitted, never, merged: gone, undelivered, broken } = alfa.sessions
    expect([submitted, never, gone, alfa.sessions.both].filter((id) => held.has(id))).toEqual([])
    expect([undelivered, broken].filter((id) => !held.has(id))).toEqual([])
    expect(Object.values(beta.sessions).filter((id) => !held.has(id))).toEqual([])

    await round(first.closesAt + linkDays * DAY_MS - 1)
    expect(await ofAlfa()).toEqual(expect.arrayContaining(['respondents.name', 'people.reference', 'redis:seat']))

    await round(first.closesAt + linkDays * DAY_MS)
    const left = await holding(alfa.marks.filter((mark) => mark !== 'alfaperson' && mark !== alfa.admin.personId))
    expect(left).toEqual([])
    // The administrator still administers; operators' names and the own words stay longer.
    const places = (await holding(['alfaperson'])).filter((place) => !/^(admins|people)\./.test(place))
    expect(places).toEqual(['audit.actor', 'redis:document', 'redis:session', 'submissions.document'])
    const names = await sql().selectFrom('respondents').select(['wave', 'name']).execute()
    expect(names.filter(({ wave: of }) => of === 'first')).toEqual([])
    expect(names).toHaveLength(6 + 2 + 1)
    expect(
      await sql().selectFrom('people').select('person_id').where('person_id', '=', both.personId).execute(),
    ).toHaveLength(1)
    expect(Object.values(beta.sessions).filter((id) => !held.has(id))).toEqual([])

    await round(first.closesAt + textAnswerDays * DAY_MS)
    // Also in what SQL has never got, which waits on.
    expect(await holding(['ord om alfaperson'])).toEqual([])
    expect(await holding(['ord om betaperson'])).toEqual(['redis:document', 'redis:session', 'submissions.document'])
    await round(second.closesAt + textAnswerDays * DAY_MS)
    for (const { book, admin: one } of [alfa, beta])
      await removeAdmin(
        { wave: second.wave.id, book, progress: stores.progress },
        { ...one, at: new Date(second.closesAt), actor: 'cli:betaperson' },
      )
    await round(second.closesAt + 2 * 365 * DAY_MS)

    const end = await everything()
    const still = [...placesOf(/`linkDays`|an hour|role is taken/)].flatMap((place) =>
      (end.get(place) ?? [])
        .filter((text) => text !== 'service' && before.get(place)?.has(text))
        .map((text) => `${place}: ${text}`),
    )
    // What tells of the wave as a whole has the wave as its subject.
    expect(
      still.filter((one) => !/^audit\.subject: /.test(one) || alfa.marks.some((mark) => one.includes(mark))),
    ).toEqual([])
    expect(await holding([...alfa.marks, ...beta.marks, both.personId, 'tenant-begge'])).toEqual([])
    expect(await holding([...alfa.known, ...beta.known, both.personId, 'tenant-begge', '@'])).toEqual([])
    // What SQL never got still waits, with everything else in it.
    expect((await stores.progress.heldSessions()).size).toBe(2)
    expect((await stores.progress.undelivered()).map(({ sessionId }) => sessionId).sort()).toEqual(
      [alfa.sessions.undelivered, beta.sessions.undelivered].sort(),
    )
    expect(end.get('redis:document')?.every((text) => text.includes('leder_merknad'))).toBe(true)
  })

  it('tells of a wave without a folder of which sessions alone are stored', async () => {
    const steps = (surveys: Survey[]) =>
      commonSteps({ progress: stores.progress, now: () => second.closesAt }, surveys, openExpiry(sql())).find(
        ({ name }) => name === 'retention.waves',
      )
    await expect(steps([first, second])?.work()).resolves.toBeUndefined()
    for (const one of [[first], [second], []])
      await expect(steps(one)?.work()).rejects.toMatchObject({ name: 'WaveWithoutFolder' })
  })

  it('goes on to the others where many sessions are of a newer release', async () => {
    const third = { ...surveyOf('third', 0), units: new Map(units.slice(20, 60).map((unit) => [unit.id, unit])) }
    const put = async (unitId: string, json: (session: Session) => string) => {
      const id = sessionIdOf('third', unitId, 'raadmann')
      const session = { ...newSession({ id, wave: 'third', unitId, part: 'raadmann', version: 1 }), rev: 1 }
      await stores.progress.commit({
        ...{ sessionId: id, personId: 'p', activityId: `${id}-1`, now: first.opensAt, group: null },
        ...{ expectSessionRev: null, expectSeatRev: null, session: { rev: 1, json: json(session) } },
      })
      return id
    }
    const [newer, own] = [[], []] as [string[], string[]]
    for (const [n, unitId] of [...third.units.keys()].entries()) {
      if (n % 2 === 0) newer.push(await put(unitId, () => JSON.stringify({ schema: 99, wave: 'third' })))
      else own.push(await put(unitId, (session) => sessionText({ ...session, state: 'started', startedAt: 1 })))
    }
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const deps = {
      progress: stores.progress,
      newId: randomUUID,
      log,
      survey: { ...third, wave: { ...third.wave, partials: 'keep' as const } },
    }
    const given = { results: openResults(sql()), expiry: openExpiry(sql()), work: stores.queue }
    const steps = (days: number) => retentionSteps({ ...deps, now: () => third.closesAt + days * DAY_MS }, given)
    await expect(allOf(steps(0))).rejects.toThrow('newer release')
    const states = await Promise.all(
      own.map(async (id) => JSON.parse((await stores.progress.readSession(id))?.json ?? '{}')),
    )
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['closed_partial']))
    await expect(allOf(steps(progressDays))).rejects.toThrow('newer release')
    const held = await stores.progress.heldSessions()
    expect(own.filter((id) => held.has(id))).toEqual([])
    expect(newer.filter((id) => !held.has(id))).toEqual([])
  })
})

/** A day, hours, minutes and seconds, by the clock of Redis. */
const RUNS_OUT = /:(greeted$|rate:)|^web:/

const textIn = async (redis: Redis | Cluster, key: string): Promise<string> => {
  switch (await redis.type(key)) {
    case 'hash':
      return JSON.stringify(await redis.hgetall(key))
    case 'set':
      return JSON.stringify(await redis.smembers(key))
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'))
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1))
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'))
    default:
      return (await redis.get(key)) ?? ''
  }
}

const placeOf = (key: string): string => {
  const place = placeOfKey(key)
  if (place !== null) return `redis:${place.kind}`
  const [, onWeb] = /^web:([a-z]+)/.exec(key) ?? []
  if (onWeb !== undefined) return `redis:web.${onWeb}`
  const [, other] = /:(due|undelivered|link|greeted|rate)(?::|$)/.exec(key) ?? []
  if (other !== undefined) return `redis:${other}`
  if (/^\{register\}:(changes|changing)$/.test(key)) return 'redis:register'
  if (/^\{kd\}:(submissions|reminders)(:|$)/.test(key)) return 'redis:queue'
  if (Object.values(markKeys).includes(key)) return 'redis:mark'
  // A key that is in no list is personal data that may be left behind.
  throw new Error(`nobody knows the key ${key.replace(/[^:{}]{8,}/g, '…')}`)
}
