import { sql as raw, type Selectable } from 'kysely'
import type { NewRespondent, RespondentBook, StoredRespondent } from '../../app/register-ports.ts'
import type { RespondentsDiff } from '../../register/respondents-changes.ts'
import { writeAudit } from './audit.ts'
import type { Sql, Tables } from './tables.ts'

type Change = {
  wave: string
  decide: Parameters<RespondentBook['change']>[0]
  by: Parameters<RespondentBook['change']>[1]
}

/** Reads, lets the caller decide and writes, in one transaction; a second import waits for the first. */
export async function changeRespondents(sql: Sql, { wave, decide, by }: Change): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended(${wave}, 11))`.execute(tx)
    const rows = await tx
      .selectFrom('respondents')
      .selectAll()
      .where('wave', '=', wave)
      .where('delegated_by', 'is', null)
      .forUpdate()
      .execute()
    const diff = decide(rows.map(storedOf))
    if (diff === null) return
    await write(tx, { wave, diff, by })
  })
}

type Writing = { wave: string; diff: RespondentsDiff; by: Change['by'] }

async function write(tx: Sql, { wave, diff, by }: Writing): Promise<void> {
  const { at, actor, newId } = by
  const added = diff.added.map(({ respondent }) => ({
    id: newId(),
    wave,
    status: 'imported' as const,
    created_at: at,
    updated_at: at,
    ...columnsOf(respondent),
  }))
  // Statements have at most 65,535 parameters: 1,000 rows of 13 stay well under it.
  for (let from = 0; from < added.length; from += 1000) {
    await tx
      .insertInto('respondents')
      .values(added.slice(from, from + 1000))
      .execute()
  }
  for (const { respondent } of diff.changed) {
    await tx
      .updateTable('respondents')
      .set({ ...columnsOf(respondent), updated_at: at })
      .where('id', '=', respondent.id)
      .execute()
  }
  const count = diff.added.length + diff.changed.length
  await writeAudit(tx, { at, actor, action: 'respondents.import', subject: wave, count })
}

/** A stored row as the rules of the file see it. */
export function storedOf(row: Selectable<Tables['respondents']>): StoredRespondent {
  return {
    id: row.id,
    unitId: row.unit_id,
    part: row.part,
    name: row.name,
    email: row.email ?? '',
    upn: row.upn,
    tenantId: row.tenant_id,
    objectId: row.object_id,
    language: row.language,
    personId: row.person_id,
  }
}

function columnsOf(respondent: NewRespondent) {
  return {
    unit_id: respondent.unitId,
    part: respondent.part,
    name: respondent.name,
    email: respondent.email,
    upn: respondent.upn,
    tenant_id: respondent.tenantId,
    object_id: respondent.objectId,
    language: respondent.language,
  }
}
