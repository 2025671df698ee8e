/**
 * Which answer somebody wants otherwise, by its number or its place: «5 e feil, vi har leid hus», «legg til gründerhjelp på nr 14»,
 * «12 er ja», «spørsmål 14: 2, 3 og 4», «en ting til på slutten». Words that name a question are looked up in `named-question.ts`.
 */

import { readNumeral } from './figures.ts'
import { clean, saidOf } from './said.ts'
import { previousOne, typedAlternation } from './words.ts'

/** What becomes of the answer that stands there. */
export type Change = 'replace' | 'add' | 'remove'

/**
 * `at`: which question, as it is numbered, or by its place. `plain`: it is called a question or a number («spørsmål 3»), so that no
 * figure of an answer can be meant. `values`: what should stand there, in words of the text, the likeliest first; none: it is not
 * told. `wrong`: it says that what stands there is wrong, or is to be changed.
 */
export type Pointed = {
  at: { number: number } | { place: 'previous' | 'last' }
  plain: boolean
  change: Change
  values: string[]
  wrong: boolean
}

/** Words; who writes more tells something. */
const longest = 24

const not = `(?:${typedAlternation('not')})`
const word = (source: string): string => `(?<!\\p{L})(?:${source})(?!\\p{L})`
const should = '(?:skulle|skull|skal|ska|sku|må|bør|burde|vil|ville|kan|kunne)'
const be = '(?:være|vere|vær|vara|vært|vore|stå|stått|bli|blitt|ha vært|ha vore|ha stått)'
const is = `(?:er|e|æ|var|va|blir|ble|blei|vart|${should}(?: (?:jo|nok|heller|egentlig|eigentleg|ha)){0,2} ${be})`
const isWrong = `(?:${is} (?:\\p{L}+ )?(?:feil|galt|gale|gæli|bom)|(?:stemmer|stemmar|stemte) (?:\\p{L}+ )?${not}|${is} ${not} (?:\\p{L}+ )?(?:rett|riktig|sant))`

const called = '(?:spørsmål(?:et)?|spm|nr|nummer|punkt(?:et)?|svar(?:et)?(?: på)?)'
const byName = new RegExp(
  `(?<!\\p{L})(?:(?:det |svaret |den )?(?:på|i|for|om|under|til) )?${called}[. ]*(?:${called}[. ]*)?(?<n>\\d{1,3})(?![\\d%]|[.,]\\d| ?%| prosent)\\.?`,
  'iu',
)
/** Nothing stands before the number but small words, and what is said of it stands after it. */
const before =
  '(?:og|men|så|at|vent|nei|ja|jo|oi|ups|hei|ok|feil|også|alt (?:annet |anna )?(?:er|e) (?:bra|rett|riktig|fint)|(?:det )?ser (?:bra|fint|greit|greitt|rett|riktig) ut|må|ska|skal|sjefen|rådmannen|\\p{L}+ (?:vil|ville|sier|seier|meiner|mener|ønsker|ønskjer) at)'
const byFigure = new RegExp(
  `^(?:${before}(?!\\p{L})[\\s,.!:]*)*(?<n>\\d{1,3})(?= ?[:=] ?\\S| (?:${is}|${isWrong}|${be}|må|skal|ska)(?!\\p{L})|, (?:der|legg|ta|fjern)(?!\\p{L}))`,
  'iu',
)
const last =
  /(?<!\p{L})(?:(?:helt |heilt )?(?:på slutten|til slutt)|(?:på |i )?(?:det |den )siste(?: spørsmålet| svaret|(?= ?(?:$|[,.:;!]| (?:er|e|var|va|må|skal|ska|skulle|også|òg)(?!\p{L}))))|(?:på )?siste spørsmål(?:et)?)(?!\p{L})/iu
const previous = new RegExp(
  `(?<!\\p{L})(?:på |i )?(?:det |den )?(?:${previousOne})(?: (?:spørsmål(?:et)?|svar(?:et)?|spm|ein|en)(?!\\p{L})|(?= ?(?:$|[,.:;!?…"-])| (?:${should}|er|e|var|va|blir|ble|blei|vart|til|mente|meinte|jeg|eg|æ|vi|me|det|også|òg|og|at|så|men|da|då|legg|ta|som)(?!\\p{L})))`,
  'iu',
)

/** «Endre 6, legg til bolig», «har tallet på 14 nå: 9». */
const byVerb =
  /(?<!\p{L})(?:(?:endre?|endra|rette?|retta|åpne|opne|opna)(?: (?:svaret |svar )?på)?|(?:tallet|talet|svaret) (?:på|til|for)) (?<n>\d{1,3})(?=[.]?[\s,:;]+\S)(?! ?(?:%|prosent|år))/iu
/** «Legg til lengre tid på 13», «økonomi skal bort frå 4»: only beside a word of adding or taking away. */
const byEnd = /(?<!\p{L})(?:på|frå|fra) (?<n>\d{1,3})(?=$|[.,!])/iu

/** The number that a question is called by: «spørsmål 3», «nr. 4», «svaret på 5»; undefined: none. */
export const numberIn = (text: string): number | undefined => {
  const number = Number(byName.exec(clean(text))?.groups?.n)
  return number > 0 ? number : undefined
}
/** «Den forrige», «siste spørsmålet»; undefined: no place is named. */
export const placeIn = (text: string): 'previous' | 'last' | undefined => {
  const said = clean(text)
  return previous.test(said) ? 'previous' : last.test(said) ? 'last' : undefined
}

const only = /^(?:(?:på|om|det er|det var|nei|ja|ok|nr|nummer|spm|spørsmål(?:et)?|punkt)[. ]*)*(?<n>\d{1,3})[.!]*$/iu
/** The number of a text that is nothing but a number of a question; undefined: it is more, or none. */
export const numberAlone = (text: string): number | undefined => {
  const number = Number(only.exec(clean(text))?.groups?.n ?? inWords(text))
  return number > 0 ? number : undefined
}

/** «Syv» by itself; «en» and «ett» are other words too. */
const inWords = (text: string): number | undefined => {
  const [word, ...others] = saidOf(text).tokens
  return word === undefined || others.length > 0 || word.length < 3 || word === 'ett' ? undefined : readNumeral(word)
}

const adds = new RegExp(
  word(
    'legg(?:e|je)? (?:til|inn)|leggja til|(?:skal|ska|må) (?:\\p{L}+ ){0,3}?(?:med|inn)|føy(?:e)? til|ta(?:r|r jeg)? med|ta[ks]? og med|også|òg|i tillegg|pluss|mangler|manglar|glemte|gløymde|glemt|gløymt|utfylle',
  ),
  'iu',
)
/** «Også» and «pluss» stand beside many a figure. */
const addsPlainly = new RegExp(
  word('legg(?:e|je)? (?:til|inn)|leggja til|føy(?:e)? til|ta med|mangler|manglar|glemte|gløymde'),
  'iu',
)
const removes = new RegExp(
  word(
    '(?:ta|tar|tek) (?:\\p{L}+ ){0,3}?(?:bort|vekk|ut)|(?:skal|ska|må|kan) (?:bort|vekk|ut)|fjern(?:e)?|stryk(?:e)?|dropp(?:e)?|slett(?:e)?',
  ),
  'iu',
)

/** Whether what is said comes beside what stands there, or is taken out of it; undefined: neither is said. */
export const changeSaid = (text: string): Exclude<Change, 'replace'> | undefined => {
  const said = clean(text)
  return adds.test(said) ? 'add' : removes.test(said) ? 'remove' : undefined
}

const changes = new RegExp(
  word('endre?|endra|rette?|retta|bytte?|byt(?:e|t)?|korrigere?|sett(?:e|es)?|set|åpne|opne|opna|angrer|angrar'),
  'iu',
)
const wrongly = new RegExp(
  `${word(isWrong)}|${word('feil|galt')}|${word('bortsett fra|unntatt|unnteke|gjaldt|galdt|gjelder|gjeld|handlet om|handla om|var om|er om|mente|meinte')}`,
  'iu',
)
const shouldBe = new RegExp(word(`${should} (?:det |svaret )?(?:\\p{L}+ )?${be}`), 'iu')

/** «Jeg svarte feil»: that it is wrong, and not what should stand there. */
const tellsOnlyWrong = /^(?:(?:jeg|eg|æ|vi|me|det) )?(?:\p{L}+ )?(?:feil|galt|gale|gæli|bom|på)$/iu

const isSo = new RegExp(`^ (?:${is}|${be})(?!\\p{L})`, 'iu')

/** Undefined: it points at nothing, asks, or only tells something of a question. Pure. */
export const pointedAt = (text: string): Pointed | undefined => {
  const said = clean(text)
    .replace(politely, '')
    .replace(/(?<![\s.!])[\s.!]+$/u, '')
  if (said.includes('?') || saidOf(said).tokens.length > longest) return undefined
  const found = foundIn(said)
  if (found === undefined) return undefined
  const { match, at, plain } = found
  if (at !== undefined && 'place' in at && at.place === 'last' && /slutt/iu.test(match[0]) && !adds.test(said))
    return undefined
  const head = said.slice(0, match.index)
  const tail = said.slice(match.index + match[0].length)
  const isTold =
    (plain && opens.test(head) && (/^(?:på|om|for) /iu.test(match[0]) || isSo.test(tail))) ||
    ('place' in at && at.place === 'previous' && saidOf(said).tokens.length <= shortest && tail.trim() === '') ||
    /^(?: nå| no| da| då)? ?[:=] ?\S/iu.test(tail) ||
    (!plain && isSo.test(tail))
  const remove = removes.test(said)
  const add = !remove && adds.test(said)
  const wrong = wrongly.test(said) || shouldBe.test(said) || changes.test(said)
  if (!(isTold || add || remove || wrong)) return undefined
  const values = [valueIn(tail), valueIn(head)].filter((value) => value !== '' && !tellsOnlyWrong.test(value))
  return { at, plain, change: add ? 'add' : remove ? 'remove' : 'replace', values, wrong }
}

/** Words; «nei på forrige», «jeg svarte jo nei på den forrige». */
const shortest = 9
/** «Du, på spm 7 driver vi det selv»: nothing stands before it. */
const opens = /^(?:(?:du|hei|vent|forresten|førresten|altså|og|men|oi|ja|nei)[\s,.!]*)*$/iu
/** «Kan eg leggja til noko til slutt? …», «hæ? jeg svarte …»: asks for nothing but leave. */
const politely = /^(?:hæ|hva|kva|ka)\?+ |(?<=^(?:\p{L}+[,.!] )?(?:kan|kunne|får) (?:jeg|eg|æ|vi|me) [^?]{1,60})\?/iu

const foundIn = (said: string): { match: RegExpExecArray; at: Pointed['at']; plain: boolean } | undefined => {
  for (const [pattern, plain] of numbering(said)) {
    const match = pattern.exec(said)
    const number = Number(match?.groups?.n)
    if (match !== null && number > 0) return { match, at: { number }, plain }
  }
  for (const [pattern, place] of [[previous, 'previous'] as const, [last, 'last'] as const]) {
    const match = pattern.exec(said)
    if (match !== null) return { match, at: { place }, plain: true }
  }
  return undefined
}

const numbering = (said: string): (readonly [RegExp, boolean])[] => [
  [byName, true],
  [byVerb, true],
  [byFigure, false],
  ...(addsPlainly.test(said) || removes.test(said) ? ([[byEnd, true]] as const) : []),
]

const around = new RegExp(
  `^(?:${[
    isWrong,
    `${should}(?: (?:det|svaret|jeg|eg|æ|vi|me))? ${be}(?: (?:på|som|til))?`,
    `(?:er|e|var|va|blir|${be})(?!\\p{L})`,
    `(?:det|den|der|svaret|tallet|talet) ${is}`,
    'bortsett fra(?: at)?|unntatt(?: at)?|unnteke(?: at)?',
    '(?:det )?ser (?:bra|fint|greit|greitt|rett|riktig) ut|alt (?:annet |anna )?(?:er|e) (?:bra|rett|riktig|fint)',
    '(?:nei|ja|jo|og|men|så|oi|ups|hei|vent(?: litt| no| nå)?|feil|også|òg|i tillegg|da|då|til|med|at|å|pluss)(?!\\p{L})',
    '(?:jeg|eg|æ|vi|me) (?:svarte|svara|sa|mente|meinte|skrev|skreiv)(?: jo)?(?!\\p{L})',
    '(?:der|her) (?:skal|ska|må)(?!\\p{L})|(?:har|nå|no|altså|hæ|du|hei(?: igjen| att)?|bare|berre|kun|glemte(?: en ting| noe)?)(?!\\p{L})',
    '(?:jeg|eg|æ|vi|me) (?:må|vil|ville|skal|ska|skulle|ønsker å|ønskjer å|glemte|gløymde|oppdaget at|oppdaga at|angrer|angrar)(?!\\p{L})(?: (?:egentlig|eigentleg|gjerne|heller|jo))?',
    '(?:legg(?:e|je)? (?:til|inn)|leggja til|føye? til|ta med|sette?|set|endre?|endra|rette?|retta|bytte?|byte?|fjerne?|stryke?|droppe?|slette?|ta (?:bort|vekk|ut))(?!\\p{L})',
    '(?:den|det|han|ho) (?:mangler|manglar)',
    '(?:angrer|angrar|åpne|opne|opna)(?: (?:meg|det|den|han|opp))?(?: (?:att|igjen))?',
  ].join('|')})[\\s,.:;=!]*`,
  'iu',
)
const onlyWrong = new RegExp(`^[\\s,]*${isWrong}[\\s,.:;!]*$`, 'iu')
const trailing =
  /(?<![\s,.:;])[\s,.:;]+(?:(?:skal|ska|må|kan)(?: også)? (?:bort|vekk|ut|med|inn)(?: (?:også|òg))?|altså|da|då|med|nå|no|(?:den|det|han) (?:mangler|manglar)(?: der)?|også|òg|og|i tillegg|på|i|til|bort|vekk|at)$|(?<![\s,.:;=!])[\s,.:;=!]+$/iu

/** What is left when the words around a value are taken off. */
const valueIn = (part: string): string => {
  let rest = part
    .trim()
    .replace(onlyWrong, '')
    .replace(/^[\s,.:;=!]+/u, '')
  for (let i = 0; i < 8; i++) {
    const shorter = rest.replace(around, '').replace(trailing, '').trim()
    // «12 er ja»: a yes or a no alone is the value.
    if (shorter === rest || shorter === '') break
    rest = shorter
  }
  return rest.replace(/^"(.*)"$/u, '$1')
}
