/** What stands around a number: about, at least, from–to, «some». Shared by counts and shares. */

import type { Reading } from './figures.ts'
import { bare, trimOf } from './said.ts'
import { alternation, bounds, vagueWords } from './words.ts'

export type Quantity =
  | { type: 'value'; value: number; approximate: boolean }
  | { type: 'range'; low: number; high: number }
  | { type: 'candidates'; candidates: number[] }
  | { type: 'bound' | 'vague' }

const longestFirst = (list: readonly string[]) => list.map((p) => bare(p)).sort((a, b) => b.length - a.length)
const escaped = (list: readonly string[]) => longestFirst(list).map((p) => p.replace(/[.+<>*?]/g, '\\$&'))

const approximateWord = new RegExp(
  `^(?:${alternation('about')}|sann ca\\.|pluss/minus|anslag:|overslag:|estimat:) (?=[^ ])`,
)
const approximateSign = /^(?:ca\.?|ca |\+ ?\/? ?-|±|~) ?(?=\S)/
/** «ei 30», «ein 30–40»: about; never before a word such as «million». */
const approximateArticle =
  /^(?:ei|ein|en) (?=(?:[1-9]\d|ti|tolv|tjue|tyve|tredve|forr|[a-z]{2,5}t?t(?:en|i))(?:[ -]|$))/
const approximateEnd =
  /[ ,(-]*(?:ca\.?|cirka|sirka|omtrent|om lag|omlag|sann cirka|sann omtrent|sann ca|ish|pluss minus|\+ ?\/? ?-|±|eller sa|anslagsvis|anslag|estimat)\)?$/
const boundStart = new RegExp(`^(?:(?:${escaped(bounds).join('|')}) |>=?|<=?|≥|≤) ?(?=\\S)`)
const boundEnd =
  / ?(?:\+|pluss|og oppover|og nedover|eller mer|eller meir|eller flere|eller fleire|eller mindre|eller farre|eller over|eller under|minst|maks)$/
const vagueAnywhere = new RegExp(`(?:^| )(?:${escaped(vagueWords).join('|')})(?: |$)`)

/**
 * Reads a quantity. `text` is in `bare` form, without unit words; `read` reads one number or share.
 * Undefined: nothing of a quantity was recognised.
 */
export function readQuantity(text: string, read: (core: string) => Reading): Quantity | undefined {
  const { core, approximate } = peelApproximations(trimOf(text, ' .,!?;:'))
  const reading = read(core)
  const range = readRange(core, read)
  // «Sju å tjue» is one number.
  const isOne = reading !== undefined && / a /.test(core) && !/\d/.test(core)
  if (range !== undefined && !isOne && (reading === undefined || range.low < range.high)) return range
  if (reading !== undefined) return ofReading(reading, approximate)
  if (isBound(core, read)) return { type: 'bound' }
  if (vagueAnywhere.test(core)) return { type: 'vague' }
  return undefined
}

function ofReading(reading: NonNullable<Reading>, approximate: boolean): Quantity {
  if ('candidates' in reading) return { type: 'candidates', candidates: reading.candidates }
  return { type: 'value', value: reading.value, approximate: approximate || reading.approximate === true }
}

/** Takes «sånn ca.», «~», «… eller så» off; several may stand together. */
function peelApproximations(text: string): { core: string; approximate: boolean } {
  let core = text
  for (let i = 0; i < 4; i++) {
    const shorter = core
      .replace(approximateWord, '')
      .replace(approximateSign, '')
      .replace(approximateArticle, '')
      .replace(approximateEnd, '')
    if (shorter === core || shorter === '') break
    core = trimOf(shorter, ' ')
  }
  return { core, approximate: core !== text }
}

function isBound(core: string, read: (core: string) => Reading): boolean {
  const rest = core.replace(boundStart, '').replace(boundEnd, '')
  if (rest === core) return false
  const inner = peelApproximations(trimOf(rest, ' .')).core
  return read(inner) !== undefined || isBound(inner, read) || vagueAnywhere.test(inner)
}

const rangeSigns = [' til ', ' - ', ' eller ', ' a ', ' og ', '-', ' ']

/** «20-25», «20 til 25», «mellom 20 og 25», «to-tre», «to tre»; a falling pair is a range as well: asked about all the same. */
function readRange(core: string, read: (core: string) => Reading): Extract<Quantity, { type: 'range' }> | undefined {
  const between = /^(?:i?mellom|fra) /.exec(core)
  const body = between === null ? core : core.slice(between[0].length)
  for (const sign of rangeSigns) {
    if (sign === ' og ' && between === null) continue
    const pair = pairAt(body, sign, read)
    // «Ti tolv stykker»: two figures side by side are from the one to the other.
    if (pair === undefined || (sign === ' ' && !(pair.low < pair.high && pair.high <= pair.low * 1.5 + 1))) continue
    return pair
  }
  return undefined
}

function pairAt(
  body: string,
  sign: string,
  read: (core: string) => Reading,
): Extract<Quantity, { type: 'range' }> | undefined {
  for (let at = body.indexOf(sign, 1); at > 0; at = body.indexOf(sign, at + 1)) {
    const low = read(peelApproximations(body.slice(0, at).trim()).core)
    const high = read(peelApproximations(body.slice(at + sign.length).trim()).core)
    if (low !== undefined && high !== undefined && 'value' in low && 'value' in high) {
      return { type: 'range', low: low.value, high: high.value }
    }
  }
  return undefined
}
