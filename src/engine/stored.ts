/** Session and seat as they are stored: nothing that comes from a store is trusted before it has passed here. */

import { z } from 'zod'
import { answer, answer as answers, givenMissing } from '../questionnaire/answer.ts'
import { languages } from '../questionnaire/schema.ts'
import { sessionStates } from '../register/states.ts'
import type { Entry, Seat, Session } from './session.ts'

const count = z.int().min(0)
/** Milliseconds since 1970 UTC. */
const instant = z.int()

const entry = z.strictObject({
  r: count,
  answer: answer.exactOptional(),
  missing: givenMissing.exactOptional(),
  partial: z.literal(true).exactOptional(),
  read: z.literal(true).exactOptional(),
  by: count,
  at: instant,
  over: count.exactOptional(),
})

const session = z.strictObject({
  id: z.string().min(1),
  wave: z.string().min(1),
  unitId: z.string().min(1),
  part: z.string().min(1),
  version: z.int().min(1),
  mode: z.literal('assisted').exactOptional(),
  moved: z.strictObject({ from: z.int().min(1), fresh: count, again: count }).exactOptional(),
  rev: count,
  state: z.enum(sessionStates),
  startedAt: instant.nullable(),
  people: z.array(z.string()),
  entries: z.record(z.string(), entry),
  submission: z
    .strictObject({
      id: z.string(),
      revision: z.int().min(1),
      at: instant,
      by: z.int().min(-1),
      answers: count.exactOptional(),
    })
    .nullable(),
  paradata: z.strictObject({
    sittings: count,
    lastAt: instant,
    seconds: z.record(z.string(), z.number()),
    changed: z.array(z.string()),
    prefill: z
      .record(z.string(), z.enum(['before_same', 'before_changed', 'after_same', 'after_changed']))
      .exactOptional(),
  }),
})

const pending = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('confirm'),
    question: z.string(),
    r: count,
    answer,
    why: z.enum([
      'near_miss',
      'earlier',
      'put_right',
      'soft_check',
      'overtaken',
      'previous',
      'identity_number',
      'health',
      'person',
      'to_us',
    ]),
    check: z.string().exactOptional(),
    asked: count.exactOptional(),
    partial: z.literal(true).exactOptional(),
  }),
  z.strictObject({ type: z.literal('specify'), question: z.string(), r: count, answer }),
  z.strictObject({ type: z.literal('unclear'), between: z.array(z.string()) }),
  z.strictObject({
    type: z.literal('submit'),
    answers: count.exactOptional(),
    again: z.literal(true).exactOptional(),
  }),
  z.strictObject({ type: z.literal('delete'), again: z.literal(true).exactOptional() }),
  z.strictObject({ type: z.literal('change_which') }),
  z.strictObject({ type: z.literal('pass_on'), to: z.string().exactOptional() }),
  z.strictObject({ type: z.literal('pass_to'), section: z.string().exactOptional() }),
  z.strictObject({ type: z.literal('not_me') }),
])

const page = z.strictObject({ section: z.string().exactOptional(), page: count }).exactOptional()

const position = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('start') }),
  z.strictObject({
    at: z.literal('question'),
    question: z.string(),
    r: count.exactOptional(),
    back: z.literal('review').exactOptional(),
    over: page,
  }),
  z.strictObject({ at: z.literal('review'), page }),
  z.strictObject({ at: z.literal('done'), page }),
])

const seat = z.strictObject({
  sessionId: z.string().min(1),
  personId: z.string().min(1),
  rev: count,
  language: z.enum(languages),
  position,
  paused: z.boolean(),
  pending: pending.nullable(),
  open: z
    .strictObject({
      view: z.enum(['start', 'question', 'review', 'confirm_submit', 'paused', 'receipt']),
      question: z.string().exactOptional(),
      r: count.exactOptional(),
      activityId: z.string().exactOptional(),
    })
    .nullable(),
  askedAt: instant.nullable(),
  seen: z.strictObject({ version: z.int().min(1), at: instant, upTo: instant.exactOptional() }).exactOptional(),
  told: z.strictObject({ line: z.string(), times: count }).exactOptional(),
  ahead: z.strictObject({ question: z.string(), answer }).exactOptional(),
})

/** What the schemas let through; a test holds them equal to the types, since an extra optional key would pass unseen. */
export type StoredSession = z.infer<typeof session>
export type StoredSeat = z.infer<typeof seat>
type Broken = { broken: string }

/** Where it does not parse: paths and codes only, since values are answers. */
const reason = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || '(root)'}:${issue.code}`)
    .join(' ')

const parsed = <T>(schema: z.ZodType<T>, json: Json): { value: T } | Broken => {
  const result = schema.safeParse(json)
  return result.success ? { value: result.data } : { broken: reason(result.error) }
}

/** Turns JSON of schema version n, without its number, into version n + 1; `broken` when it is not of version n. */
type Upgrade = (json: Json) => { json: Json } | Broken

/** Schema 1 was the session as it is in memory, an object for each answer. Schema 2 says the same in fewer bytes. */
const foldSession: Upgrade = (json) => {
  const old = parsed(session, json)
  return 'broken' in old ? old : { json: folded(old.value) }
}

/** A seat of schema 2 may hold what was told ahead, which a release of schema 1 cannot read: to it the seat is a newer one's, and not broken. */
const seatWithAhead: Upgrade = (json) => ({ json })

/**
 * One function per schema version left behind, in order: `upgrades[0]` makes version 2 of version 1. A version that has been
 * stored is never taken out, and its fixture stays in `test/sessions/`.
 */
const sessionUpgrades: readonly Upgrade[] = [foldSession]
const seatUpgrades: readonly Upgrade[] = [seatWithAhead]

const upgraded = (stored: unknown, upgrades: readonly Upgrade[]): { json: Json } | Broken => {
  if (!isRecord(stored)) return { broken: 'not_an_object' }
  const { schema, ...json } = stored
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) return { broken: 'schema_unknown' }
  // Written by a newer release: reading it would lose what this one does not know.
  if (schema > upgrades.length + 1) return { broken: `schema_newer:${schema}` }
  return upgrades
    .slice(schema - 1)
    .reduce<{ json: Json } | Broken>((now, upgrade) => ('broken' in now ? now : upgrade(now.json)), { json })
}

/**
 * A stored session, upgraded to the present schema version. `broken` says where it does not parse, without any value in
 * it: the caller sets the stored text apart under its id and tells the person.
 */
export const readSession = (stored: unknown): { session: Session } | Broken => {
  const now = upgraded(stored, sessionUpgrades)
  if ('broken' in now) return now
  const read = parsed(session, unfolded(now.json))
  return 'broken' in read ? read : { session: read.value }
}

/** A stored seat, upgraded to the present schema version; `broken` as in `readSession`. */
export const readSeat = (stored: unknown): { seat: Seat } | Broken => {
  const now = upgraded(stored, seatUpgrades)
  if ('broken' in now) return now
  const read = parsed(seat, now.json)
  return 'broken' in read ? read : { seat: read.value }
}

/** A session as it is stored: JSON of the present schema version. */
export const sessionText = (session: Session): string =>
  JSON.stringify({ schema: sessionUpgrades.length + 1, ...folded(session) })

/** A seat as it is stored: JSON of the present schema version. */
export const seatText = (seat: Seat): string => JSON.stringify({ schema: seatUpgrades.length + 1, ...seat })

// The form in which a session is stored (schema 2): nothing is lost, and a finished one stays under 4 KB. Of an entry only
// what is not as usual is written, the answer under its kind's own name, and in `at` the time from the session's start with
// the seconds spent: `{ "single": "ja", "at": [49000, 14] }` is `{ r: 1, by: 0, answer: { kind: 'single', value: 'ja' }, at }`
// and 14 in `paradata.seconds`.

type Json = Record<string, unknown>

const isRecord = (json: unknown): json is Json => typeof json === 'object' && json !== null && !Array.isArray(json)

const kinds = answers.options.map(({ shape }) => shape.kind.value)

/** What most entries have: changed once, by the first who answered. */
const usual = { r: 1, by: 0 }

/** The stored form of a session, without the number of its schema. */
const folded = (session: Session): Json => {
  const { entries, paradata, startedAt } = session
  const { seconds } = paradata
  const fold = ([id, entry]: [string, Entry]) => {
    const spent = Object.hasOwn(seconds, id) ? [seconds[id]] : []
    return [id, foldedEntry(entry, [entry.at - (startedAt ?? 0), ...spent])]
  }
  return {
    ...session,
    entries: Object.fromEntries(Object.entries(entries).map(fold)),
    // What has no entry to be written in: a question whose answer was taken away.
    paradata: { ...paradata, seconds: withoutKeys(seconds, entries) },
  }
}

const withoutKeys = (record: Json, other: Json): Json =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !Object.hasOwn(other, key)))

const foldedEntry = ({ r, by, answer, ...rest }: Entry, at: unknown[]): Json => ({
  ...(r === usual.r ? {} : { r }),
  ...(by === usual.by ? {} : { by }),
  ...(answer === undefined ? {} : foldedAnswer(answer)),
  ...rest,
  at,
})

/** `rows`: those of a matrix that have a kind of missing; an entry's own `missing` says it of the whole question. */
const foldedAnswer = ({ kind, value, ...rest }: NonNullable<Entry['answer']>): Json => {
  if (!('missing' in rest)) return { [kind]: value, ...rest }
  const { missing, ...about } = rest
  return { [kind]: value, rows: missing, ...about }
}

/** The session that the stored form stands for, to be checked by its schema: whatever does not fit is left as it is. */
const unfolded = (json: Json): Json => {
  const { entries, paradata, startedAt } = json
  if (!isRecord(entries) || !isRecord(paradata) || !isRecord(paradata.seconds)) return json
  const start = typeof startedAt === 'number' ? startedAt : 0
  const all = Object.entries(entries)
  const seconds = all.flatMap(([id, entry]) =>
    timesOf(entry)
      .slice(1)
      .map((spent) => [id, spent]),
  )
  return {
    ...json,
    entries: Object.fromEntries(all.map(([id, entry]) => [id, unfoldedEntry(entry, start)])),
    paradata: { ...paradata, seconds: { ...Object.fromEntries(seconds), ...paradata.seconds } },
  }
}

const timesOf = (entry: unknown): unknown[] => (isRecord(entry) && Array.isArray(entry.at) ? entry.at : [])

const unfoldedEntry = (entry: unknown, startedAt: number): unknown => {
  if (!isRecord(entry)) return entry
  const { at: _, rows, other, approximate, ...rest } = entry
  const [since] = timesOf(entry)
  const common = { ...usual, at: typeof since === 'number' ? since + startedAt : since }
  const kind = kinds.find((each) => Object.hasOwn(rest, each))
  if (kind === undefined) return { ...common, ...present({ rows, other, approximate }), ...rest }
  const { [kind]: value, ...about } = rest
  return { ...common, ...about, answer: { kind, value, ...present({ missing: rows, other, approximate }) } }
}

/** Without the keys that are absent: the schemas know absent keys, not undefined ones. */
const present = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined))
