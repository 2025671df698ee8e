/** A yes as people give it in passing: «ja, foreløpig», «ja ja, la gå», «ja, men det er et grovt anslag». */

import { bareSource, type Said, saidOf } from './said.ts'
import { type Tag, wordOf } from './words.ts'

// Patterns of what stands beside a yes and takes nothing of it back, in `bare` form.

const estimate =
  '(?:det |dette |tallet |talet )?(?:er |e |blir |var |vert )?(?:(?:bare|berre|jo|altsa|nok|da) )*(?:et |eit |en |ein )?(?:(?:grovt|groft|roft|veldig|svart|litt|ganske|forsiktig|forelopig|omtrentlig|omtrentleg|usikkert) )*(?:anslag|overslag|estimat|gjetning|gjetting|slump)'
const fits =
  '(?:det |den |dette )?(?:passer|passar|passa|gar|funker|funkar|fungerer|fungerar|duger|dug|holder|held)(?: (?:helt|heilt|sa|nok|sikkert|vel|jo|bra|fint|greit|godt))*'
const letPass =
  '(?:la|lat) ga|(?:det )?(?:far|fa) (?:det )?(?:ga|holde|halde|duge|klare seg|bli|vere|vare)(?: (?:sa|da|bra|sann|slik|fint|godt nok|med det))*'
const forNow =
  'inntil videre|inntil vidare|forelopig|forelopeg|forebels|sa langt|per (?:na|no|i dag)|i (?:store|grove) trekk|stort sett'
const sayer = '(?:jeg|eg|e|vi|me|man|en|ein)'
const soISay = `(?:det |dette )?(?:(?:vil|ville|skulle|tor|torer|kan|ma|far) ${sayer}|${sayer} (?:vil|ville|skulle|tor|torer|kan|ma|far)) (?:(?:nok|vel|jo|da|absolutt|trygt|bare|berre) )*(?:si|seie|tro|tru|mene|meine|pasta|rekne med|regne med|ga ut fra|ga ut ifra)(?: (?:det|at det stemmer|at det er rett))?`
const soItIs =
  '(?:det )?(?:har|gjor|gjer|driver|driv) (?:vi|me)(?: (?:jo|nok|da|absolutt|faktisk))*,? (?:(?:fra|i fra|sidan|siden|helt siden|heilt sidan) (?:og med )?(?:19|20)\\d\\d|i (?:mange|flere|fleire) ar|lenge)'
const tail = '(?: (?:da|altsa|vel|na|no|takk))*'

const beside = new RegExp(
  `^(?:(?:men|og|det er|sa) )*(?:${[estimate, fits, letPass, forNow, soISay, soItIs].map(bareSource).join('|')})${tail}$`,
)
const byItself = new RegExp(
  `^(?:(?:la|lat) ga|(?:det )?(?:passer|passar)(?: (?:bra|fint|det|godt))?|(?:det )?far (?:ga|holde|halde|duge)|(?:${forNow}) (?:ja|jo|jau|ok|greit))${tail}$`,
)

const heads: ReadonlySet<Tag['of']> = new Set<Tag['of']>(['yes', 'agree', 'okay'])

/** Words; who writes more tells more than a yes. */
const longest = 14

/** Whether a reply to «stemmer det?» is such a yes. `tags`: its words by class, in their order. */
export const isEveryday = (said: Said, tags: readonly Tag[]): boolean => {
  if (said.asks || said.tokens.length > longest) return false
  if (byItself.test(said.bare)) return true
  const from = tags.findIndex(({ of }) => !heads.has(of))
  if (from < 1) return false
  const rest = tags.slice(from)
  return beside.test(rest.map(({ words }) => words).join(' '))
}

const takesBack =
  /\d|\b(?:ikke|ikkje|itj|ingen|inga|aldri|men|nei|kanskje|eller|usikker|feil|gal|galt|ville|skulle|burde|kunne)\b/
/** Words; who writes more tells of something else. */
const longestTold = 8

/** «Ja, nav er jo oss da»: what is told beside the yes goes without saying. */
export const isMatterOfCourse = ({ bare, tokens, asks }: Said): boolean =>
  !asks &&
  tokens.length <= longestTold &&
  /\b(?:er|har|gjor|gjer) (?:vi |me |det )?jo\b/.test(bare) &&
  !takesBack.test(bare)

/** «Vi har vel praksis hos dem ja»: the yes comes last, to something told of one's own. */
export const endsInYes = ({ bare, tokens, asks }: Said): boolean =>
  !asks &&
  tokens.length <= longestTold &&
  /^(?:vi|me|det|dei|de) .*\b(?:ja|jo|jau)$/.test(bare) &&
  !takesBack.test(bare)

const thumbs: readonly (readonly [RegExp, 'confirmation' | 'denial' | 'hedge'])[] = [
  [/^(?:👍|👌|✅|☑|✔|💯|🆗|🙌|👏|\p{Emoji_Modifier}|\ufe0f|[\s.!])+$/u, 'confirmation'],
  [/^(?:👎|❌|🚫|✖|⛔|🙅|\p{Emoji_Modifier}|\ufe0f|[\s.!])+$/u, 'denial'],
  [/^(?:🤷|🤔|😕|\p{Emoji_Modifier}|\u200d|[♂♀]|\ufe0f|[\s.!])+$/u, 'hedge'],
]

/** A lone thumb, tick or cross. */
export const thumbOf = (text: string): 'confirmation' | 'denial' | 'hedge' | undefined =>
  /\p{Extended_Pictographic}/u.test(text) ? thumbs.find(([pattern]) => pattern.test(text))?.[1] : undefined

/** «For faen», «i helvete»: colours what it stands beside. */
export const curse =
  /(?<!\p{L})(?:for|før|førr|i) (?:svarte|svingende|søren|pokker|faen|fanden|helvete|all del|guds skyld)(?!\p{L})/giu
const cursing =
  /(?<!\p{L})(?:(?:fy )?(?:faen|fanden|fader|fanken|søren)|helvete|satan|pokker|herre ?gud|dæven)(?!\p{L})/giu

/** «Ja for faen», «nei, herregud» without the curse, where nothing but a plain yes or no is left; else as it was. */
export const uncursed = (said: Said): Said => {
  if (said.tokens.length > longestTold) return said
  const rest = said.text.replace(curse, ' ').replace(cursing, ' ')
  const word = rest === said.text ? undefined : wordOf(rest)
  return word === 'yes' || word === 'no' ? saidOf(rest) : said
}
