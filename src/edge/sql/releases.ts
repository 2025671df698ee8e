import type { ReleaseBook } from '../../app/releases.ts'
import { release } from '../../report/release.ts'
import type { Sql } from './tables.ts'

/** The releases in SQL. */
export const openReleases = (sql: Sql): ReleaseBook => ({
  async releases(wave) {
    const rows = await sql
      .selectFrom('releases')
      .select('document')
      .where('wave', '=', wave)
      .orderBy('number')
      .execute()
    return rows.map((row) => release.parse(row.document))
  },

  async keep(made, number) {
    const kept = await sql
      .insertInto('releases')
      .values({
        wave: made.wave,
        number,
        published_at: new Date(made.publishedAt),
        document: JSON.stringify(made),
      })
      .onConflict((conflict) => conflict.columns(['wave', 'number']).doNothing())
      .returning('number')
      .executeTakeFirst()
    return kept !== undefined
  },
})
