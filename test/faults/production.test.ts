/** What production refuses in the Redis it is given. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawnGuarded, waitUntilAccepting } from '../../src/edge/embedded/redis-child.ts'
import { connectRedis, keepingOf } from '../../src/edge/redis/connect.ts'
import { compose } from '../support/deployment.ts'
import { HANGS_MS } from '../support/patience.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'

let redis: Awaited<ReturnType<typeof startRedis>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let connection: Awaited<ReturnType<typeof connectRedis>>

beforeAll(async () => {
  redis = await startRedis()
  postgres = await startPostgres()
  connection = await connectRedis({ urls: [redis.url] })
})
afterAll(async () => {
  connection?.disconnect()
  await redis?.stop()
  await postgres?.stop()
})

test('a Redis that evicts: not started, 78, and the reason', async () => {
  await connection.config('SET', 'maxmemory-policy', 'allkeys-lru')
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    encoding: 'utf8',
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', OPS_PORT: '0' },
      ...{ REDIS_URL: redis.url, DATABASE_URL: postgres.url },
      MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
    },
    timeout: HANGS_MS,
  })
  await connection.config('SET', 'maxmemory-policy', 'noeviction')
  expect(stderr).toContain('REDIS_URL: its maxmemory-policy is allkeys-lru')
  expect(status).toBe(78)
})

test.each([
  [['appendfsync', 'always'], { policy: 'noeviction', fsync: 'always' }],
  [['appendfsync', 'everysec'], { policy: 'noeviction', fsync: 'everysec' }],
  [['appendonly', 'no'], { policy: 'noeviction', fsync: 'off' }],
  [['maxmemory-policy', 'volatile-ttl'], { policy: 'volatile-ttl', fsync: 'off' }],
] as const)('%j is seen', async ([name, value], expected) => {
  await connection.config('SET', name, value)
  expect(await keepingOf(connection)).toEqual(expected)
})

test('the Redis of compose.yaml keeps everything', async () => {
  const filled = { POSTGRES_PASSWORD: 'p', MicrosoftAppId: 'a', MicrosoftAppTenantId: 't' }
  const [program = '', ...args] = compose(filled).services.redis?.command ?? []
  const folder = mkdtempSync(join(tmpdir(), 'kd-compose-'))
  const socketPath = join(folder, 'redis.sock')
  const here = ['--dir', folder, '--port', '0', '--unixsocket', socketPath]
  const server = spawnGuarded({ program, args: [...args, ...here], signal: 'KILL', options: {}, output: 'ignore' })
  await waitUntilAccepting(socketPath, HANGS_MS)
  const composed = await connectRedis({ socketPath })
  expect(await keepingOf(composed)).toEqual({ policy: 'noeviction', fsync: 'always' })
  composed.disconnect()
  server.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
