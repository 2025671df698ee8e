import { DateTime } from 'luxon'

/** An ISO 8601 date or time as ms since 1970 UTC; without a zone it is Europe/Oslo. Throws on what `checks` lets not pass. */
export const instantInOslo = (iso: string): number => {
  const at = DateTime.fromISO(iso, { zone: 'Europe/Oslo' })
  if (!at.isValid) throw new Error('not an ISO 8601 time')
  return at.toMillis()
}
