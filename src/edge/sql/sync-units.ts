import { sql as raw } from 'kysely'
import type { Unit } from '../../questionnaire/wave.ts'
import type { Sql } from './tables.ts'

/** Makes the units of the wave in SQL equal to `units.csv`, in one transaction; units no longer in it stay, as rows refer to them. */
export async function syncUnits(sql: Sql, wave: string, units: Iterable<Unit>): Promise<void> {
  const rows = Array.from(units, ({ imdiRegion, ...unit }) => ({ wave, ...unit, imdi_region: imdiRegion }))
  if (rows.length === 0) return
  await sql
    .insertInto('units')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['wave', 'id'])
        .doUpdateSet((now) => ({
          kind: now.ref('excluded.kind'),
          name: now.ref('excluded.name'),
          county: now.ref('excluded.county'),
          language: now.ref('excluded.language'),
          population: now.ref('excluded.population'),
          imdi_region: now.ref('excluded.imdi_region'),
          centrality: now.ref('excluded.centrality'),
        }))
        // Several processes start at once: those that find nothing to change take no row locks.
        .where(raw<boolean>`units is distinct from excluded`),
    )
    .execute()
}
