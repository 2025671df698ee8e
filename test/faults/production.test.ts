/** What production refuses: addresses that lead nowhere, and a Redis that does not keep. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { spawnGuarded, waitUntilAccepting } from '../../src/edge/embedded/redis-child.ts'
import { connectRedis, keepingOf } from '../../src/edge/redis/connect.ts'
import { compose } from '../support/deployment.ts'
import { HANGS_MS } from '../support/patience.ts'
import { realAddresses } from '../support/real-addresses.ts'
import { runService } from '../support/run-service.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'

const real = realAddresses()
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
  real.remove()
  await redis?.stop()
  await postgres?.stop()
})

const production = () => ({
  ...{ NODE_ENV: 'production', REDIS_URL: redis.url, DATABASE_URL: postgres.url, DIALOGS_DIR: real.dialogs },
  MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
})

test('addresses of the demo wave: not started, 78, with file, place and key of each', async () => {
  const { DIALOGS_DIR: _, ...env } = production()
  const { status, stderr } = await runService({ env })
  const file = join(import.meta.dirname, '../../dialogs/kommuneundersokelsen-2018/wave.yaml')
  const lines = readFileSync(file, 'utf8').split('\n')
  const at = (key: string) => lines.findIndex((line) => line.startsWith(key)) + 1
  expect(stderr).toContain(`${file}:${at('  email:')}:10 \`contact.email\` har adressen imdi.example`)
  expect(stderr).toContain(`${file}:${at('privacyUrl:')}:13 \`privacyUrl\` har adressen www.imdi.example`)
  expect(status).toBe(78)
})

test('one in a text of the wave that is left over: the same, and no letter is written with it', async () => {
  const one = realAddresses((wave) => wave.replace('name: IMDi', 'name: IMDi, www.imdi.invalid'))
  const env = { ...production(), DIALOGS_DIR: one.dialogs }
  const { status, stderr } = await runService({ env })
  expect([status, stderr]).toEqual([78, expect.stringContaining('`contact.name` har adressen www.imdi.invalid')])
  const said: string[] = []
  const world = {
    ...{ env, out: () => undefined, err: (text: string) => void said.push(text), actor: 'cli:test' },
    ...{ now: () => new Date(), newId: () => '', chance: () => new Uint8Array() },
  }
  const out = join(one.dialogs, 'letters.csv')
  expect(await runCli(['respondents', 'invite', '--all-missing', '--out', out], world)).toBe(78)
  expect(said.join('')).toContain('`contact.name` har adressen www.imdi.invalid')
  expect(existsSync(out)).toBe(false)
  const right = { ...world, env: production() }
  expect(await runCli(['respondents', 'invite', '--all-missing', '--out', out], right)).toBe(0)
  one.remove()
})

test('a Redis that evicts: not started, 78, and the reason', async () => {
  await connection.config('SET', 'maxmemory-policy', 'allkeys-lru')
  const { status, stderr } = await runService({ env: production() })
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
