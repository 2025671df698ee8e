/** Progress out of Redis and into it again, key by key, whatever the number of servers. */
import type { Cluster, Redis } from 'ioredis'
import { scan } from './connect.ts'
import * as keys from './keys.ts'

const TYPES = ['hash', 'set', 'zset', 'string'] as const
export type StoredKey = { key: string; type: (typeof TYPES)[number]; value: unknown; ttl: number }

/** Stands while keys are being written: a restore that was cut off may be done again over its own half. */
const MARK = keys.markKeys.restoring

/** Every key that a backup has, while the service runs: each as it stands when it is read. */
export async function* dumpProgress(redis: Redis | Cluster): AsyncIterable<StoredKey> {
  for await (const found of scan(redis, keys.shardPattern)) {
    const read = await Promise.all(found.filter(keys.isBackedUp).map((key) => readKey(redis, key)))
    yield* read.filter((one) => one !== null)
  }
}

const readKey = async (redis: Redis | Cluster, key: string): Promise<StoredKey | null> => {
  const named = await redis.type(key)
  const type = TYPES.find((one) => one === named)
  // Gone between the scan and now.
  if (type === undefined) return null
  const [value, ttl] = await Promise.all([contentOf(redis, key, type), redis.pttl(key)])
  return ttl === -2 ? null : { key, type, value, ttl }
}

const contentOf = (redis: Redis | Cluster, key: string, type: StoredKey['type']): Promise<unknown> => {
  switch (type) {
    case 'hash':
      return redis.hgetall(key)
    case 'set':
      return redis.smembers(key)
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES')
    case 'string':
      return redis.get(key)
  }
}

/** True when there is nothing that a restore would write over: no session, or only those of a restore that was cut off. */
export const isFree = async (redis: Redis | Cluster): Promise<boolean> => {
  if ((await redis.exists(MARK)) === 1) return true
  for await (const found of scan(redis, keys.sessionPattern)) if (found.length > 0) return false
  return true
}

/** Writes keys back, each over what stands there. Ends with `finishRestore`. Throws on a value that is not of its type. */
export const loadProgress = async (redis: Redis | Cluster, stored: AsyncIterable<StoredKey>): Promise<number> => {
  await redis.set(MARK, '1')
  let count = 0
  for await (const one of stored) {
    if (!keys.isBackedUp(one.key)) continue
    await writeKey(redis, one)
    count += 1
  }
  return count
}

const writeKey = async (redis: Redis | Cluster, { key, type, value, ttl }: StoredKey): Promise<void> => {
  await redis.del(key)
  if (type === 'string' && typeof value === 'string') await redis.set(key, value)
  else if (type === 'hash' && typeof value === 'object' && value !== null) {
    await redis.hset(key, Object.fromEntries(Object.entries(value).map(([field, text]) => [field, String(text)])))
  } else if (type === 'set' && Array.isArray(value)) await redis.sadd(key, ...value.map(String))
  else if (type === 'zset' && Array.isArray(value)) {
    const pairs = value.flatMap((member, i) => (i % 2 === 0 ? [String(value[i + 1]), String(member)] : []))
    await redis.zadd(key, ...pairs)
  } else throw new Error('a key of the backup is not of its type')
  if (ttl > 0) await redis.pexpire(key, ttl)
}

/** A session as the rules of restoring leave it. */
export const writeRestored = async (
  redis: Redis | Cluster,
  sessionId: string,
  { rev, json }: { rev: number; json: string },
): Promise<void> => void (await redis.hset(keys.sessionKey(sessionId), { rev, json }))

/** Of what was brought back no round has been noted: what is over goes at the next start. */
export const finishRestore = async (redis: Redis | Cluster): Promise<void> =>
  void (await redis.del(MARK, keys.markKeys.retained))
