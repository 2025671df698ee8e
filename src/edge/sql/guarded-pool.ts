/**
 * A pool of `pg` clients as Kysely wants it, that turns every failure into `StoreAway` or a fault without personal data,
 * throws away connections that failed, and tells a database that is away from one that is busy with our own.
 */
import { setTimeout } from 'node:timers/promises'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { StoreAway } from '../../app/ports.ts'
import { type Leave, waitingLine } from '../../app/waiting-line.ts'
import { asFault, isAway } from './faults.ts'

/** So long after a database was found away nobody tries it anew: many who come together learn it together. */
const AWAY_MS = 250
/** Between tries of a connection that was refused while others were served, as when all of the server's are taken. */
const AGAIN_MS = 50

/**
 * The pool; no connection is made before the first statement. `waitMs`: how long a caller waits in line while the database
 * answers those before; a database that answers nobody ends the waiting of all at once.
 */
export function guardedPool(config: pg.PoolConfig & { max: number }, waitMs: number): PostgresPool {
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
    const until = performance.now() + waitMs
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
        if (performance.now() >= until) throw fault
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
