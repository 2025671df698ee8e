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
