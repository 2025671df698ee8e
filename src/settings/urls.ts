import { existsSync } from 'node:fs'
import { z } from 'zod'

// The addresses a setting can hold. Each takes the text of the environment; reasons never repeat that text.

const reason = (message: string) => ({ error: message })

/** Signs of a password that end an address, or a part of it, as they stand. */
const escapes = 'in a password / ? # @ : and % are written %2F %3F %23 %40 %3A %25'

/** A URL with one of the protocols, written as in `https:`. */
export function url(...protocols: string[]) {
  const names = protocols.map((protocol) => `${protocol}//`).join(' or ')
  return z
    .string()
    .refine((value) => hasProtocol(value, protocols), reason(`must be an address that begins with ${names}`))
}

function hasProtocol(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

/** True of what is no URL, which has its own reason. */
const of = (value: string, holds: (address: URL) => boolean): boolean => !URL.canParse(value) || holds(new URL(value))

/** One that is fetched: fetching refuses a name or password in the address, at every try, and says nothing of it. */
export const fetchedUrl = url('http:', 'https:').refine(
  (value) => of(value, ({ username, password }) => username + password === ''),
  reason('must hold no user name or password'),
)

/** Where people find the pages: an address without a path, as links and `Origin` begin with it. Comes out without a last `/`. */
export const publicUrl = url('http:', 'https:')
  .refine(
    (value) => of(value, ({ username, password }) => username + password === ''),
    reason('must hold no user name or password'),
  )
  .refine(
    (value) => of(value, ({ pathname, search, hash }) => pathname === '/' && search + hash === ''),
    reason('must end after the host or port: the pages are at /svar below it'),
  )
  .transform((value) => new URL(value).origin)

/**
 * A mail server: `smtps://` speaks TLS from the first byte, `smtp://` begins in clear text and must go over to it. Only what
 * the address itself can say: options behind a `?` would be taken for what nobody reads.
 */
export const smtpUrl = url('smtp:', 'smtps:')
  .refine((value) => of(value, (address) => isWhole(address)), reason(`must name its server; ${escapes}`))
  .refine(
    (value) => of(value, ({ pathname, search, hash }) => /^\/?$/.test(pathname) && search + hash === ''),
    reason('must end after the host or port'),
  )
  .refine(
    (value) => of(value, ({ username, password }) => (username === '') === (password === '')),
    reason('must hold both a user name and a password, or neither'),
  )

/** Microsoft's addresses for several tenants, whose tokens name another issuer. */
const severalTenants = /^\/(common|organizations|consumers)(\/|$)/i

/** An OpenID issuer, as its tokens name it (OpenID Connect Discovery 1.0, section 3). */
export const issuer = fetchedUrl
  .refine((value) => !/[<>{}]/.test(value), reason('must have its place-holders filled in'))
  .refine(
    (value) => of(value, ({ search, hash }) => search + hash === ''),
    reason('must hold no ? and no #: it is the issuer that tokens name'),
  )
  .refine(
    (value) => !value.includes('/.well-known/'),
    reason('must be the issuer itself, without /.well-known/openid-configuration'),
  )
  .refine(
    (value) => of(value, ({ hostname, pathname }) => !isMicrosoft(hostname) || !severalTenants.test(pathname)),
    reason('must name your tenant: tokens never name common, organizations or consumers'),
  )

const isMicrosoft = (host: string): boolean => /(^|\.)(microsoftonline\.(com|us)|windows\.net)$/.test(host)

/** One `redis://` or `rediss://` address, or several of Redis Cluster. */
export const redisUrls = z
  .string()
  .transform((value) => value.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''))
  .pipe(
    z
      .array(
        z
          .string()
          .refine(
            (value) => hasProtocol(value, ['redis:', 'rediss:']),
            reason(`must be an address that begins with redis:// or rediss://; ${escapes}, and a comma %2C`),
          )
          .refine((value) => of(value, isWhole), reason(`must name its server; ${escapes}`))
          .refine(
            (value) => of(value, ({ pathname }) => /^(\/\d*)?$/.test(pathname)),
            reason('must end after the port, or with / and the number of the database'),
          ),
      )
      .transform((urls) => urls.map(withSmallScheme))
      .refine((urls) => urls.length > 0, reason('must be an address that begins with redis:// or rediss://'))
      .refine(
        (urls) => new Set(urls.map((item) => item.split(':')[0])).size === 1,
        reason('must be either redis:// or rediss:// throughout'),
      )
      .refine(
        (urls) => urls.length === 1 || urls.every((value) => of(value, ({ pathname }) => /^(\/0?)?$/.test(pathname))),
        reason('must name no database: a Cluster has one'),
      ),
  )

/** The driver speaks TLS for `rediss://` in small letters alone, and in clear text for any other spelling of it. */
const withSmallScheme = (value: string): string => value.replace(/^rediss?(?=:)/i, (scheme) => scheme.toLowerCase())

function isWhole({ hostname, username, password, pathname }: URL): boolean {
  return hostname !== '' && [username, password, pathname].every(isDecodable)
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** What the driver knows; any other word it would take for no TLS at all. */
const sslModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']
const sslFiles = ['sslrootcert', 'sslcert', 'sslkey']

/** The driver passes over a word of these in capitals, and takes the last of two. */
const saysTlsOnce = ({ searchParams }: URL): boolean => {
  const names = [...searchParams.keys()].filter((name) => /^ssl/i.test(name))
  return names.every((name) => name === name.toLowerCase()) && new Set(names).size === names.length
}

/** A `%` that escapes nothing, or a blank: the driver then takes every `%` for itself. */
const isMended = / |%[^a-f0-9]|%[a-f0-9][^a-f0-9]/i

/** A `postgres://` address with what the driver reads after the `?`. */
export const databaseUrl = z
  .string()
  .refine(
    (value) => hasProtocol(value, ['postgres:', 'postgresql:']),
    reason(`must be an address that begins with postgres:// or postgresql://; ${escapes}`),
  )
  .refine(
    (value) => of(value, (address) => isWhole(address) || isMended.test(value) || address.searchParams.has('host')),
    reason(`must name its server; ${escapes}`),
  )
  .refine(
    (value) => of(value, saysTlsOnce),
    reason('must have sslmode, and what goes with it, once and in small letters'),
  )
  .refine(
    (value) => of(value, ({ searchParams }) => sslModes.includes(searchParams.get('sslmode') ?? 'disable')),
    reason(`must have one of these as sslmode: ${sslModes.join(', ')}`),
  )
  .refine(
    (value) => of(value, ({ searchParams }) => sslFiles.every((name) => isThere(searchParams.get(name)))),
    reason(`names a file after ${sslFiles.join(', ')} that is not there`),
  )

const isThere = (file: string | null): boolean => file === null || existsSync(file)
