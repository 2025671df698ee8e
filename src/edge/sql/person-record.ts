/** What is stored on a person, and its removal. */
import type { ConversationReference } from '../../app/people.ts'
import type { PersonRecord } from '../../app/register-ports.ts'
import { writeAudit } from './audit.ts'
import { withCampaigns } from './campaigns/tables.ts'
import { storedOf } from './change-respondents.ts'
import type { Sql } from './tables.ts'

/** Everything on the person behind a respondent of the wave; null when there is no such respondent. */
export async function personRecord(sql: Sql, wave: string, id: string): Promise<PersonRecord | null> {
  const row = await sql
    .selectFrom('respondents')
    .selectAll()
    .where('wave', '=', wave)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  const codes = await sql.selectFrom('codes').selectAll().where('respondent_id', '=', id).orderBy('made_at').execute()
  const personId = row.person_id ?? row.former_person_id
  const subjects = personId === null ? [id] : [id, personId]
  const audit = await sql
    .selectFrom('audit')
    .selectAll()
    .where((is) => is.or([is('subject', 'in', subjects), is('actor', 'in', subjects)]))
    .orderBy('id')
    .execute()
  const account = personId === null ? undefined : await accountOf(sql, personId)
  const admin =
    personId === null
      ? undefined
      : await sql.selectFrom('admins').select('role').where('person_id', '=', personId).executeTakeFirst()
  return {
    role: admin?.role ?? null,
    messages: await messagesTo(sql, id),
    passedOn: personId === null ? [] : await passedOnBy(sql, wave, personId),
    respondent: {
      ...storedOf(row),
      wave,
      status: row.status,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      linkedAt: row.linked_at,
      formerPersonId: row.former_person_id,
    },
    ...(account === undefined ? {} : { account }),
    codes: codes.map((code) => ({ madeAt: code.made_at, expiresAt: code.expires_at, usedAt: code.used_at })),
    audit: audit.map(({ count, ...entry }) => ({ ...entry, ...(count === null ? {} : { count }) })),
  }
}

async function messagesTo(sql: Sql, id: string): Promise<PersonRecord['messages']> {
  const rows = await withCampaigns(sql)
    .selectFrom('recipients as r')
    .innerJoin('campaigns as c', 'c.id', 'r.campaign_id')
    .select(['r.campaign_id', 'c.kind', 'r.state', 'r.reason', 'r.settled_at', 'r.due_at'])
    .where('r.respondent_id', '=', id)
    .orderBy('r.due_at')
    .execute()
  return rows.map((row) => {
    const { campaign_id: campaignId, kind, state, reason } = row
    return { campaignId, kind, state, reason, at: row.settled_at ?? row.due_at }
  })
}

async function passedOnBy(sql: Sql, wave: string, personId: string): Promise<PersonRecord['passedOn']> {
  return await sql
    .selectFrom('respondents')
    .select(['name', 'part', 'section', 'created_at as at'])
    .where('wave', '=', wave)
    .where('delegated_by', '=', personId)
    .where('assisted', '=', false)
    .orderBy('created_at')
    .execute()
}

async function accountOf(sql: Sql, personId: string): Promise<PersonRecord['account']> {
  const person = await sql.selectFrom('people').selectAll().where('person_id', '=', personId).executeTakeFirst()
  if (person === undefined) return undefined
  return {
    personId,
    tenantId: person.tenant_id,
    objectId: person.object_id,
    // Written by this release or an older one as this type; shown to its subject, never acted on here.
    conversation: person.reference as ConversationReference | null,
    lastContactAt: person.last_contact_at,
    unreachable: person.unreachable_reason,
    optedOutAt: person.opted_out_at,
    snoozedUntil: person.snoozed_until,
  }
}

type Erasure = { wave: string; id: string; by: { at: Date; actor: string } }

/** Removes a respondent with its codes and wrong tries and, with the last tie, the person. The unit's submissions stay. */
export async function erase(
  tx: Sql,
  { wave, id, by }: Erasure,
): Promise<{ personId: string | null; unitId: string; part: string } | null> {
  const row = await tx
    .deleteFrom('respondents')
    .where('wave', '=', wave)
    .where('id', '=', id)
    .returning(['person_id', 'former_person_id', 'unit_id', 'part'])
    .executeTakeFirst()
  if (row === undefined) return null
  const personId = row.person_id ?? row.former_person_id
  if (personId !== null) {
    await dropIfUntied(tx, personId)
    await tx.deleteFrom('code_tries').where('person_id', '=', personId).execute()
  }
  await writeAudit(tx, { ...by, action: 'respondents.erase', subject: id })
  return { personId, unitId: row.unit_id, part: row.part }
}

/** Removes a person who has neither a respondent nor a role any more. */
export async function dropIfUntied(tx: Sql, personId: string): Promise<void> {
  const tied = await tx.selectFrom('respondents').select('id').where('person_id', '=', personId).executeTakeFirst()
  const admin = await tx.selectFrom('admins').select('role').where('person_id', '=', personId).executeTakeFirst()
  if (tied !== undefined || admin !== undefined) return
  await tx.deleteFrom('people').where('person_id', '=', personId).execute()
}
