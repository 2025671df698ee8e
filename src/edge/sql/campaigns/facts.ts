/** Respondents as the reminder rules see them. */
import { sql as raw } from 'kysely'
import { z } from 'zod'
import type { RespondentFacts } from '../../../app/campaign-ports.ts'
import type { Contact } from '../../../reminders/frequency.ts'
import type { CampaignSql } from './tables.ts'

const reference = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversationId: z.string(),
  tenantId: z.string(),
  botId: z.string(),
  userId: z.string(),
})

/** Every respondent of the wave, or the one named. */
export async function factsOf(sql: CampaignSql, wave: string, respondentId?: string): Promise<RespondentFacts[]> {
  let query = sql
    .selectFrom('respondents as r')
    .leftJoin('people as p', 'p.person_id', 'r.person_id')
    .select(['r.id', 'p.person_id', 'r.unit_id', 'r.part', 'r.language', 'r.status'])
    .select([
      'p.tenant_id',
      'p.reference',
      'p.unreachable_reason',
      'p.opted_out_at',
      'p.snoozed_until',
      'p.last_contact_at',
    ])
    .where('r.wave', '=', wave)
    // A colleague who was asked about a section is not reminded of sending in, and one it was taken back from of nothing.
    .where('r.section', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('r.assisted', '=', false)
    .orderBy('r.unit_id')
    .orderBy('r.part')
    .orderBy('r.id')
  if (respondentId !== undefined) query = query.where('r.id', '=', respondentId)
  const rows = await query.execute()
  const only = respondentId === undefined ? undefined : (rows[0]?.person_id ?? '')
  const contacts = await contactsOf(sql, wave, only)
  return rows.map((row) => {
    const kept = reference.safeParse(row.reference).data ?? null
    return {
      respondentId: row.id,
      personId: row.person_id,
      unitId: row.unit_id,
      part: row.part,
      language: row.language,
      tenantId: row.tenant_id,
      reference: kept,
      declined: row.status === 'declined',
      unreachable: row.unreachable_reason ?? (kept === null ? 'no_conversation' : null),
      optedOut: row.opted_out_at !== null,
      snoozedUntil: row.snoozed_until?.getTime() ?? null,
      lastContactAt: row.last_contact_at?.getTime() ?? null,
      contacts: (row.person_id === null ? undefined : contacts.get(row.person_id)) ?? [],
    }
  })
}

/** What reached people in this wave or may have, by person: all, or only of one. */
export async function contactsOf(sql: CampaignSql, wave: string, personId?: string): Promise<Map<string, Contact[]>> {
  let query = sql
    .selectFrom('recipients as t')
    .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
    .select(['t.person_id', 't.sending_since', 'c.kind'])
    .where('c.wave', '=', wave)
    .where('t.person_id', 'is not', null)
    .where('t.sending_since', 'is not', null)
    // A failed one reached nobody; an open one is on its way.
    .where('t.state', 'in', ['sent', 'unknown', 'queued', 'held'])
  if (personId !== undefined) query = query.where('t.person_id', '=', personId)
  const contacts = new Map<string, Contact[]>()
  for (const { person_id, sending_since, kind } of await query.execute()) {
    if (person_id === null || sending_since === null) continue
    contacts.set(person_id, [...(contacts.get(person_id) ?? []), { at: sending_since.getTime(), kind }])
  }
  return contacts
}

/** One at a time for each person, whatever campaign; until the end of the transaction. */
export async function lockPerson(tx: CampaignSql, personId: string): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended(${personId}, 13))`.execute(tx)
}
