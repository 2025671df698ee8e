import { once } from 'node:events'
import { Cluster, Redis } from 'ioredis'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'
import { startRedis, startRedisCluster } from '../../support/start-redis.ts'

describe.each([
  ['PGlite', startPglite],
  ['PostgreSQL', startPostgres],
])('%s, shared by a pool and another client', (_name, start) => {
  test('answers reach who asked, failures hurt nobody else, transactions stay apart', async () => {
    const database = await start()
    const pool = new pg.Pool({ connectionString: database.url, max: 6 })
    await pool.query('create table counters (id int primary key, value int not null)')
    await pool.query('insert into counters values (1, 0)')

    const count = async () => {
      const client = await pool.connect()
      await client.query('begin')
      const { rows } = await client.query('select value from counters where id = $1 for update', [1])
      await client.query('update counters set value = $1 where id = 1', [rows[0].value + 1])
      await client.query('commit')
      client.release()
      return 'counted'
    }
    const fail = () =>
      pool.query('select $1::int / 0', [1]).then(
        () => 'no error',
        (error: Error) => error.message,
      )
    const echo = (text: string) => pool.query('select $1::text as text', [text]).then(({ rows }) => rows[0].text)
    const asked = Array.from({ length: 30 }, (_, index) => [count(), fail(), echo(`${index}`)]).flat()
    const expected = Array.from({ length: 30 }, (_, index) => ['counted', 'division by zero', `${index}`]).flat()
    expect(await Promise.all(asked)).toEqual(expected)
    expect((await pool.query('select value from counters')).rows).toEqual([{ value: 30 }])
    await pool.end()
    await database.stop()
  })

  test('a client that dies inside a transaction leaves nothing behind and holds nobody up', async () => {
    const database = await start()
    const dying = new pg.Client({ connectionString: database.url })
    dying.on('error', () => undefined)
    await dying.connect()
    await dying.query('create table answers (value text)')
    await dying.query('begin')
    await dying.query("insert into answers values ('half')")
    const other = new pg.Client({ connectionString: database.url })
    const connected = other.connect()
    Reflect.get(dying, 'connection').stream.destroy()
    await connected
    expect((await other.query('select value from answers')).rows).toEqual([])
    await other.end()
    await database.stop()
  })
})

test('Redis comes back after a kill with what it had confirmed', async () => {
  const server = await startRedis()
  const redis = new Redis(server.socketPath, { maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  await redis.set('answer', 'ja')
  await server.kill()
  await server.start()
  expect(await redis.get('answer')).toBe('ja')
  redis.disconnect()
  await server.stop()
})

test('the cluster has three masters with a replica each', async () => {
  const servers = await startRedisCluster()
  const cluster = new Cluster(servers.urls)
  await once(cluster, 'ready')
  await cluster.set('{07}:answer', 'ja')
  expect(await cluster.get('{07}:answer')).toBe('ja')
  const roles = String(await cluster.cluster('NODES'))
    .match(/master|slave/g)
    ?.toSorted()
  expect(roles).toEqual(['master', 'master', 'master', 'slave', 'slave', 'slave'])
  cluster.disconnect()
  await servers.stop()
})
