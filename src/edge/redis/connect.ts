/** One way to connect to Redis, for a single server, a socket or a Cluster. */
import { Cluster, Redis } from 'ioredis'

export type RedisAddress = { socketPath: string } | { urls: string[] }

const CONNECT_TIMEOUT_MS = 1_500
/** A turn ends with the first command that is not answered, and then within 5 s; many turns at once hold each other up for less. */
const COMMAND_TIMEOUT_MS = 3_000
/** Short enough that service returns within a second or two of the store. */
const RECONNECT_MAX_MS = 1000

const common = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  retryStrategy: (times: number) => Math.min(50 * times, RECONNECT_MAX_MS),
  // A replica that became master again, or the other way round: a new connection finds out.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
}
const forQueue = { ...common, maxRetriesPerRequest: null }
const forTurns = {
  ...common,
  commandTimeout: COMMAND_TIMEOUT_MS,
  // A command that cannot leave now is an error now: the person is told «ikke lagret» instead of waiting.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  // Commands of the same moment leave together: with `appendfsync always` they then share one write to the disk.
  enableAutoPipelining: true,
}

/**
 * Connects and waits until the store answers.
 * `address.urls`: one `redis://` or `rediss://` address, or several nodes of a Cluster.
 * Throws when no connection comes within ten seconds.
 */
export const connectRedis = (address: RedisAddress): Promise<Redis | Cluster> => opened(address, forTurns)

/** The same for queue workers, whose reads block on purpose and outwait a store that is away. */
export const connectForQueue = (address: RedisAddress): Promise<Redis | Cluster> => opened(address, forQueue)

const opened = async (address: RedisAddress, options: typeof forTurns | typeof forQueue): Promise<Redis | Cluster> => {
  const redis = open(address, options)
  // Without a listener ioredis prints each failed attempt; readiness and StoreAway say it already.
  redis.on('error', () => {})
  try {
    await ready(redis)
    return redis
  } catch (error) {
    redis.disconnect()
    throw error
  }
}

const open = (address: RedisAddress, options: typeof forTurns | typeof forQueue): Redis | Cluster => {
  if ('socketPath' in address) return new Redis({ ...options, path: address.socketPath })
  const [first, ...more] = address.urls
  if (first === undefined) throw new Error('no Redis address given')
  if (more.length === 0) return new Redis(first, options)
  return new Cluster(address.urls, {
    redisOptions: options,
    enableOfflineQueue: options.maxRetriesPerRequest === null,
    clusterRetryStrategy: common.retryStrategy,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
  })
}

const ready = (redis: Redis | Cluster): Promise<void> =>
  new Promise((resolve, reject) => {
    if (redis.status === 'ready') return resolve()
    const timer = setTimeout(() => reject(new Error('Redis did not answer within 10 s')), 10_000)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
