/** The service as it runs: what is over is gone before the first message, also out of a backup, for every wave. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as raw } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sureOfClock } from '../../src/app/upkeep/retention.ts'
import { connectRedis, scan } from '../../src/edge/redis/connect.ts'
import { roundNotes } from '../../src/edge/redis/held-store.ts'
import { dueKey, markKeys } from '../../src/edge/redis/keys.ts'
import { tables } from '../../src/edge/sql/backup.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { openExpiry } from '../../src/edge/sql/retention.ts'
import { personIdOf } from '../../src/register/ids.ts'
import { answerOnce, openQuestion } from '../support/answering.ts'
import { commandLine } from '../support/command-line.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { serviceProcess } from '../support/service-process.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const folder = mkdtempSync(join(tmpdir(), 'kd-retention-'))
const file = join(folder, 'then.backup')
let whole: WholeService
let redis: Awaited<ReturnType<typeof connectRedis>>
let sql: ReturnType<typeof openSql>

beforeAll(async () => {
  whole = await wholeService()
  redis = await connectRedis({ urls: [whole.redis.url] })
  sql = openSql({ url: whole.postgres.url })
})
afterAll(async () => {
  redis?.disconnect()
  await sql?.destroy()
  await whole?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const marks = [
  ...['Ola Nordmann', '@example.no', tenantId, 'a:'],
  ...[0, 1].flatMap((n) => [objectIdOf(n), personIdOf(tenantId, objectIdOf(n))]),
]

/** Tables and keys that hold any of it. */
const holding = async (): Promise<string[]> => {
  const found = new Set<string>()
  for (const table of tables) {
    const { rows } = await raw<{ row: string }>`select to_jsonb(t)::text as row from ${raw.table(table)} t`.execute(sql)
    if (rows.some(({ row }) => marks.some((mark) => row.includes(mark)))) found.add(table)
  }
  for await (const keys of scan(redis, '*')) {
    for (const key of keys) {
      const value = (await redis.type(key)) === 'hash' ? JSON.stringify(await redis.hgetall(key)) : ''
      const isSoonGone = /:greeted$|:rate:/.test(key) && (await redis.pttl(key)) > 0
      if (!isSoonGone && marks.some((mark) => `${key} ${value}`.includes(mark))) found.add(`redis ${key}`)
    }
  }
  return [...found].sort()
}

const stateOfSessions = async (): Promise<string[]> => {
  const states: string[] = []
  for await (const keys of scan(redis, '*:session:*'))
    for (const key of keys) states.push(JSON.parse((await redis.hget(key, 'json')) ?? '{}').state)
  return states
}

/** The same stores, with the wave closed so many days ago. */
const closed = (days: number, more: Record<string, string> = {}) =>
  serviceProcess({
    ...{
      REDIS_URL: whole.redis.url,
      DATABASE_URL: whole.postgres.url,
      SURVEY_WAVE: wave2018,
      SURVEY_OPENS_AT: '2018-01-01',
    },
    SURVEY_CLOSES_AT: new Date(Date.now() - days * DAY_MS).toISOString(),
    ...more,
  })

const command = async (...args: string[]) =>
  (await commandLine(args, { NODE_ENV: 'test', REDIS_URL: whole.redis.url, DATABASE_URL: whole.postgres.url })).code

test('what is over is gone when the service takes its first message', async () => {
  for (const n of [0, 1]) {
    const person = whole.person(n)
    await person.say('hei')
    const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
    await person.press(start.button, start.id)
    const { question } = await answerOnce(person, 0)
    await person.until(() => openQuestion(person)?.question !== question)
  }
  await whole.service.stop()
  const before = await holding()
  expect(before).toEqual(expect.arrayContaining(['audit', 'people', 'respondents']))
  expect(before.some((place) => place.includes(':seat:'))).toBe(true)
  expect(before.some((place) => place.includes(':link:'))).toBe(true)
  expect(await command('backup', '--out', file)).toBe(0)

  // To a machine whose clock has run a year ahead it was over long ago.
  const ahead = { NODE_OPTIONS: '--import ./test/support/settable-clock.ts', CLOCK_AHEAD_MS: `${400 * DAY_MS}` }
  const early = closed(80, ahead)
  await early.start()
  expect(await holding()).toEqual(before)
  await early.stop()
  const told = early.output.filter((line) => line.includes('round.')).map((line) => JSON.parse(line))
  expect(told.map(({ msg, round, code }) => `${msg} ${round} ${code}`).sort()).toEqual([
    'round.failed close.clock apart.redis',
    'round.failed retention.clock apart.redis',
  ])
  expect(await stateOfSessions()).toEqual(['started', 'started'])

  const late = closed(400)
  await late.start()
  expect(await holding()).toEqual([])
  await late.stop()
  expect(late.output.filter((line) => line.includes('round.'))).toEqual([])
})

test('what a backup brought back is gone again before the first message', async () => {
  await redis.flushall()
  await raw`truncate ${raw.join(tables.filter((table) => table !== 'audit').map((table) => raw.table(table)))}`.execute(
    sql,
  )
  await raw`alter table audit disable trigger all`.execute(sql)
  await raw`delete from audit`.execute(sql)
  await raw`alter table audit enable trigger all`.execute(sql)
  expect(await command('restore', file)).toBe(0)
  expect(await holding()).toEqual(expect.arrayContaining(['audit', 'people', 'respondents']))
  const service = closed(400)
  await service.start()
  expect(await holding()).toEqual([])
  await service.stop()
})

test.each<[string, { at: number; jumpedAt?: number } | null, { ahead?: number; sqlAhead?: number }, string | null]>([
  ['the first round', null, {}, null],
  ['an hour after the last', { at: -HOUR_MS }, {}, null],
  ['after a long weekend', { at: -4 * DAY_MS }, {}, null],
  ['eight days later', { at: -8 * DAY_MS }, {}, 'jumped'],
  ['four years later', { at: -1461 * DAY_MS }, {}, 'jumped'],
  ['after a machine that began in 1970', { at: -Date.now() }, {}, 'jumped'],
  ['an hour after a jump', { at: -HOUR_MS, jumpedAt: -HOUR_MS }, {}, 'jumped'],
  ['a second jump on the day of the first', { at: -20 * DAY_MS, jumpedAt: -20 * DAY_MS }, {}, 'jumped'],
  ['a day and an hour after a jump', { at: -HOUR_MS, jumpedAt: -25 * HOUR_MS }, {}, null],
  ['set right after a jump', { at: 400 * DAY_MS, jumpedAt: 399 * DAY_MS }, {}, null],
  ['half an hour ahead of the stores', { at: 0 }, { ahead: HOUR_MS / 2 }, null],
  ['two hours ahead of them', { at: 0 }, { ahead: 2 * HOUR_MS }, 'apart.redis'],
  ['a month behind them', { at: 0 }, { ahead: -30 * DAY_MS }, 'apart.redis'],
  ['SQL a year ahead', { at: 0 }, { sqlAhead: 365 * DAY_MS }, 'apart.sql'],
  ['SQL that does not tell', { at: 0 }, { sqlAhead: Number.NaN }, 'apart.sql'],
])('the clock of a round, %s', async (_, noted, { ahead = 0, sqlAhead = 0 }, code) => {
  const notes = roundNotes(redis)
  await redis.del(markKeys.retained)
  if (noted !== null) {
    const { at, jumpedAt } = noted
    await notes.note({ at: Date.now() + at, jumpedAt: jumpedAt === undefined ? null : Date.now() + jumpedAt })
  }
  const expiry = { clock: async () => (await openExpiry(sql).clock()) + sqlAhead }
  const sure = sureOfClock(() => Date.now() + ahead, { notes, expiry })
  if (code === null) await sure
  else await expect(sure).rejects.toMatchObject({ name: 'ClockInDoubt', code })
  expect(Math.abs(((await notes.noted())?.at ?? 0) - Date.now() - ahead)).toBeLessThan(HOUR_MS / 4)
  await redis.del(markKeys.retained)
})

test('a step that keeps failing stops no other, and is a figure, a detail of health, and not ready', async () => {
  await redis.set(dueKey('{00}'), 'no set')
  const service = closed(400)
  await service.start()
  const health = async () => {
    const answer = await fetch(`${service.ops()}/health`)
    const body = (await answer.json()) as { ready: boolean; failing: string[] }
    return { status: answer.status, ready: body.ready, failing: body.failing }
  }
  await expect.poll(health).toEqual({ status: 503, ready: false, failing: ['sweep'] })
  expect((await fetch(`${service.ops()}/readyz`)).status).toBe(503)
  const figures = await (await fetch(`${service.ops()}/metrics`)).text()
  expect(figures).toMatch(/kommunedialog_round_failures\{round="sweep"\} [2-9]/)
  expect(figures).toContain('kommunedialog_round_failures{round="retention.links:kommuneundersokelsen-2018"} 0')
  // The fault of one round takes nobody's answers: the way in stays open.
  expect((await fetch(`${service.url()}/readyz`)).status).toBe(200)
  await redis.del(dueKey('{00}'))
  await expect.poll(health).toEqual({ status: 200, ready: true, failing: [] })
  await service.stop()
})
