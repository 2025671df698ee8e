/** Keys by pattern, on however many servers. */
import { Cluster, type Redis } from 'ioredis'

const BATCH = 200

const mastersOf = (redis: Redis | Cluster): Redis[] => (redis instanceof Cluster ? redis.nodes('master') : [redis])

/** Batches of keys that match; one that stands all the while is among them, once or more. */
export async function* scan(redis: Redis | Cluster, match: string): AsyncIterable<string[]> {
  for (const master of mastersOf(redis)) {
    let cursor = '0'
    do {
      const [next, found] = await master.scan(cursor, 'MATCH', match, 'COUNT', BATCH)
      cursor = next
      yield found
    } while (cursor !== '0')
  }
}
