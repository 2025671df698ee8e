/** Redis and SQL as the settings say: servers, or the embedded ones. For the service and the command line alike. */

import { setTimeout } from 'node:timers/promises'
import type { Cluster, Redis } from 'ioredis'
import { sql as raw } from 'kysely'
import { type EmbeddedFault, type EmbeddedStores, openEmbeddedStores } from '../edge/embedded/open-embedded-stores.ts'
import { connectRedis, type RedisAddress } from '../edge/redis/connect.ts'
import { markKeys } from '../edge/redis/keys.ts'
import { migrate, openSql, type SqlAddress, type SqlLimits } from '../edge/sql/database.ts'
import type { Sql } from '../edge/sql/tables.ts'
import type { Settings } from '../settings/settings.ts'

export type Stores = {
  redis: Redis | Cluster
  redisAddress: RedisAddress
  sql: Sql
  /** True when they live in DATA_DIR. */
  embedded: boolean
  close(): Promise<void>
}

type Options = { whenOwned: 'refuse' | 'join'; limits: SqlLimits; log(event: string): void }

/** Opens both and brings the tables up to date. A fault is a sentence for the terminal; throws when a server is away. */
export const openStores = async (
  settings: Pick<Settings, 'redis' | 'database' | 'dataDir'>,
  { whenOwned, limits, log }: Options,
): Promise<{ ok: true; stores: Stores } | { ok: false; fault: EmbeddedFault }> => {
  const { redis, database, dataDir } = settings
  const needed = redis.kind === 'embedded' || database.kind === 'embedded'
  const opened = needed ? await openEmbeddedStores({ dataDir, whenOwned, log }) : null
  if (opened !== null && !opened.ok) return opened
  const embedded = opened?.stores ?? null
  const redisAddress = addressOf(redis, embedded)
  const sql = openSql(sqlAddressOf(database, embedded), limits)
  const connection = await connectRedis(redisAddress).catch(async (error: unknown) => {
    await sql.destroy()
    await embedded?.close()
    throw error
  })
  const close = async () => {
    connection.disconnect()
    await sql.destroy()
    await embedded?.close()
  }
  try {
    await migrate(sql)
    return { ok: true, stores: { redis: connection, redisAddress, sql, embedded: needed, close } }
  } catch (error) {
    await close()
    throw error
  }
}

const addressOf = (redis: Settings['redis'], embedded: EmbeddedStores | null): RedisAddress => {
  if (redis.kind === 'server') return { urls: [redis.url] }
  if (redis.kind === 'cluster') return { urls: redis.urls }
  if (embedded === null) throw new Error('the embedded stores were not opened')
  return { socketPath: embedded.redis.socketPath }
}

const sqlAddressOf = (database: Settings['database'], embedded: EmbeddedStores | null): SqlAddress => {
  if (database.kind === 'server') return { url: database.url }
  if (embedded === null) throw new Error('the embedded stores were not opened')
  return { socket: embedded.sql.socket }
}

// Whether the stores answer and the bot may speak, for readiness and health.

type Dependency = { name: 'redis' | 'sql' | 'token'; up: boolean }

/** What is asked; `hasToken`: whether the bot has a token of its own. */
type Asked = { stores: Pick<Stores, 'redis' | 'sql'>; hasToken(): Promise<boolean> }

/** Asks each one cheap question; bounded by the stores' own time limits. Never rejects. */
export const dependencies = async ({ stores: { redis, sql }, hasToken }: Asked): Promise<Dependency[]> => {
  const answers = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    )
  const [redisUp, sqlUp, tokenUp] = await Promise.all([
    answers(redis.get(markKeys.ready)),
    answers(raw`select 1`.execute(sql)),
    hasToken(),
  ])
  return [
    { name: 'redis', up: redisUp },
    { name: 'sql', up: sqlUp },
    { name: 'token', up: tokenUp },
  ]
}

/** Waits for `work`, at most `ms`. Never rejects: what stops may fail, and the rest must still stop. */
export const within = async (ms: number, work: Promise<unknown> | undefined): Promise<void> => {
  const cut = new AbortController()
  await Promise.race([
    Promise.resolve(work).catch(() => undefined),
    setTimeout(ms, undefined, { signal: cut.signal }).catch(() => undefined),
  ])
  cut.abort()
}
