import { z } from 'zod'
import { type Edge, readInstant } from '../questionnaire/instant.ts'

/** The kinds of value a setting can have. Each takes the text of the environment; reasons never repeat that text. */

const reason = (message: string) => ({ error: message })

export const plainText = z.string()

export const port = z
  .string()
  .regex(/^\d{1,5}$/, reason('must be a port number, 0 to 65535; 0 takes any free one'))
  .transform(Number)
  .refine((value) => value <= 65_535, reason('must be a port number, 0 to 65535; 0 takes any free one'))

export const perSecond = z
  .string()
  .regex(/^\d+(\.\d+)?$/, reason('must be a number above 0, messages per second'))
  .transform(Number)
  .refine((value) => value > 0, reason('must be a number above 0, messages per second'))

/** One of the named words; upper and lower case count as the same, and the word comes out as it is written here. */
export function oneOf<const Word extends string>(...words: Word[]) {
  return z.string().transform((value, context): Word => {
    const found = words.find((word) => word.toLowerCase() === value.toLowerCase())
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: `must be ${words.join(' or ')}` })
    return z.NEVER
  })
}

const noLongerRegistered =
  'MultiTenant bots can no longer be registered: let the app be multi-tenant and the bot SingleTenant'

/** How the bot itself gets its tokens; who may use the bot is a matter of the Entra app. */
export const appType = z
  .string()
  .refine((value) => value.toLowerCase() !== 'multitenant', { error: noLongerRegistered, abort: true })
  .pipe(oneOf('SingleTenant', 'UserAssignedMSI'))

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

/** One that is fetched: fetching refuses a name or password in the address, at every try, and says nothing of it. */
export const fetchedUrl = url('http:', 'https:').refine(
  (value) => !URL.canParse(value) || new URL(value).username + new URL(value).password === '',
  reason('must hold no user name or password'),
)

/** A comma list; blanks around the items and empty items are dropped. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

export const guid = z.guid(reason('must be a GUID, as in 00000000-0000-0000-0000-000000000000'))
export const guidList = list.pipe(z.array(z.guid(reason('must be a comma list of GUIDs'))))

/** A tenant's GUID or one of its domain names. */
export const tenant = z
  .string()
  .refine(
    (value) => z.guid().safeParse(value).success || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value),
    reason('must be the tenant id, a GUID, or a domain name of the tenant'),
  )

/** Host names, each with a port if need be. */
export const hostList = list.pipe(
  z.array(
    z
      .string()
      .regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d+)?$/i, reason('must be a comma list of host names, without https://')),
  ),
)

/** One `redis://` or `rediss://` address, or several of Redis Cluster. */
export const redisUrls = list.pipe(
  z
    .array(url('redis:', 'rediss:'))
    .refine((urls) => urls.length > 0, reason('must be an address that begins with redis:// or rediss://'))
    .refine(
      (urls) => new Set(urls.map((item) => item.split(':')[0])).size === 1,
      reason('must be either redis:// or rediss:// throughout'),
    ),
)

/** Standard Webhooks' signing secret. 24 bytes is the least that specification allows. */
export const webhookSecret = z
  .string()
  .refine(
    (value) => /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value) && Buffer.from(value.slice(6), 'base64').length >= 24,
    reason('must be whsec_ and then at least 24 bytes in base64'),
  )

/** A folder's own name, so that a setting cannot point out of `dialogs/`. */
export const folderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, reason('must be the name of a folder under dialogs/'))

/** An instant in ms since 1970 UTC. A date alone is the day's beginning. */
export const opening = instant('opening')
/** An instant in ms since 1970 UTC. A date alone is the day's end: the day counts. */
export const closing = instant('closing')

function instant(edge: Edge) {
  return z.string().transform((value, context) => {
    const at = readInstant(value, edge)
    if (at !== null) return at
    context.addIssue({
      code: 'custom',
      message: 'must be ISO 8601, as in 2026-11-01T08:00; Europe/Oslo without a zone',
    })
    return z.NEVER
  })
}
