/** Whether this Redis keeps what it is given (architecture.md «Engines, not toys»). */
import { Cluster, type Redis } from 'ioredis'

/** `policy`: maxmemory-policy. `fsync`: appendfsync, `off` without an append-only file; null when the server does not tell. */
export type Keeping = { policy: string | null; fsync: string | null }

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
