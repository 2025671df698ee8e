/** When a reminder may leave: on working days, within the wave's hours, Norwegian time. */
import { DateTime } from 'luxon'
import type { Wave } from '../questionnaire/wave.ts'

type Hours = Pick<Rules, 'quietDays' | 'window'>
type Window = { opensAt: number; closesAt: number }

const SATURDAY = 6

/** Whether reminders may leave on this Norwegian date (ISO). */
export const isSendingDay = (date: string, { quietDays }: Pick<Rules, 'quietDays'>): boolean => {
  const day = inOslo(osloInstant(date, '12:00'))
  return day.weekday < SATURDAY && !holidaysOf(day.year).has(date) && !quietDays.includes(date)
}

/**
 * The window that `at` is in, or else the next one. ms since 1970 UTC; the closing instant is outside.
 * Throws when the hours are empty: `wave.yaml` is wrong and nothing could ever leave.
 */
export const windowFrom = (at: number, hours: Hours): Window => {
  const { from, to } = hours.window
  if (from >= to) throw new RangeError('the sending window is empty')
  // Weekends and holidays end, and quiet days are a finite list.
  for (let day = inOslo(at).startOf('day'); ; day = day.plus({ days: 1 })) {
    const date = day.toISODate()
    const window = { opensAt: osloInstant(date, from), closesAt: osloInstant(date, to) }
    if (at < window.closesAt && isSendingDay(date, hours)) return window
  }
}

/** `at` itself when a reminder may leave then, else the opening of the next window. */
export const nextOpening = (at: number, hours: Hours): number => Math.max(at, windowFrom(at, hours).opensAt)

// Norwegian public holidays. Christmas Eve and the like are working days by law; a wave's `quietDays` name those.

/** Month and day, the same every year (lov om 1 og 17 mai; helligdagsfredloven § 2). */
const FIXED = ['01-01', '05-01', '05-17', '12-25', '12-26']
/** Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday. */
const FROM_EASTER = [-3, -2, 0, 1, 39, 49, 50]

/** The public holidays of a year as ISO dates. */
export const holidaysOf = (year: number): ReadonlySet<string> => {
  const easter = DateTime.utc(year, easterSunday(year).month, easterSunday(year).day)
  return new Set([
    ...FIXED.map((monthAndDay) => `${year}-${monthAndDay}`),
    ...FROM_EASTER.map((days) => easter.plus({ days }).toISODate() ?? ''),
  ])
}

/** Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones and Butcher. `month` counts from 1. */
export const easterSunday = (year: number): { month: number; day: number } => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + skipped + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * correction + 114
  return { month: Math.floor(days / 31), day: (days % 31) + 1 }
}

// The clock on the wall in Norway. Everything stored is ms since 1970 UTC; only these functions know of summer time.

const ZONE = 'Europe/Oslo'

/** The instant as Norwegian local time. */
export const inOslo = (at: number): DateTime<true> => DateTime.fromMillis(at, { zone: ZONE }) as DateTime<true>

/** The Norwegian date of an instant, ISO. */
export const osloDate = (at: number): string => inOslo(at).toISODate()

/**
 * The last Norwegian date (ISO) of something that is open up to, and not including, `until`: midnight is the end of a day
 * and not the beginning of the next.
 */
export const lastDateUntil = (until: number): string => osloDate(until - 1)

/** The instant of a Norwegian date (ISO) and time (`HH:MM`), ms since 1970 UTC. */
export const osloInstant = (date: string, time: string): number =>
  DateTime.fromISO(`${date}T${time}`, { zone: ZONE }).toMillis()

/** Calendar days in Norway from one instant to another; a day is a day also when clocks change. */
export const osloDaysBetween = (from: number, to: number): number =>
  Math.round(
    inOslo(to)
      .startOf('day')
      .setZone('utc', { keepLocalTime: true })
      .diff(inOslo(from).startOf('day').setZone('utc', { keepLocalTime: true }), 'days').days,
  )

// When the last of a campaign's messages leaves, from the limits alone.

export type Rates = { perSecond: number; perSecondPerTenant: number }

/** Seconds that so many messages take, given how many each tenant gets. */
export const secondsToSend = (perTenant: readonly number[], { perSecond, perSecondPerTenant }: Rates): number => {
  const all = perTenant.reduce((sum, count) => sum + count, 0)
  const largest = perTenant.reduce((most, count) => Math.max(most, count), 0)
  return Math.max(all / perSecond, largest / perSecondPerTenant)
}

/** The instant when the last one leaves, ms, counting only sending hours. Null: there is nothing to send. */
export const lastLeavesAt = (
  startAt: number,
  perTenant: readonly number[],
  rates: Rates,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): number | null => {
  if (perTenant.every((count) => count === 0)) return null
  let left = Math.round(secondsToSend(perTenant, rates) * 1000)
  for (let at = startAt; ; ) {
    const { opensAt, closesAt } = windowFrom(at, rules)
    const from = Math.max(at, opensAt)
    if (from + left < closesAt) return from + left
    left -= closesAt - from
    at = closesAt
  }
}

// «Minn meg i morgen», «minn meg på fredag», «minn meg på 5. januar».

/** As luxon counts them, from Monday. */
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type PersonalWish = 'tomorrow' | (typeof WEEKDAYS)[number] | NamedDay

/**
 * When the personal reminder is due, ms: the morning of that day, or the next window. A Monday's «mandag» is the next one,
 * and so is a day without its year. Null: the day is today or has been, or there is none.
 */
export const personalReminderAt = (
  wish: PersonalWish,
  now: number,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): number | null => {
  const today = inOslo(now)
  if (typeof wish === 'object') {
    const tomorrow = today.plus({ days: 1 }).toISODate()
    const date = nextDate(wish, tomorrow)
    return date === null || date < tomorrow ? null : nextOpening(osloInstant(date, rules.window.from), rules)
  }
  const days = wish === 'tomorrow' ? 1 : ((WEEKDAYS.indexOf(wish) + 1 - today.weekday + 6) % 7) + 1
  return nextOpening(osloInstant(today.plus({ days }).toISODate(), rules.window.from), rules)
}

// Standing reminders: so many days before the survey closes, each once.

/** `days` before closing names the run, so that two schedulers mean the same one. `at`: when it begins, ms. */
export type StandingRun = { days: number; at: number }

type Plan = { opensAt: number; closesAt: number; daysBeforeClosing: readonly number[] }

/**
 * The runs of a wave in order of time, counted back from the last day on which it is open: at the opening of the window on that Norwegian date, or the next window where
 * that is no working day. Runs that would fall before the survey opens or when it has closed are left out.
 */
export const standingRuns = (
  { opensAt, closesAt, daysBeforeClosing }: Plan,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): StandingRun[] => {
  const lastDay = inOslo(osloInstant(lastDateUntil(closesAt), '12:00'))
  const runs = [...new Set(daysBeforeClosing)].map((days) => {
    const date = lastDay.minus({ days }).toISODate()
    return { days, at: nextOpening(osloInstant(date, rules.window.from), rules) }
  })
  return runs.filter(({ at }) => at >= opensAt && at < closesAt).sort((a, b) => a.at - b.at || b.days - a.days)
}

/**
 * The run to begin at `now`, or null. After a standstill only the newest due run begins; what fell due before standing
 * reminders were switched on (`onSince`, ms) never does.
 */
export const dueRun = (
  runs: readonly StandingRun[],
  { now, onSince }: { now: number; onSince: number },
): StandingRun | null => runs.findLast(({ at }) => at <= now && at >= onSince) ?? null

/** The next run that has not begun, or null. */
export const nextRun = (runs: readonly StandingRun[], now: number): StandingRun | null =>
  runs.find(({ at }) => at > now) ?? null

// The reminder rules of a wave, as the functions of this folder take them.

export type Rules = Pick<Wave, 'quietDays'> & Pick<Wave['reminders'], 'minDaysBetween' | 'maxPerPerson' | 'window'>

/** Picks the rules out of `wave.yaml`. */
export const rulesOf = ({ quietDays, reminders }: Wave): Rules => ({
  quietDays,
  minDaysBetween: reminders.minDaysBetween,
  maxPerPerson: reminders.maxPerPerson,
  window: reminders.window,
})

// A day named with or without its year, found in the calendar.

/** `month` counts from 1. `year`: in full; absent where it was not named. */
export type NamedDay = { day: number; month: number; year?: number }

/** 29 February may be eight years off. */
const FURTHEST_YEARS = 8

const dateIn = ({ day, month }: NamedDay, year: number): string | null => DateTime.utc(year, month, day).toISODate()

/**
 * The ISO date that is meant: that of its year, or without a year the first on or after `today` (ISO). Null: there is no
 * such day.
 */
export const nextDate = (named: NamedDay, today: string): string | null => {
  if (named.year !== undefined) return dateIn(named, named.year)
  const first = Number(today.slice(0, 4))
  const years = Array.from({ length: FURTHEST_YEARS + 1 }, (_, more) => first + more)
  return years.map((year) => dateIn(named, year)).find((date) => date !== null && date >= today) ?? null
}

/** Whether the last such date, this year's or last year's, lies nearer to `today` (ISO) than `next` does. */
export const isNearerBehind = (named: NamedDay, today: string, next: string): boolean => {
  const days = (from: string, to: string) => DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days
  const year = Number(today.slice(0, 4))
  const last = [year, year - 1].map((one) => dateIn(named, one)).find((date) => date !== null && date < today)
  return named.year === undefined && last != null && days(last, today) < days(today, next)
}
