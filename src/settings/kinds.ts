import { createPrivateKey } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { type Edge, readInstant } from '../questionnaire/wave.ts'

// The kinds of value a setting can have. Each takes the text of the environment; reasons never repeat that text.

const reason = (message: string) => ({ error: message })

export const plainText = z.string()

/** A name or address to listen on; that of IPv6 with or without its brackets. */
export const host = z
  .string()
  .transform((value) => value.replace(/^\[(.*)\]$/, '$1'))
  .pipe(z.string().refine(isHost, reason('must be a host name or an IP address, without https:// and port')))

/** What is all figures and points is meant as an address, and a colon belongs to an IPv6 address alone. */
function isHost(value: string): boolean {
  return isIP(value) !== 0 || (/^[\w.-]+$/.test(value) && !/^[\d.]+$/.test(value))
}

/** A secret of Entra, which shows each secret's id, a GUID, beside its value. */
export const appPassword = z
  .string()
  .refine(
    (value) => !z.guid().safeParse(value).success,
    reason("is the secret's id: set its value, which Entra shows once, when the secret is made"),
  )

/** SHA-1 in hex, as the SDK hands it to Entra; the blanks, colons and marks that come with copying are dropped. */
export const thumbprint = z
  .string()
  .transform((value) => value.replace(/[\s:\u200b-\u200f\ufeff]/g, '').toUpperCase())
  .pipe(
    z
      .string()
      .regex(
        /^[0-9A-F]{40}$/,
        reason("must be the certificate's SHA-1 thumbprint, 40 hexadecimal digits (not SHA-256)"),
      ),
  )

/** A private key in PEM, with line breaks or with `\\n` or blanks in their place. Comes out as PEM. */
export const privateKey = z.string().transform((value, context) => {
  const read = readPrivateKey(value)
  if ('pem' in read) return read.pem
  context.addIssue({ code: 'custom', message: read.reason })
  return z.NEVER
})

export const port = z
  .string()
  .regex(/^\d{1,5}$/, reason('must be a port number, 0 to 65535; 0 takes any free one'))
  .transform(Number)
  .refine((value) => value <= 65_535, reason('must be a port number, 0 to 65535; 0 takes any free one'))

/** `name` null: the address alone. */
export type Sender = { name: string | null; address: string }

const SENDER = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^\s<>@",;]+@[^\s<>@",;]+)>|([^\s<>@",;]+@[^\s<>@",;]+))$/u

/** Whom mail comes from: an address, or a name with the address in `<>`. */
export const sender = z.string().transform((value, context): Sender => {
  const [, name, named, bare] = SENDER.exec(value) ?? []
  const address = named ?? bare
  // Mail for a host without a dot reaches nobody outside, and answers to it nobody at all.
  if (address !== undefined && /@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(address)) return { name: name || null, address }
  context.addIssue({
    code: 'custom',
    message: 'must be an address, as in svar@example.no, or a name and the address, as in Etaten <svar@example.no>',
  })
  return z.NEVER
})

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

/** A comma list; blanks around the items and empty items are dropped. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

/** Zeros are what examples hold. */
const isFilled = (value: string) => /[1-9a-f]/i.test(value)
export const guid = z
  .guid(reason('must be a GUID, as in 8c3f0a5e-2f64-4b8e-9d53-7b1f6a0c2e11'))
  .refine(isFilled, reason('is a GUID of zeros: put your own in'))
export const guidList = list.pipe(
  z.array(z.guid(reason('must be a comma list of GUIDs')).refine(isFilled, reason('holds a GUID of zeros'))),
)

/** A tenant's GUID or one of its domain names. */
export const tenant = z
  .string()
  .refine(
    (value) => (z.guid().safeParse(value).success && isFilled(value)) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value),
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

/** Standard Webhooks' signing secret. 24 bytes is the least that specification allows. */
export const webhookSecret = z
  .string()
  .refine(
    (value) => /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value) && Buffer.from(value.slice(6), 'base64').length >= 24,
    reason('must be whsec_ and then at least 24 bytes in base64'),
  )

const isProxy = (value: string): boolean => {
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  // A network of all addresses would let everybody write whose address a request came from.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Addresses of proxies, or networks of them. */
export const proxyList = list.pipe(
  z.array(
    z
      .string()
      .refine(isProxy, reason('must be a comma list of IP addresses or networks, as in 10.0.0.5 or 10.1.0.0/16')),
  ),
)

/** A folder's own name, so that a setting cannot point out of DIALOGS_DIR. */
export const folderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, reason('must be the name of a folder in DIALOGS_DIR'))

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

/** Entra takes tokens signed with RSA (RS256, PS256); shorter keys are refused there. */
const LEAST_BITS = 2048

/**
 * The private key in a setting, as PEM that Node takes. Line breaks may stand as `\\n`, or as blanks, as they do in many
 * files and portals; a certificate beside the key is left out. The reason, when there is none to use, holds nothing of it.
 */
export function readPrivateKey(text: string): { pem: string } | { reason: string } {
  const [, label, body] = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \1-----/s.exec(text) ?? []
  if (label === undefined || body === undefined)
    return { reason: 'must be a private key in PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----' }
  if (label.startsWith('ENCRYPTED') || body.includes('Proc-Type'))
    return { reason: 'must be a private key without a password: openssl pkcs8 takes it off' }
  const base64 = body.replace(/\\[nrt]|\s/g, '')
  const pem = `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
  return usable(pem) ? { pem } : { reason: `must be a whole RSA key of ${LEAST_BITS} bits or more` }
}

function usable(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS
  } catch {
    return false
  }
}
