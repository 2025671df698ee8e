import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.ts'
import { typed } from './activities.ts'
import { echoTurn, type Service, startService } from './service.ts'

const minute = 60_000
const hour = 60 * minute
let clock: number
let issuer: TokenIssuer
let connector: LoopbackConnector
let service: Service

let fetchedBefore: number
const fetches = () => issuer.keyFetches() - fetchedBefore

beforeAll(async () => {
  issuer = await startTokenIssuer(() => clock)
  connector = await startLoopbackConnector()
})
afterAll(async () => {
  await connector.stop()
  await issuer.stop()
})
beforeEach(async () => {
  clock = Date.parse('2018-11-13T10:00:00Z')
  issuer.set('up')
  fetchedBefore = issuer.keyFetches()
  const settings = { appId: issuer.appId, sdk: issuer.sdk, allowedServiceHosts: ['127.0.0.1'] }
  service = await startService(settings, echoTurn, () => clock)
})
afterEach(() => service.stop())

async function call(header: { kid?: string } = {}): Promise<number> {
  const authorization = `Bearer ${await issuer.sign(connector.serviceUrl, {}, header)}`
  return (await service.post(typed('hei', connector.serviceUrl), { authorization })).status
}

test('keys are fetched once for many callers at once', async () => {
  expect(await Promise.all(Array.from({ length: 20 }, () => call()))).toEqual(Array(20).fill(200))
  expect(fetches()).toBe(1)
})

test('200 unknown key ids cause one more fetch at most', async () => {
  expect(await call()).toBe(200)
  clock += 2 * minute
  const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => call({ kid: `stranger-${index}` })))
  expect(new Set(statuses)).toEqual(new Set([401]))
  expect(fetches()).toBe(2)
})

test('keys away at the start: 503 without a storm, and it recovers alone', async () => {
  issuer.set('down')
  expect(await Promise.all(Array.from({ length: 50 }, () => call()))).toEqual(Array(50).fill(503))
  expect(fetches()).toBe(1)
  issuer.set('up')
  clock += 5_000
  expect(await call()).toBe(200)
})

test('a publisher that hangs: 503 within the turn', async () => {
  issuer.set('hang')
  const response = await service.post(typed('hei', connector.serviceUrl), {
    authorization: `Bearer ${await issuer.sign(connector.serviceUrl)}`,
  })
  expect([response.status, await response.text(), response.headers.get('retry-after')]).toEqual([
    503,
    '{"error":"unavailable"}',
    '5',
  ])
})

test.each(['huge', 'html', 'empty'] as const)(
  'a publisher whose answer is %s: 503, and it recovers alone',
  async (state) => {
    issuer.set(state)
    expect(await call()).toBe(503)
    issuer.set('up')
    clock += 5_000
    expect(await call()).toBe(200)
  },
)

test('known keys go on for two days while the publisher is away, and no longer', async () => {
  expect(await call()).toBe(200)
  issuer.set('down')
  clock += 30 * hour
  expect(await call()).toBe(200)
  clock += 20 * hour
  expect(await call()).toBe(503)
})

test.each([hour, 24 * hour, 400 * 24 * hour])(
  'the clock is set back by %i ms after a fetch failed: tried again',
  async (ms) => {
    issuer.set('down')
    expect(await call()).toBe(503)
    clock -= ms
    issuer.set('up')
    expect(await call()).toBe(200)
  },
)

test('the clock is set back after a fetch: a new key is found, and what cannot be looked up is not the caller’s fault', async () => {
  expect(await call()).toBe(200)
  clock -= 2 * hour
  const before = fetches()
  expect(await call({ kid: 'new' })).toBe(401)
  expect(fetches()).toBe(before + 1)
  clock -= 2 * hour
  issuer.set('down')
  expect(await call({ kid: 'new' })).toBe(503)
})

test('an unknown key while the publisher is away is not the caller’s fault', async () => {
  expect(await call()).toBe(200)
  issuer.set('down')
  clock += 2 * minute
  expect(await call({ kid: 'new' })).toBe(503)
})

test('a token is refused once it has expired, though it was taken before', async () => {
  const authorization = `Bearer ${await issuer.sign(connector.serviceUrl)}`
  const post = async () => (await service.post(typed('hei', connector.serviceUrl), { authorization })).status
  expect(await post()).toBe(200)
  clock += hour + 6 * minute
  expect(await post()).toBe(401)
})
