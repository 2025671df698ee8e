/** The one reading of dates and times as `wave.yaml`, the settings, the command line and the API write them. */
import { DateTime } from 'luxon'

/** What a date alone stands for: `opening` its beginning, `closing` its end, for the last day counts. */
export type Edge = 'opening' | 'closing'

const ISO = /^\d{4}-\d\d-\d\d(T\d\d.*)?$/

/**
 * An ISO 8601 date or date and time as ms since 1970 UTC; without a zone it is Europe/Oslo. Null when it is none, or names
 * a day that is not.
 */
export const readInstant = (iso: string, edge: Edge): number | null => {
  const at = DateTime.fromISO(iso, { zone: 'Europe/Oslo' })
  const [, time] = ISO.exec(iso) ?? [null, null]
  if (!at.isValid || time === null) return null
  return (time === undefined && edge === 'closing' ? at.plus({ days: 1 }) : at).toMillis()
}

/** When a checked wave opens and closes, by its own file. Throws on what `loadWave` lets not pass. */
export const windowOf = (wave: { opensAt: string; closesAt: string }): { opensAt: number; closesAt: number } => {
  const opensAt = readInstant(wave.opensAt, 'opening')
  const closesAt = readInstant(wave.closesAt, 'closing')
  if (opensAt === null || closesAt === null) throw new Error('not an ISO 8601 time')
  return { opensAt, closesAt }
}
