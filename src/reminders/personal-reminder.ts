/** «Minn meg i morgen», «minn meg på mandag». */
import { inOslo, osloInstant } from './oslo.ts'
import type { Rules } from './rules.ts'
import { nextOpening } from './sending-window.ts'

export type PersonalWish = 'tomorrow' | 'monday'

const MONDAY = 1

/** When the personal reminder is due, ms: the morning of that day, or the next window. A Monday's «mandag» is the next one. */
export const personalReminderAt = (
  wish: PersonalWish,
  now: number,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): number => {
  const today = inOslo(now)
  const days = wish === 'tomorrow' ? 1 : ((MONDAY - today.weekday + 6) % 7) + 1
  return nextOpening(osloInstant(today.plus({ days }).toISODate(), rules.window.from), rules)
}
