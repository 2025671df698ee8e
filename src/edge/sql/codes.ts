/** Codes in SQL: who one is for, and whether it counts. */

import type { Selectable } from 'kysely'
import { hashOfOwn } from '../../register/code.ts'
import { type CodeSecrets, lastingCode } from '../../register/lasting-code.ts'
import type { Sql, Tables } from './tables.ts'

/** What lasting codes are judged by. `closesAt`: when the wave closes, ms; they end then. */
export type CodeRules = { secrets: CodeSecrets; closesAt: number }

type Code = Selectable<Tables['codes']>

/** Whether a code lasts until it is revoked; the others are used once and have an expiry. */
export const isLasting = (code: Code): boolean => code.generation !== null

/** A code with the respondent it is for, of whatever wave, both locked; null: there is none. */
export async function codeAndRespondent(tx: Sql, hash: string) {
  const code = await tx.selectFrom('codes').selectAll().where('hash', '=', hash).forUpdate().executeTakeFirst()
  if (code === undefined) return null
  const respondent = await tx
    .selectFrom('respondents')
    .select(['id', 'wave', 'unit_id', 'part', 'section', 'status', 'person_id', 'ended_at', 'code_generation'])
    .where('id', '=', code.respondent_id)
    .forUpdate()
    .executeTakeFirst()
  return respondent === undefined ? null : { code, respondent }
}

type Found = NonNullable<Awaited<ReturnType<typeof codeAndRespondent>>>
type Judged = { wave: string; at: Date; codes: CodeRules | undefined }

/**
 * Whether a code has not ended: a lasting one is of the newest generation and made from a secret that counts, in a wave
 * that has not closed; another has not expired. Whether it may be used again is for the caller.
 */
export function holds({ code, respondent }: Found, { wave, at, codes }: Judged): boolean {
  const { generation } = code
  if (generation === null) return code.expires_at !== null && code.expires_at > at
  if (codes === undefined || at.getTime() >= codes.closesAt) return false
  const of = { wave, respondentId: respondent.id, generation }
  return (
    generation === (respondent.code_generation ?? 1) &&
    codes.secrets.some((secret) => hashOfOwn(lastingCode(secret, of)) === code.hash)
  )
}
