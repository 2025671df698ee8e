/** Questionnaire versions in SQL: the hash of each, and how many submissions stand on it. */

import { sql as raw } from 'kysely'
import type { VersionBook } from '../../app/upkeep/versions.ts'
import type { Sql } from './tables.ts'

/** Implements `VersionBook`. */
export const openVersions = (sql: Sql): VersionBook => ({
  async noted(wave) {
    const rows = await sql.selectFrom('versions').select(['part', 'version', 'hash']).where('wave', '=', wave).execute()
    return rows
  },

  async note(wave, { part, version, hash }, { at, instead }) {
    const all = sql.insertInto('versions').values({ wave, part, version, hash, noted_at: at })
    await all
      .onConflict((conflict) =>
        conflict
          .columns(['wave', 'part', 'version'])
          .doUpdateSet({ hash, noted_at: at })
          // What another process has noted in the meantime stands.
          .where('versions.hash', '=', instead ?? ''),
      )
      .execute()
  },

  async waves() {
    const { rows } = await raw<{ wave: string; count: string }>`
      select wave, count(*) as count from submissions group by 1 order by 1`.execute(sql)
    return rows.map(({ wave, count }) => ({ wave, submissions: Number(count) }))
  },

  async unitsThatSubmitted(wave) {
    const { rows } = await raw<{ id: string; name: string | null }>`
      select unit_id as id, max(document -> 'unit' ->> 'name') as name
      from submissions where wave = ${wave} group by 1 order by 1`.execute(sql)
    return rows.map(({ id, name }) => ({ id, name: name ?? '' }))
  },

  async submissions(wave) {
    const { rows } = await raw<{ part: string; version: string | null; count: string }>`
      select part, document ->> 'questionnaireVersion' as version, count(*) as count
      from submissions where wave = ${wave} group by 1, 2`.execute(sql)
    return rows.map(({ part, version, count }) => ({
      part,
      version: Number(version ?? Number.NaN),
      count: Number(count),
    }))
  },
})
