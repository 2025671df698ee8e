/** Every Redis key of the service. A session's keys share one shard tag, so that one script touches one slot. */
import { hash } from 'node:crypto'
import { remember } from '../../memory.ts'
import type { Channel } from '../../reminders/states.ts'

/** Enough to spread a cluster's slots, few enough that a sweep reads them all; changing it moves every key. */
export const SHARDS = 64

const hex = (n: number): string => n.toString(16).padStart(2, '0')

/** All shard tags, `{00}` … `{3f}`. */
export const tags: readonly string[] = Array.from({ length: SHARDS }, (_, n) => `{${hex(n)}}`)

/** A country has 874 sessions in a wave; a turn asks for the tag of its own several times. */
const known = new Map<string, string>()
const MOST_KNOWN = 5_000

/** The tag of a session, from its id alone. */
export const tagOf = (sessionId: string): string => {
  const found = known.get(sessionId)
  if (found !== undefined) return found
  const tag = `{${hex((hash('sha256', sessionId, 'buffer')[0] ?? 0) % SHARDS)}}`
  remember(known, sessionId, tag, MOST_KNOWN)
  return tag
}

export const sessionKey = (sessionId: string): string => `${tagOf(sessionId)}:session:${sessionId}`

/**
 * What lies under a session, by kind: `<tag>:<kind>:<session id>…`. The one table of it: what retention, «slett svarene mine», a
 * backup and a move take is made from here. `of`: whether there is one for each seat, or one for all of the session.
 * `ofPeople`: a person's own, gone with their seat. `moves`: what becomes of it when the seat goes over to another id of the
 * person's; `rewritten` has steps of its own in `move-seat.ts`.
 */
const kinds = {
  /** Hash `rev`, `json`. */
  session: { of: 'session', ofPeople: false, isBackedUp: true, moves: 'rewritten' },
  /** Hash `rev`, `json`, `asking`: the group with the newest card that asks (on its way as long as `said` has not noted it as `asked`). */
  seat: { of: 'seat', ofPeople: true, isBackedUp: true, moves: 'rewritten' },
  /** Sorted set of activity ids by time. */
  handled: { of: 'seat', ofPeople: true, isBackedUp: true, moves: 'renamed' },
  /** List of groups, `<id>|<json>`, oldest first. What was to be said before a backup is not said again after it. */
  outbox: { of: 'seat', ofPeople: true, isBackedUp: false, moves: 'appended' },
  /** String, held by the process that sends for this seat. */
  lease: { of: 'seat', ofPeople: true, isBackedUp: false, moves: 'dropped' },
  /** Hash: `card`, `typedHash`, `typedAt`, `answeredAt`, `asked`, `askedAt`, `took`; of former releases `pending`, `cleared`. */
  said: { of: 'seat', ofPeople: true, isBackedUp: true, moves: 'renamed' },
  /** Set of the person ids that have a seat. */
  seats: { of: 'session', ofPeople: true, isBackedUp: true, moves: 'rewritten' },
  /** List of views that wait for the person's next page on the web. */
  news: { of: 'seat', ofPeople: true, isBackedUp: false, moves: 'appended' },
  /** String: to which id the seat was moved. */
  moved: { of: 'seat', ofPeople: true, isBackedUp: false, moves: 'stays' },
  /** Prefix for what does not parse and was set apart. */
  apart: { of: 'seat', ofPeople: true, isBackedUp: true, moves: 'stays' },
  /** String: a submission on its way. */
  document: { of: 'session', ofPeople: false, isBackedUp: true, moves: 'stays' },
} as const satisfies Record<
  string,
  {
    of: 'seat' | 'session'
    ofPeople: boolean
    isBackedUp: boolean
    moves: 'rewritten' | 'renamed' | 'appended' | 'dropped' | 'stays'
  }
>
type Kinds = typeof kinds
export type Kind = keyof Kinds
export type SeatKind = { [K in Kind]: Kinds[K]['of'] extends 'seat' ? K : never }[Kind]

/** All kinds, in a fixed order. */
export const allKinds = Object.keys(kinds) as Kind[]

/** What people leave in a session, besides their place in its own text and in a document on its way. */
export const kindsOfPeople: ReadonlySet<Kind> = new Set(allKinds.filter((kind) => kinds[kind].ofPeople))

/** What lies under one seat alone. */
export const seatKinds = allKinds.filter((kind): kind is SeatKind => kinds[kind].of === 'seat')

/** Those that go over to another id of the person's in this way. */
export const seatKindsThat = <M extends Kinds[SeatKind]['moves']>(moves: M): SeatKind[] =>
  seatKinds.filter((kind) => kinds[kind].moves === moves)

/** Keys of one person's seat in a session, and of what surrounds a turn there. `apart` is a prefix. */
export const turnKeys = (sessionId: string, personId: string) => {
  const tag = tagOf(sessionId)
  const seat = `${sessionId}:${personId}`
  const made = allKinds.map((kind) => [kind, `${tag}:${kind}:${kinds[kind].of === 'seat' ? seat : sessionId}`] as const)
  return {
    ...(Object.fromEntries(made) as Record<Exclude<Kind, 'document'>, string>),
    due: dueKey(tag),
    undelivered: undeliveredKey(tag),
    /** The member of `due`. */
    member: seat,
  }
}

/** The keys of a seat by its member, `<session>:<person>`. */
export const seatKeys = (member: string) => {
  const [sessionId = '', personId = ''] = member.split(':')
  return turnKeys(sessionId, personId)
}

/** Sorted set of seats with something to send, by the time it is due in ms. */
export const dueKey = (tag: string): string => `${tag}:due`

/** Set of `<sessionId>:<document key>` that have not reached the results store. */
export const undeliveredKey = (tag: string): string => `${tag}:undelivered`

export const documentKey = (sessionId: string, key: string): string =>
  `${tagOf(sessionId)}:document:${sessionId}:${key}`

const OF_SESSION = /^\{[0-9a-f]{2}\}:([a-z]+):([^:]+)/

/** Which session a key belongs to, and as what; null: to none. */
export const placeOfKey = (key: string): { kind: Kind; sessionId: string } | null => {
  const [, named, sessionId] = OF_SESSION.exec(key) ?? []
  const kind = allKinds.find((one) => one === named)
  return kind === undefined || sessionId === undefined ? null : { kind, sessionId }
}

const backedUp = new Set<string>([...allKinds.filter((kind) => kinds[kind].isBackedUp), 'undelivered'])

/**
 * Whether a backup has the key. Not what can be made again or must not come again: links (SQL has them), the outbox and its
 * leases, jobs, send rates.
 */
export const isBackedUp = (key: string): boolean =>
  backedUp.has(/^\{[0-9a-f]{2}\}:([a-z]+)(?::|$)/.exec(key)?.[1] ?? '')

/** What `SCAN` finds by: all that lies under a shard tag, and sessions alone. */
export const shardPattern = '{??}:*'
export const sessionPattern = '{??}:session:*'

/** Marks of the store as a whole: that it took a write, that it was asked whether it answers, that a restore is under way, the last round of retention. */
export const markKeys = {
  started: '{00}:started',
  ready: '{00}:ready',
  restoring: '{00}:restoring',
  /** Hash: `at`, `jumpedAt` ('': none). */
  retained: '{00}:retained',
}

/**
 * Keys of the pages. `id`: of `session`, `admin`, `upload` and `signin` the hash of a cookie, of `copies` a respondent, of
 * `administers` a person, of `wrong` the hash of an address ('': all addresses together).
 */
export const webKeys = (id: string) => ({
  session: `web:session:${id}`,
  copies: `web:copies:${id}`,
  wrong: id === '' ? 'web:wrong' : `web:wrong:${id}`,
  salt: 'web:salt',
  admin: `web:admin:${id}`,
  upload: `web:upload:${id}`,
  signin: `web:signin:${id}`,
  administers: `web:administers:${id}`,
})

/** A person's link to one wave and current session in it, under the person's own tag. */
export const linkKey = (wave: string, personId: string): string => `{${personId}}:link:${wave}`

/** What `SCAN` finds the copies of links by; `null`: those of before a copy named its wave. */
export const linkPattern = (wave: string | null): string =>
  wave === null ? '{*}:link' : `{*}:link:${wave.replace(/[\\*?[\]]/g, '\\$&')}`

/** Counts the changes of rights and links in SQL; copies of a link note which they are from. */
export const registerKey = '{register}:changes'

/** How many changes are being made in SQL at this moment; absent: none. */
export const changingKey = '{register}:changing'

export const greetedKey = (personId: string): string => `{${personId}}:greeted`

/** BullMQ's prefix; a tag, so that a queue lives in one slot. */
export const QUEUE_PREFIX = '{kd}'

/**
 * When the next message may leave: of all by one way, of one tenant, and where that tenant's waiting ones have been told to
 * come again.
 */
export const rateKeys = (tenantId: string, way: Channel = 'teams') => ({
  all: `${QUEUE_PREFIX}:rate:all${way === 'mail' ? ':mail' : ''}`,
  tenant: `${QUEUE_PREFIX}:rate:tenant:${tenantId}`,
  line: `${QUEUE_PREFIX}:rate:line:${tenantId}`,
})
