/** What waits in Redis, for whoever runs the service. */

import type { Cluster, Redis } from 'ioredis'
import { dueKey, tags, undeliveredKey } from './keys.ts'

/** Seats with something to say, and submissions that are not in SQL yet. */
export const backlogOf = async (redis: Redis | Cluster): Promise<{ seats: number; submissions: number }> => {
  const sum = async (counts: Promise<number>[]) => (await Promise.all(counts)).reduce((all, one) => all + one, 0)
  return {
    seats: await sum(tags.map((tag) => redis.zcard(dueKey(tag)))),
    submissions: await sum(tags.map((tag) => redis.scard(undeliveredKey(tag)))),
  }
}
