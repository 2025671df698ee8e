/** All tables out of PostgreSQL in one consistent look, and into an empty one again. */

import { sql as raw } from 'kysely'
import { submissionKey } from '../../app/submissions/waiting.ts'
import { openStates } from '../../reminders/states.ts'
import { FORGOTTEN } from './retention.ts'
import type { Sql } from './tables.ts'

/** Every table of the migrations, a referenced one before those that refer to it; a test compares them with the database. */
// biome-ignore format: words of a kind share a line
export const tables = [
  'units', 'respondents', 'people', 'codes', 'code_tries', 'admins', 'audit', 'submissions', 'deliveries',
  'campaigns', 'recipients', 'reminder_switches', 'releases', 'versions',
] as const

/** Whose numbers the database gives out itself. */
const NUMBERED: readonly string[] = ['code_tries', 'audit']
/** Rows at a time: small enough for a large document in each. */
const BATCH = 200

export type StoredRow = { table: string; row: Record<string, unknown> }

/** Hands every row to `take`, all as they stood at one instant. */
export const dumpTables = async (sql: Sql, take: (row: StoredRow) => Promise<void>): Promise<void> => {
  await sql
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      for (const table of tables) {
        await raw`declare backup no scroll cursor for select to_jsonb(t) as row from ${raw.table(table)} t`.execute(tx)
        for (let last = BATCH; last === BATCH; ) {
          const { rows } = await raw<{ row: Record<string, unknown> }>`fetch ${raw.lit(BATCH)} from backup`.execute(tx)
          for (const { row } of rows) await take({ table, row })
          last = rows.length
        }
        await raw`close backup`.execute(tx)
      }
    })
}

/** True when nobody is registered and nothing has been submitted or done. */
export const isUnused = async (sql: Sql): Promise<boolean> => {
  for (const table of ['respondents', 'submissions', 'audit'] as const) {
    const row = await sql.selectFrom(table).select(raw`1`.as('one')).limit(1).executeTakeFirst()
    if (row !== undefined) return false
  }
  return true
}

/** Fills the tables; all or nothing. Rows of unknown tables are a newer release's: it throws. Returns how many. */
export const loadTables = (sql: Sql, rows: AsyncIterable<StoredRow>): Promise<number> =>
  sql.transaction().execute(async (tx) => {
    let count = 0
    let batch: StoredRow[] = []
    const flush = async () => {
      const [first] = batch
      if (first !== undefined) await insert(tx, first.table, batch)
      count += batch.length
      batch = []
    }
    for await (const one of rows) {
      if (!tables.some((table) => table === one.table)) throw new Error(`no table ${one.table} in this release`)
      if (batch.length === BATCH || batch[0]?.table !== one.table) await flush()
      batch.push(one)
    }
    await flush()
    for (const table of NUMBERED) {
      await raw`select setval(pg_get_serial_sequence(${table}, 'id'), coalesce((select max(id) from ${raw.table(table)}), 0) + 1, false)`.execute(
        tx,
      )
    }
    return count
  })

const insert = async (tx: Sql, table: string, batch: readonly StoredRow[]): Promise<void> => {
  const rows = JSON.stringify(batch.map(({ row }) => row))
  const numbered = NUMBERED.includes(table) ? raw`overriding system value` : raw``
  // Units are written at start as well, from the same file.
  await raw`insert into ${raw.table(table)} ${numbered}
    select * from jsonb_populate_recordset(null::${raw.table(table)}, ${rows}::jsonb) on conflict do nothing`.execute(
    tx,
  )
}

/**
 * Ends what was being sent out when the backup was made: nobody knows any more who got it since, and reminders go out at
 * most once. Campaigns whose time is still to come stand.
 */
export const endCampaigns = async (sql: Sql, at: Date): Promise<number> => {
  const over = raw`select id from campaigns where state = 'running' or (state = 'scheduled' and send_at <= ${at})`
  await raw`update recipients set state = 'unknown', code = 'restored', settled_at = ${at}
    where state in (${raw.join(openStates)}) and campaign_id in (${over})`.execute(sql)
  const ended = await raw`update campaigns set state = 'stopped', stop_code = 'restored', ended_at = ${at}
    where id in (${over}) returning id`.execute(sql)
  // Jobs are not in a backup; what is still to come is handed over anew.
  await raw`update recipients set enqueued_at = null where state in (${raw.join(openStates)})`.execute(sql)
  return ended.rows.length
}

/** The person id of who sent in a revision, from the audit trail; '' when it is not told there. */
export const submittedBy = async (sql: Sql, submissionId: string, revision: number): Promise<string> => {
  const row = await sql
    .selectFrom('audit')
    .select('actor')
    .where('action', '=', 'submission')
    .where('subject', '=', submissionKey(submissionId, revision))
    .executeTakeFirst()
  return row === undefined || row.actor === FORGOTTEN ? '' : row.actor
}
