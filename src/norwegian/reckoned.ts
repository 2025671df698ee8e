/**
 * Figures that are reckoned out of what was said: «siden 2011», «14 pluss 3», «to 50 % stillinger», «et par år». Nobody said the figure itself, so it is asked about by name.
 */

import type { CountQuestion } from '../questionnaire/shape.ts'
import { countsSaidOf } from './counted.ts'
import { isKnown } from './figure-told.ts'
import { counts, readNumeral, unitFit } from './figures.ts'
import type { Hearing } from './meaning.ts'
import { bare, tidy, trimOf, words } from './said.ts'
import { monthsInFull } from './times.ts'
import { aboutAtStart, alternation, future, past } from './words.ts'

/**
 * `sure`: the figures were said as they are to be counted: «10 + 3», «40 %» of a post. `or`: the part that may be all that is asked
 * for: the 4 of «4 år, pluss to som konstituert».
 */
type Figure = { value: number; approximate?: true; sure?: true; or?: number }

/** Characters; a sum or a span of time is short. */
const longest = 90

/** What a text comes to, in the unit of the question; undefined when there is nothing to reckon. `now`: the year, and the month where it is known. */
export function reckoned(
  text: string,
  question: CountQuestion,
  now: Pick<Hearing, 'year' | 'month'>,
): Figure | undefined {
  if (text.length > longest) return undefined
  const said = inFigures(bare(tidy(text)))
  const found =
    (counts(question, 'year') ? (sinceWhen(said, question, now) ?? ofYears(said)) : undefined) ??
    (counts(question, 'full_time') || counts(question, 'post') ? ofPosts(said) : undefined) ??
    sumOf(said, tidy(text), question) ??
    pairOf(said)
  return found === undefined ? undefined : { ...found, value: Math.round(found.value * 1e6) / 1e6 }
}

/** «førti prosent» is «40 prosent»; articles stay. */
const inFigures = (text: string): string =>
  trimOf(text, ' .!?').replace(/[a-z]+/g, (word) => {
    const value =
      word.length < 2 || /^(?:en|ein|ei|et|eit|ett|eitt|halv[a-z]*|null)$/.test(word) ? undefined : readNumeral(word)
    return value !== undefined && Number.isInteger(value) ? String(value) : word
  })

const notSince = /\b(?:ikk?j?e|skal|til|men|bare|berre|kun|eller|nesten|for|og|unntatt|minus)\b/
const began = `(?:siden|sidan|sia|sea|fra|${alternation('began')})`
const yearNamed = new RegExp(`^(?:(?:[a-z]+ ){0,6}${began} (?:[a-z]+ ){0,4})?((?:19|20)\\d\\d)(?: av| en gang)?$`)
const ago = new RegExp(`^(?:(?:[a-z]+ ){0,4}${began} )?for (\\d{1,2}) ar (?:siden|sidan|sia|sea)$`)
const lastYear = new RegExp(`^(?:(?:[a-z]+ ){0,4}${began} (?:pa )?(?:jobben )?)?i fjor(?: [a-z]{3,9})?$`)
/** Times of the year by their name, and the month in the middle of each. */
// biome-ignore format: a table by value
const seasons: readonly (readonly [string, number])[] = [
  ['vinter', 1], ['vinteren', 1], ['nyttar', 1], ['pask', 4], ['paske', 4], ['var', 4], ['varen', 4], ['sommer', 7], ['sommeren', 7], ['sommar', 7], ['sommaren', 7], ['host', 10], ['hosten', 10], ['haust', 10], ['hausten', 10], ['jul', 12],
  ...monthsInFull.split('|').map((name, i) => [name, i + 1] as const),
]
const monthOf = new Map(seasons)
const times = [...monthOf.keys()].join('|')
const thisYear = new RegExp(
  `^(?:(?:[a-z]+ ){0,4}${began} (?:her |i jobben )?)?(?:na |no )?(?:i|(?<=(?:siden|sidan|sia|sea|fra) )) ?(ar|${times})$`,
)

const monthOfYear = new RegExp(`(?<!\\p{L})(${monthsInFull})(?: i)? ((?:19|20)\\d\\d)(?!\\d)`, 'u')

/**
 * «1. august 2011»: the years since then, to the nearest, where a month of a year is told and that of now is known. `sure`: they are
 * the whole years that have passed as well.
 */
export const yearsSinceMonth = (
  said: string,
  { year, month }: Pick<Hearing, 'year' | 'month'>,
): { value: number; sure: boolean } | undefined => {
  const [, name = '', named] = monthOfYear.exec(said) ?? []
  const from = monthOf.get(name)
  if (named === undefined || from === undefined || month === undefined) return undefined
  const months = 12 * (year - Number(named)) + month - from
  return { value: Math.round(months / 12), sure: months % 12 < 6 }
}

/** A time of this year, or of last where it has not come yet, in whole years: half a year is one. */
const sinceMonth = (named: string, month: number | undefined): number => {
  const from = monthOf.get(named)
  return month !== undefined && from !== undefined && (month - from + 12) % 12 >= 6 ? 1 : 0
}

const inMonth = new RegExp(`^(\\d{1,2})(?: ar)? (?:na |no |alt )?i (?:${times})$`)
const nearly =
  /^(?:(?:et|eit|ett|eitt|1) (?:snaut|knapt|godt|droyt|drygt|lite)|(\d{1,2}) (?:snaue|knappe|gode|droye|dryge|sma)) ar$/

/** «12 i august», «et snaut år»: years, said with something around them. */
const ofYears = (said: string): Figure | undefined => {
  const full = inMonth.exec(said)?.[1]
  if (full !== undefined) return { value: Number(full) }
  const about = nearly.exec(said)
  return about === null ? undefined : { value: Number(about[1] ?? 1), approximate: true }
}

/** «Siden 2011», «begynte i fjor», «for tre år sidan»; a lone year where no number of years is that high. */
function sinceWhen(
  said: string,
  { max = Number.POSITIVE_INFINITY }: CountQuestion,
  { year, month }: Pick<Hearing, 'year' | 'month'>,
): Figure | undefined {
  if (max >= 1900) return undefined
  const since = Number(ago.exec(said)?.[1] ?? Number.NaN)
  if (!Number.isNaN(since)) return { value: since }
  if (notSince.test(said)) return undefined
  if (lastYear.test(said)) return { value: 1 }
  const time = thisYear.exec(said)?.[1]
  if (time !== undefined) return { value: sinceMonth(time, month) }
  const named = yearNamed.exec(said)?.[1]
  const exact =
    named === undefined ? undefined : yearsSinceMonth(said, { year, ...(month === undefined ? {} : { month }) })
  if (exact !== undefined && exact.value >= 0 && exact.value <= max)
    return exact.sure ? { value: exact.value, sure: true } : { value: exact.value }
  const years = year - Number(named ?? Number.NaN)
  return years >= 0 && years <= max ? { value: years } : undefined
}

const share =
  /^(?:(?:en|ein|ei|et|eit) )?(?:(\d{1,2}) (?:stk |x |\* )?)?(\d{1,3}(?:[.,]\d)?) ?-?(?:%|prosents?|pst)(?:[ -]?stilling(?:er|ar)?)?$/
const wholeOrHalf = /^(en|ein|ei|ett|\d{1,2}) (hele?|heile?|halve?) stilling(?:er|ar)?$/

const halfOf =
  /^(.{2,40}?),? (?:der|hvor|kor|og) (?:bare |berre )?(?:halvparten|halve tida|halve tiden|halvdelen|helvta)\b/

/** «40 %», «to halve stillinger»: parts of a post as posts. */
function ofPosts(said: string): Figure | undefined {
  // «En 80 % stilling, der halvparten av tida er satt av»: a part of a part.
  const whole = halfOf.exec(said)?.[1]
  const half = whole === undefined ? undefined : ofOnePost(whole)
  if (half !== undefined) return { value: half / 2 }
  const parts = said.split(/ ?(?:\+|\bpluss\b) ?/)
  const values = parts.map((part) => ofOnePost(part.replace(aboutAtStart, '')))
  if (parts.length > 4 || values.some((value) => value === undefined)) return undefined
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0)
  return aboutAtStart.test(said) ? { value: sum, approximate: true } : { value: sum, sure: true }
}

function ofOnePost(said: string): number | undefined {
  const percent = share.exec(said)
  if (percent !== null) return (Number(percent[1] ?? 1) * Number((percent[2] ?? '').replace(',', '.'))) / 100
  const posts = wholeOrHalf.exec(said)
  if (posts === null) return undefined
  const many = /^\d/.test(posts[1] ?? '') ? Number(posts[1]) : 1
  return posts[2]?.startsWith('halv') ? many / 2 : many
}

const noSum =
  /\b(?:ikk?j?e|bare|berre|kun|utenom|utanom|unntatt|uten|utan|teller|tel|minus|eller|skal|kanskje|kommer|kjem|over|under|minst|av)\b|[-/%]|\d[.,]\d{3}/

const plus = / ?(?:\+|(?<!\p{L})pluss(?!\p{L})) ?/u

/** «22 + 4 i permisjon»: each part has one figure, and all count what is asked for. `typed`: the same text with its own letters. */
function sumOf(said: string, typed: string, question: CountQuestion): Figure | undefined {
  const parts = said.split(plus)
  if (parts.length < 2 || parts.length > 5 || noSum.test(said)) return undefined
  const figures = parts.map((part) => part.match(/\d+(?:[.,]\d{1,2})?/g) ?? [])
  if (figures.some((found) => found.length !== 1) || parts.some((part) => unitFit(part, question) === 'other'))
    return undefined
  const [first = 0, ...others] = figures.flat().map((figure) => Number(figure.replace(',', '.')))
  const value = others.reduce((all, figure) => all + figure, first)
  // Of «20 + 5 venter på vedtak», «12 + 3 tidligere» and «27 + 2 i permisjon» a part may not be what is asked for.
  if (past.test(said) || future.test(said) || typed.split(plus).some((part, i) => i > 0 && !isCounted(part, question)))
    return { value, or: first }
  // What each part counts was said: «10 + 3 familiegjenforente»; a bare «10 + 5» may be two things.
  const isTold = /\b[a-z]{4,}/.test(said.replaceAll('pluss', '')) && isCounted(typed.split(plus)[0] ?? '', question)
  return isTold ? { value, sure: true } : { value }
}

/** Whether nothing is told of a part of a sum but what is asked for, by its own words or as the questionnaire says what counts. */
const isCounted = (part: string, question: CountQuestion): boolean => {
  if (question.counts === undefined) return true
  const told = words(part).filter((word) => !/\d/.test(word) && readNumeral(word) === undefined)
  if (isKnown(told.join(' '), question)) return true
  return !counts(question, 'year') && countsSaidOf(part, question) === 'included'
}

/** «Et par år»: about two. */
const pairOf = (said: string): Figure | undefined =>
  /^(?:(?:et|eit|ett|kun et|bare et|berre eit) )?par(?: (?:ar|stk|stykk(?:er)?|personar|personer))?$/.test(said)
    ? { value: 2, approximate: true }
    : undefined
