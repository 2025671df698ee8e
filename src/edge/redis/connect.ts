/** Redis as the stores use it: one way to connect (a server, a socket, a Cluster), its faults, its keys by pattern, its scripts. */
import { createHash } from 'node:crypto'
import { Cluster, Redis } from 'ioredis'
import { networkAdvice } from '../../app/ports/neighbour-advice.ts'
import { StoreAway } from '../../app/ports/progress.ts'
import { markKeys } from './keys.ts'

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
    if (redis instanceof Redis) await standsInItsDatabase(redis)
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

/** The library is ready all the same where its database was refused, and writes into the one of number 0: another's, perhaps. */
const standsInItsDatabase = async (redis: Redis): Promise<void> => {
  const { db = 0 } = redis.options
  if (db === 0) return
  try {
    await redis.select(db)
  } catch (error) {
    const code = redisCodeOf(error)
    const missing = 'it has no database of that number; correct the end of REDIS_URL'
    throw new Error(`Redis refuses: ${code === 'ERR' || code === null ? `ERR: ${missing}` : withAdvice(code)}`)
  }
}

/** A server that takes nothing is found now, and not at the first answer. */
const takesWrites = async (redis: Redis | Cluster): Promise<void> => {
  try {
    await redis.set(markKeys.started, '1', 'PX', 1000)
  } catch (error) {
    const code = redisCodeOf(error)
    throw new Error(`Redis refuses what it is to keep${code === null ? '' : `: ${withAdvice(code)}`}`)
  }
}

// Whether this Redis keeps what it is given (architecture.md «Engines, not toys»).

/** `policy`: maxmemory-policy. `fsync`: appendfsync, `off` without an append-only file; null when the server does not tell. */
type Keeping = { policy: string | null; fsync: string | null }

/** Asks every master; the first that would lose something stands for all. Throws when a server does not answer. */
export const keepingOf = async (redis: Redis | Cluster): Promise<Keeping> => {
  const masters = redis instanceof Cluster ? redis.nodes('master') : [redis]
  const all = await Promise.all(masters.map(askOne))
  return all.find(({ policy }) => policy !== 'noeviction') ?? all.find(({ fsync }) => fsync !== 'always') ?? whole
}

const whole: Keeping = { policy: 'noeviction', fsync: 'always' }

/** INFO is open where hosted servers shut CONFIG. */
const askOne = async (redis: Redis): Promise<Keeping> => {
  const policy = valueIn(await redis.info('memory'), 'maxmemory_policy')
  if (valueIn(await redis.info('persistence'), 'aof_enabled') !== '1') return { policy, fsync: 'off' }
  const [, fsync] = await redis.config('GET', 'appendfsync').then(
    (answer) => (Array.isArray(answer) ? answer.map(String) : []),
    () => [],
  )
  return { policy, fsync: fsync ?? null }
}

const valueIn = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1] ?? null

// Faults of Redis as the use cases know them.

/** The store's faults become `StoreAway`, whatever the server or the connection said. */
export const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    const code = redisCodeOf(cause)
    throw new StoreAway(`Redis did not do it${code === null ? '' : `: ${withAdvice(code)}`}`, { cause })
  }
}

/** After these another server may answer, or the same one with less than it had. */
const LOSSES = ['close', 'end', '+node', '-node', 'node error']
const counted = new WeakMap<Redis | Cluster, { losses: number }>()

/** How often the connection was lost so far; of one client, however often it is asked for. */
export const lossesOf = (redis: Redis | Cluster): (() => number) => {
  const known = counted.get(redis)
  if (known !== undefined) return () => known.losses
  const count = { losses: 0 }
  counted.set(redis, count)
  for (const event of LOSSES) redis.on(event, () => void count.losses++)
  return () => count.losses
}

// Keys by pattern, on however many servers.

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

/** By the first word of Redis' refusal, and where the system's code means more of Redis than of others. */
const advice: Record<string, string> = {
  WRONGPASS: 'the user name or password in REDIS_URL is wrong',
  NOAUTH: 'it asks for a password and REDIS_URL has none',
  NOPERM: 'the user in REDIS_URL may not do this; give it all commands and keys',
  DENIED: 'it is in protected mode and lets in its own machine only; give it a password, or bind it',
  MISCONF: 'it cannot write to its disk and takes nothing; look at its log and its disk',
  READONLY: 'it is a replica; REDIS_URL must name the master',
  OOM: 'its memory is full',
  LOADING: 'it is reading its files from the disk',
  CLUSTERDOWN: 'the cluster does not serve all its slots',
  MASTERDOWN: 'it is a replica that has lost its master',
  NOREPLICAS: 'too few replicas follow it',
  ETIMEDOUT:
    'no answer; look at host, port and firewall, and whether it speaks TLS as REDIS_URL says (rediss:// or redis://)',
}
/** These pass by themselves. */
const passing = ['ETIMEDOUT', 'LOADING', 'CLUSTERDOWN', 'MASTERDOWN', 'NOREPLICAS']

/** The first word of what Redis said, or the system's code; null: nothing that is known. Never the rest of the text. */
export function redisCodeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('lastNodeError' in error && error.lastNodeError instanceof Error) return redisCodeOf(error.lastNodeError)
  const word = /^-?([A-Z]{3,20})\b/.exec(error.message)?.[1]
  if (word !== undefined && (error.name === 'ReplyError' || word in advice)) return word
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Whether waiting does not help: Redis is there, and refuses. */
const isRefusal = (code: string): boolean => code in advice && !passing.includes(code)

/** `code: what to do`, or the code alone. */
function withAdvice(code: string): string {
  const said = advice[code] ?? networkAdvice(code)
  return said === null ? code : `${code}: ${said}`
}

// A script that runs inside Redis, called with its keys and arguments by name.

/** All keys of a call share one slot. What Redis answers is not trusted. */
type Script<Key extends string, Arg extends string> = {
  (redis: Redis | Cluster, given: Record<Key, string> & Record<Arg, string | number>): Promise<unknown>
  /** What the server knows it by. */
  sha: string
}

/**
 * Makes a script. Each name in `keys` and `args` is a local of the Lua text and a field of the call:
 * `script({ keys: ['outbox'], args: ['now'] }, "redis.call('RPUSH', outbox, now)")` is called with `{ outbox, now }`.
 * Arguments arrive in Lua as strings. A call sends the hash alone, and the text only to a server that does not know it yet.
 */
export const script = <const Key extends string, const Arg extends string>(
  { keys, args }: { keys: readonly Key[]; args: readonly Arg[] },
  lua: string,
): Script<Key, Arg> => {
  const locals = [
    ...keys.map((name, i) => `local ${name} = KEYS[${i + 1}]`),
    ...args.map((name, i) => `local ${name} = ARGV[${i + 1}]`),
  ]
  const text = `${locals.join('\n')}\n${lua}`
  const sha = createHash('sha1').update(text).digest('hex')
  const names = [...keys, ...args]
  const call = async (redis: Redis | Cluster, given: Record<Key | Arg, string | number>): Promise<unknown> => {
    const values = names.map((name) => given[name])
    try {
      return await redis.evalsha(sha, keys.length, ...values)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return await redis.eval(text, keys.length, ...values)
    }
  }
  return Object.assign(call, { sha })
}
