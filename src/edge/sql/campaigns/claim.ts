import type { RecipientKey, Settlement, Situation } from '../../../app/campaign-ports.ts'
import type { Contact } from '../../../reminders/frequency.ts'
import { isOpen, recipientStatesBefore, type SkipReason } from '../../../reminders/recipient-states.ts'
import type { Sql } from '../tables.ts'
import { contactsOf, factsOf, lockPerson } from './facts.ts'
import { submittedParts } from './submitted-parts.ts'
import { type CampaignSql, withCampaigns } from './tables.ts'

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
