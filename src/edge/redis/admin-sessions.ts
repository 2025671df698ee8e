/** Who is signed in on the administrators' page, in Redis. Cookies hold 256 bits of chance; only their hash is stored. */

import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Cluster, Redis } from 'ioredis'
import { z } from 'zod'
import { type AdminSessions, type PendingSignIns, personOf } from '../../app/web/admin-ports.ts'
import { jsonIn } from '../../json.ts'
import { languages } from '../../questionnaire/schema.ts'
import { largestFile } from '../../register/respondents-file.ts'
import { guarded, script } from './connect.ts'
import { webKeys } from './keys.ts'
import { hashOfSecret, leftOf, newSecret, type SessionLife } from './session-life.ts'

const LIFE: SessionLife = { idleMs: 3_600_000, longestMs: 8 * 3_600_000 }
const SIGN_IN_MS = 10 * 60_000
const FILE_MS = 15 * 60_000

const secretHash = (secret: string): string => hashOfSecret('admin', secret)
const sessionKey = (secret: string): string => webKeys(secretHash(secret)).admin
const fileKey = (secret: string): string => webKeys(secretHash(secret)).upload
const signInKey = (secret: string): string => webKeys(secretHash(secret)).signin
const ofPersonKey = (personId: string): string => webKeys(personId).administers

const role = z.enum(['administrator', 'analyst'])
const stored = z.object({
  who: z.object({
    subject: z.string(),
    tenantId: z.string().nullable(),
    objectId: z.string().nullable(),
    name: z.string().nullable(),
  }),
  claimed: z.array(role),
  claimedAt: z.number(),
  token: z.string(),
  locale: z.enum(languages),
  since: z.number(),
})
const pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  silent: z.boolean(),
})

/** A person's list never stands without an end. */
const listScript = script(
  { keys: ['list'], args: ['session', 'lifeMs'] },
  "redis.call('SADD', list, session) redis.call('PEXPIRE', list, lifeMs) return 1",
)

const parsed = <T>(schema: z.ZodType<T>, text: string | null): T | null =>
  text === null ? null : (schema.safeParse(jsonIn(text)).data ?? null)

const packed = promisify(gzip)
const unpacked = promisify(gunzip)

/** Makes it. Every method throws `StoreAway`. */
export const adminSessions = (redis: Redis | Cluster, now: () => number): AdminSessions => {
  const found = async (secret: string) => {
    const session = parsed(stored, await redis.get(sessionKey(secret)))
    const left = session === null ? 0 : leftOf(LIFE, session.since, now())
    return session === null || left === 0 ? null : { session, left }
  }
  return {
    begin: ({ who, claimed, locale }) =>
      guarded(async () => {
        const secret = newSecret()
        const at = now()
        const session = { who, claimed, claimedAt: at, token: newSecret(), locale, since: at }
        const personId = personOf(who)
        // The list first: a session that is in none could not be ended.
        if (personId !== null)
          await listScript(redis, { list: ofPersonKey(personId), session: sessionKey(secret), lifeMs: LIFE.longestMs })
        await redis.set(sessionKey(secret), JSON.stringify(session), 'PX', LIFE.idleMs)
        return secret
      }),
    find: (secret, then = 'awake') =>
      guarded(async () => {
        const there = await found(secret)
        if (there === null) return null
        if (then === 'awake') await redis.pexpire(sessionKey(secret), there.left)
        return there.session
      }),
    change: (secret, changed) =>
      guarded(async () => {
        const there = await found(secret)
        if (there === null) return
        await redis.set(sessionKey(secret), JSON.stringify({ ...there.session, ...changed }), 'PX', there.left, 'XX')
      }),
    end: (secret) =>
      guarded(async () => {
        await redis.del(sessionKey(secret))
        await redis.del(fileKey(secret))
      }),
    endAllOf: (personId) =>
      guarded(async () => {
        const keys = await redis.smembers(ofPersonKey(personId))
        let ended = 0
        for (const key of keys) ended += await redis.del(key)
        await redis.del(ofPersonKey(personId))
        return ended
      }),
    keepFile: (secret, bytes) =>
      guarded(async () => void (await redis.set(fileKey(secret), await packed(bytes), 'PX', FILE_MS))),
    keptFile: (secret) =>
      guarded(async () => {
        const kept = await redis.getBuffer(fileKey(secret))
        return kept === null ? null : await unpacked(kept, { maxOutputLength: largestFile })
      }),
    dropFile: (secret) => guarded(async () => void (await redis.del(fileKey(secret)))),
  }
}

/** Makes it. Every method throws `StoreAway`. */
export const pendingSignIns = (redis: Redis | Cluster): PendingSignIns => ({
  begin: (one) =>
    guarded(async () => {
      const secret = newSecret()
      await redis.set(signInKey(secret), JSON.stringify(one), 'PX', SIGN_IN_MS)
      return secret
    }),
  take: (secret) => guarded(async () => parsed(pending, await redis.getdel(signInKey(secret)))),
})
