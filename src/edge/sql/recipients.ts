import { sql as raw } from 'kysely'
import { z } from 'zod'
import type {
  Claimed,
  QueuedRecipient,
  RecipientKey,
  RespondentFacts,
  Settlement,
  Situation,
  SubmittedPart,
} from '../../app/ports/campaigns.ts'
import { storedReference } from '../../app/ports/people.ts'
import type { AnswerCounts } from '../../outcome/interview.ts'
import { missingKind } from '../../questionnaire/answer.ts'
import { type CodeSecrets, lastingHashes } from '../../register/lasting-code.ts'
import {
  type Channel,
  campaignStatesBefore,
  isOpen,
  openStates,
  recipientStatesBefore,
} from '../../reminders/states.ts'
import type { Contact, Way } from '../../reminders/whom.ts'
import { lastingCodes } from './lasting-codes.ts'
import { mailColumns, mailOf } from './mail.ts'
import { type CampaignSql, type Sql, withCampaigns } from './tables.ts'

/** A wave, and what codes in mail are made from; `mail` null: nobody is written to by mail. */
export type Mailing = { wave: string; mail: { secrets: CodeSecrets } | null }

/** What is known of one recipient now; null when there is no such row. */
export async function situation(
  sql: CampaignSql,
  { wave, mail }: Mailing,
  key: RecipientKey,
): Promise<Situation | null> {
  const row = await sql
    .selectFrom('recipients as t')
    .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
    .select(['c.kind', 'c.template', 'c.state as campaign_state', 't.state', 't.tries', 't.sending_since', 't.channel'])
    .where('t.campaign_id', '=', key.campaignId)
    .where('t.respondent_id', '=', key.respondentId)
    .executeTakeFirst()
  if (row === undefined) return null
  const [facts] = await factsOf(sql, { wave, mail }, [key.respondentId])
  const [submitted] = facts === undefined ? [] : await submittedParts(sql, wave, [facts])
  return {
    campaign: { kind: row.kind, template: row.template, state: row.campaign_state },
    recipient: {
      state: row.state,
      tries: row.tries,
      inFlight: isOpen(row.state) && row.sending_since !== null,
      channel: row.channel,
    },
    facts: facts ?? null,
    submitted: submitted ?? null,
  }
}

type Claim = RecipientKey & { now: number; expected: Channel }

/** Writes «about to send» in the recipient's row, if nobody has and nothing speaks against it. */
export function claim(
  sql: Sql,
  mailing: Mailing,
  { campaignId, respondentId, now, expected }: Claim,
  decide: (facts: RespondentFacts, decided: Channel | null) => Way,
): Promise<Claimed> {
  return sql.transaction().execute(async (plain): Promise<Claimed> => {
    const tx = withCampaigns(plain)
    await lockContact(tx, respondentId)
    const row = await tx
      .selectFrom('recipients as t')
      .innerJoin('campaigns as c', 'c.id', 't.campaign_id')
      .select(['t.state', 't.sending_since', 't.tries', 't.channel', 'c.state as campaign_state'])
      .where('t.campaign_id', '=', campaignId)
      .where('t.respondent_id', '=', respondentId)
      .forUpdate('t')
      .executeTakeFirst()
    if (row === undefined || row.campaign_state !== 'running') return { type: 'taken' }
    if (!isOpen(row.state) || row.sending_since !== null) return { type: 'taken' }
    const [facts] = await factsOf(tx, mailing, [respondentId])
    if (facts === undefined) return { type: 'skip', reason: 'not_linked' }
    const way = decide(facts, row.channel)
    if ('skip' in way) return { type: 'skip', reason: way.skip }
    if (way.channel !== expected) return { type: 'other_way' }
    const generation = way.channel === 'mail' ? await keptCode(plain, mailing, { respondentId, now }) : null
    await tx
      .updateTable('recipients')
      .set({
        sending_since: new Date(now),
        tries: row.tries + 1,
        person_id: facts.personId,
        channel: way.channel,
      })
      .where('campaign_id', '=', campaignId)
      .where('respondent_id', '=', respondentId)
      .execute()
    return { type: 'claimed', facts, generation }
  })
}

/** The generation of the code that a mail brings, kept so that it opens; making it is audited once. Throws without mail. */
async function keptCode(
  tx: Sql,
  { wave, mail }: Mailing,
  { respondentId, now }: { respondentId: string; now: number },
): Promise<number> {
  if (mail === null) throw new Error('nobody is written to by mail')
  const { code_generation } = await tx
    .selectFrom('respondents')
    .select('code_generation')
    .where('id', '=', respondentId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const generation = code_generation ?? 1
  const hashesOf = (of: { respondentId: string; generation: number }) => lastingHashes(mail.secrets, { wave, ...of })
  const { hash } = hashesOf({ respondentId, generation })
  const kept = await tx.selectFrom('codes').select('hash').where('hash', '=', hash).executeTakeFirst()
  if (kept === undefined)
    await lastingCodes(
      tx,
      wave,
      { ids: [respondentId], renew: false, hashesOf },
      { at: new Date(now), actor: 'service' },
    )
  return generation
}

/** Makes a move that the table of states allows. False: it does not. */
export async function settle(
  sql: CampaignSql,
  { campaignId, respondentId }: RecipientKey,
  settlement: Settlement,
  at: number,
): Promise<boolean> {
  const { state } = settlement
  const again = isOpen(state)
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
    .where('state', 'in', recipientStatesBefore('unknown'))
    .where('sending_since', '<', new Date(before))
    .where('campaign_id', 'in', (of) => of.selectFrom('campaigns').select('id').where('wave', '=', wave))
    .returning('respondent_id')
    .execute()
  return rows.length
}

// Respondents as the reminder rules see them.

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

/**
 * One at a time for each respondent and for the person behind, whatever campaign; until the end of the transaction. The
 * person last: two respondents of one person never wait for each other.
 */
async function lockContact(tx: CampaignSql, respondentId: string): Promise<void> {
  const lock = (key: string) => raw`select pg_advisory_xact_lock(hashtextextended(${key}, 13))`.execute(tx)
  await lock(respondentId)
  const found = await tx.selectFrom('respondents').select('person_id').where('id', '=', respondentId).executeTakeFirst()
  if (found?.person_id != null) await lock(found.person_id)
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
        .where(
          'state',
          'in',
          recipientStatesBefore('queued').filter((state) => !isOpen(state)),
        )
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
    .where('t.state', 'in', openStates)
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

/** The newest submission of each unit and part of the wave, or at least of `places`. No answer is read, only how many. */
export async function submittedParts(
  sql: CampaignSql,
  wave: string,
  places?: readonly { unitId: string; part: string }[],
): Promise<SubmittedPart[]> {
  if (places?.length === 0) return []
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
  if (places !== undefined) {
    const [parts, units] = [new Set(places.map(({ part }) => part)), new Set(places.map(({ unitId }) => unitId))]
    query = query.where('s.part', 'in', [...parts]).where('s.unit_id', 'in', [...units])
  }
  return (await query.execute()).map((row) => ({
    unitId: row.unit_id,
    part: row.part,
    at: row.submitted_at.getTime(),
    delivered: row.state === 'delivered',
    complete: row.complete,
    counts: { answers: row.answers, rows: rowsIn(row.rows), missing: kinds.safeParse(row.missing).data ?? {} },
  }))
}
