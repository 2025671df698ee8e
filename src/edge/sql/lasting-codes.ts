/** Keeps the codes that last: their hash and generation, and that they were made. */

import type { Lasting, RespondentBook } from '../../app/ports/register.ts'
import { isUuid } from '../../register/ids.ts'
import { statusesBefore } from '../../register/states.ts'
import { inBatches, type Sql, writeAudit } from './tables.ts'

type Asked = Parameters<RespondentBook['lastingCodes']>[0]
type By = Parameters<RespondentBook['lastingCodes']>[1]

/** As `RespondentBook.lastingCodes`, inside a transaction. */
export async function lastingCodes(tx: Sql, wave: string, asked: Asked, by: By): Promise<Lasting[]> {
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

async function keep(tx: Sql, wave: string, { ids, renew, hashesOf, notSince }: Asked, by: By): Promise<Lasting[]> {
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
