/**
 * A pool of `pg` clients as Kysely wants it, that turns every failure into `StoreAway` or a fault without personal data,
 * and throws away connections that failed.
 */

import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { asFault, isAway } from './faults.ts'

/**
 * Embedded PGlite is one backend behind many sockets, and its server takes turns by message: outside a transaction the
 * parse of one client and the bind of another can mix. A simple `BEGIN` first gives a statement the backend alone.
 */
export type Statements = 'as_they_are' | 'each_in_a_transaction'

/** The pool; no connection is made before the first statement. */
export function guardedPool(config: pg.PoolConfig, statements: Statements): PostgresPool {
  const pool = new pg.Pool(config)
  // An idle connection that dies is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined)
  return {
    connect: async () => {
      try {
        return guard(await pool.connect(), statements)
      } catch (error) {
        throw asFault(error)
      }
    },
    end: () => pool.end(),
    options: config,
  } as unknown as PostgresPool
}

function guard(client: pg.PoolClient, statements: Statements): PostgresPoolClient {
  let away: Error | null = null
  let inTransaction = false
  const onError = () => {
    away ??= asFault(null)
  }
  client.on('error', onError)

  const run = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (away !== null) throw away
    try {
      return await client.query(text, [...values])
    } catch (error) {
      const fault = asFault(error)
      if (isAway(fault)) away = fault
      throw fault
    }
  }
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    const first = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase()
    if (first === 'begin' || first === 'start') inTransaction = true
    if (first === 'commit' || first === 'rollback') inTransaction = inTransaction && / to /i.test(text)
    if (inTransaction || values.length === 0 || statements === 'as_they_are') return await run(text, values)
    await run('begin', [])
    try {
      const result = await run(text, values)
      await run('commit', [])
      return result
    } catch (error) {
      if (away === null) await run('rollback', [])
      throw error
    }
  }
  return {
    query,
    release: () => {
      client.off('error', onError)
      client.release(away !== null)
    },
  } as unknown as PostgresPoolClient
}
