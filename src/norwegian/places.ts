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
const several = new RegExp(
  `(^|[ ,])(?:alle )?(?:(?:de|dei) )?([a-z]+|\\d) (forste|fyrste|overste|siste|nederste)${ends}`,
  'g',
)

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

// Numbers with words between that say how much each of them weighs: «1, 2 og litt 6», «mest 1, men også 6».

const weights =
  /(?<!\p{L})(?:litt|litegrann|noe|noko|delvis|til dels|dels|kanskje|muligens|muleg|mogleg|også|òg|helst|mest|så|åsså|særlig|særleg|spesielt|først og fremst|fyrst og fremst|først|fyrst|hovedsakelig|hovudsakleg|i noen grad|i nokon grad|i liten grad|så vidt|egentlig|eigentleg|faktisk|men|av|alle|fra|frå)(?!\p{L})/giu
const joints = /(?<!\p{L})(?:og|nr|nummer|samt|pluss)(?!\p{L})\.?/gu
const upTo = /(\d) (?:til og med|t\.o\.m\.?|til) (?=\d)/g

/** The numbers as a plain list, where nothing is said but them and their weights; undefined: no such list, or no weights in it. */
export const numbersWeighed = (text: string): string | undefined => {
  const said = tidy(text).replace(upTo, '$1-')
  const plain = said.replace(weights, ' ')
  const bared = plain.replace(joints, ',')
  if (plain === said || !/\d/.test(bared) || /[^\d\s,.-]/.test(bared)) return undefined
  const numbers = bared.split(/[ ,.]+/).filter((one) => one !== '')
  return numbers.length > 1 || bared.includes('-') ? numbers.join(', ') : undefined
}
