import type { Created, NewCampaign, NewRecipient } from '../../../app/campaign-ports.ts'
import { writeAudit } from '../audit.ts'
import type { Sql } from '../tables.ts'
import { withCampaigns } from './tables.ts'

/** A statement has at most 65,535 parameters; 1,000 rows of ten stay well under it. */
const ROWS_PER_STATEMENT = 1000

/** Stores a campaign with its recipients, or finds the one that was stored under the same key. */
export function createCampaign(
  sql: Sql,
  wave: string,
  campaign: NewCampaign,
  recipients: readonly NewRecipient[],
): Promise<Created> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const at = new Date(campaign.createdAt)
    const made = await tx
      .insertInto('campaigns')
      .values({
        id: campaign.id,
        wave,
        kind: campaign.kind,
        template: campaign.template,
        selection: JSON.stringify(campaign.selection),
        state: 'scheduled',
        created_at: at,
        created_by: campaign.createdBy,
        send_at: new Date(campaign.sendAt),
        dedupe_key: campaign.dedupeKey,
        body_hash: campaign.bodyHash,
      })
      .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) {
      const before = await ordered(tx, campaign.dedupeKey ?? '')
      if (before === null) throw new Error('a campaign without key met another')
      return { type: 'exists', ...before }
    }
    for (let from = 0; from < recipients.length; from += ROWS_PER_STATEMENT) {
      const rows = recipients.slice(from, from + ROWS_PER_STATEMENT).map((each) => rowOf(campaign, each))
      await tx.insertInto('recipients').values(rows).execute()
    }
    const count = recipients.filter(({ skip }) => skip === null).length
    const action = campaign.kind === 'invitation' ? 'invitations.create' : `reminders.create.${campaign.kind}`
    await writeAudit(plain, { at, actor: campaign.createdBy, action, subject: campaign.id, count })
    return { type: 'created' }
  })
}

/** The campaign that was stored under this key; null: none. */
export async function ordered(
  sql: ReturnType<typeof withCampaigns>,
  key: string,
): Promise<{ id: string; bodyHash: string | null } | null> {
  const found = await sql
    .selectFrom('campaigns')
    .select(['id', 'body_hash'])
    .where('dedupe_key', '=', key)
    .executeTakeFirst()
  return found === undefined ? null : { id: found.id, bodyHash: found.body_hash }
}

function rowOf(campaign: NewCampaign, each: NewRecipient) {
  return {
    campaign_id: campaign.id,
    respondent_id: each.respondentId,
    person_id: each.personId,
    tenant_id: each.tenantId,
    unit_id: each.unitId,
    part: each.part,
    state: each.skip === null ? ('queued' as const) : ('skipped' as const),
    reason: each.skip,
    due_at: new Date(campaign.sendAt),
    settled_at: each.skip === null ? null : new Date(campaign.createdAt),
  }
}
