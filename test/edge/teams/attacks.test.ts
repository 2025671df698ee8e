import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.ts'
import { typed } from './activities.ts'
import { echoTurn, type Service, startService } from './service.ts'

let issuer: TokenIssuer
let connector: LoopbackConnector
let service: Service
let turns = 0

beforeAll(async () => {
  issuer = await startTokenIssuer()
  connector = await startLoopbackConnector()
  const settings = { appId: issuer.appId, sdk: issuer.sdk, allowedServiceHosts: ['127.0.0.1'] }
  service = await startService(settings, (teams) => {
    const echo = echoTurn(teams)
    return (envelope) => {
      turns++
      return echo(envelope)
    }
  })
})
afterAll(async () => {
  await service.stop()
  await connector.stop()
  await issuer.stop()
})

const hour = 3600
const seconds = () => Math.floor(Date.now() / 1000)
const at = () => connector.serviceUrl
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The answer to a typed text with this header and these changes to the activity. */
async function attack(authorization: string | null, changes: Record<string, unknown> = {}) {
  const response = await service.post(typed('hei', at(), changes), authorization === null ? {} : { authorization })
  return [response.status, await response.text()]
}

test('a valid call is taken, and the answer carries our own token', async () => {
  expect(await attack(`Bearer ${await issuer.sign(at())}`)).toEqual([200, ''])
  await connector.delivers(1)
  expect(connector.delivered[0]?.authorization).toBe('Bearer own-token')
})

describe('401 with one text, and no turn, for a token that', () => {
  const tokens: [string, () => Promise<string> | string][] = [
    ['is garbage', () => 'x.y.z'],
    ['has no dots', () => 'garbage'],
    ['has a header that is no JSON', () => `${Buffer.from('{').toString('base64url')}.e30.e30`],
    ['has another issuer', () => issuer.sign(at(), { iss: 'https://api.botframework.com.evil' })],
    ['has another audience', () => issuer.sign(at(), { aud: 'another-app' })],
    ['has no audience', () => issuer.sign(at(), { aud: null })],
    ['expired over five minutes ago', () => issuer.sign(at(), { exp: seconds() - 301 })],
    ['never expires', () => issuer.sign(at(), { exp: null })],
    ['expires in words', () => issuer.sign(at(), { exp: 'tomorrow' })],
    ['begins later', () => issuer.sign(at(), { nbf: seconds() + hour })],
    ['names another service URL', () => issuer.sign('https://smba.trafficmanager.net/emea/')],
    ['names the service URL without its slash', () => issuer.sign(at().slice(0, -1))],
    ['names no service URL', () => issuer.sign(at(), { serviceurl: null })],
    ['has an unknown key id', () => issuer.sign(at(), {}, { kid: 'stranger' })],
    ['has a bad signature', () => issuer.signFalsely(at())],
    ['is signed by a key endorsed for another channel', () => issuer.sign(at(), {}, { kid: 'webchat' })],
    ['is signed by a key endorsed for none', () => issuer.sign(at(), {}, { kid: 'unendorsed' })],
    ['is signed by a key without endorsements', () => issuer.sign(at(), {}, { kid: 'unmarked' })],
    ['is of the emulator kind', () => emulatorToken()],
    ['has no key id', async () => unsigned({ alg: 'RS256' })],
    ['has alg none', async () => unsigned({ alg: 'none', kid: 'teams' })],
    [
      'is HS256',
      () =>
        new SignJWT({ iss: issuer.issuer }).setProtectedHeader({ alg: 'HS256', kid: 'teams' }).sign(new Uint8Array(32)),
    ],
    ['is 10 KB', () => issuer.sign(at(), { padding: 'x'.repeat(7_500) })],
  ]
  test.each(tokens)('%s', async (_name, token) => {
    const before = turns
    expect(await attack(`Bearer ${await token()}`)).toEqual([401, '{"error":"unauthorized"}'])
    expect(turns).toBe(before)
  })

  async function unsigned(header: object): Promise<string> {
    const [, payload] = (await issuer.sign(at())).split('.')
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${'alg' in header && header.alg === 'none' ? '' : 'AAAA'}`
  }

  function emulatorToken(): Promise<string> {
    const tenant = 'd6d49420-f39b-4df7-a1dc-d59a935871db'
    return issuer.sign(at(), {
      iss: `https://sts.windows.net/${tenant}/`,
      appid: issuer.appId,
      tid: tenant,
      ver: '1.0',
    })
  }
})

describe('401 with one text, and no turn, for', () => {
  const calls: [string, () => Promise<unknown>][] = [
    ['no token', () => attack(null)],
    ['an empty header', () => attack('')],
    ['another scheme', async () => attack(`Basic ${await issuer.sign(at())}`)],
    ['two tokens', async () => attack(`Bearer ${await issuer.sign(at())} x`)],
    ['no channel', async () => attack(`Bearer ${await issuer.sign(at())}`, { channelId: undefined })],
    ['an empty channel', async () => attack(`Bearer ${await issuer.sign(at())}`, { channelId: '' })],
    [
      'another channel, though the key is endorsed for it',
      async () => attack(`Bearer ${await issuer.sign(at())}`, { channelId: 'webchat' }),
    ],
    ['the emulator', async () => attack(`Bearer ${await issuer.sign(at())}`, { channelId: 'emulator' })],
    ['the AseChannel', async () => attack(`Bearer ${await issuer.sign(at())}`, { channelId: 'AseChannel' })],
    ['no service URL', async () => attack(`Bearer ${await issuer.sign(at())}`, { serviceUrl: undefined })],
    ['a service URL that is a list', async () => attack(`Bearer ${await issuer.sign(at())}`, { serviceUrl: [at()] })],
    [
      'a service URL off the allow-list, though the token names it',
      async () =>
        attack(`Bearer ${await issuer.sign('https://evil.example/')}`, { serviceUrl: 'https://evil.example/' }),
    ],
    ['an empty activity', async () => told(await service.post({}, bearer(await issuer.sign(at()))))],
    ['a list', async () => told(await service.post([], bearer(await issuer.sign(at()))))],
    ['null', async () => told(await service.post('null', bearer(await issuer.sign(at()))))],
  ]
  const told = async (response: Response) => [response.status, await response.text()]
  test.each(calls)('%s', async (_name, call) => {
    const before = turns
    expect(await call()).toEqual([401, '{"error":"unauthorized"}'])
    expect(turns).toBe(before)
  })
})

test('a token that was taken before is still refused for another service URL and another channel', async () => {
  const token = await issuer.sign(at())
  expect((await attack(`Bearer ${token}`))[0]).toBe(200)
  expect((await attack(`Bearer ${token}`, { serviceUrl: 'https://smba.trafficmanager.net/emea/' }))[0]).toBe(401)
  expect((await attack(`Bearer ${token}`, { channelId: 'webchat' }))[0]).toBe(401)
  expect((await attack(`Bearer ${token}`))[0]).toBe(200)
})

test('a token within the five minutes of skew is taken', async () => {
  expect((await attack(`Bearer ${await issuer.sign(at(), { exp: seconds() - 240 })}`))[0]).toBe(200)
})
