/** Names of the people who answer, for their colleagues to see. */
import type { Sql } from './tables.ts'

/** A name that was corrected in the register is seen within this time, ms. */
const keptMs = 10 * 60_000
/** People whose names are remembered in one process; the oldest are asked for again. */
const maxKept = 5_000

type Kept = { name: string | null; at: number }

/** Person id → name, for the people of one wave. Remembered, so that a turn asks SQL for a new colleague's name only. */
export function rememberedNames(
  sql: Sql,
  wave: string,
): (personIds: readonly string[], at: Date) => Promise<Record<string, string>> {
  const kept = new Map<string, Kept>()
  return async (personIds, at) => {
    const now = at.getTime()
    const unknown = personIds.filter((id) => now - (kept.get(id)?.at ?? Number.NEGATIVE_INFINITY) > keptMs)
    if (unknown.length > 0) {
      // Names that are not asked for any more may be of people who were erased.
      for (const [id, { at }] of kept) if (now - at > keptMs) kept.delete(id)
      const found = await namesOf(sql, wave, unknown)
      for (const id of unknown) {
        if (kept.size >= maxKept) kept.delete(kept.keys().next().value ?? id)
        kept.set(id, { name: found.get(id) ?? null, at: now })
      }
    }
    return Object.fromEntries(
      personIds.flatMap((id) => {
        const name = kept.get(id)?.name
        return name == null ? [] : [[id, name]]
      }),
    )
  }
}

async function namesOf(sql: Sql, wave: string, personIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql
    .selectFrom('respondents')
    .select(['person_id', 'former_person_id', 'name'])
    .where('wave', '=', wave)
    .where((is) => is.or([is('person_id', 'in', [...personIds]), is('former_person_id', 'in', [...personIds])]))
    .execute()
  // Who is linked now counts before who was.
  return new Map([
    ...rows.flatMap((row) => (row.former_person_id === null ? [] : [[row.former_person_id, row.name] as const])),
    ...rows.flatMap((row) => (row.person_id === null ? [] : [[row.person_id, row.name] as const])),
  ])
}
