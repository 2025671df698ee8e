/** The bot's own token is not to be had: that is our credentials and no wish of Teams', it is seen, and it passes. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTeams, type Teams } from '../../../src/edge/teams/channel.ts'

let identity: Server
/** What the managed identity's endpoint answers. */
let answer: { status: number; body: object }
let clock = Date.now()
const heard: (string | null)[] = []
let teams: Teams

const token = { access_token: 'own', expires_on: `${Math.floor(Date.now() / 1000) + 86_400}`, token_type: 'Bearer' }
const sdk = {
  MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
}

beforeAll(async () => {
  identity = createServer((_, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve))
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/identity`
  process.env.IDENTITY_HEADER = 'header'
  teams = openTeams(
    { appId: sdk.MicrosoftAppId, sdk, allowedServiceHosts: ['127.0.0.1'] },
    {
      ...{ words: () => '', personIdOf: () => 'p', onFault: () => undefined, onOutcome: () => undefined },
      ...{ now: () => clock, onToken: (code) => heard.push(code) },
    },
  )
})
afterAll(async () => {
  await teams?.close()
  identity?.close()
})

const reference = {
  ...{ serviceUrl: 'http://127.0.0.1:1/', conversationId: 'c', userId: 'u', botId: 'b', channelId: 'msteams' },
  tenantId: sdk.MicrosoftAppTenantId,
}
const say = () => teams.channel.send(reference, { type: 'text', language: 'nb', text: 'Hei' })

test('refused: said once, unready, and a message is not sent for want of credentials', async () => {
  answer = { status: 400, body: { error: 'invalid_request', error_description: 'Identity not found' } }
  expect(await say()).toEqual({ kind: 'credentials', status: null, code: 'token' })
  expect(await teams.hasToken()).toBe(false)
  expect(await say()).toMatchObject({ kind: 'credentials' })
  expect(heard).toEqual(['invalid_request'])
  expect(heard.join()).not.toContain('Identity not found')
})

test('mended: ready again without anybody writing, and said once', async () => {
  answer = { status: 200, body: token }
  expect(await teams.hasToken(), 'not asked so soon').toBe(false)
  clock += 11_000
  await expect.poll(() => teams.hasToken()).toBe(true)
  expect(heard.slice(1)).toEqual([null])
  // The connector is not there; the token is no longer what is lacking.
  expect(await say()).toMatchObject({ kind: 'later', code: 'no_connection' })
})
