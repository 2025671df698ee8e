/** The switch of standing reminders, and people's own «minn meg». */

import type { By } from '../../app/ports/campaigns.ts'
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
