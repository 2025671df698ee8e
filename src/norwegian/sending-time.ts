/** «i morgen kl. 9», «fredag 20.11. kl. 13.30», «5. januar», «2018-11-20»: when an administrator wants a reminder to leave. */

import { inOslo, isNearerBehind, type NamedDay, nextDate, osloDate, osloInstant } from '../reminders/calendar.ts'
import { weekdays } from './command-table.ts'
import { readNumeral } from './figures.ts'
import { dayIn, monthNames } from './times.ts'

/**
 * Why no reminder can leave then. `no_time`: it is no day or no time of day. `which_day`: it may be either of two, ISO dates.
 * `other_weekday`: the date is not of the day of the week that was named, as it was typed.
 */
export type WrongTime =
  | { why: 'no_time' | 'passed' | 'after_closing' }
  | { why: 'which_day'; days: [string, string] }
  | { why: 'other_weekday'; date: string; weekday: string }
type SendingTime = { rest: string; at: number | null } | { rest: string; wrong: WrongTime }

type Around = {
  /** ms. */
  now: number
  closesAt: number
  /** When a day without a time of its own begins, HH:MM. */
  from: string
}

const weekdayOf = new Map(weekdays.flatMap(([, names], i) => names.map((name) => [name, i + 1] as const)))

const TIME = /(?<![\p{L}\d])(?:kl|klokka|klokken)\.?\s*(\d{1,2})(?:[.:](\d{2}))?(?![\d]|[.:]\d)\.?/iu
const WITH_COLON = /(?<![\d.:/-])(\d{1,2}):(\d{2})(?![\d:])/u
/** Beside a day. From 13 on, and with 00, the minutes are no month. */
const WITH_POINT = /(?<![\d.:/-])(\d{1,2})\.(00|1[3-9]|[2-5]\d)(?![\d.:/])/u
const AFTER_YEAR = /(?<![\d.:/-])(\d{1,2})\.(\d{2})(?![\d.:/])/u

const WEEKDAY = new RegExp(
  `(?<!\\p{L})(?:(neste|førstkommende|førstkomande|kommende|komande)\\s+)?(${[...weekdayOf.keys()].join('|')})(?!\\p{L}),?`,
  'iu',
)
const ISO = /\b\d{4}-\d{2}-\d{2}\b/
const NAMED = new RegExp(
  `\\b(?:den )?\\d{1,2}(?:[./]\\s?\\d{1,2}(?:[./](?:\\s?\\d{4}|\\d\\d)(?![\\d.:]))?(?!\\d)\\.?|\\.?\\s?(?:${monthNames.join('|')})\\b\\.?(?:\\s\\d{4}\\b)?)`,
  'i',
)
/** Beside a day of the week, or after «den». */
const DAY_OF_MONTH = /(?<![\d./])(den )?(\d{1,2})\.(?=\s|$)/iu
const RELATIVE = /(?<!\p{L})i (dag|morg[eo]n|overmorg[eo]n)(?: (tidlig|tidleg))?(?!\p{L})/iu
/** «om to uker», «om 3 dagar» */
const AHEAD = /(?<!\p{L})om (\d{1,2}|\p{L}+) (dag|dager|dagar|døgn|uke|uker|veke|veker)(?!\p{L})/iu
const NOW = /(?:^|\s)(?:nå|no|straks)(?=\s|$)/i

/** Later than this is not early. */
const EARLY_BEFORE = 10

/** Takes what the pattern finds out of the text. */
const taken = (text: string, pattern: RegExp): { found: RegExpExecArray | null; rest: string } => {
  const found = pattern.exec(text)
  return { found, rest: found === null ? text : text.replace(found[0], ' ') }
}

type Weekday = { name: string; of: number; isNext: boolean }
/** What was said of the day. `days`: from today. `ofMonth`: its number alone. `named` `no_day`: it looks like a date and is none. */
type Said = { weekday: Weekday | null; days: number | null; named: NamedDay | 'no_day' | null; ofMonth: number | null }
type Read = { rest: string; clock: RegExpExecArray | null; isEarly: boolean; isDay: boolean; said: Said }

/**
 * Takes the time out of `text`. `at`: ms, or null for now. A day without a time is the morning, and today from now on; a
 * time without a day is today; a day without a year is the next such day, and so is one without a month. A day of the week is the
 * next such day; where it may be today, or «neste» may be of this week, both are told.
 */
export const readSendingTime = (text: string, around: Around): SendingTime => {
  const { rest, clock, isEarly, isDay, said } = readWords(text)
  if (clock === null && !isDay) return { rest: rest.replace(NOW, ' ').trim(), at: null }
  const hour = clock?.[1] ?? ''
  if (isEarly && Number(hour) >= EARLY_BEFORE) return { rest: rest.trim(), wrong: { why: 'no_time' } }
  const time = clock === null ? null : `${hour.padStart(2, '0')}:${clock[2] ?? '00'}`
  const found = instantOf(isDay ? said : null, time, around)
  return typeof found === 'number' ? { rest: rest.trim(), at: found } : { rest: rest.trim(), wrong: found }
}

const readWords = (text: string): Read => {
  const timed = taken(text, TIME)
  const colon = timed.found === null ? taken(timed.rest, WITH_COLON) : timed
  const point = colon.found === null ? taken(colon.rest, WITH_POINT) : colon
  // A pair of numbers is a time of day only beside a day.
  const apart = readDay(point.rest)
  const read = colon.found !== null || apart.isDay ? { ...apart, clock: point.found } : readDay(colon.rest)
  const { clock = null } = read
  const { named } = read.said
  if (clock !== null || named === null || named === 'no_day' || named.year === undefined) return { ...read, clock }
  const late = taken(read.rest, AFTER_YEAR)
  return { ...read, clock: late.found, rest: late.rest }
}

const readDay = (text: string): Omit<Read, 'clock'> & { clock?: Read['clock'] } => {
  const week = taken(text, WEEKDAY)
  const [, prefix = '', name = ''] = week.found ?? []
  const of = weekdayOf.get(name.toLowerCase())
  const weekday = of === undefined ? null : { name: name.toLowerCase(), of, isNext: prefix.toLowerCase() === 'neste' }
  const near = taken(week.rest, RELATIVE)
  const ahead = near.found === null ? daysAhead(week.rest) : null
  const relative = ahead ?? near
  const [, word, early] = relative.found ?? []
  const dated = word === undefined ? taken(week.rest, ISO.test(week.rest) ? ISO : NAMED) : relative
  const numbered = dated.found === null ? taken(week.rest, DAY_OF_MONTH) : dated
  const isOfMonth =
    dated.found === null && numbered.found !== null && (weekday !== null || numbered.found[1] !== undefined)
  const rest = dated.found !== null ? dated.rest : isOfMonth ? numbered.rest : week.rest
  const isNamed = word === undefined && dated.found !== null
  return {
    rest,
    isEarly: ahead === null && early !== undefined,
    isDay: weekday !== null || dated.found !== null || isOfMonth,
    said: {
      weekday,
      days:
        ahead !== null
          ? ahead.days
          : word === undefined
            ? null
            : /^dag$/iu.test(word)
              ? 0
              : /^over/iu.test(word)
                ? 2
                : 1,
      named: isNamed ? (dayIn(dated.found?.[0] ?? '') ?? 'no_day') : null,
      ofMonth: isOfMonth ? Number(numbered.found?.[2]) : null,
    },
  }
}

/** Null: it is none, or of a number that has no days. */
const daysAhead = (text: string): (ReturnType<typeof taken> & { days: number }) | null => {
  const { found, rest } = taken(text, AHEAD)
  const [, count = '', unit = ''] = found ?? []
  const many = /^\d/u.test(count) ? Number(count) : /^ei?t$/iu.test(count) ? 1 : readNumeral(count)
  return many !== undefined && many > 0 && Number.isInteger(many)
    ? { found, rest, days: many * (/^[uv]/iu.test(unit) ? 7 : 1) }
    : null
}

const instantOf = (said: Said | null, clock: string | null, around: Around): number | WrongTime => {
  const { now, closesAt, from } = around
  const today = osloDate(now)
  const date = said === null ? today : dateOf(said, clock, now)
  if (typeof date === 'object') return date ?? { why: 'no_time' }
  const at = osloInstant(date, clock ?? from)
  if (Number.isNaN(at)) return { why: 'no_time' }
  if (at >= closesAt) {
    const named = said?.named ?? null
    const isBehind = named !== null && named !== 'no_day' && isNearerBehind(named, today, date)
    return { why: isBehind ? 'passed' : 'after_closing' }
  }
  if (at >= now) return at
  return date === today && clock === null ? now : { why: 'passed' }
}

/** ISO. Null: there is no such day. */
const dateOf = ({ weekday, ...day }: Said, clock: string | null, now: number): string | WrongTime | null => {
  const date = plainDate(day, now)
  if (weekday === null) return date
  if (day.days === null && day.named === null && day.ofMonth === null) return weekdayDate(weekday, clock, now)
  if (date === null || inOslo(osloInstant(date, '12:00')).weekday === weekday.of) return date
  return { why: 'other_weekday', date, weekday: weekday.name }
}

const plainDate = ({ days, named, ofMonth }: Omit<Said, 'weekday'>, now: number): string | null => {
  if (days !== null) return later(now, days)
  if (named !== null) return named === 'no_day' ? null : nextDate(named, osloDate(now))
  return Array.from({ length: 62 }, (_, i) => later(now, i)).find((date) => Number(date.slice(-2)) === ofMonth) ?? null
}

const later = (now: number, days: number): string => inOslo(now).plus({ days }).toISODate()

const weekdayDate = ({ of, isNext }: Weekday, clock: string | null, now: number): string | WrongTime => {
  const today = inOslo(now).weekday
  const ahead = (of - today + 7) % 7
  const inAWeek = later(now, ahead + 7)
  const mayBeToday = !isNext && ahead === 0 && osloInstant(later(now, 0), clock ?? '23:59') >= now
  const mayBeThisWeek = isNext && of > today
  if (mayBeToday || mayBeThisWeek) return { why: 'which_day', days: [later(now, ahead), inAWeek] }
  return ahead === 0 ? inAWeek : later(now, ahead)
}
