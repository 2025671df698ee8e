/**
 * The form in which a session is stored (schema 2): nothing is lost, and a finished one stays under 4 KB. Of an entry only
 * what is not as usual is written, the answer under its kind's own name, and in `at` the time from the session's start with
 * the seconds spent: `{ "single": "ja", "at": [49000, 14] }` is `{ r: 1, by: 0, answer: { kind: 'single', value: 'ja' }, at }`
 * and 14 in `paradata.seconds`.
 */
import { answer as answers } from '../questionnaire/answer.ts'
import type { Entry, Session } from './types.ts'

type Json = Record<string, unknown>

export const isRecord = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const kinds = answers.options.map(({ shape }) => shape.kind.value)

/** What most entries have: changed once, by the first who answered. */
const usual = { r: 1, by: 0 }

/** The stored form of a session, without the number of its schema. */
export const folded = (session: Session): Json => {
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
export const unfolded = (json: Json): Json => {
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
