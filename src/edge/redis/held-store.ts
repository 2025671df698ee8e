/** What Redis holds of sessions and people, apart from turns: for the end of retention. */
import type { Cluster, Redis } from 'ioredis'
import type { HeldStore } from '../../app/ports/progress.ts'
import { withoutAuthor, withoutOwnWords } from '../../app/submissions/waiting.ts'
import type { RoundNotes } from '../../app/upkeep/retention.ts'
import { guarded, scan } from './connect.ts'
import * as keys from './keys.ts'
import { storedLink } from './stored.ts'

/** Makes it. Every method throws `StoreAway`. */
export const heldStore = (redis: Redis | Cluster): HeldStore => {
  async function* keysOfSessions(sessionIds?: ReadonlySet<string>) {
    for await (const found of scan(redis, keys.shardPattern)) {
      for (const key of found) {
        const place = keys.placeOfKey(key)
        if (place !== null && (sessionIds === undefined || sessionIds.has(place.sessionId))) yield { key, ...place }
      }
    }
  }

  const dropDue = async (sessionIds: ReadonlySet<string>): Promise<void> => {
    for (const tag of new Set([...sessionIds].map(keys.tagOf))) {
      const due = await redis.zrange(keys.dueKey(tag), '0', '-1')
      const theirs = due.filter((member) => sessionIds.has(member.slice(0, member.indexOf(':'))))
      if (theirs.length > 0) await redis.zrem(keys.dueKey(tag), ...theirs)
    }
  }

  const drop = async (sessionIds: ReadonlySet<string>, isGoing: (kind: keys.Kind) => boolean): Promise<void> => {
    if (sessionIds.size === 0) return
    for await (const { key, kind } of keysOfSessions(sessionIds)) if (isGoing(kind)) await redis.del(key)
    await dropDue(sessionIds)
  }

  const takeOutOf = async (sessionIds: ReadonlySet<string>, of: typeof withoutAuthor): Promise<void> => {
    for await (const { key, kind } of keysOfSessions(sessionIds)) if (kind === 'document') await takeOut(redis, key, of)
  }

  return {
    heldSessions: () =>
      guarded(async () => {
        const found = new Set<string>()
        for await (const { sessionId } of keysOfSessions()) found.add(sessionId)
        return found
      }),
    // A submission that has not reached SQL stays until it has, whatever becomes of its session.
    deleteSessions: (sessionIds) => guarded(() => drop(sessionIds, (kind) => kind !== 'document')),
    forgetSeats: (sessionIds) =>
      guarded(async () => {
        await drop(sessionIds, (kind) => keys.kindsOfPeople.has(kind))
        await takeOutOf(sessionIds, withoutAuthor)
      }),
    emptyWaiting: (sessionIds) => guarded(() => takeOutOf(sessionIds, withoutOwnWords)),
    dropLinksOf: (wave) =>
      guarded(async () => {
        for await (const found of scan(redis, keys.linkPattern(wave)))
          await Promise.all(found.map((key) => redis.del(key)))
        for await (const found of scan(redis, keys.linkPattern(null))) {
          for (const key of found) {
            const raw = await redis.hget(key, 'link')
            const link = raw === null ? null : storedLink(raw)
            // What cannot be read names nobody to the service, and is only a copy.
            if (link === null || link.memberships.some((one) => one.wave === wave)) await redis.del(key)
          }
        }
      }),
  }
}

/** Out of a submission that waits; who submitted is told to the audit trail with the delivery, and after retention there is nobody to tell of. */
const takeOut = async (redis: Redis | Cluster, key: string, of: typeof withoutAuthor): Promise<void> => {
  const json = await redis.get(key)
  const without = json === null ? null : of(json)
  if (json === without) return
  // What cannot be read is delivered to nobody, and nothing can be taken out of it.
  if (without === null) return void (await redis.del(key))
  // `XX`: it may have been delivered in between.
  await redis.set(key, without, 'XX')
}

/** Implements `RoundNotes`. */
export const roundNotes = (redis: Redis | Cluster): RoundNotes => ({
  noted: () =>
    guarded(async () => {
      const [at, jumpedAt] = await redis.hmget(keys.markKeys.retained, 'at', 'jumpedAt')
      return at == null ? null : { at: Number(at), jumpedAt: jumpedAt ? Number(jumpedAt) : null }
    }),
  note: ({ at, jumpedAt }) =>
    guarded(async () => void (await redis.hset(keys.markKeys.retained, { at, jumpedAt: jumpedAt ?? '' }))),
  clock: () =>
    guarded(async () => {
      const [seconds] = await redis.time()
      return Number(seconds) * 1000
    }),
})
