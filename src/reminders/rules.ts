/** The reminder rules of a wave, as the functions of this folder take them. */
import type { Wave } from '../questionnaire/wave.ts'

export type Rules = Pick<Wave, 'quietDays'> & Pick<Wave['reminders'], 'minDaysBetween' | 'maxPerPerson' | 'window'>

/** Picks the rules out of `wave.yaml`. */
export const rulesOf = ({ quietDays, reminders }: Wave): Rules => ({
  quietDays,
  minDaysBetween: reminders.minDaysBetween,
  maxPerPerson: reminders.maxPerPerson,
  window: reminders.window,
})
