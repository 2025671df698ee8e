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

/** Keys of one person's seat in a session, and of what surrounds a turn there. */
export const turnKeys = (sessionId: string, personId: string) => {
  const tag = tagOf(sessionId)
  const seat = `${sessionId}:${personId}`
  return {
    session: `${tag}:session:${sessionId}`,
    /** Hash `rev`, `json`, `asking`: the group with the newest card that asks (on its way as long as `said` has not noted it as `asked`). */
    seat: `${tag}:seat:${seat}`,
    /** Sorted set of activity ids by time. */
    handled: `${tag}:handled:${seat}`,
    /** List of groups, `<id>|<json>`, oldest first. */
    outbox: `${tag}:outbox:${seat}`,
    /** String, held by the process that sends for this seat. */
    lease: `${tag}:lease:${seat}`,
    /** Hash: `card`, `typedHash`, `typedAt`, `answeredAt`, `asked`, `askedAt`, `took`; of former releases `pending`, `cleared`. */
    said: `${tag}:said:${seat}`,
    /** Set of the person ids that have a seat. */
    seats: `${tag}:seats:${sessionId}`,
    /** List of views that wait for the person's next page on the web. */
    news: `${tag}:news:${seat}`,
    /** String: to which id the seat was moved. */
    moved: `${tag}:moved:${seat}`,
    due: dueKey(tag),
    undelivered: undeliveredKey(tag),
    /** Prefix for what does not parse and was set apart. */
    apart: `${tag}:apart:${seat}`,
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

/** Kinds of keys that lie under a session: what `<tag>:<kind>:<session id>…` begins with. */
const OF_SESSION = /^\{[0-9a-f]{2}\}:(session|seat|handled|outbox|lease|said|seats|document|apart|news|moved):([^:]+)/

/** Which session a key belongs to, and as what; null: to none. */
export const placeOfKey = (key: string): { kind: string; sessionId: string } | null => {
  const [, kind, sessionId] = OF_SESSION.exec(key) ?? []
  return kind === undefined || sessionId === undefined ? null : { kind, sessionId }
}

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
