import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'

/** Keys that are published, by key id, with the channels they may sign for; `null`: the field is left out. */
const ENDORSED: Record<string, string[] | null> = {
  teams: ['msteams', 'webchat'],
  webchat: ['webchat'],
  unendorsed: [],
  unmarked: null,
}

/** What may stand beside the keys that count. */
const ODD_KEYS = [
  { kty: 'EC', crv: 'P-256' },
  { kid: 'odd', kty: 'RSA', n: 'AQAB', e: 'AQAB', endorsements: null },
  null,
]

export type IssuerState = 'up' | 'plain' | 'down' | 'hang' | 'huge' | 'html' | 'empty'

export type TokenIssuer = {
  /** Settings under which a service believes this issuer and takes its own tokens here. */
  sdk: Record<string, string>
  appId: string
  issuer: string
  /** A token as Teams sends it, for `serviceUrl`; what is given replaces claims (null: left out) and header fields. */
  sign(serviceUrl: string, claims?: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>
  /** Signs with a key that nobody published, under the id of one that is. */
  signFalsely(serviceUrl: string): Promise<string>
  /** How often the keys were asked for. */
  keyFetches(): number
  /**
   * `plain`: no odd keys, which the SDK's own check stumbles over; `down`: 503; `hang`: no answer; `huge`: JSON without end;
   * the rest: 200 with something that holds no key.
   */
  set(state: IssuerState): void
  stop(): Promise<void>
}

/**
 * The Bot Framework's token service on a free loopback port: OpenID metadata, keys, and the managed-identity endpoint that
 * gives the bot its own tokens. Sets IDENTITY_ENDPOINT and IDENTITY_HEADER of this process.
 */
export async function startTokenIssuer(now: () => number = Date.now): Promise<TokenIssuer> {
  const names = Object.keys(ENDORSED)
  const pairs = new Map(await Promise.all(names.map(async (kid) => [kid, await generateKeyPair('RS256')] as const)))
  const stranger = await generateKeyPair('RS256')
  const keys = await Promise.all(
    [...pairs].map(async ([kid, { publicKey }]) => {
      const endorsements = ENDORSED[kid]
      return { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(endorsements ? { endorsements } : {}) }
    }),
  )
  let state: IssuerState = 'up'
  let fetches = 0
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0]
    if (path === '/identity') return respond(response, 200, identityToken())
    if (path === '/metadata') fetches++
    if (state === 'hang') return
    if (state === 'down') return respond(response, 503, {})
    if (state === 'html') return void response.end('<html>sign in</html>')
    if (path === '/metadata') return respond(response, 200, { jwks_uri: `${url}/keys` })
    if (state === 'huge') return pour(response)
    if (state === 'plain') return respond(response, 200, { keys })
    respond(response, 200, { keys: state === 'empty' ? [] : [...ODD_KEYS, ...keys] })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  process.env.IDENTITY_ENDPOINT = `${url}/identity`
  process.env.IDENTITY_HEADER = 'header'

  const appId = '3f1c2a90-0000-4000-8000-00000000000c'
  const issuer = `${url}/issuer`
  const claimsFor = (serviceUrl: string): JWTPayload => ({
    iss: issuer,
    aud: appId,
    nbf: Math.floor(now() / 1000) - 60,
    exp: Math.floor(now() / 1000) + 3600,
    serviceurl: serviceUrl,
  })

  return {
    appId,
    issuer,
    sdk: {
      MicrosoftAppId: appId,
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
      ToBotFromChannelOpenIdMetadataUrl: `${url}/metadata`,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotOAuthScope: `${url}/scope`,
    },
    sign: async (serviceUrl, claims = {}, header = {}) => {
      const all = { ...claimsFor(serviceUrl), ...claims }
      const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
      const protectedHeader = { alg: 'RS256', kid: 'teams', ...header }
      const pair = pairs.get(protectedHeader.kid) ?? stranger
      return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(pair.privateKey)
    },
    signFalsely: (serviceUrl) =>
      new SignJWT(claimsFor(serviceUrl)).setProtectedHeader({ alg: 'RS256', kid: 'teams' }).sign(stranger.privateKey),
    keyFetches: () => fetches,
    set: (next) => {
      state = next
    },
    stop: () =>
      new Promise((resolve) => {
        for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) delete process.env[name]
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function identityToken() {
  return { access_token: 'own-token', expires_on: `${Math.floor(Date.now() / 1000) + 86_400}`, token_type: 'Bearer' }
}

/** An answer that goes on until it is cut off. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(64 * 1024)));
  }
  response.on('drain', more)
  more()
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
