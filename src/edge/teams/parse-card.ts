import { z } from 'zod'
import type { CardData, CardVerb } from '../../engine/session.ts'

// biome-ignore format: words of a kind share a line
const verbs = [
  'answer', 'dont_know', 'not_applicable', 'skip', 'read', 'back', 'change', 'start', 'continue', 'pause', 'review',
  'submit', 'submit_yes', 'submit_no', 'confirm_yes', 'confirm_no', 'reopen', 'all_questions', 'language', 'pass_on',
  'take_back', 'others', 'admin_status', 'admin_missing', 'admin_remind', 'admin_send', 'admin_drop',
  'admin_progress', 'admin_cancel',
] as const satisfies CardVerb[]
type Missing = Exclude<CardVerb, (typeof verbs)[number]>
// A verb that is added to the engine and not here fails to compile.
const complete: Missing extends never ? true : Missing = true

/** Of clients that send every value as text. */
function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
}

const referenceSchema = z.looseObject({
  s: z.string().min(1).max(200),
  q: z.string().min(1).max(200).optional(),
  r: z.preprocess(asNumber, z.int().min(0).max(1_000_000_000)).optional(),
  do: z.enum(complete ? verbs : []),
})

/** A matrix has a value per row; the largest questionnaire has eleven. */
const MOST_VALUES = 200
const LONGEST_KEY = 200
/** Of one value; far over every question's own limit, so that the question says what is too long. */
export const LONGEST_TEXT = 32_000
const ENVELOPE_KEYS = new Set(['s', 'q', 'r', 'do', 'msteams', 'msTeams', '__proto__'])

/**
 * What a pressed card sent, or null when it is not data of our cards. `verb` is the action's own, for clients that send
 * it beside the data. Values that are numbers or truth values become text; objects, lists and nulls are dropped.
 */
export function parseCard(data: unknown, verb?: string | null): CardData | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null
  const parsed = referenceSchema.safeParse('do' in data ? data : { ...data, do: verb })
  if (!parsed.success) return null
  const { s, q, r, do: press } = parsed.data
  return { s, ...(q === undefined ? {} : { q }), ...(r === undefined ? {} : { r }), do: press, values: valuesOf(data) }
}

/** Of data as JSON; what is longer has no card of ours in it. */
const LONGEST_JSON = 256 * 1024

/** Some clients send an object as JSON text, and some the text of that. Anything else stays as it is. */
export function fromJson(data: unknown): unknown {
  const once = objectIn(data)
  return typeof once === 'string' ? objectIn(once) : once
}

function objectIn(data: unknown): unknown {
  if (typeof data !== 'string' || data.length > LONGEST_JSON || !/^\s*["{]/.test(data)) return data
  try {
    return JSON.parse(data.trim())
  } catch {
    return data
  }
}

function valuesOf(data: object): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(data).slice(0, MOST_VALUES)) {
    if (ENVELOPE_KEYS.has(key) || key.length > LONGEST_KEY) continue
    const text = asText(value)
    if (text !== null) values[key] = text.slice(0, LONGEST_TEXT)
  }
  return values
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
