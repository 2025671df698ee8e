/** Administrators' tokens: signed by the issuer of the settings, for us, in time, with a role. */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { isWithin } from '../../../app/steady.ts'

/** `Survey.Admin` sees status and persons and reminds; `Survey.Analyst` sees status and answers. */
export const tokenRoles = ['Survey.Admin', 'Survey.Analyst'] as const
export type TokenRole = (typeof tokenRoles)[number]
export type Caller = { actor: string; roles: TokenRole[] }
export type TokenVerdict =
  | { type: 'accepted'; caller: Caller }
  | { type: 'refused' }
  /** The issuer's keys cannot be fetched: not the caller's fault. */
  | { type: 'away' }
export type TokenVerifier = (authorization: string | undefined) => Promise<TokenVerdict>

/** Asymmetric only: a symmetric one would make everybody who verifies a signer. */
const ALGORITHMS = ['RS256', 'ES256']
const CLOCK_SKEW_S = 60
const FETCH_TIMEOUT_MS = 3_000
/** After a failed discovery nobody asks again for this long. */
const PAUSE_AFTER_FAILURE_MS = 5_000
const LONGEST_TOKEN = 16_384

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url() })
/** One of `oid` and `sub` must say who it is: the audit trail needs a name. */
const claims = z
  .object({
    sub: z.string().min(1).max(200).optional(),
    oid: z.string().min(1).max(100).optional(),
    roles: z.union([z.string(), z.array(z.string())]).default([]),
  })
  .transform(({ sub, oid, roles }, context) => {
    const who = oid ?? sub
    if (who === undefined) context.addIssue({ code: 'custom', message: 'nobody' })
    return { who: who ?? '', roles: typeof roles === 'string' ? [roles] : roles }
  })

type Keys = ReturnType<typeof createRemoteJWKSet>

/** `now`: ms since 1970 UTC. Connects at the first token. */
export const createTokenVerifier = (
  { issuer, audience }: { issuer: string; audience: string },
  now: () => number,
): TokenVerifier => {
  const discovered = discovery(issuer, now)
  return async (authorization) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined || token.length > LONGEST_TOKEN) return { type: 'refused' }
    const keys = await discovered()
    if (keys === null) return { type: 'away' }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_SKEW_S,
        currentDate: new Date(now()),
      })
      const read = claims.safeParse(payload)
      return read.success ? { type: 'accepted', caller: callerOf(read.data) } : { type: 'refused' }
    } catch (error) {
      return isAway(error) ? { type: 'away' } : { type: 'refused' }
    }
  }
}

const callerOf = ({ who, roles }: z.output<typeof claims>): Caller => ({
  actor: `api:${who}`,
  roles: tokenRoles.filter((role) => roles.includes(role)),
})

/** Everything that is not a judgement on the token is a fault on the way to the keys. */
const isAway = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC'

/** One fetch at a time; the metadata must name the issuer we asked. */
const discovery = (issuer: string, now: () => number): (() => Promise<Keys | null>) => {
  let found: Keys | null = null
  let running: Promise<Keys | null> | null = null
  let failedAt = Number.NEGATIVE_INFINITY
  const look = async (): Promise<Keys | null> => {
    try {
      const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
      const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
      const read = metadata.parse(await response.json())
      const uri = new URL(read.jwks_uri)
      // Plain http only where the issuer itself is: development on loopback.
      const isSafe = uri.protocol === 'https:' || uri.protocol === new URL(issuer).protocol
      if (!response.ok || read.issuer !== issuer || !isSafe) throw new Error('not the metadata of the issuer')
      found = createRemoteJWKSet(uri, { timeoutDuration: FETCH_TIMEOUT_MS })
    } catch {
      failedAt = now()
    }
    return found
  }
  return () => {
    if (found !== null) return Promise.resolve(found)
    if (isWithin(PAUSE_AFTER_FAILURE_MS, failedAt, now())) return Promise.resolve(null)
    running ??= look().finally(() => {
      running = null
    })
    return running
  }
}
