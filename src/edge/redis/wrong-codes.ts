/** Wrong codes on the web, counted for all processes together. Only wrong ones count: a right code is never held up. */

import { createHash, randomBytes } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { WrongCodes } from '../../app/web/web-ports.ts'
import { guarded, script } from './connect.ts'

const MOST_FROM_ADDRESS = 20
const MOST_IN_ALL = 1_000
/** The counter of all; those of addresses begin with it. */
const IN_ALL = 'web:wrong'
const WINDOW_S = 3_600
const SALT_S = 24 * 3_600

/** Counts one more; a counter never stands without an end. */
const countScript = script(
  { keys: ['counter'], args: [] },
  `
local count = redis.call('INCR', counter)
if redis.call('TTL', counter) < 0 then redis.call('EXPIRE', counter, ${WINDOW_S}) end
return count
`,
)

/** Makes it. An address is stored as a hash with a salt of the day, for an hour. */
export const wrongCodes = (redis: Redis | Cluster): WrongCodes => {
  const salt = async (): Promise<string> => {
    await redis.set('web:salt', randomBytes(32).toString('base64url'), 'EX', SALT_S, 'NX')
    const found = await redis.get('web:salt')
    // Without one a hash would tell the address to whoever tries them all.
    if (found === null) throw new Error('there is no salt')
    return found
  }
  const counterOf = async (address: string): Promise<string> => {
    const hash = createHash('sha256').update(`${await salt()} ${networkOf(address)}`)
    return `${IN_ALL}:${hash.digest('base64url')}`
  }
  const counted = async (counter: string): Promise<number> => Number(await countScript(redis, { counter }))
  return {
    networkOf,
    count: (address) =>
      guarded(async () => {
        const [here, all] = await Promise.all([counted(await counterOf(address)), counted(IN_ALL)])
        return here > MOST_FROM_ADDRESS || all > MOST_IN_ALL
      }),
    areMany: (address) =>
      guarded(async () => {
        const counters = [await counterOf(address), IN_ALL]
        const [here = 0, all = 0] = await Promise.all(counters.map(async (one) => Number(await redis.get(one))))
        return here >= MOST_FROM_ADDRESS || all >= MOST_IN_ALL
      }),
  }
}

/** IPv6 by its first 64 bits, which one household has; IPv4 inside of it as IPv4. */
const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped !== null) return mapped[1] ?? address
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
