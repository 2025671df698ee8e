import { Kysely, PostgresDialect } from 'kysely'
import { ANSWER_WITHIN_MS } from '../../app/patience.ts'
import { guardedPool } from './guarded-pool.ts'
import type { Sql, Tables } from './tables.ts'

export type SqlAddress =
  | { url: string }
  /** Folder of the Unix socket `.s.PGSQL.<port>` of the embedded PGlite, or of a PostgreSQL. */
  | { socket: string; port?: number }
export type SqlLimits = {
  /** How long making a connection may take, ms. */
  connectMs: number
  /** How long to wait in line while the database is busy with others of this process, ms; as a turn when absent. */
  waitMs?: number
  /** How long one statement may take, ms. */
  statementMs: number
}

/** A turn that finds SQL away is answered within 5 s; one that finds it busy waits as long as Teams does. */
export const servingLimits: SqlLimits = { connectMs: 3_000, statementMs: 3_000 }
/** Imports and exports on the command line: nobody waits in a chat. */
export const batchLimits: SqlLimits = { connectMs: 10_000, statementMs: 120_000, waitMs: 600_000 }

/**
 * Opens the database; connects at the first statement. `destroy()` closes it. Every call throws `StoreAway` when the
 * database cannot be reached or does not answer within the limits.
 */
export function openSql(address: SqlAddress, limits: SqlLimits = servingLimits): Sql {
  const where =
    'url' in address
      ? { connectionString: address.url, max: 10 }
      : // The embedded database does one thing at a time: more connections would only wait there instead of here.
        { host: address.socket, port: address.port ?? 5432, user: 'postgres', database: 'postgres', max: 2 }
  const config = {
    ...where,
    application_name: 'kommunedialog',
    connectionTimeoutMillis: limits.connectMs,
    // The client's limit is what counts when the server hangs; the server's own, a little shorter, stops the work.
    query_timeout: limits.statementMs,
    statement_timeout: Math.max(100, limits.statementMs - 200),
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  }
  const pool = guardedPool(config, limits.waitMs ?? ANSWER_WITHIN_MS)
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
