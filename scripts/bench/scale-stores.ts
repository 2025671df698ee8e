/** The stores of the scale bench: one Redis or a Cluster, with what they hold and what their processes use. */
import { readdirSync, readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { register } from '../../test/support/registered.ts'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { startRedis, startRedisCluster } from '../../test/support/start-redis.ts'
import { people } from './survey.ts'

export type Layout = 'one Redis' | 'one Redis, fsync every second' | 'Cluster of three, a replica each'

export type ScaleStores = {
  settings: Record<string, string>
  /** Process ids by what they are; `replica` only on a Cluster. */
  pids(): { redis: number[]; replica: number[]; postgres: number[] }
  /** Commands that masters have run, those of the bench left out. */
  commands(): Promise<number>
  /** Bytes that masters hold, all keys and what Redis keeps around them. */
  usedBytes(): Promise<number>
  forgetSessions(): Promise<void>
  stop(): Promise<void>
}

export const startScaleStores = async (layout: Layout): Promise<ScaleStores> => {
  const database = await startPostgres()
  await register(database.url, people)
  const { urls, redisPids, stop } = await startRedisOf(layout)
  const nodes = urls.map((url) => new Redis(url))
  if (layout === 'one Redis, fsync every second') await nodes[0]?.config('SET', 'appendfsync', 'everysec')
  const infos = (section: string) => Promise.all(nodes.map((node) => node.info(section)))
  const sum = (texts: string[], of: RegExp) =>
    texts.flatMap((text) => [...text.matchAll(of)]).reduce((total, [, figure]) => total + Number(figure), 0)
  return {
    settings: { REDIS_URL: urls.join(','), DATABASE_URL: database.url },
    pids: () => ({ ...redisPids, postgres: [database.pid, ...childrenOf(database.pid)] }),
    commands: async () => sum(await infos('commandstats'), /^cmdstat_(?!info|scan|unlink|config)[^:]+:calls=(\d+)/gm),
    usedBytes: async () => sum(await infos('memory'), /^used_memory:(\d+)/gm),
    forgetSessions: async () => {
      for (const node of nodes) {
        for await (const keys of node.scanStream({ match: '{[0-9a-f][0-9a-f]}:*', count: 1_000 })) {
          for (const key of keys) await node.unlink(key)
        }
      }
    },
    stop: async () => {
      for (const node of nodes) node.disconnect()
      await stop()
      await database.stop()
    },
  }
}

const startRedisOf = async (layout: Layout) => {
  if (layout !== 'Cluster of three, a replica each') {
    const redis = await startRedis()
    return { urls: [redis.url], redisPids: { redis: [redis.pid()], replica: [] as number[] }, stop: redis.stop }
  }
  const cluster = await startRedisCluster()
  // redis-cli makes the first three masters.
  const pids = cluster.pids()
  return {
    urls: cluster.urls.slice(0, 3),
    redisPids: { redis: pids.slice(0, 3), replica: pids.slice(3) },
    stop: cluster.stop,
  }
}

/** Linux alone tells; none elsewhere. */
const childrenOf = (parent: number): number[] => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === parent)
  } catch {
    return []
  }
}

const parentOf = (pid: number): number => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}
