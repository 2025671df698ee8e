import { hash } from 'node:crypto'
import { importJWK, type JWTPayload, jwtVerify } from 'jose'
import type { ChannelKeys } from './channel-keys.ts'

/** The skew that the connector's documentation allows. */
const SKEW_SECONDS = 5 * 60
const ALGORITHMS = ['RS256', 'RS384', 'RS512']
/** Teams sends one token for about an hour; a thousand is far more than the channel has in use. */
const REMEMBERED_TOKENS = 1000
/** Microsoft's tokens are under 2 KB. */
const LONGEST_TOKEN = 8 * 1024

/** Who may call: tokens of `issuer` for `audience` (our app id). */
export type TokenRules = { issuer: string; audience: string; now: () => number }
/** `away`: the keys cannot be fetched. */
export type TokenVerdict = 'accepted' | 'refused' | 'away'
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
    remember(remembered, key, verified)
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

function remember(remembered: Map<string, Accepted>, hash: string, token: Accepted): void {
  const oldest = remembered.keys().next().value
  if (remembered.size >= REMEMBERED_TOKENS && oldest !== undefined) remembered.delete(oldest)
  remembered.set(hash, token)
}
