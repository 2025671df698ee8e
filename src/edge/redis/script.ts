/** A script that runs inside Redis, called with its keys and arguments by name. */
import { createHash } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'

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
