/** Who is signed in on the web, in Redis. The cookie holds 256 bits of chance; only their hash is stored. */
import { createHash, randomBytes } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { SignedIn, WebSessions } from '../../app/web/web-ports.ts'
import { guarded, script } from './connect.ts'

/** Ended when nothing was done for so long, and at the latest so long after signing in. */
const IDLE_MS = 2 * 3_600_000
const LONGEST_MS = 12 * 3_600_000

const keyOf = (secret: string): string =>
  `web:session:${createHash('sha256').update(`kommunedialog web ${secret}`).digest('base64url')}`

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

/** Makes it. Every method throws `StoreAway`. */
export const webSessions = (redis: Redis | Cluster, now: () => number): WebSessions => {
  /** How long the session has left; 0: it has ended. */
  const leftOf = (since: number): number => Math.max(0, Math.min(IDLE_MS, since + LONGEST_MS - now()))
  return {
    begin: (opened) =>
      guarded(async () => {
        const secret = randomBytes(32).toString('base64url')
        const fields = { ...opened, token: randomBytes(32).toString('base64url'), since: String(now()) }
        const key = keyOf(secret)
        await beginScript(redis, { key, lifeMs: IDLE_MS, fields: JSON.stringify(fields) })
        return secret
      }),
    find: (secret) =>
      guarded(async () => {
        const key = keyOf(secret)
        const found = await redis.hgetall(key)
        const { respondentId, hash, token, since, locale = 'nb', current, layout } = found
        if (respondentId === undefined || hash === undefined || token === undefined) return null
        const left = leftOf(Number(since))
        if (left === 0) return null
        await redis.pexpire(key, left)
        return {
          ...{ respondentId, hash, token, locale: locale === 'nn' ? 'nn' : 'nb' },
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
  }
}
