/** Respondents who wait for a yes of those who answer the part (`app/respondents/held.ts`). */

import type { Selectable } from 'kysely'
import type { RespondentBook } from '../../app/ports/register.ts'
import type { Waiting } from '../../app/web/web-ports.ts'
import { isUuid, webPersonIdOf } from '../../register/ids.ts'
import type { Confirmed } from '../../register/sealed-token.ts'
import { type Sql, type Tables, writeAudit } from './tables.ts'

/** As `RespondentBook.waiting`. */
export async function waiting(sql: Sql, wave: string, ids: readonly string[]): ReturnType<RespondentBook['waiting']> {
  const named = ids.filter(isUuid)
  if (named.length === 0) return []
  const rows = await sql
    .selectFrom('respondents')
    .select(['id', 'held_at', 'former_email as formerEmail'])
    .where('wave', '=', wave)
    .where('id', 'in', named)
    .execute()
  return rows.flatMap(({ held_at: heldAt, ...row }) => (heldAt === null ? [] : [{ ...row, heldAt }]))
}

/**
 * Ends the waiting, as `RespondentBook.confirm`; of one wave, or null: of whichever. With `heldAt` it is somebody on the page
 * who says yes, to the name and the address that stand there: an account of a tenant that is not theirs, nor that of the one
 * who is let in already, is none that anybody has looked at, and goes; the code to the address leads in.
 */
export async function confirmRespondent(
  sql: Sql,
  wave: string | null,
  id: string,
  { at, actor, heldAt }: Parameters<RespondentBook['confirm']>[1],
): Promise<boolean> {
  if (!isUuid(id)) return false
  return await sql.transaction().execute(async (tx) => {
    const columns = ['held_at', 'tenant_id', 'person_id'] as const
    let query = tx.selectFrom('respondents').select(columns).where('id', '=', id).forUpdate()
    if (wave !== null) query = query.where('wave', '=', wave)
    const row = await query.executeTakeFirst()
    if (row?.held_at == null || (heldAt !== undefined && row.held_at.getTime() !== heldAt)) return false
    const isSeen = heldAt === undefined || (await isTenantOf(tx, row.tenant_id, [actor, row.person_id]))
    await tx
      .updateTable('respondents')
      .set({ held_at: null, former_email: null })
      .set(isSeen ? {} : { tenant_id: null, object_id: null, upn: null })
      .where('id', '=', id)
      .execute()
    await writeAudit(tx, { at, actor, action: 'respondents.confirm', subject: id })
    return true
  })
}

/** Whether one of these people writes from this tenant. */
async function isTenantOf(tx: Sql, tenantId: string | null, people: readonly (string | null)[]): Promise<boolean> {
  const ids = people.filter((one) => one !== null)
  const rows = await tx.selectFrom('people').select('tenant_id').where('person_id', 'in', ids).execute()
  return rows.some((row) => row.tenant_id !== null && row.tenant_id === tenantId)
}

/** Who may say yes to others of their part: who answers all of it, and not what was passed on or came on paper, and waits for nobody's. */
const mayTell = (
  one: Pick<Selectable<Tables['respondents']>, 'person_id' | 'held_at' | 'section' | 'assisted'>,
): boolean => one.person_id !== null && one.held_at === null && one.section === null && !one.assisted

/** Who waits for a yes that a person may say in a part, oldest first. */
export async function waitingFor(
  sql: Sql,
  { wave, unitId, part, personId }: { wave: string; unitId: string; part: string; personId: string },
): Promise<Waiting[]> {
  const rows = await sql
    .selectFrom('respondents')
    .select(['id', 'name', 'email', 'person_id', 'held_at', 'former_email', 'section', 'assisted'])
    .where('wave', '=', wave)
    .where('unit_id', '=', unitId)
    .where('part', '=', part)
    .where('ended_at', 'is', null)
    .orderBy('held_at')
    .orderBy('id')
    .execute()
  const by = rows.find((one) => one.person_id === personId && mayTell(one))?.id
  if (by === undefined) return []
  return rows.flatMap(({ id: respondentId, held_at: heldAt, name, email, ...row }) =>
    heldAt === null
      ? []
      : [{ respondentId, heldAt: heldAt.getTime(), by, name, address: email ?? '', isNew: row.former_email === null }],
  )
}

type AskedAbout = { wave: string; unitId: string; part: string; name: string; email: string; actor: string }

/**
 * Who is asked about, and as whom the one who was asked says yes: somebody who still answers the same part, all of it, and
 * waits for nobody's yes, or the respondent at the address that counted before. Null: there is nothing to say yes to any more.
 */
export async function askedAbout(sql: Sql, { respondentId, heldAt, by }: Confirmed): Promise<AskedAbout | null> {
  if (!isUuid(respondentId) || !isUuid(by)) return null
  const [held, who] = await Promise.all(
    [respondentId, by].map((id) =>
      sql.selectFrom('respondents').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst(),
    ),
  )
  if (held?.held_at?.getTime() !== heldAt || who === undefined) return null
  const isSamePlace = who.wave === held.wave && who.unit_id === held.unit_id && who.part === held.part
  if (by !== respondentId && !(isSamePlace && mayTell(who))) return null
  const { wave, unit_id: unitId, part, name, email } = held
  return { wave, unitId, part, name, email: email ?? '', actor: who.person_id ?? webPersonIdOf(by) }
}
