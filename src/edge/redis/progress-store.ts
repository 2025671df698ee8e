/** Progress in Redis: links, sessions, seats, the outbox. Implements `ProgressStore` of `app/ports/progress.ts`. */

import { Cluster, type Redis } from 'ioredis'
import type { Link } from '../../app/ports/people.ts'
import type { CommitResult, ProgressStore, StoredTurn, TurnChange, Versioned } from '../../app/ports/progress.ts'
import { remember } from '../../memory.ts'
import { guarded, lossesOf, scan } from './connect.ts'
import { heldStore } from './held-store.ts'
import * as keys from './keys.ts'
import { sessionKey } from './keys.ts'
import { encode, LEASE_MS, leases, outboxStore } from './outbox-store.ts'
import { CLEARED_EVERY_MS, changingScript, commitScript, deliveredScript } from './scripts.ts'
import { storedLink } from './stored.ts'

/** Seats of which it is known when their handled ids were last cleared; of others they are cleared once more. */
const REMEMBERED = 10_000
/** Nothing was changed yet, as far as this Redis knows. */
const FIRST_REGISTER = '0'
/** Longer than any change of the register takes; who was killed in one leaves copies without effect so long, s. */
const CHANGING_S = 300
/** Teams delivers its two install events within seconds of each other. */
const GREET_WINDOW_S = 120

const versioned = ([rev, json]: (string | null | undefined)[]): Versioned | null =>
  rev == null || json == null ? null : { rev: /^\d{1,15}$/.test(rev) ? Number(rev) : UNKNOWN_REV, json }
/** Of a key that somebody has written by hand; whatever stands there is replaced. */
const UNKNOWN_REV = -1
const expected = (rev: number | null): string => (rev === null ? '' : rev === UNKNOWN_REV ? '*' : String(rev))

/** Makes the store. `confirm` is awaited after each commit (replicas: `WAIT 1`); its failure counts as not stored. */
export const progressStore = (redis: Redis | Cluster, confirm: (sessionId: string) => Promise<void>): ProgressStore => {
  const mine = leases()
  const { readable, hasStored, ...outbox } = outboxStore(redis, mine)
  const cleared = new Map<string, number>()
  let registerSeen = ''
  let asked = 0

  /** While somebody changes the register, no state is one that was seen before, nor will be again. */
  const registerNow = async (): Promise<{ state: string; isChanging: boolean }> => {
    const [changes, changing] = await redis.mget(keys.registerKey, keys.changingKey)
    const state = changes ?? FIRST_REGISTER
    return changing == null ? { state, isChanging: false } : { state: `${state}?${++asked}`, isChanging: true }
  }

  const changingRegister = async <T>(work: () => Promise<T>): Promise<T> => {
    const at = { changes: keys.registerKey, changing: keys.changingKey, seconds: CHANGING_S }
    await guarded(() => changingScript(redis, { ...at, by: 1 }))
    try {
      return await work()
    } finally {
      await guarded(() => changingScript(redis, { ...at, by: -1 }))
    }
  }

  /** Commands of one moment leave together, so these are one way. */
  const turnIn = async (sessionId: string, personId: string): Promise<StoredTurn> => {
    const k = keys.turnKeys(sessionId, personId)
    const [session, seat, said] = await Promise.all([
      redis.hmget(k.session, 'rev', 'json'),
      redis.hmget(k.seat, 'rev', 'json', 'asking'),
      redis.hmget(k.said, 'card', 'typedHash', 'typedAt', 'answeredAt', 'pending', 'asked', 'took'),
    ])
    return { session: versioned(session), seat: versioned(seat), ...saidOf(said, seat[2] ?? null) }
  }

  const isTimeToClear = ({ now, expectSeatRev }: TurnChange, member: string): boolean => {
    const at = cleared.get(member)
    return expectSeatRev === null || at === undefined || Math.abs(now - at) > CLEARED_EVERY_MS
  }

  /** `isFree`: nobody in this process sends for the seat, so that a lease under its name was lost sight of. */
  const commit = async (change: TurnChange, isFree: boolean): Promise<CommitResult> => {
    const k = keys.turnKeys(change.sessionId, change.personId)
    const { session, seat, document } = change
    const clears = isTimeToClear(change, k.member)
    const reply = await commitScript(redis, {
      ...k,
      document: keys.documentKey(change.sessionId, document?.key ?? ''),
      activity: change.activityId,
      now: change.now,
      clear: clears ? 'clear' : '',
      person: change.personId,
      sessionWas: expected(change.expectSessionRev),
      sessionRev: session?.rev ?? '',
      sessionJson: session?.json ?? '',
      seatWas: expected(change.expectSeatRev),
      seatRev: seat === null ? '-' : (seat?.rev ?? ''),
      seatJson: seat?.json ?? '',
      setApart: (change.setApart ?? []).map((what) => (what === 'session' ? 's' : 'e')).join(''),
      typedHash: change.typedHash ?? '',
      group: change.group === null ? '' : encode(change.group),
      asking: change.group?.placed.some(({ tracked }) => tracked) ? change.group.id : '',
      card: change.cardId === undefined ? '?' : '',
      token: mine.token,
      leaseMs: LEASE_MS,
      own: isFree ? 'own' : '',
      documentJson: document?.json ?? '',
      waiting: document === undefined ? '' : `${change.sessionId}:${document.key}`,
    })
    const [code, group, card] = Array.isArray(reply) ? reply : []
    if (code === 0) return { type: 'conflict' }
    if (code === 2) return { type: 'duplicate' }
    if (clears && change.activityId !== '') remember(cleared, k.member, change.now, REMEMBERED)
    if (change.group !== null) hasStored(k.member, change.group)
    await confirm(change.sessionId)
    return {
      type: 'committed',
      first: group === '' ? change.group : await readable(k, group),
      cardId: change.cardId ?? (typeof card === 'string' && card !== '' ? card : null),
    }
  }

  return {
    readLink: (wave, personId, sessionId) =>
      guarded(async () => {
        const [[raw, current, checkedAt, from], register, ahead] = await Promise.all([
          redis.hmget(keys.linkKey(wave, personId), 'link', 'current', 'checkedAt', 'register'),
          registerNow(),
          sessionId === undefined ? null : turnIn(sessionId, personId).then((stored) => ({ sessionId, stored })),
        ])
        registerSeen = register.state
        const link = raw == null ? null : storedLink(raw)
        if (link === null) return null
        const isCurrent = !register.isChanging && (from ?? '') === register.state
        const copy = { link, current: current ?? null, checkedAt: isCurrent ? Number(checkedAt ?? 0) : 0 }
        return ahead === null ? copy : { ...copy, ahead }
      }),
    writeLink: (wave, link: Link, checkedAt, register = '') =>
      guarded(async () => {
        await redis.hset(keys.linkKey(wave, link.personId), { link: JSON.stringify(link), checkedAt, register })
      }),
    registerState: () => guarded(async () => (await registerNow()).state),
    registerSeen: () => registerSeen,
    changingRegister,
    writeCurrent: (wave, { personId }, sessionId) =>
      guarded(async () => {
        if (sessionId === null) await redis.hdel(keys.linkKey(wave, personId), 'current')
        else await redis.hset(keys.linkKey(wave, personId), { current: sessionId })
      }),
    dropLink: (wave, personId) => guarded(async () => void (await redis.del(keys.linkKey(wave, personId)))),
    lookAgain: (wave, personId) =>
      guarded(async () => void (await redis.hdel(keys.linkKey(wave, personId), 'checkedAt'))),

    readTurn: (sessionId, personId) => guarded(() => turnIn(sessionId, personId)),

    commit: (change) =>
      guarded(async () => {
        const { member } = keys.turnKeys(change.sessionId, change.personId)
        if (change.group === null) return await commit(change, false)
        const isFree = !mine.isHeld(member, change.now)
        mine.begin(member, change.now)
        let isSending = false
        try {
          const result = await commit(change, isFree)
          isSending = result.type === 'committed' && result.first !== null
          return result
        } catch (error) {
          mine.doubt(member, change.now)
          throw error
        } finally {
          if (!isSending) mine.end(member)
        }
      }),

    ...outbox,

    readSession: (sessionId) =>
      guarded(async () => versioned(await redis.hmget(keys.sessionKey(sessionId), 'rev', 'json'))),
    ...heldStore(redis),
    forgetSeat: (sessionId, personId) =>
      guarded(async () => {
        const own = keys.turnKeys(sessionId, personId)
        await redis.del(keys.seatKinds.map((kind) => own[kind]))
        await redis.zrem(own.due, own.member)
        await redis.srem(own.seats, personId)
        for await (const found of scan(redis, `${own.apart}:*`)) await Promise.all(found.map((key) => redis.del(key)))
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
        await deliveredScript(redis, {
          document: keys.documentKey(sessionId, key),
          undelivered: keys.undeliveredKey(keys.tagOf(sessionId)),
          waiting: `${sessionId}:${key}`,
        })
      }),
    connection: lossesOf(redis),
  }
}

const saidOf = (
  [card, hash, at, answeredAt, pending, asked, took]: (string | null)[],
  asking: string | null,
): Pick<StoredTurn, 'cardId' | 'typed' | 'asked'> => ({
  cardId: card ?? null,
  typed: hash ? { hash, at: Number(at), answeredAt: answeredAt ? Number(answeredAt) : null } : null,
  asked: {
    pending: [asking, pending].find((id) => id != null && id !== asked) ?? null,
    group: asked ?? null,
    tookMs: took ? Number(took) : null,
  },
})

// With replicas a turn counts as stored only when one of them has it too (architecture.md «Engines, not toys»).

/** Longer means a replica is away; then nothing is confirmed, and the person is told to try again. */
const WAIT_MS = 1_000

/** What `progressStore` awaits after each commit. Looks once at whether there are replicas: none means nothing to wait for. */
export const confirmer = async (redis: Redis | Cluster): Promise<(sessionId: string) => Promise<void>> => {
  if (redis instanceof Cluster) {
    if (redis.nodes('slave').length === 0) return async () => {}
    return async (sessionId) => await waitOn(masterOf(redis, await redis.cluster('KEYSLOT', sessionKey(sessionId))))
  }
  const replicas = /connected_slaves:(\d+)/.exec(await redis.info('replication'))?.[1] ?? '0'
  return replicas === '0' ? async () => {} : async () => await waitOn(redis)
}

/** The connection that wrote the turn: `WAIT` counts the writes of its own connection. */
const masterOf = (cluster: Cluster, slot: number): Redis => {
  const address = cluster.slots[slot]?.[0]
  const node = cluster.nodes('master').find(({ options }) => `${options.host}:${options.port}` === address)
  if (node === undefined) throw new Error('no master for the slot')
  return node
}

const waitOn = async (redis: Redis): Promise<void> => {
  if ((await redis.wait(1, WAIT_MS)) < 1) throw new Error('no replica has it')
}
