/** Whether the bot has said all that it has to say: its store tells, and no wait does. */
import { Redis } from 'ioredis'
import { until } from './until.ts'

/**
 * Waits until no chat has anything left to be said, of what has been answered so far: what a turn says is stored before the
 * turn is answered, and leaves the outbox when the channel has taken it. `url`: of the service's Redis.
 */
export const allSaid = async (url: string): Promise<void> => {
  const redis = new Redis(url)
  const isEmpty = async () => (await redis.keys('*:outbox:*')).length === 0
  await until(isEmpty, 'something is never said').finally(() => redis.disconnect())
}
