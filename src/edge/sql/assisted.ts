/** An administrator's right to enter a returned form for a unit. */
import { sql as raw } from 'kysely'
import type { Assisting } from '../../app/delegation/delegation-ports.ts'
import type { Link } from '../../app/people.ts'
import { writeAudit } from './audit.ts'
import { linkOf } from './link.ts'
import { dropIfUntied } from './person-record.ts'
import type { Sql } from './tables.ts'

/**
 * Gives an administrator the part of a unit that nobody is linked to; the same again changes nothing. `taken`: somebody is
 * linked to it, the person is no administrator, or, where that was asked, something has been sent in. Audited.
 */
export async function assist(sql: Sql, wave: string, asked: Assisting): Promise<Link | 'taken'> {
  const { id, unitId, part, personId, name, at, unsent } = asked
  return sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended(${`${wave}/${unitId}/${part}`}, 17))`.execute(tx)
    const admin = await tx
      .selectFrom('admins')
      .select(['tenant_id', 'object_id'])
      .where('person_id', '=', personId)
      .where('role', '=', 'administrator')
      .executeTakeFirst()
    const linked = await tx
      .selectFrom('respondents')
      .select('person_id')
      .where('wave', '=', wave)
      .where('unit_id', '=', unitId)
      .where('part', '=', part)
      .where('person_id', 'is not', null)
      .execute()
    const sent = tx
      .selectFrom('submissions')
      .select('revision')
      .where('wave', '=', wave)
      .where('unit_id', '=', unitId)
      .where('part', '=', part)
    if (unsent && (await sent.limit(1).executeTakeFirst()) !== undefined) return 'taken'
    if (admin === undefined || linked.some((row) => row.person_id !== personId)) return 'taken'
    if (linked.length === 0) {
      await tx
        .insertInto('people')
        .values({ person_id: personId, tenant_id: admin.tenant_id, object_id: admin.object_id })
        .onConflict((conflict) => conflict.column('person_id').doNothing())
        .execute()
      await tx
        .insertInto('respondents')
        .values({
          ...{ id, wave, unit_id: unitId, part, name, email: null, status: 'linked', assisted: true },
          ...{ person_id: personId, delegated_by: personId, linked_at: at, created_at: at, updated_at: at },
        })
        .execute()
      await writeAudit(tx, { at, actor: personId, action: 'assisted.begin', subject: id })
    }
    return (await linkOf(tx, wave, personId)) ?? 'taken'
  })
}

type Ending = { wave: string; personId: string; at: Date; respondentId?: string | undefined }

/** Ends what the administrator was entering, all of it or the one named; what was entered stays. Returns how many. Audited. */
export async function endAssisted(sql: Sql, ending: Ending): Promise<number> {
  return sql.transaction().execute((tx) => endAssistedIn(tx, { ...ending, actor: ending.personId }))
}

/** The same in a transaction of the caller's; `actor` for the audit trail. */
export async function endAssistedIn(
  tx: Sql,
  { wave, personId, at, respondentId, actor }: Ending & { actor: string },
): Promise<number> {
  let which = tx
    .updateTable('respondents')
    .set({ ended_at: at, updated_at: at, person_id: null, linked_at: null, status: 'imported' })
    .set({ former_person_id: personId })
    .where('wave', '=', wave)
    .where('person_id', '=', personId)
    .where('assisted', '=', true)
  if (respondentId !== undefined) which = which.where('id', '=', respondentId)
  const ended = await which.returning('id').execute()
  for (const { id } of ended) await writeAudit(tx, { at, actor, action: 'assisted.end', subject: id })
  await dropIfUntied(tx, personId)
  return ended.length
}
