/** What a Redis was asked to do: the commands it counts itself, those that scripts run included. */
import type { Cluster, Redis } from 'ioredis'

/** Command → how often it ran since the server started. Asking is not counted. */
export const commandCounts = async (redis: Redis | Cluster): Promise<Map<string, number>> => {
  const told = await redis.info('commandstats')
  const lines = [...told.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)]
  return new Map(lines.flatMap(([, name = '', calls]) => (name === 'info' ? [] : [[name, Number(calls)] as const])))
}

/** The commands that ran between two counts. */
export const commandsBetween = (before: Map<string, number>, after: Map<string, number>): Record<string, number> =>
  Object.fromEntries(
    [...after].flatMap(([name, calls]) => {
      const ran = calls - (before.get(name) ?? 0)
      return ran === 0 ? [] : [[name, ran]]
    }),
  )
