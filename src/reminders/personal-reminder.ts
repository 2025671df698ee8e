/** «Minn meg i morgen», «minn meg på fredag», «minn meg på 5. januar». */
import { type NamedDay, nextDate } from './next-date.ts'
import { inOslo, osloInstant } from './oslo.ts'
import type { Rules } from './rules.ts'
import { nextOpening } from './sending-window.ts'

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
