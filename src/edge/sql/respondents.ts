import { sql as raw } from 'kysely'
import type { ListedRespondent, RespondentBook } from '../../app/ports/register.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { isUuid } from '../../register/ids.ts'
import type { StoredRespondent } from '../../register/respondents-file.ts'
import { statusesBefore } from '../../register/states.ts'
import { outOfReach, wayTo } from '../../reminders/whom.ts'
import { dropCards } from './campaign-cards.ts'
import { lastingCodes } from './codes.ts'
import { confirmRespondent, waiting } from './held.ts'
import { roleOf } from './links.ts'
import { mailColumns, mailOf, markMailRefused } from './mail.ts'
import { changeRespondents, erase, personRecord, storedOf } from './people.ts'
import { inBatches, readAudit, type Sql, withCampaigns, writeAudit } from './tables.ts'
import { endAssistedIn } from './together.ts'

/** The respondents of one wave in SQL. `byMail`: whether those whom the bot cannot write to are written to by mail. */
export function openRespondents(
  sql: Sql,
  { wave, byMail = false }: { wave: string; byMail?: boolean },
): RespondentBook {
  return {
    list: (filter) => list(sql, { wave, byMail }, filter),
    stored: () => storedRespondents(sql, wave),
    change: (decide, by) => changeRespondents(sql, { wave, decide, by }),

    invite: (codes, by) =>
      sql.transaction().execute(async (tx) => {
        const invited: string[] = []
        for (const some of inBatches(codes)) {
          const rows = await tx
            .updateTable('respondents')
            .set({ status: 'invited', updated_at: by.at })
            .where('wave', '=', wave)
            .where(
              'id',
              'in',
              some.map((code) => code.respondentId),
            )
            .where('status', 'in', statusesBefore('invite'))
            .returning('id')
            .execute()
          const allowed = new Set(rows.map((row) => row.id))
          const given = some.filter((code) => allowed.has(code.respondentId))
          if (given.length === 0) continue
          await tx
            .deleteFrom('codes')
            .where('respondent_id', 'in', [...allowed])
            .where('used_at', 'is', null)
            .execute()
          await tx
            .insertInto('codes')
            .values(
              given.map((code) => ({
                hash: code.hash,
                respondent_id: code.respondentId,
                made_at: code.madeAt,
                expires_at: code.expiresAt,
              })),
            )
            .execute()
          invited.push(...allowed)
        }
        const only = codes.length === 1 ? codes[0]?.respondentId : undefined
        if (invited.length > 0) {
          await writeAudit(tx, { ...by, action: 'respondents.invite', subject: only ?? wave, count: invited.length })
        }
        return invited
      }),

    lastingCodes: (asked, by) => sql.transaction().execute((tx) => lastingCodes(tx, wave, asked, by)),
    waiting: (ids) => waiting(sql, wave, ids),
    confirm: (id, by) => confirmRespondent(sql, wave, id, by),
    markMailRefused: (addresses, by) => markMailRefused(sql, wave, addresses, by),
    personRecord: async (id) => (isUuid(id) ? personRecord(sql, wave, id) : null),
    erase: async (id, by) => (isUuid(id) ? sql.transaction().execute((tx) => erase(tx, { wave, id, by })) : null),

    admins: async () => {
      const rows = await sql.selectFrom('admins').selectAll().orderBy('added_at').orderBy('person_id').execute()
      return rows.map(({ tenant_id: tenantId, object_id: objectId, person_id: personId, role, added_at: addedAt }) => ({
        tenantId,
        objectId,
        personId,
        role,
        addedAt,
      }))
    },
    roleOf: (personId) => roleOf(sql, personId),
    addAdmin: (admin, by) =>
      sql.transaction().execute(async (tx) => {
        const { tenantId, objectId, personId, role } = admin
        await tx
          .insertInto('admins')
          .values({ tenant_id: tenantId, object_id: objectId, person_id: personId, role, added_at: by.at })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'object_id']).doUpdateSet({ role }))
          .execute()
        if (role !== 'administrator') {
          await endAssistedIn(tx, { ...by, wave, personId })
          await dropCards(withCampaigns(tx), personId)
        }
        await writeAudit(tx, { ...by, action: `admins.add.${role}`, subject: personId })
      }),

    removeAdmin: ({ tenantId, objectId, personId }, by) =>
      sql.transaction().execute(async (tx) => {
        const gone = await tx
          .deleteFrom('admins')
          .where('tenant_id', '=', tenantId)
          .where('object_id', '=', objectId)
          .returning('role')
          .executeTakeFirst()
        if (gone === undefined) return false
        await endAssistedIn(tx, { ...by, wave, personId })
        await dropCards(withCampaigns(tx), personId)
        await writeAudit(tx, { ...by, action: 'admins.remove', subject: personId })
        return true
      }),

    audit: (...entries) => writeAudit(sql, ...entries),
    auditTrail: (page) => readAudit(sql, page),
  }
}

async function storedRespondents(sql: Sql, wave: string): Promise<StoredRespondent[]> {
  const rows = await sql
    .selectFrom('respondents')
    .selectAll()
    .where('wave', '=', wave)
    .where('delegated_by', 'is', null)
    .execute()
  return rows.map(storedOf)
}

async function list(
  sql: Sql,
  { wave, byMail }: { wave: string; byMail: boolean },
  { statuses, ids, unitId }: Parameters<RespondentBook['list']>[0],
): Promise<ListedRespondent[]> {
  let query = sql
    .selectFrom('respondents as r')
    .innerJoin('units as u', (join) => join.onRef('u.wave', '=', 'r.wave').onRef('u.id', '=', 'r.unit_id'))
    .leftJoin('people as p', 'p.person_id', 'r.person_id')
    .select(['r.id', 'r.unit_id', 'u.name as unit_name', 'r.part', 'r.section', 'r.name', 'r.language', ...mailColumns])
    .select(['p.reference', 'p.unreachable_reason', 'p.opted_out_at', 'p.snoozed_until', 'p.last_contact_at'])
    .where('r.wave', '=', wave)
    .where('r.ended_at', 'is', null)
    .orderBy('r.unit_id')
    .orderBy('r.part')
    .orderBy('r.email')
  const named = ids?.filter(isUuid)
  if (named?.length === 0) return []
  if (named !== undefined) query = query.where('r.id', 'in', named)
  if (unitId !== undefined) query = query.where('r.unit_id', '=', unitId)
  if (statuses !== undefined) query = query.where('r.status', 'in', [...statuses])
  return (await query.execute()).map((row) => {
    const mail = byMail ? mailOf(row) : null
    const linked = row.status === 'linked'
    const unreachable = row.unreachable_reason ?? (row.reference === null ? 'no_conversation' : null)
    const optedOut = row.opted_out_at !== null
    const way = wayTo({ linked, unreachable, optedOut, mail })
    return {
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      part: row.part,
      section: row.section,
      name: row.name,
      email: row.email ?? '',
      language: row.language,
      status: row.status,
      unreachable: outOfReach({ linked, unreachable, mail }),
      optedOut: 'skip' in way && way.skip === 'opted_out',
      snoozedUntil: row.snoozed_until,
      lastContactAt: row.last_contact_at,
    }
  })
}

/** Makes the units of the wave in SQL equal to `units.csv`, in one transaction; units no longer in it stay, as rows refer to them. */
export async function syncUnits(sql: Sql, wave: string, units: Iterable<Unit>): Promise<void> {
  const rows = Array.from(units, ({ imdiRegion, ...unit }) => ({ wave, ...unit, imdi_region: imdiRegion }))
  if (rows.length === 0) return
  await sql
    .insertInto('units')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['wave', 'id'])
        .doUpdateSet((now) => ({
          kind: now.ref('excluded.kind'),
          name: now.ref('excluded.name'),
          county: now.ref('excluded.county'),
          language: now.ref('excluded.language'),
          population: now.ref('excluded.population'),
          imdi_region: now.ref('excluded.imdi_region'),
          centrality: now.ref('excluded.centrality'),
        }))
        // Several processes start at once: those that find nothing to change take no row locks.
        .where(raw<boolean>`units is distinct from excluded`),
    )
    .execute()
}
