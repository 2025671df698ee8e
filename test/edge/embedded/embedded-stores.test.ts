import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedStores, openEmbeddedStores } from '../../../src/edge/embedded/open-embedded-stores.ts'
import { putEmptyDatabase } from '../../support/start-pglite.ts'

let dataDir: string
let ending: (() => Promise<unknown>)[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kd-test-'))
  ending = [async () => rmSync(dataDir, { recursive: true, force: true })]
  await putEmptyDatabase(dataDir)
})
afterEach(async () => {
  for (const end of ending.toReversed()) await end()
})

async function open(folder = dataDir, whenOwned: 'refuse' | 'join' = 'refuse') {
  const events: string[] = []
  const opened = await openEmbeddedStores({ dataDir: folder, whenOwned, log: (event) => events.push(event) })
  if (opened.ok) ending.push(opened.stores.close)
  return { ...opened, events }
}

async function openOk(folder = dataDir, whenOwned: 'refuse' | 'join' = 'refuse'): Promise<EmbeddedStores> {
  const opened = await open(folder, whenOwned)
  if (!opened.ok) throw new Error(opened.fault.reason)
  return opened.stores
}

/** Another process that owns the folder. */
async function startOwner(): Promise<{ child: ChildProcess; opened: Awaited<ReturnType<typeof openEmbeddedStores>> }> {
  const program = join(import.meta.dirname, '../../support/embedded/owner.ts')
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  ending.push(async () => child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, opened: JSON.parse(String(line)) }
}

function redisOf(stores: EmbeddedStores): Redis {
  const redis = new Redis(stores.redis.socketPath, { maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  ending.push(async () => redis.disconnect())
  return redis
}

function sqlOf(stores: EmbeddedStores): pg.Pool {
  const pool = new pg.Pool({ host: stores.sql.socket, user: 'postgres', database: 'postgres', max: 5 })
  pool.on('error', () => undefined)
  ending.push(() => pool.end())
  return pool
}

async function write(stores: EmbeddedStores, value: string): Promise<void> {
  await redisOf(stores).set('answer', value)
  await sqlOf(stores).query('create table if not exists answers (value text)')
  await sqlOf(stores).query('insert into answers values ($1)', [value])
}

async function read(stores: EmbeddedStores) {
  const { rows } = await sqlOf(stores).query('select value from answers')
  return { redis: await redisOf(stores).get('answer'), sql: rows.map((row) => row.value) }
}

test('only their owner may connect, also in a folder that everybody may enter', async () => {
  chmodSync(dataDir, 0o755)
  const stores = await openOk()
  for (const socket of [stores.redis.socketPath, join(stores.sql.socket, '.s.PGSQL.5432')]) {
    expect(statSync(socket).mode & 0o077, socket).toBe(0)
  }
})

test.each([
  ['below /proc, where Node looks for what is missing for ever', '/proc/nowhere/deep'],
  ['below a file', join(import.meta.filename, 'data')],
])('a folder that cannot be made, %s, is told by its setting', async (_, folder) => {
  const opened = await open(folder)
  expect(opened).toMatchObject({ ok: false, fault: { code: 'no_folder', reason: expect.stringContaining('DATA_DIR') } })
})

test('what was stored in stores that were made is there when they are opened again', async () => {
  const made = join(dataDir, 'made')
  const first = await openOk(made)
  await write(first, 'ja')
  await first.close()
  expect(await read(await openOk(made))).toEqual({ redis: 'ja', sql: ['ja'] })
})

test('both stores are set not to confirm anything before it is on the disk, and to refuse rather than forget', async () => {
  const stores = await openOk()
  const redis = redisOf(stores)
  expect(await redis.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always'])
  expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
  const { rows } = await sqlOf(stores).query(
    "select name, setting from pg_settings where name in ('fsync', 'wal_sync_method') order by 1",
  )
  expect(rows).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'wal_sync_method', setting: 'fsync' },
  ])
})

test('after kill -9 of the owner the next one takes over and has everything', async () => {
  const { child, opened } = await startOwner()
  if (!opened.ok) throw new Error(opened.fault.reason)
  await write(opened.stores, 'nei')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = await openOk()
  expect(next.role).toBe('owner')
  expect(await read(next)).toEqual({ redis: 'nei', sql: ['nei'] })
})

test('a second service is refused and told which process has the stores', async () => {
  const { child } = await startOwner()
  const second = await open()
  expect(second).toMatchObject({ ok: false, fault: { code: 'owned' } })
  expect(second.ok || second.fault.reason).toContain(`process ${child.pid} `)
})

test('a command joins the running owner and both work on the same stores at once', async () => {
  const { opened } = await startOwner()
  if (!opened.ok) throw new Error(opened.fault.reason)
  const guest = await openOk(dataDir, 'join')
  expect(guest.role).toBe('guest')
  await write(opened.stores, 'eier')
  expect(await read(guest)).toEqual({ redis: 'eier', sql: ['eier'] })
  await guest.close()
  expect(await read(opened.stores)).toEqual({ redis: 'eier', sql: ['eier'] })
})

test('of several that start at once, one becomes the owner', async () => {
  const started = await Promise.all([startOwner(), startOwner(), startOwner()])
  expect(started.filter(({ opened }) => opened.ok)).toHaveLength(1)
})

test('an owner that ends in order lets go of the folder at once', async () => {
  const { child } = await startOwner()
  child.kill('SIGTERM')
  await once(child, 'exit')
  expect((await openOk()).role).toBe('owner')
})

test('a Redis that dies comes back with what it had confirmed', async () => {
  const opened = await open()
  if (!opened.ok) throw new Error(opened.fault.reason)
  const redis = redisOf(opened.stores)
  await redis.set('answer', 'ja')
  const pid = Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1])
  process.kill(pid, 'SIGKILL')
  await once(redis, 'reconnecting')
  expect(await redis.get('answer')).toBe('ja')
  expect(opened.events).toHaveLength(1)
})

test('a folder with a path too long for a socket gets its sockets elsewhere, at a place that others find', async () => {
  const folder = join(dataDir, 'x'.repeat(100))
  mkdirSync(folder)
  const owner = await openOk(folder)
  const guest = await openOk(folder, 'join')
  ending.push(async () => rmSync(owner.sql.socket, { recursive: true, force: true }))
  expect(Buffer.byteLength(owner.redis.socketPath)).toBeLessThanOrEqual(100)
  expect(guest.sql).toEqual(owner.sql)
  await write(guest, 'langt')
  expect(await read(owner)).toEqual({ redis: 'langt', sql: ['langt'] })
})
