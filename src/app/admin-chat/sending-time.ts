/** «i morgen kl. 9», «20.11. kl. 13.30», «5. januar», «2018-11-20»: when an administrator wants a reminder to leave. */
import { dayIn, monthNames } from '../../norwegian/dates.ts'
import { isNearerBehind, type NamedDay, nextDate } from '../../reminders/next-date.ts'
import { inOslo, osloDate, osloInstant } from '../../reminders/oslo.ts'

const TIME = /\bkl\.?\s*(\d{1,2})(?:[.:](\d{2}))?\b\.?/i
const ISO = /\b\d{4}-\d{2}-\d{2}\b/
const NAMED = new RegExp(
  `\\b(?:den )?\\d{1,2}(?:[./]\\s?\\d{1,2}(?:[./]\\s?(?:\\d{4}|\\d\\d))?(?!\\d)\\.?|\\.?\\s?(?:${monthNames.join('|')})\\b\\.?(?:\\s\\d{4}\\b)?)`,
  'i',
)
const TOMORROW = /\bi morg[eo]n\b/i
const NOW = /(?:^|\s)(?:nå|no|straks)(?=\s|$)/i

/** Why no reminder can leave then. `no_time`: it is no day or no time of day. */
export type WrongTime = 'no_time' | 'passed' | 'after_closing'
export type SendingTime = { rest: string; at: number | null } | { rest: string; wrong: WrongTime }

type Around = {
  /** ms. */
  now: number
  closesAt: number
  /** When a day without a time of its own begins, HH:MM. */
  from: string
}

/**
 * Takes the time out of `text`. `at`: ms, or null for now. A day without a time is the morning, and today from now on; a
 * time without a day is today; a day without a year is the next such day.
 */
export const readSendingTime = (text: string, around: Around): SendingTime => {
  const time = TIME.exec(text)
  const untimed = time === null ? text : text.replace(time[0], ' ')
  const day = TOMORROW.exec(untimed) ?? ISO.exec(untimed) ?? NAMED.exec(untimed)
  const rest = (day === null ? untimed : untimed.replace(day[0], ' ')).replace(NOW, ' ').trim()
  if (time === null && day === null) return { rest, at: null }
  const clock = time === null ? null : `${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? '00'}`
  const at = instantOf(day?.[0] ?? null, clock, around)
  return typeof at === 'number' ? { rest, at } : { rest, wrong: at }
}

const instantOf = (said: string | null, clock: string | null, { now, closesAt, from }: Around): number | WrongTime => {
  const today = osloDate(now)
  const named = said === null ? null : dayIn(said)
  const date = said === null ? today : dateOf(said, named, now)
  const at = date === null ? Number.NaN : osloInstant(date, clock ?? from)
  if (date === null || Number.isNaN(at)) return 'no_time'
  if (at >= closesAt) return named != null && isNearerBehind(named, today, date) ? 'passed' : 'after_closing'
  if (at >= now) return at
  return date === today && clock === null ? now : 'passed'
}

const dateOf = (said: string, named: NamedDay | null, now: number): string | null => {
  if (TOMORROW.test(said)) return inOslo(now).plus({ days: 1 }).toISODate()
  return named === null ? null : nextDate(named, osloDate(now))
}
