/** The stores under the service: a Redis as durable as the embedded one, a register with everybody who walks. */
import { Redis } from 'ioredis'
import { sql as raw } from 'kysely'
import { openSql } from '../../src/edge/sql/database.ts'
import { type Registered, register } from '../../test/support/registered.ts'
import { startPglite } from '../../test/support/start-pglite.ts'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { startRedis } from '../../test/support/start-redis.ts'

export type RedisFigures = { commands: number; reads: number }
/** Of one session and its seat: what Redis needs for them, for all keys around them too, and the JSON alone. */
export type SessionBytes = { stored: number; withHandled: number; json: number }

export type Stores = {
  settings: Record<string, string>
  /** Forgets every session, and what was submitted of them; who is linked to what stays. */
  forgetSessions(): Promise<void>
  figures(): Promise<RedisFigures>
  bytesOf(sessionId: string): Promise<SessionBytes>
  stop(): Promise<void>
}

/** Starts both and fills the register. PGlite where no PostgreSQL is installed: it is no part of a turn. */
export const startStores = async (people: readonly Registered[]): Promise<Stores> => {
  const [redis, database] = await Promise.all([startRedis(), startPostgres().catch(() => startPglite())])
  await register(database.url, people)
  const client = new Redis(redis.socketPath)
  const sql = openSql({ url: database.url })
  const keysOf = async (pattern: string): Promise<string[]> => {
    const found: string[] = []
    for await (const keys of client.scanStream({ match: pattern, count: 1000 })) found.push(...keys)
    return found
  }
  return {
    settings: { REDIS_URL: redis.url, DATABASE_URL: database.url },
    forgetSessions: async () => {
      const keys = await keysOf('{[0-9a-f][0-9a-f]}:*')
      while (keys.length > 0) await client.unlink(...keys.splice(0, 1000))
      // Whose answers are sent in does not begin anew, and would be told so instead of what the next walk waits for.
      await raw`truncate submissions, deliveries`.execute(sql)
    },
    figures: async () => {
      const [stats, commands] = await Promise.all([client.info('stats'), client.info('commandstats')])
      const calls = [...commands.matchAll(/^cmdstat_(?!info|scan|unlink)[^:]+:calls=(\d+)/gm)]
      return {
        commands: calls.reduce((sum, [, count]) => sum + Number(count), 0),
        reads: Number(/total_reads_processed:(\d+)/.exec(stats)?.[1] ?? 0),
      }
    },
    bytesOf: async (sessionId) => {
      const sized = await Promise.all(
        (await keysOf(`*${sessionId}*`)).map(async (key) => ({
          key,
          bytes: Number(await client.memory('USAGE', key)),
        })),
      )
      const own = sized.filter(({ key }) => /:(session|seat):/.test(key))
      const texts = await Promise.all(own.map(({ key }) => client.hget(key, 'json')))
      return {
        stored: own.reduce((sum, { bytes }) => sum + bytes, 0),
        withHandled: sized.reduce((sum, { bytes }) => sum + bytes, 0),
        json: texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0),
      }
    },
    stop: async () => {
      client.disconnect()
      await sql.destroy()
      await redis.stop()
      await database.stop()
    },
  }
}
