import { Kysely, PostgresDialect } from 'kysely'
import { guardedPool } from './guarded-pool.ts'
import type { Sql, Tables } from './tables.ts'

export type SqlAddress =
  | { url: string }
  /** Folder of the Unix socket `.s.PGSQL.<port>` of the embedded PGlite, or of a PostgreSQL. */
  | { socket: string; port?: number }
export type SqlLimits = {
  /** How long to wait for a connection, ms. */
  connectMs: number
  /** How long one statement may take, ms. */
  statementMs: number
}

/** A turn is answered within 5 s whatever SQL does: together about 3 s leave room for Redis and the reply. */
export const servingLimits: SqlLimits = { connectMs: 1200, statementMs: 2000 }
/** Imports and exports on the command line: nobody waits in a chat. */
export const batchLimits: SqlLimits = { connectMs: 10_000, statementMs: 120_000 }

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
  const pool = guardedPool({
    ...where,
    application_name: 'kommunedialog',
    connectionTimeoutMillis: limits.connectMs,
    // The client's limit is what counts when the server hangs; the server's own, a little shorter, stops the work.
    query_timeout: limits.statementMs,
    statement_timeout: Math.max(100, limits.statementMs - 200),
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
