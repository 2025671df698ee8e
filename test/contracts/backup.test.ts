/** Both stores into one file and back, on real servers: yesterday's Redis never un-submits and never delivers again. */

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as raw } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { tables } from '../../src/edge/sql/backup.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import type { Session } from '../../src/engine/session.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { commandLine } from '../support/command-line.ts'
import { finishes } from '../support/finishing.ts'
import { SECRET, startResultsReceiver } from '../support/results-receiver.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'kd-backup-'))
const file = join(folder, 'yesterday.backup')
let whole: WholeService
let receiver: Awaited<ReturnType<typeof startResultsReceiver>>
let redis: Awaited<ReturnType<typeof connectRedis>>

beforeAll(async () => {
  receiver = await startResultsReceiver()
  whole = await wholeService({ RESULTS_URL: receiver.url, RESULTS_SECRET: SECRET })
  redis = await connectRedis({ urls: [whole.redis.url] })
})
afterAll(async () => {
  redis?.disconnect()
  await whole?.stop()
  await receiver?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const command = (...args: string[]) =>
  commandLine(args, { NODE_ENV: 'test', REDIS_URL: whole.redis.url, DATABASE_URL: whole.postgres.url })
const sessionOf = async (n: number): Promise<Session | null> => {
  const id = sessionIdOf(wave2018, whole.respondents[n]?.unit ?? '', 'raadmann')
  const keys = await redis.keys(`*:session:${id}`)
  const json = keys[0] === undefined ? null : await redis.hget(keys[0], 'json')
  return json === null ? null : sessionFrom(json)
}
const onSql = async <T>(work: (sql: ReturnType<typeof openSql>) => Promise<T>): Promise<T> => {
  const sql = openSql({ url: whole.postgres.url })
  return await work(sql).finally(() => sql.destroy())
}
const rowsOf = () =>
  onSql(async (sql) => {
    const all = tables.map(async (table) => {
      const { rows } = await raw<{ row: string }>`select to_jsonb(t)::text as row from ${raw.table(table)} t`.execute(
        sql,
      )
      return [table, rows.map(({ row }) => row).sort()] as const
    })
    return Object.fromEntries(await Promise.all(all))
  })
const answered: string[] = []
let rowsAtBackup: Record<string, string[]>

test('a backup is made while people answer, private, and never over another file', async () => {
  await finishes(whole.person(0))
  const person = whole.person(1)
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  for (const _ of [1, 2]) {
    const { question, answer } = await answerOnce(person, 0)
    expect(isConfirmed(answer)).toBe(true)
    await person.until(() => openQuestion(person)?.question !== question)
    answered.push(question)
  }
  await expect.poll(() => receiver.taken.size).toBe(1)
  await expect.poll(() => redis.keys('*:undelivered')).toEqual([])
  // The wave's own invitation begins and ends by itself, and would change between this look and the backup's.
  const isQuiet = async () => !/"state": "(scheduled|running)"/.test((await rowsOf()).campaigns?.join() ?? '')
  await expect.poll(isQuiet).toBe(true)
  rowsAtBackup = await rowsOf()
  const made = await command('backup', '--out', file, '--json')
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(made.out).keys).toBeGreaterThan(5)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await command('backup', '--out', file)).code).toBe(1)
})

test('a restore over sessions, from a file that was cut off, or from anything else is refused', async () => {
  expect(await command('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('holds sessions') })
  const cut = join(folder, 'cut.backup')
  writeFileSync(cut, readFileSync(file).subarray(0, -200))
  expect(await command('restore', cut)).toMatchObject({ code: 1, err: expect.stringContaining('cut off') })
  const other = join(folder, 'other.txt')
  writeFileSync(other, 'kommune;svar')
  expect(await command('restore', other)).toMatchObject({ code: 1, err: expect.stringContaining('is not a backup') })
  expect((await command('restore', join(folder, 'none'))).code).toBe(1)
})

test('yesterday’s Redis beside today’s SQL: answers are back, what was sent in since stays sent in, nothing goes out again', async () => {
  await finishes(whole.person(2))
  await expect.poll(() => receiver.taken.size).toBe(2)
  await expect.poll(() => redis.keys('*:undelivered')).toEqual([])
  const before = await sessionOf(2)
  await whole.service.stop()
  await redis.flushall()
  const restored = await command('restore', file, '--json')
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(restored.out)).toMatchObject({ sql: 'kept', resubmitted: 1 })

  expect(Object.keys((await sessionOf(1))?.entries ?? {}).sort()).toEqual([...answered].sort())
  expect((await sessionOf(0))?.state).toBe('submitted')
  const again = await sessionOf(2)
  expect(again?.state).toBe('submitted')
  const given = (session: typeof before) =>
    Object.entries(session?.entries ?? {}).flatMap(([id, { answer }]) => (answer === undefined ? [] : [{ id, answer }]))
  expect(given(again)).toEqual(expect.arrayContaining(given(before)))
  expect(given(before)).toEqual(expect.arrayContaining(given(again)))

  const tries = receiver.tries.length
  await whole.service.start()
  const person = whole.person(2)
  const length = person.chat().length
  await person.say('hei')
  const shown = await person.until(() => person.chat()[length])
  expect(person.buttons(shown).some(({ data }) => data.do === 'reopen')).toBe(true)
  expect(receiver.tries).toHaveLength(tries)
})

test('both lost: both come back as they were, and life goes on', async () => {
  await whole.service.stop()
  await redis.flushall()
  await onSql((sql) => raw`drop schema public cascade; create schema public`.execute(sql))
  const restored = await command('restore', file, '--json')
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(restored.out)).toMatchObject({ sql: 'restored', resubmitted: 0 })
  const rows = await rowsOf()
  const [trail = [], ...added] = [rows.audit?.slice(), rows.audit?.filter((row) => !rowsAtBackup.audit?.includes(row))]
  expect(trail).toEqual(expect.arrayContaining(rowsAtBackup.audit ?? []))
  expect(added.flat().join()).toContain('restore')
  expect({ ...rows, audit: [] }).toEqual({ ...rowsAtBackup, audit: [] })
  await whole.service.start()
  await finishes(whole.person(3))
  await expect.poll(() => receiver.taken.size).toBe(3)
})

test('every table of the database is in a backup', async () => {
  const found = await onSql((sql) => sql.introspection.getTables())
  const names = found.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))
  expect([...tables].sort()).toEqual(names.sort())
})
