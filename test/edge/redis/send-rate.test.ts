/** Turns for sending go by the clock of Redis, which may be set back: nobody waits as long as it was. */

import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rateKeys } from '../../../src/edge/redis/keys.ts'
import { sendRate } from '../../../src/edge/redis/send-rate.ts'
import { startRedis, type TestRedis } from '../../support/start-redis.ts'

const HOUR_MS = 3_600_000
let server: TestRedis
let redis: Redis
beforeAll(async () => {
  server = await startRedis()
  redis = new Redis({ path: server.socketPath })
})
afterAll(async () => {
  redis?.disconnect()
  await server?.stop()
})
beforeEach(() => redis.flushall())

const rate = () => sendRate(redis, { perSecond: 10, perSecondPerTenant: 2 })
/** As it stood before the clock went back that far. */
const leftBehind = async (ms: number, ...names: ('all' | 'tenant' | 'line')[]) => {
  for (const name of names) await redis.set(rateKeys('t')[name], String(Date.now() + ms), 'PX', ms)
}

test.each([
  ['an hour, everything', HOUR_MS, ['all', 'tenant', 'line']],
  ['a day, the whole', 24 * HOUR_MS, ['all']],
  ['an hour, the tenant', HOUR_MS, ['tenant']],
  ['a year, the tenant and its line', 365 * 24 * HOUR_MS, ['tenant', 'line']],
  ['31 minutes, the line', 31 * 60_000, ['line']],
] as const)('%s: the next leaves at once, those behind it within seconds', async (_, ms, names) => {
  await leftBehind(ms, ...names)
  expect(await rate().turn('t')).toEqual({ type: 'now', wait: 0 })
  for (const n of [1, 2, 3]) {
    const next = await rate().turn('t')
    expect(next.type).toBe('later')
    expect(next.wait).toBeLessThanOrEqual(n * 500)
  }
})

test.each([
  ['one in a minute', 1 / 60],
  ['one in ten minutes', 1 / 600],
])('%s: those who wait have their own place each, also the two hundredth', async (_, perSecond) => {
  const slow = sendRate(redis, { perSecond, perSecondPerTenant: perSecond })
  const every = 1000 / perSecond
  expect(await slow.turn('t')).toEqual({ type: 'now', wait: 0 })
  let before = 0
  for (let n = 0; n < 200; n += 1) {
    const { type, wait } = await slow.turn('t')
    expect(type).toBe('later')
    if (n > 0) expect(wait - before).toBeGreaterThan(every * 0.9)
    before = wait
  }
})

test('a tenant that asked to be left alone is, also where an old time stands there', async () => {
  await leftBehind(HOUR_MS, 'tenant')
  await rate().rest('t', 60_000)
  const { type, wait } = await rate().turn('t')
  expect(type).toBe('later')
  expect(wait).toBeGreaterThan(50_000)
  expect(wait).toBeLessThanOrEqual(60_000)
})
