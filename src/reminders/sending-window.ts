/** When a reminder may leave: on working days, within the wave's hours, Norwegian time. */
import { holidaysOf } from './holidays.ts'
import { inOslo, osloInstant } from './oslo.ts'
import type { Rules } from './rules.ts'

type Hours = Pick<Rules, 'quietDays' | 'window'>
export type Window = { opensAt: number; closesAt: number }

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
