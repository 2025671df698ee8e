/** What is to be said, in Redis: one list per seat, sent by whoever holds its lease. */
import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { GroupDone, OutboxGroup } from '../../app/ports.ts'
import { guarded } from './guarded.ts'
import * as keys from './keys.ts'
import { APART_S, claimScript, finishScript, run } from './scripts.ts'
import { storedGroup } from './stored.ts'

/** Longer than a group takes to send as a rule; running out in use only means a card sent twice, which is harmless. */
export const LEASE_MS = 15_000

/** A group as it stands in the list: its id in front, for the scripts to see. */
export const encode = (group: OutboxGroup): string => `${group.id}|${JSON.stringify(group)}`
const decode = (raw: unknown): OutboxGroup | null =>
  typeof raw === 'string' ? storedGroup(raw.slice(raw.indexOf('|') + 1)) : null

type Keys = ReturnType<typeof keys.turnKeys>

/** Makes it. `token`: this process's name as the holder of leases. `finish` and `claimDue` are those of `ProgressStore`. */
export const outboxStore = (redis: Redis | Cluster) => {
  const token = randomUUID()
  const dueOf = async (now: number, tag: string, limit: number): Promise<string[]> =>
    await redis.zrangebyscore(keys.dueKey(tag), '-inf', now, 'LIMIT', 0, limit)

  /** A group that does not fit is moved aside and the next one taken: one bad group must not silence a seat. */
  const readable = async (k: Keys, head: unknown): Promise<OutboxGroup | null> => {
    if (typeof head !== 'string' || head === '') return null
    const group = decode(head)
    if (group !== null) return group
    await redis.rpush(`${k.apart}:outbox`, head)
    await redis.expire(`${k.apart}:outbox`, APART_S)
    await redis.lrem(k.outbox, 1, head)
    const next = await redis.lindex(k.outbox, 0)
    if (next === null) await redis.del(k.lease)
    return await readable(k, next)
  }

  const claim = async (member: string, now: number): Promise<OutboxGroup | null> => {
    const [sessionId = '', personId = ''] = member.split(':')
    const k = keys.turnKeys(sessionId, personId)
    const head = await run(redis, claimScript, [k.outbox, k.due, k.lease], [token, now, LEASE_MS, k.member])
    return await readable(k, head)
  }

  return {
    token,
    readable,
    finish: (done: GroupDone) =>
      guarded(async () => {
        const k = keys.turnKeys(done.group.sessionId, done.group.personId)
        const kept = done.againAt === undefined ? '' : encode({ ...done.group, attempts: done.group.attempts + 1 })
        return await readable(
          k,
          await run(
            redis,
            finishScript,
            [k.outbox, k.due, k.lease, k.said],
            [
              ...[token, done.group.id, done.now, LEASE_MS, k.member],
              ...[done.cardId ?? '', done.typedHash ?? '', done.againAt ?? '', kept, done.askedAt ?? ''],
            ],
          ),
        )
      }),

    claimDue: (now: number, limit: number) =>
      guarded(async () => {
        const members = (await Promise.all(keys.tags.map((tag) => dueOf(now, tag, limit)))).flat().slice(0, limit)
        const groups = await Promise.all(members.map((member) => claim(member, now)))
        return groups.filter((group) => group !== null)
      }),
  }
}
