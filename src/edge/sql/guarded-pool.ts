/**
 * A pool of `pg` clients as Kysely wants it, that turns every failure into `StoreAway` or a fault without personal data,
 * and throws away connections that failed.
 */

import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { asFault, isAway } from './faults.ts'

/** The pool; no connection is made before the first statement. */
export function guardedPool(config: pg.PoolConfig): PostgresPool {
  const pool = new pg.Pool(config)
  // An idle connection that dies is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined)
  return {
    connect: async () => {
      try {
        return guard(await pool.connect())
      } catch (error) {
        throw asFault(error)
      }
    },
    end: () => pool.end(),
    options: config,
  } as unknown as PostgresPool
}

function guard(client: pg.PoolClient): PostgresPoolClient {
  let away: Error | null = null
  const onError = () => {
    away ??= asFault(null)
  }
  client.on('error', onError)

  return {
    query: async (text: string, values: readonly unknown[]) => {
      if (away !== null) throw away
      try {
        return await client.query(text, [...values])
      } catch (error) {
        const fault = asFault(error)
        if (isAway(fault)) away = fault
        throw fault
      }
    },
    release: () => {
      client.off('error', onError)
      client.release(away !== null)
    },
  } as unknown as PostgresPoolClient
}
