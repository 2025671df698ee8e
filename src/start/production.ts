/** What production asks of Redis beyond an address. */
import type { Log } from '../app/deps.ts'
import { keepingOf } from '../edge/redis/keeps-all.ts'
import type { Stores } from './open-stores.ts'

/**
 * A sentence when this Redis drops keys as its memory fills, which would be answers; null when it keeps them. Anything but an
 * append-only file with `appendfsync always` is warned of: the last second of confirmed answers hangs on the machine's power.
 */
export const evictionFault = async ({ redis }: Pick<Stores, 'redis'>, log: Log): Promise<string | null> => {
  const { policy, fsync } = await keepingOf(redis)
  if (policy !== 'noeviction') {
    return `REDIS_URL: its maxmemory-policy is ${policy ?? 'not told'}; it must be noeviction, or answers are dropped when memory fills`
  }
  if (fsync !== 'always') log.warn({ appendfsync: fsync ?? 'not told' }, 'redis.may_lose_the_last_second')
  return null
}
