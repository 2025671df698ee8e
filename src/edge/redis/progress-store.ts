/** Progress in Redis: links, sessions, seats, the outbox. Implements `ProgressStore` of `app/ports.ts`. */
import { randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { Link } from '../../app/people.ts'
import type { OutboxGroup, ProgressStore, StoredTurn, Versioned } from '../../app/ports.ts'
import { StoreAway } from '../../app/ports.ts'
import * as keys from './keys.ts'
import { scan } from './scan.ts'
import { APART_S, claimScript, commitScript, deliveredScript, finishScript, run } from './scripts.ts'
import { storedGroup, storedLink } from './stored.ts'

/** Longer than a group takes to send as a rule; running out in use only means a card sent twice, which is harmless. */
const LEASE_MS = 15_000
/** Persons whose last session is known here, so that it is read together with their link. */
const REMEMBERED = 10_000
/** Teams delivers its two install events within seconds of each other. */
const GREET_WINDOW_S = 120

/** The store's faults become `StoreAway`, whatever the server or the connection said. */
const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    throw new StoreAway('Redis did not do it', { cause })
  }
}

const encode = (group: OutboxGroup): string => `${group.id}|${JSON.stringify(group)}`
const decode = (raw: unknown): OutboxGroup | null =>
  typeof raw === 'string' ? storedGroup(raw.slice(raw.indexOf('|') + 1)) : null
const versioned = ([rev, json]: (string | null | undefined)[]): Versioned | null =>
  rev == null || json == null ? null : { rev: /^\d+$/.test(rev) ? Number(rev) : UNKNOWN_REV, json }
/** Of a key that somebody has written by hand; whatever stands there is replaced. */
const UNKNOWN_REV = -1
const expected = (rev: number | null): string => (rev === null ? '' : rev === UNKNOWN_REV ? '*' : String(rev))

/** Makes the store. `confirm` is awaited after each commit (replicas: `WAIT 1`); its failure counts as not stored. */
export const progressStore = (redis: Redis | Cluster, confirm: (sessionId: string) => Promise<void>): ProgressStore => {
  const token = randomUUID()
  const recent = new Map<string, string>()
  const dueOf = async (now: number, tag: string, limit: number): Promise<string[]> =>
    await redis.zrangebyscore(keys.dueKey(tag), '-inf', now, 'LIMIT', 0, limit)

  /** Commands of one moment leave together, so these are one way. */
  const turnIn = async (sessionId: string, personId: string): Promise<StoredTurn> => {
    const k = keys.turnKeys(sessionId, personId)
    const [session, seat, said] = await Promise.all([
      redis.hmget(k.session, 'rev', 'json'),
      redis.hmget(k.seat, 'rev', 'json'),
      redis.hmget(k.said, 'card', 'typedHash', 'typedAt', 'answeredAt', 'pending', 'askedAt'),
    ])
    return { session: versioned(session), seat: versioned(seat), ...saidOf(said) }
  }

  /** A group that does not fit is moved aside and the next one taken: one bad group must not silence a seat. */
  const readable = async (k: ReturnType<typeof keys.turnKeys>, head: unknown): Promise<OutboxGroup | null> => {
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

  const dropSeat = async (sessionId: string, personId: string): Promise<void> => {
    const { seat, handled, outbox, lease, said, due, member } = keys.turnKeys(sessionId, personId)
    await redis.del(seat, handled, outbox, lease, said)
    await redis.zrem(due, member)
  }

  return {
    readLink: (personId) =>
      guarded(async () => {
        const sessionId = recent.get(personId)
        const [[raw, current, checkedAt], ahead] = await Promise.all([
          redis.hmget(keys.linkKey(personId), 'link', 'current', 'checkedAt'),
          sessionId === undefined ? null : turnIn(sessionId, personId).then((stored) => ({ sessionId, stored })),
        ])
        const link = raw == null ? null : storedLink(raw)
        if (link === null) return null
        const copy = { link, current: current ?? null, checkedAt: Number(checkedAt ?? 0) }
        return ahead === null ? copy : { ...copy, ahead }
      }),
    writeLink: (link: Link, checkedAt) =>
      guarded(async () => {
        await redis.hset(keys.linkKey(link.personId), { link: JSON.stringify(link), checkedAt })
      }),
    writeCurrent: ({ personId }, sessionId) =>
      guarded(async () => {
        if (sessionId === null) await redis.hdel(keys.linkKey(personId), 'current')
        else await redis.hset(keys.linkKey(personId), { current: sessionId })
      }),
    dropLink: (personId) => guarded(async () => void (await redis.del(keys.linkKey(personId)))),
    lookAgain: (personId) => guarded(async () => void (await redis.hdel(keys.linkKey(personId), 'checkedAt'))),

    readTurn: (sessionId, personId) => guarded(() => turnIn(sessionId, personId)),

    commit: (change) =>
      guarded(async () => {
        const k = keys.turnKeys(change.sessionId, change.personId)
        const { session, seat, document } = change
        const reply = await run(
          redis,
          commitScript,
          [
            ...[k.session, k.seat, k.handled, k.outbox, k.due, k.lease, k.said, k.seats, k.undelivered],
            keys.documentKey(change.sessionId, document?.key ?? ''),
            k.apart,
          ],
          [
            ...[change.activityId, change.now],
            ...[expected(change.expectSessionRev), session?.rev ?? '', session?.json ?? ''],
            ...[expected(change.expectSeatRev), seat === null ? '-' : (seat?.rev ?? ''), seat?.json ?? ''],
            ...[change.personId, change.typedHash ?? '', change.group === null ? '' : encode(change.group)],
            ...[token, LEASE_MS, k.member],
            ...[document?.json ?? '', document === undefined ? '' : `${change.sessionId}:${document.key}`],
            (change.setApart ?? []).map((what) => (what === 'session' ? 's' : 'e')).join(''),
            change.group?.placed.some(({ tracked }) => tracked) ? change.group.id : '',
          ],
        )
        const [code, group, card] = Array.isArray(reply) ? reply : []
        if (code === 0) return { type: 'conflict' }
        if (code === 2) return { type: 'duplicate' }
        await confirm(change.sessionId)
        if (recent.size >= REMEMBERED) recent.clear()
        recent.set(change.personId, change.sessionId)
        return {
          type: 'committed',
          first: group === '' ? change.group : await readable(k, group),
          cardId: typeof card === 'string' && card !== '' ? card : null,
        }
      }),

    finish: (done) =>
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

    claimDue: (now, limit) =>
      guarded(async () => {
        const members = (await Promise.all(keys.tags.map((tag) => dueOf(now, tag, limit)))).flat().slice(0, limit)
        const groups = await Promise.all(members.map((member) => claim(member, now)))
        return groups.filter((group) => group !== null)
      }),

    readSession: (sessionId) =>
      guarded(async () => versioned(await redis.hmget(keys.sessionKey(sessionId), 'rev', 'json'))),
    deleteSession: (sessionId) =>
      guarded(async () => {
        const seats = await redis.smembers(keys.turnKeys(sessionId, '').seats)
        for (const personId of seats) await dropSeat(sessionId, personId)
        const { session, seats: all } = keys.turnKeys(sessionId, '')
        await redis.del(session, all)
      }),
    forgetSeat: (sessionId, personId) =>
      guarded(async () => {
        const { seats, apart } = keys.turnKeys(sessionId, personId)
        await dropSeat(sessionId, personId)
        await redis.srem(seats, personId)
        for await (const found of scan(redis, `${apart}:*`)) await Promise.all(found.map((key) => redis.del(key)))
        recent.delete(personId)
      }),
    greetOnce: (personId) =>
      guarded(async () => (await redis.set(keys.greetedKey(personId), '1', 'EX', GREET_WINDOW_S, 'NX')) === 'OK'),

    readDocument: (sessionId, key) => guarded(() => redis.get(keys.documentKey(sessionId, key))),
    undelivered: () =>
      guarded(async () => {
        const members = await Promise.all(keys.tags.map((tag) => redis.smembers(keys.undeliveredKey(tag))))
        return members.flat().map((member) => {
          const at = member.indexOf(':')
          return { sessionId: member.slice(0, at), key: member.slice(at + 1) }
        })
      }),
    markDelivered: (sessionId, key) =>
      guarded(async () => {
        const waiting = keys.undeliveredKey(keys.tagOf(sessionId))
        await run(redis, deliveredScript, [keys.documentKey(sessionId, key), waiting], [`${sessionId}:${key}`])
      }),
  }
}

const saidOf = ([card, hash, at, answeredAt, pending, askedAt]: (string | null)[]): Pick<
  StoredTurn,
  'cardId' | 'typed' | 'asked'
> => ({
  cardId: card ?? null,
  typed: hash ? { hash, at: Number(at), answeredAt: answeredAt ? Number(answeredAt) : null } : null,
  asked: { pending: pending ?? null, at: askedAt ? Number(askedAt) : null },
})
