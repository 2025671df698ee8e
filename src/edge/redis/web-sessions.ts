/**
 * The door of the web in Redis: who is signed in, and the wrong codes, counted for all processes together. The cookie of a
 * session holds 256 bits of chance; only their hash is stored.
 */

import { createHash } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { SignedIn, WebSessions, WrongCodes } from '../../app/web/web-ports.ts'
import { guarded, script } from './connect.ts'
import { webKeys } from './keys.ts'
import { hashOfSecret, leftOf, newSecret, type SessionLife } from './session-life.ts'

const LIFE: SessionLife = { idleMs: 2 * 3_600_000, longestMs: 12 * 3_600_000 }
/** A page that follows within this does not begin the idle time anew: a write costs a page more than all that it reads. */
const SAME_TIME_MS = 60_000

const keyOf = (secret: string): string => webKeys(hashOfSecret('web', secret)).session

/** A session never stands without an end. `fields`: JSON. */
const beginScript = script(
  { keys: ['key'], args: ['lifeMs', 'fields'] },
  `
for name, value in pairs(cjson.decode(fields)) do redis.call('HSET', key, name, value) end
redis.call('PEXPIRE', key, lifeMs)
return 1
`,
)

/** One that has ended meanwhile does not come to be again. */
const chooseScript = script(
  { keys: ['key'], args: ['name', 'value'] },
  "if redis.call('EXISTS', key) == 1 then redis.call('HSET', key, name, value) end return 1",
)

/** Of copies and of wrong codes. */
const WINDOW_S = 3_600

/** Counts one more; a counter never stands without an end. */
const countScript = script(
  { keys: ['counter'], args: [] },
  `
local count = redis.call('INCR', counter)
if redis.call('TTL', counter) < 0 then redis.call('EXPIRE', counter, ${WINDOW_S}) end
return count
`,
)

/** Copies of the answers that a respondent gets in an hour, however often they sign in: a copy is set for some tenths of a second. */
const MOST_COPIES = 20

/** Makes it. Every method throws `StoreAway`. */
export const webSessions = (redis: Redis | Cluster, now: () => number): WebSessions => ({
  begin: (opened) =>
    guarded(async () => {
      const secret = newSecret()
      const fields = { ...opened, token: newSecret(), since: String(now()) }
      const key = keyOf(secret)
      await beginScript(redis, { key, lifeMs: LIFE.idleMs, fields: JSON.stringify(fields) })
      return secret
    }),
  find: (secret) =>
    guarded(async () => {
      const key = keyOf(secret)
      const [found, ends] = await Promise.all([redis.hgetall(key), redis.pttl(key)])
      const { respondentId, hash, token, since, locale = 'nb', current, layout } = found
      if (respondentId === undefined || hash === undefined || token === undefined) return null
      const left = leftOf(LIFE, Number(since), now())
      if (left === 0) return null
      if (Math.abs(left - ends) > SAME_TIME_MS) await redis.pexpire(key, left)
      return {
        respondentId,
        hash,
        token,
        locale: locale === 'nn' ? 'nn' : 'nb',
        ...(current === undefined ? {} : { current }),
        ...(layout === 'theme' ? { layout } : {}),
      } satisfies SignedIn
    }),
  choose: (secret, chosen) =>
    guarded(async () => {
      const [[name, value] = ['', '']] = Object.entries(chosen)
      await chooseScript(redis, { key: keyOf(secret), name, value })
    }),
  end: (secret) => guarded(async () => void (await redis.del(keyOf(secret)))),
  countCopy: (respondentId) =>
    guarded(async () => {
      const counter = webKeys(respondentId).copies
      return Number(await countScript(redis, { counter })) <= MOST_COPIES
    }),
})

// Only wrong codes count: a right one is never held up.

const MOST_FROM_ADDRESS = 20
const MOST_IN_ALL = 1_000
/** The counter of all addresses together. */
const { wrong: IN_ALL, salt: SALT } = webKeys('')
const SALT_S = 24 * 3_600

/** Makes it. An address is stored as a hash with a salt of the day, for an hour. */
export const wrongCodes = (redis: Redis | Cluster): WrongCodes => {
  const salt = async (): Promise<string> => {
    await redis.set(SALT, newSecret(), 'EX', SALT_S, 'NX')
    const found = await redis.get(SALT)
    // Without one a hash would tell the address to whoever tries them all.
    if (found === null) throw new Error('there is no salt')
    return found
  }
  const counterOf = async (address: string): Promise<string> => {
    const hash = createHash('sha256').update(`${await salt()} ${networkOf(address)}`)
    return webKeys(hash.digest('base64url')).wrong
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
