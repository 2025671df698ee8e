/** «Minn meg i morgen», «minn meg på fredag». */
import { inOslo, osloInstant } from './oslo.ts'
import type { Rules } from './rules.ts'
import { nextOpening } from './sending-window.ts'

/** As luxon counts them, from Monday. */
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type PersonalWish = 'tomorrow' | (typeof WEEKDAYS)[number]

/** When the personal reminder is due, ms: the morning of that day, or the next window. A Monday's «mandag» is the next one. */
export const personalReminderAt = (
  wish: PersonalWish,
  now: number,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): number => {
  const today = inOslo(now)
  const days = wish === 'tomorrow' ? 1 : ((WEEKDAYS.indexOf(wish) + 1 - today.weekday + 6) % 7) + 1
  return nextOpening(osloInstant(today.plus({ days }).toISODate(), rules.window.from), rules)
}
