/** What an administrator types. Whole messages only; anything else is for the ordinary bot. */

import type { Unit, Wave } from '../questionnaire/wave.ts'
import { type Selection, unfinished } from '../reminders/selection.ts'
import { saidOf } from './said.ts'
import { readSendingTime, type WrongTime } from './sending-time.ts'

/** The wave that is administered: what can be named, and until when. `closesAt`: ms. */
type Survey = { wave: Wave; units: ReadonlyMap<string, Unit>; closesAt: number }

export type AdminCommand =
  | { name: 'status'; narrowing: Narrowing; words: string }
  | { name: 'missing'; narrowing: Narrowing; words: string }
  /** `sendAt` null: now. */
  | { name: 'remind'; narrowing: Narrowing; words: string; sendAt: number | null }
  | { name: 'campaigns' }
  | { name: 'standing'; to: 'on' | 'off' }
  /** Enter a returned form for this unit; end entering. */
  | { name: 'assist'; unitId: string; part: string }
  | { name: 'end_assist' }
  | { name: 'help' }
  /** The command is clear, its words are not. `begins`: the command. */
  | { name: 'not_understood'; begins: 'status' | 'missing' | 'remind' | 'assist'; unknown: string }
  | ({ name: 'wrong_time' } & WrongTime)

const STATUS = /^(?:status|svarstatus|svarprosent)\b(.*)$/i
const MISSING =
  /^(?:hvem mangler|kven manglar|hvem har ikke svart|kven har ikkje svara|mangler|manglar)(?=\s|$|\?)(.*)$/i
const REMIND = /^(?:påminn|purr|send påminnelse|send påminning|minn på)(?=\s|$)(.*)$/i
const CAMPAIGNS = /^(?:påminnelser|påminningar|utsendinger|utsendingar)$/i
const STANDING = /^(?:faste påminnelser|faste påminningar) (på|av)$/i
const ASSIST =
  /^(?:legg inn|før inn|registrer)(?: svar| svara| svarene)?(?: for| på vegne av| på vegner av)?(?=\s)(.+)$/i
const END_ASSIST = /^(?:avslutt|ferdig med) (?:innlegging|innlegginga|innleggingen|føring|føringa)$/i
const HELP = /^(?:admin|administrator|hjelp admin|hjelp administrator)$/i

/** The command, or null when the text is none. `now`: ms. */
export const readAdminCommand = (text: string, survey: Survey, now: number): AdminCommand | null => {
  const said = text.trim().replace(/[.!]$/, '').replace(/\s+/g, ' ')
  if (CAMPAIGNS.test(said)) return { name: 'campaigns' }
  if (HELP.test(said)) return { name: 'help' }
  const switched = STANDING.exec(said)
  if (switched !== null) return { name: 'standing', to: switched[1]?.toLowerCase() === 'på' ? 'on' : 'off' }
  if (END_ASSIST.test(said)) return { name: 'end_assist' }
  const assisted = ASSIST.exec(said)
  if (assisted !== null) return assistCommand(assisted[1]?.trim() ?? '', survey)
  const remind = REMIND.exec(said)
  if (remind !== null) return remindCommand(remind[1] ?? '', survey, now)
  const [name, found] =
    (
      [
        ['status', STATUS.exec(said)],
        ['missing', MISSING.exec(said)],
      ] as const
    ).find(([, match]) => match !== null) ?? []
  if (name === undefined || found === undefined || found === null) return null
  const words = (found[1] ?? '').replace('?', '').trim()
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  if (unknown.length === 0) return { name, narrowing, words }
  return { name: 'not_understood', begins: name, unknown: unknown.join(' ') }
}

/** «Kven er det som ikkje har svara enno?»: who is missing, in `bare` words. */
const whoLacks =
  /(?:^| )(?:hvem|kven|kem|kim|hvilke|hvilken|kva|ka|non|nokon|nan|vis|liste|kommuner|kommunar|kommunene|kommunane|har alle)(?: .*)? (?:mangl\w*|gjenstar|star att|star igjen|(?:ikke|ikkje|itj|ikkj|enna ikke)(?: .*)? (?:svar\w*|lever\w*|ferdige?|sendt?|begynt|byrja|gjort)|purres|purrast)(?= |$)/
/** «Kor mange har svart?»: how it stands. */
const howFar =
  /(?:^| )(?:(?:hvor|kor|ker) (?:mange|mang|mye|mykje|langt|stor|hoy)|hvordan|korleis|korsn|korsen|kossen|assen|(?:hvem|kven|kem)(?: .*)? har?|har)(?: .*)? (?:svart|svara|svarprosent\w*|levert|inne|ligger|ligg|star|gar|sendt)(?= |$)/
/** «Kan du purre dei som manglar?»: the preview of a reminder. */
const toRemind =
  /^(?:(?:kan|kain|kunne) (?:du|vi|me|jeg|eg|ae?)|jeg|eg|vi|me|a|vil|ma|skal) (?:.* )?(?:purre?|minne|paminne|mase)(?= |$)/

/**
 * The same asked in a sentence, by somebody who answers for nobody: the places and states in it narrow it, its other words do
 * not. Null: it is none of these. Only pages are shown by it, never a time or a form.
 */
export const readFreely = (text: string, survey: Survey): AdminCommand | null => {
  const said = saidOf(text).tokens.join(' ')
  if (said.length > longestAsked) return null
  const name = toRemind.test(said) ? 'remind' : whoLacks.test(said) ? 'missing' : howFar.test(said) ? 'status' : null
  if (name === null) return null
  const all = placeWords(survey)
  const { narrowing, named } = readPlaces(text, all)
  const words = named.join(' ')
  return name === 'remind' ? { name, narrowing, words, sendAt: null } : { name, narrowing, words }
}
/** Characters. */
const longestAsked = 200

const remindCommand = (said: string, survey: Survey, now: number): AdminCommand => {
  const { closesAt, wave } = survey
  const time = readSendingTime(said, { now, closesAt, from: wave.reminders.window.from })
  if ('wrong' in time) return { name: 'wrong_time', ...time.wrong }
  const words = time.rest.trim()
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  if (unknown.length > 0) return { name: 'not_understood', begins: 'remind', unknown: unknown.join(' ') }
  return { name: 'remind', narrowing, words, sendAt: time.at }
}

/** One unit and one part, named in any order. */
const assistCommand = (words: string, survey: Survey): AdminCommand => {
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  const [unitId, ...units] = narrowing.units ?? []
  const [part, ...parts] = narrowing.parts ?? []
  const isOne = unitId !== undefined && part !== undefined && units.length + parts.length + unknown.length === 0
  return isOne ? { name: 'assist', unitId, part } : { name: 'not_understood', begins: 'assist', unknown: words }
}

// The words with which an administrator names counties, units, parts, states and language forms.

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

/** The narrowing that a text means, what of it was not understood, and the phrases that were. Longest phrases first. */
export const readPlaces = (
  text: string,
  words: ReadonlyMap<string, Narrowing>,
): { narrowing: Narrowing; unknown: string[]; named: string[] } => {
  const tokens = text
    .toLowerCase()
    .split(/[\s,]+/)
    .map((token) => token.replace(/[.!?]$/, ''))
    .filter((token) => token !== '')
  const unknown: string[] = []
  const named: string[] = []
  let narrowing: Narrowing = {}
  for (let at = 0; at < tokens.length; ) {
    const length = [5, 4, 3, 2, 1].find((n) => at + n <= tokens.length && words.has(tokens.slice(at, at + n).join(' ')))
    const token = tokens[at] ?? ''
    if (length !== undefined) {
      const phrase = tokens.slice(at, at + length).join(' ')
      named.push(phrase)
      narrowing = joined(narrowing, words.get(phrase) ?? {})
    } else if (!FILLERS.has(token)) unknown.push(token)
    at += length ?? 1
  }
  return { narrowing, unknown, named }
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
