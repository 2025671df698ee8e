/** The words with which an administrator names counties, units, parts, states and language forms. */
import { type Selection, unfinished } from '../../reminders/selection.ts'
import type { Survey } from '../deps.ts'

/** Absent lists do not narrow. */
export type Narrowing = Partial<Selection>

/** Counties as they were joined in 2020; people at IMDi use both. */
const JOINED: Record<string, string[]> = {
  vestland: ['hordaland', 'sogn og fjordane'],
  agder: ['aust-agder', 'vest-agder'],
  viken: ['akershus', 'buskerud', 'østfold'],
  innlandet: ['hedmark', 'oppland'],
  'vestfold og telemark': ['vestfold', 'telemark'],
  'troms og finnmark': ['troms', 'finnmark'],
}

const STATES: Record<string, NonNullable<Narrowing['statuses']>> = {
  'ikke begynt': ['not_started'],
  'ikke påbegynt': ['not_started'],
  'ikke startet': ['not_started'],
  'ikkje byrja': ['not_started'],
  'ikkje starta': ['not_started'],
  begynt: ['started', 'reopened'],
  påbegynt: ['started', 'reopened'],
  startet: ['started', 'reopened'],
  byrja: ['started', 'reopened'],
  starta: ['started', 'reopened'],
  'i gang': ['started', 'reopened'],
  'ikke ferdig': [...unfinished],
  'ikkje ferdig': [...unfinished],
}

const LANGUAGES: Record<string, NonNullable<Narrowing['languages']>> = {
  bokmål: ['nb'],
  nynorsk: ['nn'],
  nøytral: ['neutral'],
  nøytrale: ['neutral'],
}

const FILLERS = new Set(
  'i for og med på fra frå alle del delen fylke kommune kommunen de dei dem som har til bare berre'.split(' '),
)

/** Every phrase that narrows, in lower case. Names that several units share mean all of them. */
export const placeWords = ({ wave, units }: Survey): ReadonlyMap<string, Narrowing> => {
  const words = new Map<string, Narrowing>()
  const add = (phrase: string, narrowing: Narrowing) => {
    words.set(phrase.toLowerCase(), joined(words.get(phrase.toLowerCase()) ?? {}, narrowing))
  }
  for (const [phrase, statuses] of Object.entries(STATES)) add(phrase, { statuses })
  for (const [phrase, languages] of Object.entries(LANGUAGES)) add(phrase, { languages })
  for (const [id, { title }] of Object.entries(wave.parts)) {
    const spelt = [id, id.replaceAll('aa', 'å'), title.nb, title.nn, `${id}sansvarlig`, `${id}sansvarleg`]
    for (const phrase of new Set(spelt.map((each) => each.toLowerCase()))) add(phrase, { parts: [id] })
  }
  for (const { id, name, kind } of units.values()) {
    // «Os (Hordaland)»: the county in brackets tells two of a name apart where both are shown.
    const bare = name.replace(/ \(.*\)$/, '')
    for (const phrase of new Set([id, name, bare, kind === 'bydel' ? `bydel ${bare}` : `${bare} kommune`]))
      add(phrase, { units: [id] })
  }
  const counties = new Set([...units.values()].map(({ county }) => county))
  // A county and a municipality of the same name: the county, which has the municipality in it.
  for (const county of counties) words.set(county.toLowerCase(), { counties: [county] })
  for (const [phrase, members] of Object.entries(JOINED)) {
    const present = [...counties].filter((county) => members.includes(county.toLowerCase()))
    if (!words.has(phrase) && present.length > 0) words.set(phrase, { counties: present })
  }
  return words
}

/** The narrowing that a text means, and what of it was not understood. Longest phrases first. */
export const readPlaces = (
  text: string,
  words: ReadonlyMap<string, Narrowing>,
): { narrowing: Narrowing; unknown: string[] } => {
  const tokens = text
    .toLowerCase()
    .split(/[\s,]+/)
    .map((token) => token.replace(/[.!?]$/, ''))
    .filter((token) => token !== '')
  const unknown: string[] = []
  let narrowing: Narrowing = {}
  for (let at = 0; at < tokens.length; ) {
    const length = [5, 4, 3, 2, 1].find((n) => at + n <= tokens.length && words.has(tokens.slice(at, at + n).join(' ')))
    const token = tokens[at] ?? ''
    if (length !== undefined) narrowing = joined(narrowing, words.get(tokens.slice(at, at + length).join(' ')) ?? {})
    else if (!FILLERS.has(token)) unknown.push(token)
    at += length ?? 1
  }
  return { narrowing, unknown }
}

const joined = (one: Narrowing, other: Narrowing): Narrowing => {
  const both = <T>(a: T[] | undefined, b: T[] | undefined): T[] | undefined =>
    a === undefined ? b : b === undefined ? a : [...new Set([...a, ...b])]
  const entries = Object.entries({
    parts: both(one.parts, other.parts),
    statuses: both(one.statuses, other.statuses),
    counties: both(one.counties, other.counties),
    units: both(one.units, other.units),
    languages: both(one.languages, other.languages),
  })
  return Object.fromEntries(entries.filter(([, list]) => list !== undefined))
}
