/** The card in the chat with which an administrator follows a campaign. */

import { z } from 'zod'
import type { ProgressCard } from '../../app/ports/campaigns.ts'
import { storedReference } from '../../app/ports/people.ts'
import { languages } from '../../questionnaire/schema.ts'
import type { CampaignSql } from './tables.ts'

const card: z.ZodType<ProgressCard> = z.object({
  reference: storedReference,
  activityId: z.string(),
  language: z.enum(languages),
})

/** The administrator's card of a campaign; null when it was not made in the chat. */
export async function cardOf(sql: CampaignSql, id: string): Promise<ProgressCard | null> {
  const row = await sql.selectFrom('campaigns').select('card').where('id', '=', id).executeTakeFirst()
  return card.safeParse(row?.card).data ?? null
}

export async function keepCard(sql: CampaignSql, id: string, shown: ProgressCard): Promise<void> {
  await sql
    .updateTable('campaigns')
    .set({ card: JSON.stringify(shown) })
    .where('id', '=', id)
    .execute()
}

/** The cards of somebody whose role has ended tell no more, and hold their conversation no longer. */
export async function dropCards(sql: CampaignSql, createdBy: string): Promise<void> {
  await sql.updateTable('campaigns').set({ card: null }).where('created_by', '=', createdBy).execute()
}

/** Cards to bring up to date, taken by marking them, so that one process does it. */
export async function cardsToUpdate(
  sql: CampaignSql,
  wave: string,
  before: number,
  at: number,
): Promise<{ id: string; card: ProgressCard }[]> {
  const rows = await sql
    .updateTable('campaigns')
    .set({ card_at: new Date(at) })
    .where('wave', '=', wave)
    .where('state', '=', 'running')
    .where('card', 'is not', null)
    .where((is) => is.or([is('card_at', 'is', null), is('card_at', '<', new Date(before))]))
    .returning(['id', 'card'])
    .execute()
  return rows.flatMap((row) => {
    const shown = card.safeParse(row.card).data
    return shown === undefined ? [] : [{ id: row.id, card: shown }]
  })
}
