/** Places in the list as it is shown: «den siste», «nest øverst», «dei to første», «den i midten». */

import { listNumbers } from './figures.ts'
import { bare, tidy } from './said.ts'

/** What may follow a place: «den siste tiden» is none. */
const ends = '(?= ?(?:$|[,.;!]| og | samt | alternativ| av (?:de|dei)))'
const point = '(?:(?:den|det|alternativ(?:et)?|punkt(?:et)?|(?:aller )|(?:helt )|(?:heilt )) ?)*'
const one = (words: string): RegExp => new RegExp(`(^|[ ,])${point}(?:${words})${ends}`, 'g')

const nextToLast = one('nest ?-?(?:siste?|nederste?|nedste?)')
const second = one('nest ?-?(?:overste?|ovste?)')
const top = one('overste?|ovste?|forste|fyrste')
const bottom = one('nederste?|nedste?|siste|sista')
const middle = new RegExp(`(^|[ ,])(?:(?:den|det) )?(?:i midten|midterste|midtarste|midtre|mellomste)${ends}`, 'g')
const several = new RegExp(`(^|[ ,])(?:(?:de|dei) )?([a-z]+|\\d) (forste|fyrste|overste|siste|nederste)${ends}`, 'g')

/**
 * The text with places as numbers, 1 to `count`; the text itself when it names none. «Andre» stays: it may be the second or
 * another one.
 */
export function placesAsNumbers(text: string, count: number): string {
  const said = bare(tidy(text))
  if (said.length > 200 || !/(?:st[ea]|midten|ovst|overst|nederst|nedst|midtre)\b/.test(said)) return text
  const numbered = said
    .replace(several, (whole, before: string, many: string, which: string) => {
      const number = /^(?:den|det|alternativ|nest|aller|helt|heilt)$/.test(many) ? undefined : listNumbers(many)?.[0]
      if (number === undefined || number > count) return whole
      const from = /^(?:siste|nederste)$/.test(which) ? count - number : 0
      return `${before}${Array.from({ length: number }, (_, i) => from + i + 1).join(', ')}`
    })
    .replace(nextToLast, `$1${count - 1}`)
    .replace(second, '$1 2')
    .replace(top, '$1 1')
    .replace(bottom, `$1${count}`)
    .replace(middle, (whole, before: string) => (count % 2 === 1 ? `${before}${(count + 1) / 2}` : whole))
    .trim()
  return numbered === said ? text : numbered
}
