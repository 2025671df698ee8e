import { hash } from 'node:crypto'
import { importJWK, type JWTPayload, jwtVerify } from 'jose'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { isWithin } from '../../app/steady.ts'
import { remember } from '../../memory.ts'

/** The skew that the connector's documentation allows. */
const SKEW_SECONDS = 5 * 60
const ALGORITHMS = ['RS256', 'RS384', 'RS512']
/** Teams sends one token for about an hour; a thousand is far more than the channel has in use. */
const REMEMBERED_TOKENS = 1000
/** Microsoft's tokens are under 2 KB. */
const LONGEST_TOKEN = 8 * 1024

/** Who may call: tokens of `issuer` for `audience` (our app id). */
type TokenRules = { issuer: string; audience: string; now: () => number }
/** `away`: the keys cannot be fetched. */
type TokenVerdict = 'accepted' | 'refused' | 'away'
export type TokenCheck = (
  authorization: string,
  call: { serviceUrl: string; channelId: string },
) => Promise<TokenVerdict>

type Accepted = { expiresAt: number; serviceUrl: string; endorsements: string[] }

/**
 * Checks the connector's bearer token as the Bot Framework demands: issuer, audience, signature by a published key,
 * `exp` present and not passed, `nbf`, claim `serviceurl` equal to the activity's, key endorsed for the channel.
 * A verified token is remembered by its hash until it expires; service URL and channel are compared each time.
 */
export function createTokenCheck(keys: ChannelKeys, rules: TokenRules): TokenCheck {
  const remembered = new Map<string, Accepted>()

  return async function check(authorization, call) {
    const token = bearerToken(authorization)
    if (token === null) return 'refused'
    const key = hash('sha256', token, 'base64')
    const known = remembered.get(key)
    if (known && known.expiresAt > rules.now()) return fits(known, call)
    const verified = await verify(token, keys, rules)
    if (typeof verified === 'string') return verified
    remember(remembered, key, verified, REMEMBERED_TOKENS)
    return fits(verified, call)
  }
}

function bearerToken(authorization: string): string | null {
  const match = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)
  return match?.[1] && match[1].length <= LONGEST_TOKEN ? match[1] : null
}

function fits(token: Accepted, call: { serviceUrl: string; channelId: string }): TokenVerdict {
  // A key without endorsements may sign for no channel, where the SDK takes it to sign for all.
  return token.serviceUrl === call.serviceUrl && token.endorsements.includes(call.channelId) ? 'accepted' : 'refused'
}

async function verify(token: string, keys: ChannelKeys, rules: TokenRules): Promise<Accepted | 'refused' | 'away'> {
  const claimed = headerOf(token)
  if (claimed === null) return 'refused'
  const found = await keys.find(claimed.kid)
  if (found.type !== 'found') return found.type === 'away' ? 'away' : 'refused'
  try {
    const { kid: _kid, endorsements, ...jwk } = found.key
    const key = await importJWK({ ...jwk, kty: 'RSA' }, claimed.alg)
    const { payload } = await jwtVerify(token, key, {
      algorithms: ALGORITHMS,
      issuer: rules.issuer,
      audience: rules.audience,
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ['exp', 'serviceurl'],
      currentDate: new Date(rules.now()),
    })
    return accepted(payload, endorsements)
  } catch {
    return 'refused'
  }
}

function accepted(payload: JWTPayload, endorsements: string[]): Accepted | 'refused' {
  const serviceUrl = payload.serviceurl
  if (typeof payload.exp !== 'number' || typeof serviceUrl !== 'string') return 'refused'
  return { expiresAt: (payload.exp + SKEW_SECONDS) * 1000, serviceUrl, endorsements }
}

/** Unverified; serves only to choose the key. Null when it is no JSON, or names no key or no algorithm of ours. */
function headerOf(token: string): { kid: string; alg: string } | null {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8'))
    if (typeof header !== 'object' || header === null || !('kid' in header) || !('alg' in header)) return null
    const { kid, alg } = header
    return typeof kid === 'string' && typeof alg === 'string' && ALGORITHMS.includes(alg) ? { kid, alg } : null
  } catch {
    return null
  }
}

/** Microsoft asks for a refresh once a day; keys older than two days are no longer believed. */
const FRESH_MS = 24 * 3_600_000
const BELIEVED_MS = 2 * FRESH_MS
/** An unknown key id leads to at most one fetch a minute, so that false tokens cannot make us a flood. */
const UNKNOWN_KEY_MS = 60_000
/** After a failed fetch nobody asks again for this long. */
const PAUSE_AFTER_FAILURE_MS = 2_000
/** A turn has 5 s in all. */
const FETCH_TIMEOUT_MS = 3_000
const LARGEST_BYTES = 1024 * 1024

const metadata = z.object({ jwks_uri: z.url() })
const keySet = z.object({ keys: z.array(z.unknown()) })
const rsaKey = z.looseObject({
  kid: z.string().min(1),
  kty: z.literal('RSA'),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).default([]),
})

/** A published RSA key and the channels it may sign for. */
type ChannelKey = { kid: string; n: string; e: string; endorsements: string[] }
/** `unknown`: no such key is published. `away`: the keys cannot be fetched, which is not the caller's fault. */
type KeyLookup = { type: 'found'; key: ChannelKey } | { type: 'unknown' } | { type: 'away' }
type ChannelKeys = { find(kid: string): Promise<KeyLookup>; close(): Promise<void> }

/**
 * The channel's signing keys, from an OpenID metadata document. One fetch at a time whoever asks; bounded in time; old
 * keys serve for two days while the publisher is away. `now` gives ms since 1970 UTC.
 */
export function createChannelKeys(metadataUrl: string, now: () => number): ChannelKeys {
  const agent = new Agent({ connections: 2, maxResponseSize: LARGEST_BYTES })
  let keys = new Map<string, ChannelKey>()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  async function refresh(): Promise<void> {
    try {
      keys = await fetchKeys(agent, metadataUrl)
      fetchedAt = now()
      failedAt = Number.NEGATIVE_INFINITY
    } catch {
      failedAt = now()
    }
  }

  function refreshOnce(): Promise<void> {
    if (isWithin(PAUSE_AFTER_FAILURE_MS, failedAt, now())) return Promise.resolve()
    running ??= refresh().finally(() => {
      running = null
    })
    return running
  }

  async function find(kid: string): Promise<KeyLookup> {
    const isOld = (ms: number) => !isWithin(ms, fetchedAt, now())
    if (isOld(FRESH_MS) || (!keys.has(kid) && isOld(UNKNOWN_KEY_MS))) await refreshOnce()
    if (now() - fetchedAt > BELIEVED_MS) return { type: 'away' }
    const key = keys.get(kid)
    if (key) return { type: 'found', key }
    // The key may be new and the publisher away: then nobody can say that it is unknown.
    return Number.isFinite(failedAt) && isOld(UNKNOWN_KEY_MS) ? { type: 'away' } : { type: 'unknown' }
  }

  return { find, close: () => agent.destroy() }
}

async function fetchKeys(agent: Agent, metadataUrl: string): Promise<Map<string, ChannelKey>> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS)
  const { jwks_uri } = metadata.parse(await fetchJson(agent, metadataUrl, signal))
  if (metadataUrl.startsWith('https:') && !jwks_uri.startsWith('https:')) throw new Error('keys offered without TLS')
  const { keys } = keySet.parse(await fetchJson(agent, jwks_uri, signal))
  const usable = new Map<string, ChannelKey>()
  for (const published of keys) {
    // A key of another kind says nothing about those beside it.
    const { success, data } = rsaKey.safeParse(published)
    if (success) usable.set(data.kid, { kid: data.kid, n: data.n, e: data.e, endorsements: data.endorsements })
  }
  if (usable.size === 0) throw new Error('no key that can be used')
  return usable
}

async function fetchJson(agent: Agent, url: string, signal: AbortSignal): Promise<unknown> {
  const response = await request(url, { dispatcher: agent, signal })
  if (response.statusCode !== 200) {
    await response.body.dump()
    throw new Error(`keys answered ${response.statusCode}`)
  }
  return response.body.json()
}

/** Microsoft's connector hosts for Teams: worldwide, GCC, GCC High and DoD. */
const MICROSOFT_HOSTS = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
])

/** Where conversations of GCC tenants are, for whoever is refused with `InvalidBotApiHost` (Teams, conversation messages). */
export const GCC_SERVICE_URL = 'https://smba.infra.gcc.teams.microsoft.com/teams'

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Longest service URL taken; Microsoft's are under 80 characters. */
const LONGEST_URL = 500

/**
 * Whether the bot may call this connector. Microsoft's hosts by https on the usual port; `extra` hosts (lower case, with
 * or without a port) by https, and by http where they are loopback. Anything that is not a plain URL is refused.
 */
export function isAllowedService(serviceUrl: unknown, extra: readonly string[]): serviceUrl is string {
  if (typeof serviceUrl !== 'string' || serviceUrl.length > LONGEST_URL || !URL.canParse(serviceUrl)) return false
  const url = new URL(serviceUrl)
  if (url.username || url.password || url.search || url.hash) return false
  if (url.protocol === 'https:' && url.port === '' && MICROSOFT_HOSTS.has(url.hostname)) return true
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname))
  return secure && (extra.includes(url.hostname) || extra.includes(url.host))
}
