/** The clock on the wall in Norway. Everything stored is ms since 1970 UTC; only these functions know of summer time. */
import { DateTime } from 'luxon'

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
