/**
 * Signing in at the issuer: OpenID Connect code flow with PKCE. What the issuer says of itself, and its keys, is asked for
 * anew each time: an administrator signs in a few times a day, and keys that were changed count at once.
 */

import * as oidc from 'openid-client'
import { z } from 'zod'
import type { SignIn, SignInResult } from '../../../app/web/admin-ports.ts'

/** As of API tokens: clocks that are this much apart are no fault. */
const CLOCK_SKEW_S = 60
const TIMEOUT_S = 5

/** What an ID token says. `roles` are app roles of the registration; `tid` and `oid` are Entra's. */
const claims = z.object({
  sub: z.string().min(1).max(200),
  tid: z.guid().optional(),
  oid: z.guid().optional(),
  name: z.string().max(200).optional(),
  roles: z.union([z.string(), z.array(z.string())]).default([]),
})

const ROLES = { 'Survey.Admin': 'administrator', 'Survey.Analyst': 'analyst' } as const

type Client = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Clear text to the issuer: on loopback outside of production alone. */
  insecure: boolean
  /** ms since 1970 UTC. */
  now(): number
}

/** Connects to nobody yet. */
export const createSignIn = ({ issuer, clientId, clientSecret, insecure, now }: Client): SignIn => {
  const configured = async (): Promise<oidc.Configuration> => {
    const metadata = {
      client_secret: clientSecret,
      [oidc.clockTolerance]: CLOCK_SKEW_S,
      [oidc.clockSkew]: Math.round((now() - Date.now()) / 1000),
    }
    const execute = insecure ? [oidc.allowInsecureRequests] : []
    const options = { execute: [...execute, oidc.enableNonRepudiationChecks], timeout: TIMEOUT_S }
    return await oidc.discovery(new URL(issuer), clientId, metadata, undefined, options)
  }
  return {
    begin: async ({ to, redirectUri, silent, language }) => {
      try {
        const config = await configured()
        const verifier = oidc.randomPKCECodeVerifier()
        const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, to, silent }
        const url = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          state: pending.state,
          nonce: pending.nonce,
          code_challenge_method: 'S256',
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          ui_locales: language,
          ...(silent ? { prompt: 'none' } : {}),
        })
        return { url: url.href, pending }
      } catch {
        return null
      }
    },
    finish: async (url, { state, nonce, verifier, silent }) => {
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await oidc.authorizationCodeGrant(await configured(), url, checks)
        const read = claims.safeParse(tokens.claims())
        if (!read.success) return { type: 'refused', why: 'invalid' }
        const { sub: subject, tid: tenantId = null, oid: objectId = null, name = null, roles } = read.data
        const said = typeof roles === 'string' ? [roles] : roles
        const claimed = Object.entries(ROLES).flatMap(([claim, role]) => (said.includes(claim) ? [role] : []))
        return { type: 'signed_in', who: { subject, tenantId, objectId, name }, claimed }
      } catch (error) {
        return { type: 'refused', why: whyOf(error, silent) }
      }
    },
    endUrl: async (back) => {
      try {
        const config = await configured()
        if (config.serverMetadata().end_session_endpoint === undefined) return null
        return oidc.buildEndSessionUrl(config, { client_id: clientId, post_logout_redirect_uri: back }).href
      } catch {
        return null
      }
    },
  }
}

type Why = Extract<SignInResult, { type: 'refused' }>['why']

/** What the issuer answers when the person would have to be asked (OpenID Connect Core 1.0, section 3.1.2.6). */
const PROMPTS = new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])

const whyOf = (error: unknown, silent: boolean): Why => {
  if (error instanceof oidc.AuthorizationResponseError)
    return silent && PROMPTS.has(error.error) ? 'prompt' : error.error === 'access_denied' ? 'denied' : 'invalid'
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? 'away' : 'invalid'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock'
  return /^(OAUTH_JWT|OAUTH_INVALID|OAUTH_KEY|OAUTH_JSON|OAUTH_UNSUPPORTED)/.test(code) ? 'invalid' : 'away'
}
