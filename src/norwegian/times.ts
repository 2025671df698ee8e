/** Date questions: day before month, month names in full or short, with or without a year. */

import { keptWith } from '../memory.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import type { NamedDay } from '../reminders/calendar.ts'
import type { Core } from './around.ts'
import { readNumeral, readOrdinal } from './figures.ts'
import { type Candidate, choiceWords } from './match.ts'
import { answered, ask, type Content } from './meaning.ts'
import { bare, lately, tidy, trimOf } from './said.ts'
import { about, alternation } from './words.ts'

// biome-ignore format: a table by month
const months = [
  ['januar', 'jan'], ['februar', 'feb', 'febr'], ['mars', 'mar'], ['april', 'apr'], ['mai'], ['juni', 'jun'],
  ['juli', 'jul'], ['august', 'aug'], ['september', 'sep', 'sept'], ['oktober', 'okt'], ['november', 'nov'], ['desember', 'des'],
]
/** In full and short. */
export const monthNames: readonly string[] = months.flat().toSorted((one, other) => other.length - one.length)
/** The names in full, for a pattern of `bare` text. The short ones are words and names too: «Jan», «des». */
export const monthsInFull = months.map(([name]) => name).join('|')
const monthOf = new Map(months.flatMap((names, i) => names.map((name) => [name, i + 1] as const)))
const weekday =
  /^(?:pa )?(?:mandag|mandagen|tirsdag|tysdag|onsdag|torsdag|fredag|lordag|laurdag|sondag|sundag)(?:en)?,? (?:den )?/
const aboutDate = new RegExp(
  `^(?:ca\\.|${alternation('about')}|fra|til|innen|innan|siden|sidan|senest|seinast|~) ?(?:den )?(?=[\\da-z])`,
)
const period =
  /(?:^|\W)(?:host|hausten|hosten|var|varen|sommer|sommaren|sommeren|vinter|vinteren|vinterteren|jul|paske|uke|veke|kvartal|halvar|mellom|for|etter|i fjor|i ar|i dag|i gar|i morgen|i morgon|na|no|slutten|byrjinga|starten|begynnelsen|midten|rundt|arsskiftet)(?:\W|$)/

/** `year` is 2018 or 18; absent when it was not typed. `sure`: written with separators, not as a run of figures. */
type Parts = { day: number; month: number; year?: number; sure: boolean }

/** The meaning of a text at a date question. A date without a year, or about a date, is confirmed with the year it most likely has. */
export function understandDate({ core, hedged }: Core, question: QuestionOf<'date'>, year: number): Content {
  const text = dayWords(core)
  const exact = text
    .replace(aboutDate, '')
    .replace(/,? i ar$/, ` ${year}`)
    .replace(/,? i fjor$/, ` ${year - 1}`)
  const parts = readParts(exact) ?? insideOf(exact)
  if (parts === undefined) return ask({ code: isIncomplete(exact) ? 'date_incomplete' : 'not_a_date' })
  const value =
    parts.year === undefined
      ? withLikelyYear(parts, question, year)
      : isoDate(parts.day, parts.month, fullYear(parts.year))
  if (value === undefined) return ask({ code: 'not_a_date' })
  const sure = parts.sure && parts.year !== undefined && exact === text && !hedged
  return sure ? answered({ kind: 'date', value }) : { type: 'confirm', answer: { kind: 'date', value } }
}

/** `bare`, without what stands around a day: «på fredag den 5. januar.» is «5. januar». */
function dayWords(text: string): string {
  return trimOf(bare(tidy(text)), ' .!?,')
    .replace(weekday, '')
    .replace(/^(?:den|pa|dato) /, '')
}

/** A leap year. */
const anyYear = 2020

/** The one day that the whole text names, with the year where it was typed; null: it names none, or none that there is. */
export function dayIn(text: string): NamedDay | null {
  const parts = readParts(dayWords(text))
  if (parts?.sure !== true) return null
  const { day, month } = parts
  const year = parts.year === undefined ? undefined : fullYear(parts.year)
  if (isoDate(day, month, year ?? anyYear) === undefined) return null
  return year === undefined ? { day, month } : { day, month, year }
}

/** Whether a text tells nothing but a day by its month: «fra 1. august 2015». */
export const isDay = (text: string): boolean =>
  /\p{L}{3}/u.test(text) && dayIn(bare(tidy(text)).replace(/^fra /, '').replace(aboutDate, '')) !== null

function readParts(text: string): Parts | undefined {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text)
  if (iso !== null) return partsOf(iso[3], iso[2], iso[1])
  const figures = /^(\d{1,2})(?: ?[-/.,] ?| )(\d{1,2})(?:(?: ?[-/.,] ?| )(\d{4}|\d{2}))?\.?$/.exec(text)
  if (figures !== null) return partsOf(figures[1], figures[2], figures[3])
  const named = /^(\d{1,2}|[a-z]+)[. -]{0,2}(?:i )?([a-z]+)\.?(?:[ ,-]{0,2}(\d{4}|'?\d{2}))?$/.exec(text)
  if (named !== null) return withName(named[1] ?? '', named[2] ?? '', named[3])
  const monthFirst = /^([a-z]+)\.? (\d{1,2})\.?,? (\d{4})$/.exec(text)
  if (monthFirst !== null) return withName(monthFirst[2] ?? '', monthFirst[1] ?? '', monthFirst[3])
  const big = /^((?:19|20)\d\d)(\d{2})(\d{2})$/.exec(text)
  if (big !== null && Number(big[2]) <= 12) return { ...partsOf(big[3], big[2], big[1]), sure: false }
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  return run === null ? undefined : { ...partsOf(run[1], run[2], run[3]), sure: false }
}

/** The one date inside a sentence without other figures; «mellom 1.1.2018 og 1.2.2018» is none. */
function insideOf(text: string): Parts | undefined {
  const found = text.match(/\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? ?[a-z]+ \d{4}/g) ?? []
  const [only] = found
  if (only === undefined || found.length > 1 || /\d|\b(?:ikke|ikkje|eller|for|etter)\b/.test(text.replace(only, '')))
    return undefined
  const parts = readParts(only)
  return parts === undefined ? undefined : { ...parts, sure: false }
}

function withName(day: string, month: string, year: string | undefined): Parts | undefined {
  const number = /^\d/.test(day) ? Number(day) : (readOrdinal(day) ?? -1)
  const found = monthOf.get(month) ?? (/^\d/.test(day) ? undefined : readOrdinal(month))
  if (number < 1 || found === undefined) return undefined
  return partsOf(String(number), String(found), year?.replace("'", ''))
}

function partsOf(day = '', month = '', year?: string): Parts {
  const parts = { day: Number(day), month: Number(month), sure: true }
  return year === undefined ? parts : { ...parts, year: Number(year) }
}

/** Two figures: 80–99 are of the last century; no survey asks for dates further back or ahead. */
function fullYear(year: number): number {
  if (year >= 100) return year
  return year >= 80 ? 1900 + year : 2000 + year
}

/** ISO date, or undefined when there is no such day. */
function isoDate(day: number, month: number, year: number): string | undefined {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (month < 1 || month > 12 || day < 1 || day > last || year < 1800) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** This year, else last, else next: the first that the field takes; this year when none does. */
function withLikelyYear(parts: Parts, question: QuestionOf<'date'>, year: number): string | undefined {
  const dates = [year, year - 1, year + 1].map((y) => isoDate(parts.day, parts.month, y))
  const fits = (date: string | undefined) =>
    date !== undefined &&
    (question.min === undefined || date >= question.min) &&
    (question.max === undefined || date <= question.max)
  return dates.find(fits) ?? dates.find((date) => date !== undefined)
}

function isIncomplete(text: string): boolean {
  if (
    /^(?:19|20)\d\d$/.test(text) ||
    /^\d{1,2}[./-] ?(?:19|20)\d\d$/.test(text) ||
    /^(?:19|20)\d\d-\d{1,2}$/.test(text)
  )
    return true
  return period.test(text) || text.split(/[^a-z]+/).some((word) => monthOf.has(word))
}

// How often and how soon, said in other words than the choices': «kvartalsvis», «hver uke», «3 måneder».

/** From `low` up to and with `high`: times a year, or months. */
type Span = { low: number; high: number }

// biome-ignore format: a table: words for how often, and the times a year
const rates: readonly (readonly [RegExp, number])[] = [
  [/^(?:daglig|dagleg|hver dag|kvar dag)$/, 365], [/^(?:annenhver|annakvar|hver andre|kvar andre|hver 2|kvar 2) (?:uke|veke)$/, 26],
  [/^(?:ukentlig|vekentleg|kvar veke|hver uke|kvar uke)$/, 52], [/^(?:manedlig|manadleg|manedsvis|hver maned|kvar manad|kvar maned)$/, 12],
  [/^(?:annenhver|annakvar|hver andre|kvar andre|hver 2|kvar 2) (?:maned|manad)$/, 6], [/^(?:kvartalsvis|hvert kvartal|kvart kvartal)$/, 4],
  [/^(?:tertialvis|hvert tertial|kvart tertial)$/, 3], [/^(?:halvarlig|halvarleg|halvarsvis|hvert halvar|kvart halvar|hvert halve ar)$/, 2],
  [/^(?:arlig|arleg|hvert ar|kvart ar)$/, 1], [/^(?:annethvert|annakvart|hvert andre|kvart andre|hvert 2|kvart 2) ar$/, 0.5], [/^(?:aldri|ikke i det hele tatt|ikke i det hele|ikk?j?e (?:sa mye som |sa mykje som )?(?:en|ein|ett|1) (?:eneste |einaste )?gang)$/, 0],
]
// biome-ignore format: a table: what a number of times is counted in, and how many of it are in a year
const periods: readonly (readonly [RegExp, number])[] = [
  [/^(?:(?:i|om) (?:uka|uken|veka)|(?:pr|per|hver) uke)$/, 52], [/^(?:(?:i|om) (?:maneden|manaden|maned)|(?:pr|per|hver) maned)$/, 12], [/^(?:i kvartalet|(?:pr|per|hvert) kvartal)$/, 4], [/^(?:i halvaret|(?:pr|per|hvert) halvar)$/, 2], [/^(?:(?:i|om) aret|(?:pr|per|hvert) ar|arlig|arleg|siste ar|siste aret|det siste aret|i lopet av aret|)$/, 1],
]
/** «Over 3 måneder», «innen om lag et år»: words around a span, the number and its unit. */
const span = new RegExp(
  `^(over |mer enn |meir enn |lengre enn |lenger enn |minst )?(?:(?:${alternation('about')}|ca\\.|innen|innan|om|pa|i lopet av|etter|kanskje) )*(.+?)[ -]?(ukers?|ukes?|vekers?|vekes?|maneders?|maneds?|manedas?|manaders?|manads?|manadas?|mana|manan|mnder|mnda|mnd\\.?|ars?)(?: tid)?$`,
)

/**
 * The choice that a way of saying how often or how soon falls within; undefined when none or several do. `sure`: its
 * questionnaire says which figures it stands for; what is read out of its text is to be confirmed.
 */
export function nameBySpan(text: string, candidates: readonly Candidate[]): { id: string; sure: boolean } | undefined {
  const id =
    pick(rateOf(text), candidates, rateOfChoice) ?? pick(monthsSaid(text), soonChoices(candidates), soonOfChoice)
  if (id === undefined) return undefined
  return { id, sure: candidates.some((c) => c.id === id && c.range !== undefined) && !vague.test(bare(tidy(text))) }
}

/** «6–8 måneder», where one choice ends at six and the next goes on: the two that it begins and ends in. */
export function twoBySpan(text: string, candidates: readonly Candidate[]): readonly [string, string] | undefined {
  const said = monthsSaid(text)
  if (said === undefined || said.low >= said.high || said.high >= 1000) return undefined
  const soon = soonChoices(candidates)
  const at = (months: number) => pick({ low: months, high: months }, soon, soonOfChoice)
  const [first, last] = [at(said.low), at(said.high)]
  if (first === undefined || last === undefined || first === last) return undefined
  // «6–12 måneder» is the whole of «more than six, at most twelve».
  const ends = soon.map((c) => soonOfChoice(c)?.high)
  return ends.includes(said.low) && ends.includes(said.high) ? undefined : [first, last]
}

/**
 * A bare figure where the choices are numbers of times or months: the choice that it counts out, to be confirmed, and the
 * one that has that place in the list where it is another. A month may be a year as well, so there a place is a place.
 */
export function nameByCount(
  text: string,
  candidates: readonly Candidate[],
): { id: string; asNumber?: string; sure: false } | undefined {
  const figure = /^\d{1,3}$/.test(text) ? Number(text) : readNumeral(text)
  if (figure === undefined || (figure < 2 && !/^\d/.test(text))) return undefined
  const count = { low: figure, high: figure }
  const place = /^\d/.test(text) ? candidates.find((c) => c.number === figure)?.id : undefined
  const isTimes = candidates.some((c) => c.range?.of === 'times_a_year')
  const id = isTimes ? pick(count, candidates, rateOfChoice) : undefined
  const inMonths =
    place === undefined
      ? pick(
          count,
          candidates.filter((c) => c.range?.of === 'months'),
          soonOfChoice,
        )
      : undefined
  if (id === undefined) return inMonths === undefined ? undefined : { id: inMonths, sure: false }
  if (place === id) return undefined
  return { id, ...(place === undefined ? {} : { asNumber: place }), sure: false }
}

/** «Av og til», «kanskje et halvt år»: how often or how soon is not quite said. */
const vague = new RegExp(
  `\\b(?:${alternation('about')}|ca|av og til|iblant|innimellom|innimillom|na og da|no og da|stundom|kanskje|mange|gjerne|eller)\\b`,
)

/** Whether the choices themselves tell how often or how soon. */
export const saysSpans = (candidates: readonly Candidate[]): boolean =>
  candidates.filter((c) => rateOfChoice(c) !== undefined).length > 1 || soonChoices(candidates).length > 0

function pick(
  said: Span | undefined,
  candidates: readonly Candidate[],
  spanOf: (c: Candidate) => (Span & { above?: number }) | undefined,
): string | undefined {
  const spans = candidates.flatMap((c) => {
    const span = spanOf(c)
    return span === undefined ? [] : [{ id: c.id, span }]
  })
  if (said === undefined || spans.length < 2) return undefined
  const holding = spans.filter(({ span }) => isWithin(said, span))
  // «Innen ett år» holds half a year too: the narrowest is meant.
  const narrowest = Math.min(...holding.map(({ span }) => span.high - span.low))
  const found = holding.filter(({ span }) => span.high - span.low === narrowest)
  return found.length === 1 ? found[0]?.id : undefined
}

/** «Mellom 6 og 12 måneder» is more than six; what begins where another choice ends is not within it alone. */
const isWithin = (said: Span, { low, high, above }: Span & { above?: number }): boolean =>
  above === undefined
    ? said.low >= low && said.high <= high
    : said.high <= high && said.high > above && said.low >= above

const plainOf = (text: string): string => choiceWords(text).join(' ').replace(about, '')

const rateOf = lately((text): Span | undefined => {
  const said = bare(plainOf(text)).replace(/(?: eller (?:sa|so)| ca| cirka| omtrent)$/, '')
  if (
    /^(?:av og til|iblant|i blant|na og da|no og da|innimellom|innimillom|en og annen gang|non fa ganger|stundom)$/.test(
      said,
    )
  )
    return { low: 2, high: 11 }
  const rate = rates.find(([words]) => words.test(said))?.[1]
  if (rate !== undefined) return { low: rate, high: rate }
  const times =
    /^(?:(\d{1,3}|non|noen|flere|et par|mange)(?: (?:til |eller )?(\d{1,3}))?) (?:gang|ganger)(?: (.*))?$/.exec(said)
  const period = periods.find(([words]) => words.test(times?.[3] ?? ''))?.[1]
  if (times === null || period === undefined) return undefined
  const [low, high] = countOf(times[1] ?? '', times[2])
  return { low: low * period, high: high * period }
})

function countOf(first: string, second: string | undefined): [number, number] {
  if (first === 'et par') return [2, 3]
  if (!/^\d/.test(first)) return [2, 11]
  return [Number(first), Number(second ?? first)]
}

const rateOfChoice = keptWith(({ plain, range }: Candidate): Span | undefined => {
  if (range !== undefined)
    return range.of === 'times_a_year' ? { low: range.from ?? 0, high: range.to ?? 1000 } : undefined
  for (const text of plain) {
    const oftener = / eller (?:oftere|oftare)$/
    const bound = text.replace(oftener, '').replace(/^minst /, '')
    const rate = /^sjeldn[ae]re$/.test(text) ? { low: 0.01, high: 0.99 } : rateOf(bound)
    if (rate !== undefined) return bound === text ? rate : { low: rate.low, high: 1000 }
  }
  return undefined
})

/** A span of time in months: «4–5 måneder», «et halvt år»; what is longer than some time ends at 1000. Undefined: it is none. */
export function monthsSaid(text: string): Span | undefined {
  const said = bare(tidy(text)).replace(/(\d) ?[-–] ?(?=\d)/g, '$1-')
  if (
    /^(?:straks|med en gang|med ein gong|umiddelbart|omgaende|na|no|i dag|i morgen|raskt|sa snart som mulig)$/.test(
      said,
    )
  )
    return { low: 0, high: 0 }
  const found = span.exec(said.replace(/^(?:i?mellom|fra) (.+) (?:og|til) /, '$1-'))
  if (found === null) return undefined
  const unit = /^(?:u|v)/.test(found[3] ?? '') ? 0.25 : /^m/.test(found[3] ?? '') ? 1 : 12
  const numbers = (found[2] ?? '').split(/-| til | eller /).map(numberOf)
  const [low, high = low] = numbers
  if (low === undefined || high === undefined || numbers.length > 2) return undefined
  return found[1] === undefined ? { low: low * unit, high: high * unit } : { low: low * unit + 0.5, high: 1000 }
}

const numberOf = (text: string): number | undefined => {
  if (/^\d{1,2}(?:[.,]\d)?$/.test(text)) return Number(text.replace(',', '.'))
  if (/^(?:(?:et|eit) )?par$/.test(text)) return 2
  if (/^(?:non|nokre|flere|fleire)$/.test(text)) return 3
  return /^(?:et|eit|ett|eitt)$/.test(text) ? 1 : readNumeral(text)
}

const soonOfChoice = keptWith(({ plain, range }: Candidate): (Span & { above?: number }) | undefined => {
  // Whole months: what is more than six is in «from seven».
  if (range !== undefined)
    return range.of === 'months'
      ? { low: range.from ?? 0, high: range.to ?? 1000, above: (range.from ?? 0) - 1 }
      : undefined
  for (const text of plain) {
    if (longer.test(text)) return { low: 0, high: 1000 }
    const within = /^(?:innen|innan) /.test(text) ? monthsSaid(text) : undefined
    if (within !== undefined) return { low: 0, high: within.high }
  }
  return undefined
})

const longer = /leng(?:re|er) tid|lenger enn|lengre enn/

/** Only where a choice says «lengre tid», or the questionnaire gives them in months, do choices tell how soon. */
const soonChoices = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const given = candidates.filter((c) => c.range?.of === 'months')
  if (given.length > 0) return given
  return candidates.some((c) => c.plain.some((text) => longer.test(text))) ? candidates : []
}
