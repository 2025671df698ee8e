/** The switch of standing reminders, and people's own «minn meg». */

import { z } from 'zod'
import type { By, ProgressCard } from '../../app/ports/campaigns.ts'
import { storedReference } from '../../app/ports/people.ts'
import { languages } from '../../questionnaire/schema.ts'
import { type CampaignSql, type Sql, withCampaigns, writeAudit } from './tables.ts'

export async function standing(sql: CampaignSql, wave: string): Promise<{ on: boolean; since: number } | null> {
  const row = await sql
    .selectFrom('reminder_switches')
    .select(['standing', 'at'])
    .where('wave', '=', wave)
    .executeTakeFirst()
  return row === undefined ? null : { on: row.standing, since: row.at.getTime() }
}

/** Switching on what is on changes nothing: what was due since then is not forgotten. */
export function setStanding(sql: Sql, wave: string, wish: 'on' | 'off', by: By): Promise<void> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const at = new Date(by.at)
    const now = { standing: wish === 'on', at, by: by.actor }
    const changed = await tx
      .insertInto('reminder_switches')
      .values({ wave, ...now })
      .onConflict((conflict) =>
        conflict.column('wave').doUpdateSet(now).where('reminder_switches.standing', '<>', now.standing),
      )
      .returning('wave')
      .executeTakeFirst()
    if (changed === undefined) return
    await writeAudit(plain, { at, actor: by.actor, action: `reminders.standing.${wish}`, subject: wave })
  })
}

export async function snooze(sql: Sql, personId: string, until: number): Promise<void> {
  await sql
    .updateTable('people')
    .set({ snoozed_until: new Date(until) })
    .where('person_id', '=', personId)
    .execute()
}

/** Wishes whose time has come. */
export async function dueSnoozes(sql: Sql, now: number): Promise<{ personId: string; until: number }[]> {
  const rows = await sql
    .selectFrom('people')
    .select(['person_id', 'snoozed_until'])
    .where('snoozed_until', '<=', new Date(now))
    .orderBy('snoozed_until')
    .execute()
  return rows.flatMap(({ person_id, snoozed_until }) =>
    snoozed_until === null ? [] : [{ personId: person_id, until: snoozed_until.getTime() }],
  )
}

/** Forgets a wish that was met; a newer one stays. */
export async function endSnooze(sql: Sql, personId: string, until: number): Promise<void> {
  await sql
    .updateTable('people')
    .set({ snoozed_until: null })
    .where('person_id', '=', personId)
    .where('snoozed_until', '=', new Date(until))
    .execute()
}

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
