/** What SQL knows of writing to a respondent by mail: the address, whether it takes mail, whether the person wants any. */

import type { RespondentBook } from '../../app/ports/register.ts'
import type { Addressee } from '../../app/respondents/told-by-mail.ts'
import { isUuid } from '../../register/ids.ts'
import type { RespondentStatus } from '../../register/states.ts'
import type { Reach } from '../../reminders/whom.ts'
import { type Sql, writeAudit } from './tables.ts'

/** What `mailOf` reads, of `respondents as r`. */
export const mailColumns = ['r.email', 'r.status', 'r.mail_refused', 'r.mail_opted_out_at', 'r.held_at'] as const

type Row = {
  email: string | null
  status: RespondentStatus
  mail_refused: string | null
  mail_opted_out_at: Date | null
  held_at: Date | null
}

/** Whether a respondent may be written to by mail. Who has declined is not the one to be asked. */
export const mailOf = ({ email, status, mail_refused, mail_opted_out_at, held_at }: Row): Reach['mail'] => {
  if (email === null || email === '' || status === 'declined') return null
  if (held_at !== null) return 'held'
  if (mail_opted_out_at !== null) return 'opted_out'
  return mail_refused === email.toLowerCase() ? 'refused' : 'usable'
}

/** A server refused the address for good: until it is changed, nobody who has it is written to. */
export async function refuseMail(sql: Sql, respondentId: string, address: string, at: number): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    const rows = await refuse(tx, address)
    if (rows > 0)
      await writeAudit(tx, {
        at: new Date(at),
        actor: 'service',
        action: 'respondents.mail_refused',
        subject: respondentId,
        count: rows,
      })
  })
}

/** In whatever wave: it is the address that takes nothing. Returns of how many respondents. */
async function refuse(tx: Sql, address: string, wave?: string): Promise<number> {
  const lower = address.toLowerCase()
  let query = tx
    .updateTable('respondents')
    .set({ mail_refused: lower })
    .where((is) => is(is.fn<string>('lower', ['email']), '=', lower))
  if (wave !== undefined) query = query.where('wave', '=', wave)
  return (await query.returning('id').execute()).length
}

/** As `RespondentBook.markMailRefused`. */
export async function markMailRefused(
  sql: Sql,
  wave: string,
  addresses: readonly string[],
  by: Parameters<RespondentBook['markMailRefused']>[1],
): Promise<{ marked: number; unknown: string[] }> {
  return await sql.transaction().execute(async (tx) => {
    let marked = 0
    const unknown: string[] = []
    for (const address of addresses) {
      const rows = await refuse(tx, address, wave)
      marked += rows
      if (rows === 0) unknown.push(address)
    }
    if (marked > 0) await writeAudit(tx, { ...by, action: 'respondents.mail_refused', subject: wave, count: marked })
    return { marked, unknown }
  })
}

/** The person wants no more mail; Teams goes on as it was. Once is enough: again changes nothing and is not audited. */
export async function optOutOfMail(sql: Sql, respondentId: string, at: Date): Promise<void> {
  if (!isUuid(respondentId)) return
  await sql.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('respondents')
      .set({ mail_opted_out_at: at })
      .where('id', '=', respondentId)
      .where('mail_opted_out_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n)
      await writeAudit(tx, { at, actor: 'service', action: 'respondents.mail_opt_out', subject: respondentId })
  })
}

/**
 * Where a respondent is told of their code: at the address that counts, which is the former while the newer is held. Null: no
 * address, one that takes no mail, or nobody who is asked any more.
 */
export async function addresseeOf(sql: Sql, respondentId: string): Promise<Addressee | null> {
  if (!isUuid(respondentId)) return null
  const row = await sql
    .selectFrom('respondents as r')
    .select(['r.id', 'r.name', 'r.unit_id', 'r.part', 'r.language', 'r.former_email', ...mailColumns])
    .where('r.id', '=', respondentId)
    .where('r.ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const email = row.held_at === null ? row.email : row.former_email
  const mail = mailOf({ ...row, email, held_at: null })
  if (mail === null || mail === 'refused') return null
  const { id, name, unit_id: unitId, part, language } = row
  return { respondentId: id, name, email: email ?? '', unitId, part, language }
}
