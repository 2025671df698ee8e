/** What has figures in it and counts nothing: days, hours, years, ages, places in a list. */

import { monthNames } from './times.ts'

const months = monthNames.join('|')
const alone = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\d,.])(?:${source})(?![\\p{L}\\d])`, 'gu')

const patterns: readonly RegExp[] = [
  // A telephone number.
  /(?<!\d)(?:\d{2}(?: \d{2}){3}|\d{3} \d{2} \d{3}|\d{8})(?!\d)/g,
  alone(`\\d{1,2}\\.? ?(?:${months})(?: (?:19|20)\\d\\d)?`),
  alone(`(?:${months}) (?:19|20)\\d\\d`),
  /(?<![\d,.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)/g,
  /(?<![\d,.])(?:1[3-9]|2\d|3[01])\.(?:1[0-2]|0[1-9])(?![\d,])/g,
  /(?<=(?<!\p{L})(?:per|pr\.?|den|innen|innan|før|etter) )\d{1,2}[./](?:1[0-2]|0?[1-9])(?!\d|,\d)/gu,
  alone('(?:kl|klokk\\p{L}+)\\.?(?: er)? ?\\d{1,2}(?:[.:]\\d{2})?'),
  /(?<![\d,.])\d{1,2}:\d{2}(?!\d)|(?<=(?<!\p{L})(?:går|starter|begynner|møte) (?:\p{L}+ )?)\d{1,2}\.\d{2}(?!\d)|\d+(?:-\d+)?-?tid[ae]n?(?!\p{L})/gu,
  alone(
    '(?:punkt|side|paragraf|nr\\.?|nummer|trinn|fase|nivå|spor|kapittel|spørsmål|spm|bilag|versjon|avd) \\d+(?:-\\d+| av \\d+)?',
  ),
  alone('\\d{1,3}\\. (?:klasse|trinn|etasje|plass|plassen|gang|gangen|gong|gongen|år|året|åremål)'),
  alone('[ab][12]'),
  alone('fyl(?:t|te|ler|le|ner)\\p{L}* (?:\\d{1,2}|femten|seksten|sytten|atten|nitten|tjue)(?: år)?'),
  alone('(?:under|over) (?:18|atten)(?: år)?'),
  alone('\\d{1,2} ?-? ?(?:åring\\p{L}*|års ?(?:grense|alder|dag|lag)\\p{L}*)'),
  alone('\\d{1,2}(?:(?:,| og| å|-) ?\\d{1,2})* år gam\\p{L}+'),
]
const people = 'personer|personar|flyktning\\p{L}*|delta[kg]\\p{L}*|ansatte|tilsette'
const year = new RegExp(`(?<![\\d,.])(?:19|20)\\d\\d(?!\\d|,\\d)(?! (?:${people}))`, 'gu')
/** «Sidan 98», «i 04». */
const shortYear =
  /(?<=(?<!\p{L})(?:siden|sidan|sia|sea) '?)(?:0\d|[6-9]\d)(?![\p{L}\d,%])|(?<=(?<!\p{L})i '?)0\d(?![\p{L}\d,%])/gu

/** A year that a text names, and where. */
export type NamedYear = { year: number; at: number }

/** `text`: of the same length, with «·» for each sign of what counts nothing. `years`: those named, in the order said. */
type Masked = { text: string; years: readonly NamedYear[] }

/** Hides what counts nothing in a `tidy` text. */
export const withoutUncounted = (text: string): Masked => {
  if (!/\d/.test(text) && !/fyl|ten/.test(text)) return { text, years: [] }
  const years = [...text.matchAll(year)].map(({ 0: said, index: at }): NamedYear => ({ year: Number(said), at }))
  const hide = (found: string): string => found.replace(/[^ ]/g, '·')
  let rest = text
  for (const pattern of patterns) rest = rest.replace(pattern, hide)
  rest = rest.replace(year, hide).replace(shortYear, (found, at: number) => {
    years.push({ year: Number(found) + (Number(found) < 60 ? 2000 : 1900), at })
    return hide(found)
  })
  return { text: rest, years }
}
