import type { By, Campaign } from '../../../app/campaign-ports.ts'
import { campaignStatesBefore } from '../../../reminders/campaign-states.ts'
import { writeAudit } from '../audit.ts'
import type { Sql } from '../tables.ts'
import { readCampaigns } from './read-campaigns.ts'
import { type CampaignSql, withCampaigns } from './tables.ts'

type Ending = { wave: string; id: string; to: 'cancelled' | 'stopped'; code: string | null; by: By }

/**
 * Cancels or stops a campaign. What is on its way at this moment is let finish. Returns how many were cancelled, 0 when
 * the campaign had ended; null when there is none.
 */
export function endCampaign(
  sql: Sql,
  { wave, id, to, code, by }: Ending,
): Promise<{ ended: boolean; count: number } | null> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const at = new Date(by.at)
    const ended = await tx
      .updateTable('campaigns')
      .set({ state: to, ended_at: at, stop_code: code })
      .where('id', '=', id)
      .where('wave', '=', wave)
      .where('state', 'in', campaignStatesBefore(to))
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) return (await exists(tx, wave, id)) ? { ended: false, count: 0 } : null
    const rows = await tx
      .updateTable('recipients')
      .set({ state: 'cancelled', settled_at: at })
      .where('campaign_id', '=', id)
      .where('state', 'in', ['queued', 'held'])
      .where('sending_since', 'is', null)
      .returning('respondent_id')
      .execute()
    const action = to === 'cancelled' ? 'reminders.cancel' : 'reminders.stop'
    await writeAudit(plain, { at, actor: by.actor, action, subject: id, count: rows.length })
    return { ended: true, count: rows.length }
  })
}

async function exists(tx: CampaignSql, wave: string, id: string): Promise<boolean> {
  const found = await tx.selectFrom('campaigns').select('id').where('id', '=', id).where('wave', '=', wave).execute()
  return found.length > 0
}

/** Ends the running campaigns that have no open recipient left; returns those ended by this call. */
export async function finishDone(sql: Sql, wave: string, now: number): Promise<Campaign[]> {
  const at = new Date(now)
  const ids = await sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const rows = await tx
      .updateTable('campaigns')
      .set({ state: 'finished', ended_at: at })
      .where('wave', '=', wave)
      .where('state', '=', 'running')
      .where(({ not, exists: some, selectFrom }) =>
        not(
          some(
            selectFrom('recipients')
              .select('respondent_id')
              .whereRef('recipients.campaign_id', '=', 'campaigns.id')
              .where('recipients.state', 'in', ['queued', 'held']),
          ),
        ),
      )
      .returning('id')
      .execute()
    for (const { id } of rows) {
      const { sent } = await tx
        .selectFrom('recipients')
        .select((of) => of.fn.countAll<string>().as('sent'))
        .where('campaign_id', '=', id)
        .where('state', '=', 'sent')
        .executeTakeFirstOrThrow()
      await writeAudit(plain, { at, actor: 'service', action: 'reminders.finish', subject: id, count: Number(sent) })
    }
    return rows.map(({ id }) => id)
  })
  return ids.length === 0 ? [] : await readCampaigns(withCampaigns(sql), wave, { ids })
}
