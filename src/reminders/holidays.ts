/** Norwegian public holidays. Christmas Eve and the like are working days by law; a wave's `quietDays` name those. */
import { DateTime } from 'luxon'
import { easterSunday } from './easter.ts'

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
