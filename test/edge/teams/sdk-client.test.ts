import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TeamsAdapter, TeamsAuthentication } from '../../../src/edge/teams/bot.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { HANGS_MS } from '../../support/patience.ts'
import { openSettings } from './service.ts'

let connector: LoopbackConnector
let authentication: TeamsAuthentication
let adapter: TeamsAdapter

beforeAll(async () => {
  connector = await startLoopbackConnector()
  authentication = new TeamsAuthentication(openSettings, { callTimeoutMs: HANGS_MS })
  adapter = new TeamsAdapter(authentication)
})
beforeEach(() => {
  connector.behave()
  connector.clear()
})
afterAll(async () => {
  await authentication.close()
  await connector.stop()
})

const send = async (through = adapter) => {
  const { conversations } = await through.connector(connector.serviceUrl)
  return conversations.sendToConversation('a:1', { type: 'message', text: 'hei' })
}

test('the SDK’s own client reaches the connector', async () => {
  expect(await send()).toMatchObject({ id: expect.stringMatching(/^m\d+$/) })
})

test.each([
  [{ type: 'status' as const, status: 502 }, { status: 502 }],
  [
    { type: 'status' as const, status: 429, retryAfter: '60' },
    { status: 429, retryAfterMs: 60_000 },
  ],
  [
    { type: 'reset' as const, taken: true },
    { status: null, reason: 'broken' },
  ],
])('%j is not retried by the SDK, nor waited for', async (fault, expected) => {
  connector.misbehave(fault, 'always')
  await expect(send()).rejects.toMatchObject(expected)
  expect(connector.calls).toHaveLength(1)
})

test('a call that hangs is given up, and not made again', async () => {
  const hasty = new TeamsAuthentication(openSettings, { callTimeoutMs: 200 })
  connector.misbehave({ type: 'hang' }, 'always')
  await expect(send(new TeamsAdapter(hasty))).rejects.toMatchObject({ status: null, reason: 'timeout' })
  // Taken by the connector or not yet: a second one would be a retry.
  expect(connector.calls.length).toBeLessThanOrEqual(1)
  await hasty.close()
})

test('clients are kept, one per service URL, and only of allowed ones', async () => {
  expect(await adapter.connector(connector.serviceUrl)).toBe(await adapter.connector(connector.serviceUrl))
  await expect(adapter.connector('https://evil.example/')).rejects.toThrow('allow-list')
})

test('the SDK’s own checks of inbound calls are out of reach', () => {
  expect(() => authentication.authenticateRequest()).toThrow()
  expect(() => authentication.authenticateStreamingRequest()).toThrow()
  expect(() => authentication.authenticateChannelRequest()).toThrow()
})
