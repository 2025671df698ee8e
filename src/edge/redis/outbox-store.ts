/** What is to be said, in Redis: one list per seat, sent by whoever holds its lease. */

import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { GroupDone, OutboxGroup } from '../../app/ports/progress.ts'
import { isWithin } from '../../app/steady.ts'
import { remember } from '../../memory.ts'
import { RETRY_AFTER_MAX_MS } from '../../reminders/refusals.ts'
import { guarded } from './connect.ts'
import * as keys from './keys.ts'
import { APART_S, claimScript, finishScript, renewScript } from './scripts.ts'
import { storedGroup } from './stored.ts'

/** A group as it stands in the list: its id in front, for the scripts to see. */
export const encode = (group: OutboxGroup): string => `${group.id}|${JSON.stringify(group)}`
/** The id before the JSON is as it came from the channel, and may hold the sign that ends it. */
const decode = (raw: string): OutboxGroup | null => {
  for (let at = raw.indexOf('|'); at >= 0; at = raw.indexOf('|', at + 1)) {
    const group = storedGroup(raw.slice(at + 1))
    if (group !== null && group.id === raw.slice(0, at)) return group
  }
  return null
}

/** Of a group whose writer is forgotten one thing more is cleared away. */
const MOST_STORED = 10_000

/** Twice the longest that anything waits: what is to be later than that was put there before a clock was set back. */
export const MOST_AHEAD_MS = 2 * RETRY_AFTER_MAX_MS

type Keys = ReturnType<typeof keys.turnKeys>

/** Makes it. `readable` is for the turn that stores; the rest are those of `ProgressStore`. */
export const outboxStore = (redis: Redis | Cluster, mine: Leases) => {
  const { token } = mine
  /** Seat → the newest group that this process stored there. */
  const stored = new Map<string, string>()
  /** What is due, and what no wait of ours reaches: the clock was set back since it was put there. */
  const dueOf = async (now: number, tag: string, limit: number): Promise<string[]> =>
    (
      await Promise.all([
        redis.zrangebyscore(keys.dueKey(tag), '-inf', now, 'LIMIT', 0, limit),
        redis.zrangebyscore(keys.dueKey(tag), now + MOST_AHEAD_MS, '+inf', 'LIMIT', 0, limit),
      ])
    ).flat()

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
    if (mine.isHeld(member, now)) return null
    mine.begin(member, now)
    let group: OutboxGroup | null = null
    try {
      const k = keys.seatKeys(member)
      group = await readable(k, await claimScript(redis, { ...k, token, now, leaseMs: LEASE_MS }))
      if (group !== null) mine.settle(member)
      return group
    } finally {
      if (group === null) mine.end(member)
    }
  }

  const renew = async (member: string, now: number): Promise<void> => {
    await renewScript(redis, { ...keys.seatKeys(member), token, now, leaseMs: LEASE_MS })
  }

  return {
    readable,
    hasStored: (member: string, group: OutboxGroup): void => remember(stored, member, group.id, MOST_STORED),
    finish: (done: GroupDone) =>
      guarded(async () => {
        const k = keys.turnKeys(done.group.sessionId, done.group.personId)
        const kept = done.againAt === undefined ? '' : encode({ ...done.group, attempts: done.group.attempts + 1 })
        const head = await finishScript(redis, {
          ...k,
          token,
          id: done.group.id,
          now: done.now,
          leaseMs: LEASE_MS,
          card: done.cardId ?? '',
          typedHash: done.typedHash ?? '',
          answeredAt: done.answeredAt ?? done.now,
          askedAt: done.asked?.at ?? '',
          took: Math.round(done.asked?.tookMs ?? 0),
          againAt: Math.ceil(done.againAt ?? 0) || '',
          kept,
          others: stored.get(k.member) === done.group.id ? '' : 'others',
        })
        const next = head === 1 ? ('at_rest' as const) : await readable(k, head)
        if (next === null || next === 'at_rest') mine.end(k.member)
        return next
      }),
    leave: ({ sessionId, personId }: OutboxGroup): void => mine.end(keys.turnKeys(sessionId, personId).member),
    renewLeases: (now: number) =>
      guarded(async () => void (await Promise.all(mine.toRenew(now).map((member) => renew(member, now))))),

    claimDue: (now: number, limit: number) =>
      guarded(async () => {
        const due = (await Promise.all(keys.tags.map((tag) => dueOf(now, tag, limit)))).flat()
        const members = [...new Set([...mine.inDoubt(now), ...due])].slice(0, limit)
        const groups = await Promise.all(members.map((member) => claim(member, now)))
        return groups.filter((group) => group !== null)
      }),
  }
}

// Which seats this process sends for, as far as it knows itself. Redis knows only that it holds the lease: when the answer
// to a write was lost, the lease can be ours without anybody here sending.

/** After this a process counts as dead that has not renewed; a person whose turn it took down waits so long. */
export const LEASE_MS = 6_000
/** Sends are over sooner as a rule, and then nothing is renewed. */
const RENEW_AFTER_MS = 1_500
/** Longer than a group takes with a slow connector: what is held for longer was lost sight of, and others may send. */
const MOST_HELD_MS = 60_000
/** So long a write whose answer was lost may still be carried out. */
const DOUBT_MS = 30_000

/** `member`: a seat, as in `turnKeys`. Times in ms. */
export const leases = () => {
  const held = new Map<string, { users: number; since: number }>()
  const doubted = new Map<string, number>()
  const isHeld = (member: string, now: number): boolean => {
    const found = held.get(member)
    return found !== undefined && isWithin(MOST_HELD_MS, found.since, now)
  }

  return {
    /** This process's name in Redis. */
    token: randomUUID(),
    isHeld,
    /** Before a lease is asked for. */
    begin: (member: string, now: number): void => {
      const found = held.get(member)
      if (found !== undefined && isHeld(member, now)) found.users += 1
      else held.set(member, { users: 1, since: now })
    },
    /** The lease was not given, or was given back. */
    end: (member: string): void => {
      const found = held.get(member)
      if (found !== undefined && found.users > 1) found.users -= 1
      else held.delete(member)
    },
    /** The answer to a write was lost: the lease may be ours, now or when the store wakes up. */
    doubt: (member: string, now: number): void => void doubted.set(member, now + DOUBT_MS),
    settle: (member: string): void => void doubted.delete(member),
    /** Forgets what can no longer be carried out. */
    inDoubt: (now: number): string[] => {
      for (const [member, until] of doubted) if (until < now) doubted.delete(member)
      return [...doubted.keys()]
    },
    /** Seats whose group takes so long that the lease would run out. */
    toRenew: (now: number): string[] =>
      [...held]
        .filter(([member, { since }]) => now - since >= RENEW_AFTER_MS && isHeld(member, now))
        .map(([key]) => key),
  }
}

type Leases = ReturnType<typeof leases>

/** What waits, for whoever runs the service: seats with something to say, and submissions that are not in SQL yet. */
export const backlogOf = async (redis: Redis | Cluster): Promise<{ seats: number; submissions: number }> => {
  const sum = async (counts: Promise<number>[]) => (await Promise.all(counts)).reduce((all, one) => all + one, 0)
  return {
    seats: await sum(keys.tags.map((tag) => redis.zcard(keys.dueKey(tag)))),
    submissions: await sum(keys.tags.map((tag) => redis.scard(keys.undeliveredKey(tag)))),
  }
}
