/**
 * A figure that answers the question that comes next is told with the answer to this one: «32, derav 3 enslige mindreårige», «ja, 87
 * stk», «5 år som rådmann». It is told by a word that the next question alone has, or by what it counts.
 */

import type { Asked } from '../questionnaire/schema.ts'
import { asks, isShare } from '../questionnaire/shape.ts'
import { isUnitWord, readNumeral, unitFit } from './figures.ts'
import { isFormOf } from './match.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { bare, type Said } from './said.ts'
import { piecesOf } from './sentences.ts'
import { isOf, typedAlternation } from './words.ts'
import { wordsAsked } from './yes-no.ts'

/** `value`: what answers the next question; `rest`: the text without it; `isDenied`: it is told that it is not so many. */
export type Ahead = { value: number; rest: string; isDenied?: true }

/** Words; who writes more tells a story. */
const longest = 24
const shortest = 4
/** Signs, of words and what stands between them. */
const mostSigns = 300

/** Each word or figure of a text. */
const word = /(?<![\p{L}\d.,])(?:\d{1,4}|\p{L}{2,12})(?![\p{L}\d])/gu
/** What may stand between a figure and what it counts, and one or two words of that. */
const counted =
  /^(?:(?<percent> ?%| prosent| pst)|(?: (?:stk\.?|stykk\p{L}*|nye|av|tå|dem|dei|de|er|var))* +(?<what>\p{L}+\.?(?: \p{L}+)?))/iu
const joint = /[\s,;(]*(?:(?:og|derav|hvorav|herav|der|men|inkludert|inkl\.?|medregnet|medrekna)[\s,]*)*$/iu
/** «32, ikke 3 enslige», «32, men ikkje fleire enn 3 enslege». */
const denying = new RegExp(
  `[\\s,;(]*(?:(?:og|men|derav|hvorav)[\\s,]+)?(?<!\\p{L})(?:${typedAlternation('not')})(?: (?!men |og |derav |hvorav )\\p{L}+){0,3}\\s*$`,
  'iu',
)
/** Of somebody else, another time or another place. */
const notSo = /^(?:til(?:$| )|i fjor|ifjor)|(?:^| )(?:voks|vaks)/iu
/** «12 pluss 3 enslige», «10 voksne og 4 enslige mindreårige»: parts of what is asked for. */
const isSum =
  /(?:(?<!\p{L})(?:pluss|attåt|i tillegg|samt)|\+|(?:voks|vaks|famil|kvinn|menn|mann|barn|born)\p{L}*[\s,]*(?:og)?)\s*$/iu
const otherwise =
  /(?<!\p{L})(?:i fjor|ifjor|forrige år|førre år|tidligere|tidlegare|før|neste år|planlagt\p{L}*|skal|kommer|kjem|vente\p{L}*|minst|over|under|mellom|opp til)(?!\p{L})/iu

/** Questions stay the same from reply to reply. */
const kept = new WeakMap<Asked, WeakMap<Asked, readonly string[]>>()

/** The longer words of one question that another has not. */
const ownWords = (next: Asked, here: Asked): readonly string[] => {
  const known = kept.get(next)?.get(here)
  if (known !== undefined) return known
  const others = wordsAsked(here)
  const own = wordsAsked(next).filter((word) => word.length > shortest && !others.some((one) => isFormOf(word, one)))
  kept.set(next, (kept.get(next) ?? new WeakMap<Asked, readonly string[]>()).set(here, own))
  return own
}

/** Those that none of the others has. */
const wordsAlone = (next: Asked, others: readonly Asked[]): readonly string[] => {
  const [first = [], ...rest] = others.map((other) => ownWords(next, other))
  return first.filter((word) => rest.every((words) => words.includes(word)))
}

/** Whether a text may tell a figure of the next question at all, whichever that is: most answers do not. */
export const mayTellAhead = ({ text, tokens, asks: isAsked }: Said): boolean =>
  text.length <= mostSigns &&
  !isAsked &&
  !text.includes('?') &&
  tokens.length > 1 &&
  tokens.length <= longest &&
  figuresIn(text).length > 0 &&
  !otherwise.test(text)

/** What answers here, and what may answer the next question. */
export type Clauses = readonly [first: string, rest: string]

/** Both clauses of a text where the second plainly tells what is so; undefined: it asks, denies, plans or doubts, or is one clause only. */
export const clausesOf = ({ text, tokens, asks: isAsked }: Said): Clauses | undefined => {
  if (isAsked || text.includes('?') || tokens.length < 2 || tokens.length > longest || text.length > mostSigns)
    return undefined
  const [, first = '', rest = ''] = twoClauses.exec(text) ?? []
  return rest === '' || piecesOf(rest).some(({ turns }) => turns.size > 0) ? undefined : [first, rest]
}
const twoClauses =
  /^((?:ca\. ?)?[^,.;!]{1,60}(?:, [^,.;!]{1,40})?)(?:, og |[,.;!] | og (?=ja |det er |vi |me |de |dei ))(\S.{3,120})$/iu

/**
 * Whether a clause that chooses these may be meant for another question: a yes or no is where it names what is asked there («det sa jeg jo» does
 * not), and so is anything where none is given.
 */
export const isMeantFor = (clause: string, chosen: readonly string[], next: Asked, others: readonly Asked[]): boolean =>
  (chosen.length > 0 && chosen.every((text) => !startsWithYesOrNo(text))) || names(clause, wordsAlone(next, others))

const names = (text: string, own: readonly string[]): boolean =>
  bare(text)
    .split(' ')
    .some((said) => said.length > shortest && own.some((asked) => isFormOf(said, asked)))

const startsWithYesOrNo = (text: string): boolean => {
  const [first = ''] = text.toLowerCase().split(/[^\p{L}]+/u)
  return isOf('yes', first) || isOf('no', first)
}

const percents = /prosent\p{L}*/giu
/** «12 prosent er ikke innvandrere». */
const deniedBehind = new RegExp(`^[^,.;]{0,20}(?<!\\p{L})(?:${typedAlternation('not')})(?!\\p{L})`, 'iu')

type FigureIn = { n: string; value: number; at: number }

/** The figures of a text but those that are years, in digits or words. */
const figuresIn = (text: string): FigureIn[] =>
  [...text.matchAll(word)].flatMap(({ 0: n, index: at }) => {
    const value = /^\d/.test(n) ? Number(n) : readNumeral(bare(n))
    return value === undefined || (value >= 1900 && value < 2100) ? [] : [{ n, value, at }]
  })

/**
 * Of a text that `mayTellAhead`. Undefined: no figure of the next question is told, or more than one. `here`: the open question;
 * `next`: one asked after it; `isNext`: at once, so that what it counts tells enough; `others`: whose words may be meant as well.
 */
export const figureAhead = (
  { text }: Said,
  here: Asked,
  next: FigureQuestion,
  { others, isNext }: { others: readonly Asked[]; isNext: boolean },
): Ahead | undefined => {
  const found = figuresIn(text).flatMap(({ n, value, at }): Ahead[] => {
    const [before, after] = [text.slice(0, at), text.slice(at + n.length)]
    const tail = counted.exec(after)
    const { what = '', percent } = tail?.groups ?? {}
    if (notSo.test(what) || isSum.test(before)) return []
    const isOfIt = isShare(next)
      ? percent !== undefined &&
        !asks(here, 'figure') &&
        (isNext || (names(text.replace(percents, ''), wordsAlone(next, others)) && !deniedBehind.test(after)))
      : percent === undefined && isOfNext({ n, what: bare(what).split(' '), before }, here, next, { others, isNext })
    if (!isOfIt) return []
    const isDenied = denying.test(before)
    const rest = `${before.replace(isDenied ? denying : joint, '')} ${after.slice(tail?.[0].length ?? 0)}`.trim()
    return [{ value, rest, ...(isDenied ? { isDenied } : {}) }]
  })
  const [only, ...more] = found
  return more.length > 0 ? undefined : only
}

type Figure = { n: string; what: readonly string[]; before: string }

const isOfNext = (
  { n, what, before }: Figure,
  here: Asked,
  next: FigureQuestion,
  { others, isNext }: { others: readonly Asked[]; isNext: boolean },
): boolean => {
  const own = wordsAlone(next, others)
  if (what.some((one) => one.length > shortest && own.some((asked) => isFormOf(one, asked)))) return true
  const [unit = ''] = what
  if (!isNext || isShare(next) || asks(here, 'figure')) return false
  if (isUnitWord(unit)) return unitFit(`${n} ${unit}`, next) === 'same'
  // «Me har busett 14 i år».
  const last = bare(/\p{L}+(?= *$)/u.exec(before)?.[0] ?? '')
  return last.length > shortest && wordsAsked(next).some((asked) => isFormOf(last, asked))
}

const denied = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(?:${typedAlternation('denying')}) (\\d{1,4})|(\\d{1,4}) (?:er|var|e|va|ble|blei|vart) (?:jo |helt |heilt )?(?:feil|galt|gale|for mye|for mykje))(?![\\p{L}\\d])`,
  'giu',
)

/** «12 er feil», «ikke 12»: the figures that a text says are wrong. */
export const deniedFigures = (text: string): number[] =>
  [...text.matchAll(denied)].map(([, after, before]) => Number(after ?? before))

/** The text without these. */
export const withoutDenied = (text: string): string => text.replace(denied, ' ')

/** «87 totalt og 11 enslige»: the whole of which a question counts a part, and the text without it; undefined: none is told. */
export const totalTold = (text: string): Ahead | undefined => {
  const match = total.exec(text)
  const said = match?.[1] ?? match?.[2]
  return match === null || said === undefined ? undefined : { value: Number(said), rest: text.replace(match[0], ' ') }
}
const wholly = 'totalt|til sammen|tilsammen|til saman|i alt|alt i alt|samla|samlet|sammenlagt'
const total = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(\\d{1,4})(?: (?:stk\\.?|personer|personar|flyktninger|flyktningar|deltakere|deltakarar))? (?:${wholly})|(?:${wholly}) (?:(?:er|var|blir|har|vi|me|det) )*(\\d{1,4}))(?![\\p{L}\\d])`,
  'iu',
)
