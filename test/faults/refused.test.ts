/** A neighbour that refuses us at the start: its own code, and what to do; never the password. */

import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { batchLimits, migrate, openSql } from '../../src/edge/sql/database.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'

const SECRET = 'hemmelig-ord'

describe('Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  let operator: Awaited<ReturnType<typeof connectRedis>>
  const servers: Server[] = []
  beforeAll(async () => {
    redis = await startRedis()
    operator = await connectRedis({ socketPath: redis.socketPath })
  })
  afterAll(async () => {
    operator?.disconnect()
    await redis?.stop()
    for (const server of servers) server.close()
  })

  const why = (url: string) =>
    connectRedis({ urls: [url] }).then(
      (connection) => connection.disconnect(),
      (error: Error) => error.message,
    )
  const withPassword = () => redis.url.replace('//', `//:${SECRET}@`)

  test('with a wrong password, and with none', async () => {
    await operator.config('SET', 'requirepass', 'another')
    const refused = [await why(withPassword()), await why(redis.url)]
    await operator.config('SET', 'requirepass', '')
    expect(refused[0]).toMatch(/^Redis refuses: WRONGPASS: .*REDIS_URL is wrong/)
    expect(refused[1]).toMatch(/^Redis refuses: NOAUTH: .*has none/)
    expect(refused.join()).not.toContain(SECRET)
  })

  test('with a user who may not write', async () => {
    await operator.call('ACL', 'SETUSER', 'reader', 'on', `>${SECRET}`, '~*', '+@read', '+info', '+client', '+select')
    expect(await why(redis.url.replace('//', `//reader:${SECRET}@`))).toMatch(/NOPERM: /)
  })

  test.each(['99', '16', '4294967296'])('without a database of number %s', async (db) => {
    expect(await why(`${redis.url}/${db}`)).toMatch(/^Redis refuses: ERR: it has no database of that number/)
  })

  test('with a user who may not choose a database', async () => {
    await operator.call('ACL', 'SETUSER', 'bound', 'on', `>${SECRET}`, '~*', '+@all', '-select')
    expect(await why(`${redis.url.replace('//', `//bound:${SECRET}@`)}/1`)).toMatch(/^Redis refuses: NOPERM: /)
  })

  test('but not where the database is there', async () => {
    expect(await why(`${redis.url}/1`)).toBeUndefined()
  })

  test('that is a replica', async () => {
    await operator.call('REPLICAOF', '127.0.0.1', '1')
    await operator.config('SET', 'replica-serve-stale-data', 'yes')
    const refused = await why(redis.url)
    await operator.call('REPLICAOF', 'NO', 'ONE')
    expect(refused).toMatch(/READONLY: .*master/)
  })

  test('that takes nothing as its memory is full', async () => {
    await operator.config('SET', 'maxmemory', '1')
    const refused = await why(redis.url)
    await operator.config('SET', 'maxmemory', '0')
    expect(refused).toMatch(/OOM: /)
  })

  test.each([
    ['in protected mode', '-DENIED Redis is running in protected mode because\r\n', /DENIED: .*protected mode/],
    ['that cannot write to its disk', '-MISCONF Redis is configured to save RDB snapshots\r\n', /MISCONF: .*disk/],
  ])('%s', async (_, answer, expected) => {
    const server = createServer((socket: Socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (asked) => {
        const isInfo = asked.toString().toLowerCase().includes('info')
        if (answer.startsWith('-DENIED')) socket.end(answer)
        else socket.write(isInfo ? '$0\r\n\r\n'.repeat(3) : answer)
      })
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    expect(await why(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`)).toMatch(expected)
  })

  test.each([
    ['redis://nei.invalid:6379', /(ENOTFOUND|EAI_AGAIN): /],
    ['redis://127.0.0.1:1', /^Redis did not answer within 10 s: ECONNREFUSED: nobody listens/],
  ])('at %s', async (url, expected) => {
    expect(await why(url)).toMatch(expected)
  })

  test('without TLS where the address asks for it', async () => {
    expect(await why(redis.url.replace('redis:', 'rediss:'))).toMatch(
      /(EPROTO|WRONG_VERSION|ECONNRESET|ETIMEDOUT).*TLS/,
    )
  })
})

describe('PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  beforeAll(async () => {
    postgres = await startPostgres()
    await run(`create role reader login password '${SECRET}'`)
  })
  afterAll(() => postgres?.stop())

  const why = async (url: string) => {
    const sql = openSql({ url })
    const said = await migrate(sql).then(
      () => 'started',
      (error: Error) => error.message,
    )
    await sql.destroy()
    return said
  }
  const at = (change: (url: URL) => void) => {
    const url = new URL(postgres.url)
    change(url)
    return url.toString()
  }

  test('without TLS where the address asks for it', async () => {
    expect(await why(`${postgres.url}&sslmode=verify-full`)).toMatch(/no_tls: DATABASE_URL asks for TLS/)
  })

  test('a role that may not create tables', async () => {
    expect(
      await why(
        at((url) => {
          url.username = 'reader'
        }),
      ),
    ).toMatch(/42501: .*grant create/)
  })

  test('a wrong password, and none', async () => {
    const rules = join(postgres.socket, 'data', 'pg_hba.conf')
    writeFileSync(rules, `local all reader scram-sha-256\n${readFileSync(rules, 'utf8')}`)
    await run('select pg_reload_conf()')
    const reader = (password: string) =>
      why(
        at((url) => {
          url.username = 'reader'
          url.password = password
        }),
      )
    await expect.poll(() => reader('')).toMatch(/no_password: .*DATABASE_URL has none/)
    const said = await reader(`not-${SECRET}`)
    expect(said).toMatch(/28P01: the password in DATABASE_URL/)
    expect(said).not.toContain(SECRET)
  })

  test('a role and a database that are not there', async () => {
    expect(
      await why(
        at((url) => {
          url.username = 'nobody-such'
        }),
      ),
    ).toMatch(/28000: /)
    expect(
      await why(
        at((url) => {
          url.pathname = '/nei'
        }),
      ),
    ).toMatch(/3D000: .*create it/)
  })

  test('a role, and a database, that has no connection left: told soon, also to a command', async () => {
    await run('create role crowded login connection limit 0')
    const url = at((url) => {
      url.username = 'crowded'
    })
    const sql = openSql({ url }, { ...batchLimits, connectMs: 100 })
    await expect(migrate(sql)).rejects.toThrow(/53300: the server has no connection left/)
    await sql.destroy()
    await run('create database shut with allow_connections false')
    const shut = at((url) => {
      url.pathname = '/shut'
    })
    expect(await why(shut)).toMatch(/55000: .*allow_connections/)
  })

  test.each(['LATIN1', 'SQL_ASCII', 'LATIN9'])('a database of the encoding %s', async (encoding) => {
    const name = encoding.toLowerCase()
    await run(
      `create database ${name} template template0 encoding '${encoding}' lc_collate 'C' lc_ctype 'C' locale_provider 'libc'`,
    )
    const said = await why(
      at((url) => {
        url.pathname = `/${name}`
      }),
    )
    expect(said).toMatch(new RegExp(`the encoding ${encoding}; create it with encoding UTF8`))
  })

  test('another program at the address', async () => {
    const server = createServer((socket: Socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await why(`postgres://u:${SECRET}@127.0.0.1:${port}/db`)).toMatch(/hung_up: .*is it PostgreSQL/)
    server.close()
  })

  test.each([
    [`postgres://u:${SECRET}@nei.invalid/db`, /(ENOTFOUND|EAI_AGAIN): /],
    [`postgres://u:${SECRET}@127.0.0.1:1/db`, /ECONNREFUSED: nobody listens/],
    [`postgres://u:${SECRET}@h/db?host=/no/such/folder`, /ENOENT: its socket is not there/],
  ])('at %s', async (url, expected) => {
    const said = await why(url)
    expect(said).toMatch(expected)
    expect(said).not.toContain(SECRET)
  })
})
