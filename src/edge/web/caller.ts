/** Who calls the pages: from which address, with which cookie, in which language, and whether it is a page of ours that posts. */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Language } from '../../questionnaire/schema.ts'

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** A cookie of ours. `__Host-`: browsers take it over TLS, or on loopback, for this host alone and all its paths. */
export type Cookie = ReturnType<typeof cookieCalled>
export const cookieCalled = (name: `__Host-${string}`, { form = /^[\w-]{43}$/, seconds = 0 } = {}) => ({
  /** What sets it: until the browser is closed, or for so many `seconds`. */
  holding: (secret: string): string => `${name}=${secret}; ${ATTRIBUTES}${seconds === 0 ? '' : `; Max-Age=${seconds}`}`,
  /** What ends it. */
  ended: `${name}=; ${ATTRIBUTES}; Max-Age=0`,
  /** What it holds; null: there is none of this form. */
  of: ({ headers: { cookie = '' } }: IncomingMessage): string | null => {
    const found = cookie
      .split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${name}=`))
    const value = found?.slice(name.length + 1) ?? ''
    return form.test(value) ? value : null
  },
  /** Whether it may hold this. */
  takes: (value: string): boolean => form.test(value),
})

/** The cookie of those who answer. */
export const { holding: sessionCookie, ended: endedCookie, of: cookieOf } = cookieCalled('__Host-kd')

/** The marks of whose answers the browser has opened, for half a year; they open nothing. */
export const knownBrowser = cookieCalled('__Host-kd-known', {
  form: /^[\w-]{22}(\.[\w-]{22}){0,7}$/,
  seconds: 180 * 24 * 3600,
})

/** What a link to let somebody in brought, until the page is read: it stands in no address then. */
export const letInCookie = cookieCalled('__Host-kd-inn', { form: /^[\w-]{1,120}\.[\w-]{22}$/, seconds: 15 * 60 })

/**
 * Whether a post comes from a page of ours: the browser says so itself, or, where it does not know how, names our own
 * origin. `publicUrl` null: our origin is where the request went.
 */
export const isFromOurPage = ({ headers }: IncomingMessage, publicUrl: string | null): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin !== undefined && headers.origin === (publicUrl ?? `http://${headers.host}`)
}

/** Whether two texts are the same, told in a time that does not tell how much of them is. */
export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Tells a request's address; `X-Forwarded-For` counts only as far as trusted proxies have written it. */
export const addressTeller = (trusted: readonly string[]): ((request: IncomingMessage) => string) => {
  const proxies = new BlockList()
  for (const one of trusted) {
    const [address = '', bits] = one.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    proxies.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  const isTrusted = (address: string): boolean => {
    const family = isIP(address)
    return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
  return ({ socket, headers }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
    let address = socket.remoteAddress ?? ''
    for (const before of forwarded.map((one) => one.trim()).reverse()) {
      if (!isTrusted(address) || isIP(before) === 0) break
      address = before
    }
    return address
  }
}

/** What the address asks for behind the path. */
export const queryOf = ({ url = '/' }: Pick<IncomingMessage, 'url'>): URLSearchParams =>
  new URL(url, 'http://localhost').searchParams

/** The language form that the address asks for, or else the browser; bokmål where neither says. */
export const languageAsked = (request: IncomingMessage): Language => {
  const asked = queryOf(request).get('lang')
  if (asked === 'nn' || asked === 'nb') return asked
  return /^\s*nn\b/i.test(request.headers['accept-language'] ?? '') ? 'nn' : 'nb'
}
