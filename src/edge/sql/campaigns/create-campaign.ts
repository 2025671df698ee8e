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
    if (made === undefined) return await existing(tx, campaign.dedupeKey)
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

async function existing(tx: ReturnType<typeof withCampaigns>, key: string | null): Promise<Created> {
  const found = await tx
    .selectFrom('campaigns')
    .select(['id', 'body_hash'])
    .where('dedupe_key', '=', key)
    .executeTakeFirstOrThrow()
  return { type: 'exists', id: found.id, bodyHash: found.body_hash }
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
