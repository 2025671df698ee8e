/** A day named with or without its year, found in the calendar. */
import { DateTime } from 'luxon'

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
