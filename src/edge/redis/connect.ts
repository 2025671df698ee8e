/** One way to connect to Redis, for a single server, a socket or a Cluster. */
import { Cluster, Redis } from 'ioredis'
import { isRefusal, redisCodeOf, withAdvice } from './redis-advice.ts'

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
 * Throws when no connection comes within ten seconds, or Redis refuses us or what it is to keep: with its code, and what to do.
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
    await takesWrites(redis)
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

/** What it said last tells why it is not ready; a refusal is not waited out. */
const ready = (redis: Redis | Cluster): Promise<void> =>
  new Promise((resolve, reject) => {
    if (redis.status === 'ready') return resolve()
    let last: string | null = null
    const done = () => {
      clearTimeout(timer)
      redis.off('error', onError)
      redis.off('connect', onConnect)
    }
    const fail = (what: string) => {
      done()
      reject(new Error(`${what}${last === null ? '' : `: ${withAdvice(last)}`}`))
    }
    const onError = (error: unknown) => {
      last = redisCodeOf(error) ?? last
      if (last !== null && isRefusal(last)) fail('Redis refuses')
    }
    // What is said instead of an answer to the library's own first commands, it drops.
    const onConnect = () => {
      if (redis instanceof Redis) redis.stream.once('data', (said) => onError(new Error(String(said))))
    }
    const timer = setTimeout(() => fail('Redis did not answer within 10 s'), 10_000)
    redis.on('error', onError)
    redis.on('connect', onConnect)
    redis.once('ready', () => {
      done()
      resolve()
    })
  })

/** A server that takes nothing is found now, and not at the first answer. */
const takesWrites = async (redis: Redis | Cluster): Promise<void> => {
  try {
    await redis.set('{00}:started', '1', 'PX', 1000)
  } catch (error) {
    const code = redisCodeOf(error)
    throw new Error(`Redis refuses what it is to keep${code === null ? '' : `: ${withAdvice(code)}`}`)
  }
}
