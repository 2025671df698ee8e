/** Respondents as the rules of reminding see them. */

import type { RespondentFacts } from '../../app/ports/campaigns.ts'
import { storedReference } from '../../app/ports/people.ts'
import type { CodeSecrets } from '../../register/lasting-code.ts'
import { openStates } from '../../reminders/states.ts'
import type { Contact } from '../../reminders/whom.ts'
import { mailColumns, mailOf } from './mail.ts'
import type { CampaignSql } from './tables.ts'

/** A wave, and what codes in mail are made from; `mail` null: nobody is written to by mail. */
export type Mailing = { wave: string; mail: { secrets: CodeSecrets } | null }

/** Every respondent of the wave, or those named. */
export async function factsOf(
  sql: CampaignSql,
  { wave, mail }: Mailing,
  ids?: readonly string[],
): Promise<RespondentFacts[]> {
  if (ids?.length === 0) return []
  let query = sql
    .selectFrom('respondents as r')
    .leftJoin('people as p', 'p.person_id', 'r.person_id')
    .select(['r.id', 'p.person_id', 'r.unit_id', 'r.part', 'r.language', 'r.name', ...mailColumns])
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
  if (ids !== undefined) query = query.where('r.id', 'in', [...ids])
  const rows = await query.execute()
  const personIds = rows.flatMap(({ person_id }) => person_id ?? [])
  const only = ids === undefined ? undefined : { ids, personIds }
  const contacts = await contactsOf(sql, wave, only)
  return rows.map((row) => {
    const kept = storedReference.safeParse(row.reference).data ?? null
    return {
      respondentId: row.id,
      personId: row.person_id,
      name: row.name,
      email: row.email ?? '',
      mail: mail === null ? null : mailOf(row),
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
      contacts: contacts(row),
    }
  })
}

type ContactsOf = (of: { id: string; person_id: string | null }) => Contact[]

/**
 * What reached people in this wave or may have, all or only some: by the person, and by the respondent, as who was written
 * to by mail may have been nobody yet and may be somebody now.
 */
async function contactsOf(
  sql: CampaignSql,
  wave: string,
  only?: { ids: readonly string[]; personIds: readonly string[] },
): Promise<ContactsOf> {
  let query = sql
    .selectFrom('recipients as t')
    .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
    .select(['t.person_id', 't.respondent_id', 't.sending_since', 'c.kind'])
    .where('c.wave', '=', wave)
    .where('t.sending_since', 'is not', null)
    // A failed one reached nobody; an open one is on its way.
    .where('t.state', 'in', ['sent', 'unknown', ...openStates])
  if (only !== undefined)
    query = query.where((is) =>
      is.or([
        is('t.respondent_id', 'in', [...only.ids]),
        ...(only.personIds.length === 0 ? [] : [is('t.person_id', 'in', [...only.personIds])]),
      ]),
    )
  const rows = (await query.execute()).map((row) => ({ ...row, at: row.sending_since?.getTime() ?? 0 }))
  const ofPerson = Map.groupBy(rows, ({ person_id }) => person_id)
  const ofRespondent = Map.groupBy(rows, ({ respondent_id }) => respondent_id)
  return ({ id, person_id }) => {
    const own = person_id === null ? [] : (ofPerson.get(person_id) ?? [])
    const others = (ofRespondent.get(id) ?? []).filter((row) => person_id === null || row.person_id !== person_id)
    return [...own, ...others].map(({ at, kind }) => ({ at, kind }))
  }
}
