/** Why the bot has no token of its own, from what the SDK's several clients throw. */

/** OAuth 2.0 (RFC 6749, section 5.2) as MSAL hands it on, and what MSAL says of a certificate that it cannot use. */
const REFUSALS = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_client_credential',
  'thumbprint_missing_from_client_certificate',
  'key_id_missing',
])

export type TokenFault = {
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
