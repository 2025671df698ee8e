import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { isWithin } from '../../app/steady.ts'

export type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
export type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>

/** Azure's own client tries for minutes when its endpoint is gone. */
const TIMEOUT_MS = 10_000
/** The SDK gives a token with at least five minutes left; asking it every time costs more than the rest of a send. */
const KEPT_MS = 60_000
/** Whoever watches asks often; the credentials are tried no more often than this after a refusal. */
const AGAIN_MS = 10_000
/** A probe does not wait for Entra: what was known before counts then. */
const PROBE_MS = 1_000

export type OwnToken = {
  /** The token, for a call. Rejects when there is none to be had; nothing was sent then. */
  take(connector: ConnectorClient): Promise<string>
  /** Whether there was one to be had when it was last asked for; asks when that is long ago. Within about 1 s. Never rejects. */
  isToBeHad(connector: () => Promise<ConnectorClient>): Promise<boolean>
}

/** `onChange` hears of the first refusal with its code, and, with null, of the first token after it. */
export type OnToken = (code: string | null) => void

/**
 * The bot's own token from the SDK's credentials: taken once for all who wait, and in bounded time, where the SDK does
 * neither.
 */
export function createOwnToken(now: () => number, onChange: OnToken): OwnToken {
  let kept = { token: '', until: Number.NEGATIVE_INFINITY }
  let failedAt: number | null = null
  let taking: Promise<string> | null = null
  /** A clock that was set back makes nothing last longer. */
  const isKept = () => now() < kept.until && kept.until - now() <= KEPT_MS

  async function ask(connector: ConnectorClient): Promise<string> {
    try {
      const token = await inTime(connector)
      kept = { token, until: now() + KEPT_MS }
      if (failedAt !== null) onChange(null)
      failedAt = null
      return token
    } catch (error) {
      if (failedAt === null) onChange(tokenFaultOf(error).detail)
      failedAt = now()
      throw error
    }
  }

  const take = (connector: ConnectorClient): Promise<string> => {
    if (isKept()) return Promise.resolve(kept.token)
    taking ??= ask(connector).finally(() => {
      taking = null
    })
    return taking
  }

  return {
    take,
    isToBeHad: async (connector) => {
      if (isKept()) return true
      if (failedAt !== null && isWithin(AGAIN_MS, failedAt, now())) return false
      const before = failedAt === null && kept.token !== ''
      const asked = connector()
        .then(take)
        .then(
          () => true,
          () => false,
        )
      return await within(PROBE_MS, asked, before)
    },
  }
}

function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms)
    work.then(resolve).finally(() => clearTimeout(timer))
  })
}

function inTime({ credentials }: ConnectorClient): Promise<string> {
  if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') {
    return Promise.reject(new Error('the SDK’s credentials give no token'))
  }
  const taken: Promise<string> = credentials.getToken()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no own token in time')), TIMEOUT_MS)
    taken.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

// Why the bot has no token of its own, from what the SDK's several clients throw.

/** OAuth 2.0 (RFC 6749, section 5.2) as MSAL hands it on, and what MSAL says of a certificate that it cannot use. */
const REFUSALS = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_client_credential',
  'thumbprint_missing_from_client_certificate',
  'key_id_missing',
])

type TokenFault = {
  /** `token_refused`: asking again does not help until the settings are changed. `token`: it may. */
  code: 'token_refused' | 'token'
  /** The neighbour's own code, such as `invalid_client` or `ENOTFOUND`, and Entra's number; never its text. */
  detail: string
}

/** Of anything that was thrown while a token was asked for. */
export function tokenFaultOf(error: unknown): TokenFault {
  const [errorCode, code, number] = ['errorCode', 'code', 'errorNo'].map((name) => fieldOf(error, name))
  const isOurKey = /^ERR_(OSSL|CRYPTO)/.test(code ?? '')
  const isRefused = REFUSALS.has(errorCode ?? '') || isOurKey
  const own = errorCode ?? code ?? managedIdentityCode(error) ?? fieldOf(error, 'name') ?? 'unknown'
  return { code: isRefused ? 'token_refused' : 'token', detail: number == null ? own : `${own} ${number}` }
}

/** Azure's client tries all that it knows, one after another, and has the one answer that counts in the middle of a text. */
function managedIdentityCode(error: unknown): string | null {
  const all: unknown[] = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const texts = all.map((one) => (one instanceof Error ? one.message : ''))
  const code = texts.map((text) => /^ManagedIdentityCredential: .*?Message (\w{1,60})/.exec(text)?.[1])
  return code.find((one) => one !== undefined) ?? null
}

function fieldOf(error: unknown, name: string): string | null {
  const value = typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : null
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const code = String(value).replace(/[^\w.-]/g, '')
  return code.slice(0, 60) || null
}
