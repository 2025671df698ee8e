import type { QueuedRecipient, RecipientKey } from '../../../app/campaign-ports.ts'
import { campaignStatesBefore } from '../../../reminders/campaign-states.ts'
import type { Sql } from '../tables.ts'
import { type CampaignSql, withCampaigns } from './tables.ts'

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
