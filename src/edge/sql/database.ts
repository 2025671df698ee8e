/** The database: its address, its pool of connections, what its failures mean, and its migrations. */

import { setTimeout } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql as raw } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { networkAdvice } from '../../app/ports/neighbour-advice.ts'
import { StoreAway } from '../../app/ports/progress.ts'
import { ANSWER_WITHIN_MS, type Leave, waitingLine } from '../../app/waiting-line.ts'
import * as m0001 from './migrations/0001-units-and-respondents.ts'
import * as m0002 from './migrations/0002-people-and-codes.ts'
import * as m0003 from './migrations/0003-admins-and-audit.ts'
import * as m0004 from './migrations/0004-submissions-and-deliveries.ts'
import * as m0005 from './migrations/0005-campaigns-and-recipients.ts'
import * as m0006 from './migrations/0006-delegations.ts'
import * as m0007 from './migrations/0007-assisted.ts'
import * as m0008 from './migrations/0008-audit-rights.ts'
import * as m0009 from './migrations/0009-releases.ts'
import * as m0010 from './migrations/0010-audit-forgets.ts'
import * as m0011 from './migrations/0011-web.ts'
import * as m0012 from './migrations/0012-versions.ts'
import * as m0013 from './migrations/0013-mail.ts'
import * as m0014 from './migrations/0014-held-respondents.ts'
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
  const pool = guardedPool(config, { connectMs: limits.connectMs, waitMs: limits.waitMs ?? ANSWER_WITHIN_MS })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

// A pool of `pg` clients as Kysely wants it, that turns every failure into `StoreAway` or a fault without personal data,
// throws away connections that failed, and tells a database that is away from one that is busy with our own.

/** So long after a database was found away nobody tries it anew: many who come together learn it together. */
const AWAY_MS = 250
/** Between tries of a connection that was refused while others were served, as when all of the server's are taken. */
const AGAIN_MS = 50

type Patience = Required<Pick<SqlLimits, 'connectMs' | 'waitMs'>>

/**
 * The pool; no connection is made before the first statement. `waitMs`: how long a caller waits in line while the database
 * answers those before; a database that answers nobody ends the waiting of all at once.
 */
function guardedPool(config: pg.PoolConfig & { max: number }, { connectMs, waitMs }: Patience): PostgresPool {
  const pool = new pg.Pool(config)
  // An idle connection that dies is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined)
  const line = waitingLine(config.max)
  // When the database last answered, and was last found away; ms of the steady clock.
  const seen = { answering: Number.NEGATIVE_INFINITY, away: Number.NEGATIVE_INFINITY }
  const onAnswer = () => {
    seen.answering = performance.now()
  }

  const connect = async (): Promise<PostgresPoolClient> => {
    const asked = performance.now()
    const until = asked + waitMs
    for (;;) {
      const now = performance.now()
      if (seen.away > seen.answering && now - seen.away < AWAY_MS) throw new StoreAway('SQL is away')
      const leave = await line.enter(Math.max(0, until - now))
      if (leave === null) throw new StoreAway('SQL is busy')
      const began = performance.now()
      try {
        const client = await pool.connect()
        onAnswer()
        return guard(client, leave, onAnswer)
      } catch (error) {
        leave()
        const fault = asFault(error)
        if (!isAway(fault)) throw fault
        if (seen.answering <= began && !isFull(error)) {
          seen.away = performance.now()
          line.dissolve(fault)
          throw fault
        }
        // Who never had one waits no longer than for a server that is silent: at a start somebody looks on.
        const hadOne = seen.answering > Number.NEGATIVE_INFINITY
        if (performance.now() >= (hadOne ? until : asked + Math.min(waitMs, connectMs))) throw fault
        await setTimeout(AGAIN_MS)
      }
    }
  }
  return { connect, end: () => pool.end(), options: config } as unknown as PostgresPool
}

/** Others have all of the server's connections (SQLSTATE 53300): it is there, and one of them may be free in a moment. */
function isFull(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '53300'
}

/**
 * A client whose failures are those of `asFault`. One that was away once answers nothing more, and is thrown away when it is given back;
 * `leave` gives its place to the next in line.
 */
function guard(client: pg.PoolClient, leave: Leave, onAnswer: () => void): PostgresPoolClient {
  let away: Error | null = null
  const onError = () => {
    away ??= asFault(null)
  }
  client.on('error', onError)

  return {
    query: async (text: string, values: readonly unknown[]) => {
      if (away !== null) throw away
      try {
        const result = await client.query(text, [...values])
        onAnswer()
        return result
      } catch (error) {
        const fault = asFault(error)
        if (isAway(fault)) away = fault
        throw fault
      }
    },
    release: () => {
      client.off('error', onError)
      client.release(away !== null)
      leave()
    },
  } as unknown as PostgresPoolClient
}

/**
 * SQLSTATE classes after which the same call may succeed later: connection (08), invalid transaction state after a lost begin (25;
 * 25006: a standby that only lets read), not let in (28, 3D: whoever runs the server changes that), rolled back by the server (40),
 * insufficient resources (53), lock not available (55), operator intervention and statement timeout (57), system error (58).
 */
const awayClasses = new Set(['08', '25', '28', '3D', '40', '53', '55', '57', '58'])

/**
 * What a failed call to the database means: `StoreAway` when the database cannot be reached, is too slow or refuses for
 * now, else a fault with SQLSTATE and constraint. The driver's own message and detail hold values of rows, names among
 * them, so neither is passed on.
 */
function asFault(error: unknown): Error {
  if (error instanceof StoreAway) return error
  const { code, constraint, severity } = fieldsOf(error)
  const fromServer = severity !== null && code !== null && /^[0-9A-Z]{5}$/.test(code)
  if (!fromServer) {
    // Neither the database's nor the driver's: ours, such as a mistake in a use case inside a transaction.
    if (error instanceof Error && isOurs(error)) return error
    return new StoreAway(`SQL is away: ${withAdvice(sqlCodeOf(error))}`)
  }
  if (awayClasses.has(code.slice(0, 2))) return new StoreAway(`SQL is away: SQLSTATE ${withAdvice(code)}`)
  return Object.assign(
    new Error(`SQL fault: SQLSTATE ${withAdvice(code)}${constraint === null ? '' : ` on ${constraint}`}`),
    {
      code,
      constraint,
    },
  )
}

/** True for a broken connection, which must not go back into the pool. */
function isAway(error: unknown): error is StoreAway {
  return error instanceof StoreAway
}

function isOurs(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
}

function fieldsOf(error: unknown): { code: string | null; constraint: string | null; severity: string | null } {
  const field = (name: string) => {
    const value = typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : null
    return typeof value === 'string' ? value : null
  }
  return { code: field('code'), constraint: field('constraint'), severity: field('severity') }
}

/** In order of name. A published migration never changes; what is new comes last. */
const migrations: Record<string, Migration> = {
  '0001-units-and-respondents': m0001,
  '0002-people-and-codes': m0002,
  '0003-admins-and-audit': m0003,
  '0004-submissions-and-deliveries': m0004,
  '0005-campaigns-and-recipients': m0005,
  '0006-delegations': m0006,
  '0007-assisted': m0007,
  '0008-audit-rights': m0008,
  '0009-releases': m0009,
  '0010-audit-forgets': m0010,
  '0011-web': m0011,
  '0012-versions': m0012,
  '0013-mail': m0013,
  '0014-held-respondents': m0014,
}

/**
 * Brings the database to this release's tables; does nothing when it is there already. Several processes may start at
 * once: the migrator takes a lock. Returns the names of what was applied; throws `StoreAway`, or the fault of a migration.
 */
export async function migrate(sql: Sql): Promise<string[]> {
  await holdsEverySign(sql)
  const migrator = new Migrator({ db: sql, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw asFault(error)
  return (results ?? []).map((result) => result.migrationName)
}

/** A database of another encoding takes names and refuses an answer with «👍» in it, when the unit sends in. */
async function holdsEverySign(sql: Sql): Promise<void> {
  const { rows } = await raw<{ encoding: string }>`select current_setting('server_encoding') as encoding`.execute(sql)
  const encoding = rows[0]?.encoding ?? ''
  if (encoding === 'UTF8') return
  throw new Error(
    `SQL fault: the database has the encoding ${encoding}; create it with encoding UTF8 (template template0)`,
  )
}

/** By SQLSTATE (PostgreSQL, appendix A), as far as it is for the operator to mend. */
const advice: Record<string, string> = {
  '28P01': 'the password in DATABASE_URL is not that of its role',
  '28000':
    'the server does not let this role in from here; look at the role and at pg_hba.conf, and whether it asks for TLS (sslmode)',
  '3D000': 'there is no database of that name; create it, or correct the end of DATABASE_URL',
  '42501': 'the role may not do this; let it create tables (grant create on schema public) and own them',
  '25006': 'the server only lets read; is it a replica?',
  '53300': 'the server has no connection left; raise max_connections, or run fewer processes',
  '53100': 'the disk of the server is full',
  '55000': 'the database takes no connections; let it (allow_connections)',
  '57P03': 'the server is starting or stopping',
}

/** What the driver says itself has no code, only words: these, the code we give them, and what to do. */
const words: [RegExp, string, string][] = [
  [
    /does not support SSL/i,
    'no_tls',
    'DATABASE_URL asks for TLS and the server has none; turn it on there, or sslmode=disable',
  ],
  [/client password must be a/i, 'no_password', 'the server asks for a password and DATABASE_URL has none'],
  [/terminated/i, 'hung_up', 'what listens there hangs up; is it PostgreSQL?'],
  [/timeout/i, 'timeout', 'no answer in time; look at host, port and firewall'],
]

/** The code of a failed call: SQLSTATE, the system's, or one of `no_tls`, `no_password`, `hung_up`, `timeout`, `no_answer`. */
function sqlCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no_answer'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const message = error instanceof Error ? error.message : ''
  return code ?? words.find(([pattern]) => pattern.test(message))?.[1] ?? 'no_answer'
}

/** `code: what to do`, or the code alone. */
function withAdvice(code: string): string {
  const said = advice[code] ?? words.find(([, name]) => name === code)?.[2] ?? networkAdvice(code)
  return said === null ? code : `${code}: ${said}`
}
