/** The recipients of campaigns: what is known of one at the moment of sending, and what became of it. */

import { sql as raw } from 'kysely'
import type {
  Claimed,
  QueuedRecipient,
  RecipientKey,
  RespondentFacts,
  Settlement,
  Situation,
} from '../../app/ports/campaigns.ts'
import { lastingHashes } from '../../register/lasting-code.ts'
import { type Channel, isOpen, openStates, recipientStatesBefore } from '../../reminders/states.ts'
import type { Way } from '../../reminders/whom.ts'
import { lastingCodes } from './codes.ts'
import { factsOf, type Mailing } from './facts.ts'
import { submittedParts } from './results.ts'
import { type CampaignSql, type Sql, withCampaigns } from './tables.ts'

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
