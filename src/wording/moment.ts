/** Instants as Norwegians write them; the same in bokmål and nynorsk. */
import { formatDate } from '../kinds/date.ts'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** ms since 1970 UTC → «7. desember 2018 kl. 16.00», Norwegian time. */
export const momentText = (at: number): string => {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${formatDate(`${part.year}-${part.month}-${part.day}`)} kl. ${part.hour}.${part.minute}`
}

/** ms since 1970 UTC → «7. desember 2018», Norwegian time. */
export const dayText = (at: number): string => momentText(at).replace(/ kl\. .*$/u, '')

/** ms since 1970 UTC → «7.12. kl. 16.00», Norwegian time; where the year goes without saying. */
export const shortMomentText = (at: number): string => {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${Number(part.day)}.${Number(part.month)}. kl. ${part.hour}.${part.minute}`
}

/**
 * A moment up to which something is open, as people say it: midnight is the end of a day and not the beginning of the next,
 * «20. desember 2018 kl. 24.00».
 */
export const endText = (at: number): string => {
  const text = momentText(at)
  return text.endsWith(' kl. 00.00') ? `${dayText(at - 60_000)} kl. 24.00` : text
}
