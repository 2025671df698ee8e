/** Codes in SQL: who one is for, whether it counts, and keeping those that last. */

import type { Selectable } from 'kysely'
import type { Lasting, RespondentBook } from '../../app/ports/register.ts'
import { hashOfOwn } from '../../register/code.ts'
import { isUuid } from '../../register/ids.ts'
import { type CodeSecrets, lastingCode } from '../../register/lasting-code.ts'
import { statusesBefore } from '../../register/states.ts'
import { inBatches, type Sql, type Tables, writeAudit } from './tables.ts'

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

type Keeping = Parameters<RespondentBook['lastingCodes']>[0]
type By = Parameters<RespondentBook['lastingCodes']>[1]

/** As `RespondentBook.lastingCodes`, inside a transaction. */
export async function lastingCodes(tx: Sql, wave: string, asked: Keeping, by: By): Promise<Lasting[]> {
  const ids = asked.ids.filter(isUuid)
  const made: Lasting[] = []
  for (const some of inBatches(ids)) made.push(...(await keep(tx, wave, { ...asked, ids: some }, by)))
  if (made.length > 0) {
    const only = made.length === 1 ? made[0]?.respondentId : undefined
    if (asked.renew) {
      const action = 'respondents.new_code'
      await writeAudit(tx, ...made.map(({ respondentId: subject }) => ({ ...by, action, subject, count: 1 })))
    }
    if (!asked.renew || only === undefined)
      await writeAudit(tx, { ...by, action: 'respondents.invite', subject: only ?? wave, count: made.length })
  }
  return made
}

async function keep(tx: Sql, wave: string, { ids, renew, hashesOf, notSince }: Keeping, by: By): Promise<Lasting[]> {
  const found = await tx
    .selectFrom('respondents')
    .select(['id', 'code_generation'])
    .where('wave', '=', wave)
    .where('id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const recent = notSince === undefined ? new Set<string>() : await madeSince(tx, ids, notSince)
  const made = found
    .filter(({ id }) => !recent.has(id))
    .map((row) => ({
      respondentId: row.id,
      generation: (row.code_generation ?? 1) + (renew ? 1 : 0),
    }))
  if (made.length === 0) return []
  const mine = made.map(({ respondentId }) => respondentId)
  if (renew) {
    await tx.deleteFrom('codes').where('respondent_id', 'in', mine).execute()
    for (const { respondentId, generation } of made)
      await tx.updateTable('respondents').set({ code_generation: generation }).where('id', '=', respondentId).execute()
  }
  const rows = made.map((one) => {
    const { hash, previous } = hashesOf(one)
    return { hash, previous, respondent_id: one.respondentId, made_at: by.at, generation: one.generation }
  })
  await tx
    .insertInto('codes')
    .values(rows.map(({ previous: _previous, ...row }) => row))
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  // What a secret that no longer counts has made opens nothing, and need not be kept.
  await tx
    .deleteFrom('codes')
    .where('respondent_id', 'in', mine)
    .where('generation', 'is not', null)
    .where(
      'hash',
      'not in',
      rows.flatMap(({ hash, previous }) => [hash, ...previous]),
    )
    .execute()
  await tx
    .updateTable('respondents')
    .set({ status: 'invited', updated_at: by.at })
    .where('id', 'in', mine)
    .where('status', 'in', statusesBefore('invite'))
    .execute()
  return made
}

/** Whose code is younger. */
async function madeSince(tx: Sql, ids: readonly string[], since: Date): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('codes')
    .select('respondent_id')
    .where('respondent_id', 'in', [...ids])
    .where('made_at', '>', since)
    .execute()
  return new Set(rows.map((row) => row.respondent_id))
}
