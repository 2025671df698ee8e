import { sql as raw } from 'kysely'
import { z } from 'zod'
import type {
  QueuedRecipient,
  RecipientKey,
  RespondentFacts,
  Settlement,
  Situation,
  SubmittedPart,
} from '../../app/ports/campaigns.ts'
import type { AnswerCounts } from '../../outcome/interview.ts'
import { missingKind } from '../../questionnaire/answer.ts'
import { campaignStatesBefore, isOpen, recipientStatesBefore, type SkipReason } from '../../reminders/states.ts'
import type { Contact } from '../../reminders/whom.ts'
import { type CampaignSql, type Sql, withCampaigns } from './tables.ts'

/** What is known of one recipient now; null when there is no such row. */
export async function situation(sql: CampaignSql, wave: string, key: RecipientKey): Promise<Situation | null> {
  const row = await sql
    .selectFrom('recipients as t')
    .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
    .select(['c.kind', 'c.template', 'c.state as campaign_state', 't.state', 't.tries', 't.sending_since'])
    .where('t.campaign_id', '=', key.campaignId)
    .where('t.respondent_id', '=', key.respondentId)
    .executeTakeFirst()
  if (row === undefined) return null
  const [facts] = await factsOf(sql, wave, key.respondentId)
  const [submitted] = facts === undefined ? [] : await submittedParts(sql, wave, facts)
  return {
    campaign: { kind: row.kind, template: row.template, state: row.campaign_state },
    recipient: { state: row.state, tries: row.tries, inFlight: isOpen(row.state) && row.sending_since !== null },
    facts: facts ?? null,
    submitted: submitted ?? null,
  }
}

type Claim = RecipientKey & { personId: string; now: number }
type Claimed = { type: 'claimed' } | { type: 'skip'; reason: SkipReason } | { type: 'taken' }

/** Writes «about to send» in the recipient's row, if nobody has and nothing speaks against it. */
export function claim(
  sql: Sql,
  wave: string,
  { campaignId, respondentId, personId, now }: Claim,
  decide: (contacts: Contact[]) => SkipReason | null,
): Promise<Claimed> {
  return sql.transaction().execute(async (plain): Promise<Claimed> => {
    const tx = withCampaigns(plain)
    await lockPerson(tx, personId)
    const row = await tx
      .selectFrom('recipients as t')
      .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
      .select(['t.state', 't.sending_since', 't.tries', 'c.state as campaign_state'])
      .where('t.campaign_id', '=', campaignId)
      .where('t.respondent_id', '=', respondentId)
      .forUpdate('t')
      .executeTakeFirst()
    if (row === undefined || row.campaign_state !== 'running') return { type: 'taken' }
    if (!isOpen(row.state) || row.sending_since !== null) return { type: 'taken' }
    const reason = decide((await contactsOf(tx, wave, personId)).get(personId) ?? [])
    if (reason !== null) return { type: 'skip', reason }
    await tx
      .updateTable('recipients')
      .set({ sending_since: new Date(now), tries: row.tries + 1, person_id: personId })
      .where('campaign_id', '=', campaignId)
      .where('respondent_id', '=', respondentId)
      .execute()
    return { type: 'claimed' }
  })
}

/** Makes a move that the table of states allows. False: it does not. */
export async function settle(
  sql: CampaignSql,
  { campaignId, respondentId }: RecipientKey,
  settlement: Settlement,
  at: number,
): Promise<boolean> {
  const { state } = settlement
  const again = state === 'held' || state === 'queued'
  const rows = await sql
    .updateTable('recipients')
    .set({
      state,
      reason: 'reason' in settlement ? settlement.reason : null,
      code: 'code' in settlement ? settlement.code : null,
      ...('dueAt' in settlement ? { due_at: new Date(settlement.dueAt) } : {}),
      // Certainly not delivered: free to be claimed again.
      ...(again ? { sending_since: null } : { settled_at: new Date(at) }),
    })
    .where('campaign_id', '=', campaignId)
    .where('respondent_id', '=', respondentId)
    .where('state', 'in', recipientStatesBefore(state))
    .returning('respondent_id')
    .execute()
  return rows.length > 0
}

/** Recipients that were about to be sent to before `before` and never settled. */
export async function expireClaims(sql: CampaignSql, wave: string, before: number, at: number): Promise<number> {
  const rows = await sql
    .updateTable('recipients')
    .set({ state: 'unknown', code: 'interrupted', settled_at: new Date(at) })
    .where('state', 'in', ['queued', 'held'])
    .where('sending_since', '<', new Date(before))
    .where('campaign_id', 'in', (of) => of.selectFrom('campaigns').select('id').where('wave', '=', wave))
    .returning('respondent_id')
    .execute()
  return rows.length
}

// Respondents as the reminder rules see them.

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
async function contactsOf(sql: CampaignSql, wave: string, personId?: string): Promise<Map<string, Contact[]>> {
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
async function lockPerson(tx: CampaignSql, personId: string): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended(${personId}, 13))`.execute(tx)
}

/**
 * Starts the scheduled campaigns whose time has come; each is started by one caller. Who was skipped when a campaign was
 * ordered for later is looked at again at the moment of sending: they may be linked, in reach or due by now.
 */
export function startDue(sql: Sql, wave: string, now: number): Promise<number> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const rows = await tx
      .updateTable('campaigns')
      .set({ state: 'running', started_at: new Date(now) })
      .where('wave', '=', wave)
      .where('state', 'in', campaignStatesBefore('running'))
      .where('send_at', '<=', new Date(now))
      .returning(['id', 'created_at', 'send_at'])
      .execute()
    const later = rows.filter(({ created_at, send_at }) => send_at > created_at).map(({ id }) => id)
    if (later.length > 0) {
      await tx
        .updateTable('recipients')
        .set({ state: 'queued', reason: null, settled_at: null })
        .where('campaign_id', 'in', later)
        .where('state', '=', 'skipped')
        .execute()
    }
    return rows.length
  })
}

type Wanted = { limit: number; lostBefore: number; now: number }

/** Open recipients of running campaigns that the queue does not have, or should have brought up long ago. */
export async function toEnqueue(
  sql: CampaignSql,
  wave: string,
  { limit, lostBefore, now }: Wanted,
): Promise<QueuedRecipient[]> {
  const lost = new Date(lostBefore)
  const rows = await sql
    .selectFrom('recipients as t')
    .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
    .select(['t.campaign_id', 't.respondent_id', 't.due_at'])
    .where('c.wave', '=', wave)
    .where('c.state', '=', 'running')
    .where('t.state', 'in', ['queued', 'held'])
    .where((is) =>
      is.or([
        is('t.enqueued_at', 'is', null),
        is.and([is('t.enqueued_at', '<', lost), is('t.due_at', '<', lost), is('t.due_at', '<=', new Date(now))]),
      ]),
    )
    .orderBy('t.due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    respondentId: row.respondent_id,
    dueAt: row.due_at.getTime(),
  }))
}

/** Remembers that the queue has them. */
export async function markEnqueued(sql: CampaignSql, recipients: readonly RecipientKey[], at: number): Promise<void> {
  const byCampaign = new Map<string, string[]>()
  for (const { campaignId, respondentId } of recipients) {
    byCampaign.set(campaignId, [...(byCampaign.get(campaignId) ?? []), respondentId])
  }
  for (const [campaignId, respondentIds] of byCampaign) {
    await sql
      .updateTable('recipients')
      .set({ enqueued_at: new Date(at) })
      .where('campaign_id', '=', campaignId)
      .where('respondent_id', 'in', respondentIds)
      .execute()
  }
}

const kinds = z.record(z.string(), missingKind)
/** What is told of an unreadable document is that it was sent in: it must not stop what is done for all others. */
const rowsIn = (found: unknown): AnswerCounts['rows'] =>
  (Array.isArray(found) ? found : []).map((row) => kinds.safeParse(row).data ?? {})

/** In a JSON path: the missing rows of each matrix that was answered. */
const rowsMissing = '$.answers.*.missing'

/** The newest submission of each unit and part of the wave, or of the place named. No answer is read, only how many. */
export async function submittedParts(
  sql: CampaignSql,
  wave: string,
  place?: { unitId: string; part: string },
): Promise<SubmittedPart[]> {
  let query = sql
    .selectFrom('submissions as s')
    .leftJoin('deliveries as d', (join) =>
      join.onRef('d.submission_id', '=', 's.submission_id').onRef('d.revision', '=', 's.revision'),
    )
    .distinctOn(['s.part', 's.unit_id'])
    .select(['s.part', 's.unit_id', 's.submitted_at', 's.complete', 'd.state'])
    .select([
      raw<number>`case when jsonb_typeof(s.document -> 'answers') = 'object'
        then (select count(*)::int from jsonb_object_keys(s.document -> 'answers')) else 0 end`.as('answers'),
      raw<unknown>`jsonb_path_query_array(s.document, ${rowsMissing}::jsonpath, '{}', true)`.as('rows'),
      raw<unknown>`s.document -> 'missing'`.as('missing'),
    ])
    .where('s.wave', '=', wave)
    .orderBy('s.part')
    .orderBy('s.unit_id')
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.revision', 'desc')
  if (place !== undefined) query = query.where('s.part', '=', place.part).where('s.unit_id', '=', place.unitId)
  return (await query.execute()).map((row) => ({
    unitId: row.unit_id,
    part: row.part,
    at: row.submitted_at.getTime(),
    delivered: row.state === 'delivered',
    complete: row.complete,
    counts: { answers: row.answers, rows: rowsIn(row.rows), missing: kinds.safeParse(row.missing).data ?? {} },
  }))
}
