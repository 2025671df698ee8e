/** «i morgen kl. 9», «20.11. kl. 13.30», «2018-11-20»: when an administrator wants a reminder to leave. */
import { inOslo, osloInstant } from '../../reminders/oslo.ts'

const TIME = /\bkl\.?\s*(\d{1,2})(?:[.:](\d{2}))?\b\.?/i
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/
const DAY = /\b(\d{1,2})\.(\d{1,2})\.(?:(\d{4}))?(?!\d)/
const TOMORROW = /\bi morg[eo]n\b/i
const NOW = /(?:^|\s)(?:nå|no|straks)(?=\s|$)/i

export type SendingTime = { rest: string; at: number | null } | { rest: string; wrong: true }

/**
 * Takes the time out of `text`. `at`: ms, or null for now. A day without a time is the morning, `from`; a time without a
 * day is today. Wrong: no such day, or it has passed.
 */
export const readSendingTime = (text: string, now: number, from: string): SendingTime => {
  const time = TIME.exec(text)
  const day = TOMORROW.exec(text) ?? ISO.exec(text) ?? DAY.exec(text)
  const rest = [time, day].reduce((left, found) => (found === null ? left : left.replace(found[0], ' ')), text)
  const plain = rest.replace(NOW, ' ').trim()
  if (time === null && day === null) return { rest: plain, at: null }
  const date = day === null ? inOslo(now).toISODate() : dateOf(day, now)
  const clock = time === null ? from : `${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? '00'}`
  const at = osloInstant(date, clock)
  return Number.isNaN(at) || at < now ? { rest: plain, wrong: true } : { rest: plain, at }
}

const dateOf = (found: RegExpExecArray, now: number): string => {
  const today = inOslo(now)
  if (TOMORROW.test(found[0])) return today.plus({ days: 1 }).toISODate()
  if (ISO.test(found[0])) return found[0]
  const [, day = '', month = '', year = String(today.year)] = found
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
