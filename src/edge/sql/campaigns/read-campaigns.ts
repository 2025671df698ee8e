import type { Campaign, Counts, Recipient } from '../../../app/campaign-ports.ts'
import { recipientStates } from '../../../reminders/recipient-states.ts'
import { selection } from '../../../reminders/selection.ts'
import type { CampaignSql } from './tables.ts'

const columns = [
  'id',
  'kind',
  'template',
  'selection',
  'state',
  'created_at',
  'created_by',
  'send_at',
  'started_at',
  'ended_at',
  'stop_code',
] as const

/** Newest first, at most `limit`; or the one named, and nothing when there is none. */
export async function readCampaigns(
  sql: CampaignSql,
  wave: string,
  which: { limit: number } | { ids: string[] },
): Promise<Campaign[]> {
  let query = sql.selectFrom('campaigns').select(columns).where('wave', '=', wave).orderBy('created_at', 'desc')
  query = 'ids' in which ? query.where('id', 'in', which.ids) : query.limit(which.limit)
  const rows = await query.execute()
  const counts = await countsOf(
    sql,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    template: row.template,
    selection: selection.parse(row.selection),
    state: row.state,
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    sendAt: row.send_at.getTime(),
    startedAt: row.started_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    stopCode: row.stop_code,
    counts: counts.get(row.id) ?? none(),
  }))
}

const none = (): Counts => ({ queued: 0, held: 0, sent: 0, skipped: 0, failed: 0, unknown: 0, cancelled: 0 })

async function countsOf(sql: CampaignSql, ids: string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map()
  const rows = await sql
    .selectFrom('recipients')
    .select((of) => ['campaign_id', 'state', of.fn.countAll<string>().as('count')])
    .where('campaign_id', 'in', ids)
    .groupBy(['campaign_id', 'state'])
    .execute()
  const all = new Map<string, Counts>()
  for (const { campaign_id, state, count } of rows) {
    if (!recipientStates.includes(state)) continue
    all.set(campaign_id, { ...(all.get(campaign_id) ?? none()), [state]: Number(count) })
  }
  return all
}

/** What became of every recipient, by unit and part. */
export async function readRecipients(sql: CampaignSql, campaignId: string): Promise<Recipient[]> {
  const rows = await sql
    .selectFrom('recipients')
    .select(['respondent_id', 'unit_id', 'part', 'state', 'reason', 'code', 'tries', 'due_at', 'settled_at'])
    .where('campaign_id', '=', campaignId)
    .orderBy('unit_id')
    .orderBy('part')
    .orderBy('respondent_id')
    .execute()
  return rows.map((row) => ({
    respondentId: row.respondent_id,
    unitId: row.unit_id,
    part: row.part,
    state: row.state,
    reason: row.reason,
    code: row.code,
    tries: row.tries,
    dueAt: row.due_at.getTime(),
    settledAt: row.settled_at?.getTime() ?? null,
  }))
}
