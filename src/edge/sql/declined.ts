/** Who was asked by mistake, and which administrator knows. Both stand in the audit trail, and nowhere else. */
import { sql as raw } from 'kysely'
import type { Declined } from '../../app/delegation/delegation-ports.ts'
import { writeAudit } from './audit.ts'
import type { Sql } from './tables.ts'

const TOLD = 'admins.told_not_me'

/**
 * Those who were asked about a whole part, and are still without a successor in their place, oldest first. A colleague who
 * was asked about a section concerns whoever asked, and is no news for administrators.
 */
export async function declinedSince(sql: Sql, wave: string, personId: string): Promise<Declined[]> {
  const told = sql
    .selectFrom('audit as t')
    .select(raw<string>`coalesce(max(t.subject::bigint), 0)`.as('note'))
    .where('t.action', '=', TOLD)
    .where('t.actor', '=', personId)
  const rows = await sql
    .selectFrom('audit as a')
    .innerJoin('respondents as r', (join) => join.on(raw<boolean>`r.id::text = a.subject`))
    .select(['a.id', 'a.subject', 'r.name', 'r.unit_id', 'r.part'])
    .where('a.action', '=', 'respondents.not_me')
    .where('r.wave', '=', wave)
    .where('r.status', '=', 'declined')
    .where('r.section', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('a.id', '>', told)
    .orderBy('a.id')
    .execute()
  // Somebody who came back and declined again is one person.
  const newest = new Map(rows.map((row) => [row.subject, row]))
  return [...newest.values()].map(({ id, name, unit_id: unitId, part }) => ({ note: id, name, unitId, part }))
}

type Told = { personId: string; declined: readonly Declined[]; at: Date }

export async function toldOfDeclined(sql: Sql, { personId, declined, at }: Told): Promise<void> {
  const newest = declined.at(-1)
  if (newest === undefined) return
  await writeAudit(sql, { at, actor: personId, action: TOLD, subject: newest.note, count: declined.length })
}
