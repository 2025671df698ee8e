import { Counter, Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listener, startOps } from '../../../src/edge/http/server.ts'

const metrics = new Registry()
const turns = new Counter({ name: 'kommunedialog_turns_total', help: 'Turns.', registers: [metrics] })
let health: () => Promise<{ ready: boolean }>
let ops: Listener

beforeAll(async () => {
  ops = await startOps({ host: '127.0.0.1', port: 0 }, { metrics, health: () => health() })
})
afterAll(() => ops.stop(100))
const get = async (path: string, method = 'GET') => {
  const response = await fetch(`${ops.url}${path}`, { method })
  return [response.status, await response.text()]
}

test('metrics are in the Prometheus text format', async () => {
  turns.inc(3)
  const response = await fetch(`${ops.url}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain')
  expect(await response.text()).toContain('kommunedialog_turns_total 3')
})

test('health says each dependency, and the status says the whole', async () => {
  health = async () => ({ ready: true, redis: 'up' })
  expect(await get('/health')).toEqual([200, '{"ready":true,"redis":"up"}'])
  expect(await get('/readyz')).toEqual([200, ''])
  health = async () => ({ ready: false, redis: 'away' })
  expect(await get('/health')).toEqual([503, '{"ready":false,"redis":"away"}'])
  expect(await get('/readyz')).toEqual([503, ''])
})

test('the state can be asked for without a body', async () => {
  health = async () => ({ ready: false })
  expect(await get('/readyz', 'HEAD')).toEqual([503, ''])
  expect(await get('/health', 'HEAD')).toEqual([503, ''])
})

test('a check that fails is not ready; the process is alive all the same', async () => {
  health = async () => {
    throw new Error('secret')
  }
  expect(await get('/health')).toEqual([503, '{"error":"unavailable"}'])
  expect(await get('/healthz')).toEqual([200, '{"ready":false}'])
})

test('nothing else is served', async () => {
  expect(await get('/')).toEqual([404, '{"error":"not_found"}'])
  expect(await get('/metrics', 'POST')).toEqual([405, '{"error":"method_not_allowed"}'])
})
