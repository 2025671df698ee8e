/** The token in a mail that can only take its reader off mail: made from the secret and the respondent, and stored nowhere. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CodeSecrets } from './lasting-code.ts'

/** 128 bits. */
const BYTES = 16

const sealOf = (secret: string, respondentId: string): Buffer =>
  createHmac('sha256', secret).update(`kommunedialog mail opt-out\n${respondentId}`).digest().subarray(0, BYTES)

/** `<respondent id>.<seal>`: letters, digits, `-`, `_` and one point. */
export const optOutToken = (secret: string, respondentId: string): string =>
  `${respondentId}.${sealOf(secret, respondentId).toString('base64url')}`

/** The respondent whom a token takes off mail; null: it is none of ours. A token of an older secret counts too. */
export const optedOutBy = (secrets: CodeSecrets, token: string): string | null => {
  const [respondentId = '', seal = '', ...more] = token.split('.')
  const given = Buffer.from(seal, 'base64url')
  if (more.length > 0 || given.length !== BYTES) return null
  return secrets.some((secret) => timingSafeEqual(sealOf(secret, respondentId), given)) ? respondentId : null
}
