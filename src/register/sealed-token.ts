/**
 * What is made from the secret and what it is about, and stored nowhere: tokens in messages to people, which can do one
 * thing, and the marks by which a browser is known again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CodeSecrets } from './lasting-code.ts'

/** 128 bits. */
const BYTES = 16

const digestOf = (secret: string, purpose: string, about: string): Buffer =>
  createHmac('sha256', secret).update(`kommunedialog ${purpose}\n${about}`).digest()

const sealOf = (...of: Parameters<typeof digestOf>): Buffer => digestOf(...of).subarray(0, BYTES)

/** `<about>.<seal>`: letters, digits, `-`, `_` and one point; `about` has no point. */
const sealed = (secret: string, purpose: string, about: string): string =>
  `${about}.${sealOf(secret, purpose, about).toString('base64url')}`

/** What a token of this purpose is about; null: it is none of ours. One of an older secret counts too. */
const unsealed = (secrets: CodeSecrets, purpose: string, token: string): string | null => {
  const [about = '', seal = '', ...more] = token.split('.')
  const given = Buffer.from(seal, 'base64url')
  if (more.length > 0 || given.length !== BYTES) return null
  return secrets.some((secret) => timingSafeEqual(sealOf(secret, purpose, about), given)) ? about : null
}

/** What respondent `by` says yes to: this respondent, as they were written down at `heldAt`, ms since 1970 UTC. */
export type Confirmed = { respondentId: string; heldAt: number; by: string }

const CONFIRM = 'respondent'

/** The token that lets one who answers a part say that somebody else of it is right. */
export const confirmToken = (secret: string, { respondentId, heldAt, by }: Confirmed): string =>
  sealed(secret, CONFIRM, `${respondentId}_${heldAt}_${by}`)

/** What the token is about; null: it is none of ours. */
export const confirmedBy = (secrets: CodeSecrets, token: string): Confirmed | null => {
  const [respondentId = '', at = '', by = ''] = unsealed(secrets, CONFIRM, token)?.split('_') ?? []
  return respondentId === '' || !/^\d{1,15}$/.test(at) ? null : { respondentId, heldAt: Number(at), by }
}

const OPT_OUT = 'mail opt-out'

/** The token in a mail that can only take its reader off mail: `<respondent id>.<seal>`. */
export const optOutToken = (secret: string, respondentId: string): string => sealed(secret, OPT_OUT, respondentId)

/** The respondent whom a token takes off mail; null: it is none of ours. */
export const optedOutBy = (secrets: CodeSecrets, token: string): string | null => unsealed(secrets, OPT_OUT, token)

/** So many respondents one browser is known for; the newest stay. */
const MOST_KNOWN = 8

/** By which a browser is known again that has opened a respondent's answers: nobody else can make or read it. */
const markOf = (secret: string, respondentId: string): string =>
  digestOf(secret, 'known browser', respondentId).toString('base64url').slice(0, 22)

/** Whether one of the marks is of this respondent; marks of an older secret count. */
export const isKnownTo = (secrets: CodeSecrets, respondentId: string, marks: readonly string[]): boolean =>
  secrets.some((secret) => marks.includes(markOf(secret, respondentId)))

/** The marks with that of this respondent. */
export const markedFor = (secrets: CodeSecrets, respondentId: string, marks: readonly string[]): string[] =>
  [...new Set([markOf(secrets[0], respondentId), ...marks])].slice(0, MOST_KNOWN)
