/** Number questions: a count or a measure with its unit. */

import type { Problem } from '../questionnaire/answer.ts'
import type { Asked, QuestionOf } from '../questionnaire/schema.ts'
import { type CountQuestion, unitOf } from '../questionnaire/shape.ts'
import type { Core } from './around.ts'
import { isUnitWord, type Reading, readDigits, readNumeral, readOrdinal, unitFit } from './figures.ts'
import { isFormOf } from './match.ts'
import { answered, ask, type Content, type Hearing, notUnderstood, toConfirm } from './meaning.ts'
import { type Quantity, readQuantity } from './quantity.ts'
import { reckoned } from './reckoned.ts'
import { bare, tidy, trimOf, words } from './said.ts'
import { monthsInFull } from './times.ts'
import { aboutAtStart, alternation, isDash, isOf, withoutSoFar, wordOf } from './words.ts'
import { wordsAsked } from './yes-no.ts'

const tailWords =
  /[ ,]+(?:totalt|til sammen|til saman|i alt|sammenlagt|samla|samlet|i (?:fjor|ar|19\d\d|20\d\d)|i lopet av (?:aret|\d{4})|av (?:dem|dei|disse|desse))$/
/** `bare` answers that are zero («non» is «noen»), beside the words for none; a lone dash is one too. */
const zero =
  /^(?:null og niks|helt ingen|heilt ingen|absolutt ingen|(?:har )?(?:ingen|inga|ikk?j?e (?:non|no|nokon|nokre|noko))|ikk?j?e (?:en|ein|et|ett|eitt|ei)(?: eneste| einaste)?(?: en| ein)?)$/
/** «vi har ikke bosatt noen»: a sentence that says none, confirmed. */
const noneDone =
  /^(?:(?:vi|me|kommunen|kommuna|bydelen) )?(?:(?:har|hadde|fikk|fekk|tok) )?(?:(?:vi|me) )?(?:ikke|ikkje|itj|aldri) (?:[a-z]+ ){1,4}(?:non|nokon|nokre|nan|en eneste|ein einaste)(?: (?:selv|sjolv\w*|sjol|her))?$/
/** The first of what is told, where none of the rest has a figure. */
const firstTold = /^([^,.;]+)[,.;] *(?=[^\d]*$)/

/** The meaning of a text at a number question: value, a question back, or not understood. */
export function understandNumber(
  { core, hedged }: Core,
  question: CountQuestion,
  { language, year, month }: Pick<Hearing, 'language' | 'year' | 'month'>,
): Content {
  const sum = reckoned(core, question, { year, ...(month === undefined ? {} : { month }) })
  if (sum?.or !== undefined) return ask({ code: 'ambiguous_number', candidates: [sum.or, sum.value] })
  if (sum !== undefined) {
    const approximate = sum.approximate === true || hedged
    const answer = { kind: 'number' as const, value: sum.value, ...(approximate ? { approximate } : {}) }
    const isSure = sum.sure === true && !approximate && !speaksOfOtherYear(core, year)
    return isSure ? answered(answer) : { type: 'confirm', answer }
  }
  const meaning = understandCount({ core, hedged }, question, language)
  // «5. år» is the fifth, and not five.
  return /^\d{1,2}\. ?\p{L}/u.test(core) || speaksOfOtherYear(core, year) ? toConfirm(meaning) : meaning
}

/** «12 i fjor» and «12 i 2017» hardly count what is asked about now. */
const speaksOfOtherYear = (text: string, year: number): boolean =>
  /\bi fjor\b/i.test(text) ||
  [...text.matchAll(/\b(?:i|for|fra|frå) ((?:19|20)\d\d)\b/gi)].some(([, said]) => Number(said) !== year)

function understandCount({ core, hedged }: Core, question: CountQuestion, language: Hearing['language']): Content {
  if (isDash(core)) return answered({ kind: 'number', value: 0 })
  const unit = unitOf(question)
  const own = [unit?.nb ?? '', unit?.nn ?? ''].join(' ')
  const text = withoutUnits(saidTwice(bare(tidy(core))), new Set(words(own)))
  if (/%|prosent|\bpst\b/.test(text) && !/%|prosent/.test(own)) return ask({ code: 'not_a_number' })
  if (zero.test(text) || wordOf(text) === 'none')
    return ofQuantity('number', { type: 'value', value: 0, approximate: false }, hedged)
  if (noneDone.test(withoutSoFar(text)) || noneDone.test(withoutSoFar(firstTold.exec(text)?.[1] ?? '')))
    return { type: 'confirm', answer: { kind: 'number', value: 0 } }
  const fit = unitFit(core, question)
  if (fit === 'other')
    return ask(unit === undefined ? { code: 'not_a_number' } : { code: 'other_unit', unit: unit[language] })
  const meaning = ofText(text, core, hedged, question)
  return fit === 'alike' ? toConfirm(meaning) : meaning
}

/** A text with its last unit words taken off, which still stand in `core`. */
function ofText(text: string, core: string, hedged: boolean, question: CountQuestion): Content {
  const unit = unitOf(question)
  const own = new Set(words([unit?.nb ?? '', unit?.nn ?? ''].join(' ')))
  const quantity = readQuantity(text, (part) =>
    likely(readNumber(withoutUnits(part, own), question.decimals), part, question),
  )
  if (quantity === undefined) return plainlySaid(text, question, hedged) ?? notANumber(text)
  if (isLoneYear(text, bare(tidy(core)), question))
    return ask({ code: 'ambiguous_number', candidates: [Number(text.slice(-4))] })
  return ofQuantity('number', quantity, hedged)
}

/** «Me busette tretti», «vi ligger på 7»: nothing stands around the figure but who, that it is so, and the question's own words. */
function plainlySaid(text: string, question: CountQuestion, hedged: boolean): Content | undefined {
  const inner = withoutAsked(text, question)
  if (inner === undefined) return undefined
  const quantity = readQuantity(inner, (part) => likely(readNumber(part, question.decimals), part, question))
  return quantity === undefined ? undefined : ofQuantity('number', quantity, hedged)
}

/** «Om lag» tells how sure a figure is, also where the question itself says so. */
const aboutWords = new Set(
  alternation('about')
    .split(/[| ]/)
    .filter((word) => !/^(?:i|som|og|no)$/.test(word)),
)

/** What is left between words that tell nothing and words of the question; undefined when nothing can be taken off. */
export function withoutAsked(text: string, question: Asked): string | undefined {
  const asked = wordsAsked(question)
  const tells = (word: string) =>
    /\d/.test(word) ||
    unsafe.test(word) ||
    aboutWords.has(word) ||
    readNumeral(word) !== undefined ||
    (!isOf('around', word) && !asked.some((other) => isFormOf(word, other)))
  const tokens = text.split(' ')
  if (tokens.length > 14) return undefined
  const from = tokens.findIndex(tells)
  const to = tokens.findLastIndex(tells)
  return from < 0 || (from === 0 && to === tokens.length - 1) ? undefined : tokens.slice(from, to + 1).join(' ')
}

/** A dot is our old sign of thousands: another reading counts only where the field takes both. */
function likely(
  reading: Reading,
  text: string,
  { min = 0, max = Number.POSITIVE_INFINITY, decimals }: CountQuestion,
): Reading {
  if (reading === undefined || 'value' in reading || decimals > 0 || text.includes(',')) return reading
  const [thousands = 0] = reading.candidates
  return reading.candidates.every((value) => value >= min && value <= max) ? reading : { value: thousands }
}

/** «30 (tretti)» is 30. */
function saidTwice(text: string): string {
  const twice = /^([^()]{1,40}?) ?\(([^()]{1,40})\)$/.exec(text)
  const [one, other] = [readNumber(twice?.[1] ?? '', 0), readNumber(twice?.[2] ?? '', 0)]
  const equal =
    one !== undefined && other !== undefined && 'value' in one && 'value' in other && one.value === other.value
  return equal ? (twice?.[1] ?? text) : text
}

/** One number in figures or words. */
function readNumber(text: string, decimals: number): Reading {
  const digits = readDigits(text, decimals)
  if (digits !== undefined) return digits
  const scaled = /^(.+) (millioner|millionar|million|mill|milliarder|milliardar|milliard|mrd|tusen)\.?$/.exec(text)
  const factor = scaled === null ? undefined : readNumeral(scaled[1] ?? '')
  if (factor !== undefined && !Number.isInteger(factor))
    return { value: factor * (/^milli?a|^mrd/.test(scaled?.[2] ?? '') ? 1e9 : scaled?.[2] === 'tusen' ? 1e3 : 1e6) }
  const halves = /^(\d{1,4}) og (?:en |ein |ei |et |eit )?(?:halv|halvt|1\/2|½)$/.exec(text)
  if (halves !== null) return { value: Number(halves[1]) + 0.5 }
  const numeral = readNumeral(text.replace(/^minus /, ''))
  return numeral === undefined ? undefined : { value: text.startsWith('minus ') && numeral !== 0 ? -numeral : numeral }
}

/** A quantity as the meaning at a number or per cent question. */
function ofQuantity(kind: 'number' | 'percent', quantity: Quantity, hedged: boolean): Content {
  if (quantity.type === 'value') {
    const answer = {
      kind,
      value: quantity.value,
      ...(quantity.approximate || hedged ? { approximate: true as const } : {}),
    }
    return hedged ? { type: 'confirm', answer } : answered(answer)
  }
  return ask(problemOf(quantity))
}

function problemOf(quantity: Exclude<Quantity, { type: 'value' }>): Problem {
  if (quantity.type === 'range') return { code: 'number_range', low: quantity.low, high: quantity.high }
  if (quantity.type === 'candidates') return { code: 'ambiguous_number', candidates: quantity.candidates }
  return { code: quantity.type === 'bound' ? 'number_bound' : 'number_vague' }
}

/** «22 pr. 1. oktober», «22 per 01.10.2018». */
const asOf = new RegExp(
  `[ ,(]+(?:per|pr\\.?) (?:\\d{1,2}\\. ?(?:\\d{1,2}|[a-z]{3,9})\\.?(?:[ .]?(?:\\d{4}|\\d{2}))?|\\d{1,2}/\\d{1,2}(?:[-/]\\d{2,4})?|(?:${monthsInFull}))\\)?$`,
)

/** «30 flyktninger (personer) totalt» → «30»; «kr 500,-» → «500». */
function withoutUnits(text: string, own: ReadonlySet<string>): string {
  let rest = trimOf(text.replace(/^\.(?=\d)/, '0.'), ' .!?;:')
    .replace(asOf, '')
    .replace(
      /^(?:totalt|til sammen|til saman|i alt|sammenlagt|samla|samlet|sum|i (?:fjor|ar|20\d\d)(?: (?:har|hadde|bosatte) vi)?)[ :,]+/,
      '',
    )
    .replace(/^(?:kr|nok)\.? ?(?=[\d-])/, '')
    .replace(/(\d) ?°(?: ?c)?$/, '$1 grader')
  for (let i = 0; i < 6; i++) {
    const tailless = withoutSoFar(rest)
      .replace(tailWords, '')
      .replace(/,- ?(?:kr)?$/, '')
      .replace(/ ?\(([\p{L} ]{1,40})\)$/u, ' $1')
    const last = /(?:^|[ \d])([\p{L}]+)\.?$/u.exec(tailless)?.[1] ?? ''
    const isUnit = last !== '' && (isUnitWord(last) || own.has(last)) && last.length < tailless.length
    const shorter = trimOf(isUnit ? tailless.replace(/[\p{L}]+\.?$/u, '') : tailless, ' .!?;:')
    if (shorter === '' || shorter === rest) break
    rest = shorter
  }
  // «et år» is one.
  return /^(?:et|eit)$/.test(rest) && rest !== text ? '1' : rest
}

/** A lone 2018 is a year, not a count; where the field's range is about years it is an answer, where it is below, the engine refuses it. */
function isLoneYear(text: string, whole: string, question: CountQuestion): boolean {
  if (!/^(?:[^\d]+ )?(?:19|20)\d\d$/.test(text) || !/(?:19|20)\d\d[ .!?]*$/.test(whole)) return false
  return (question.min === undefined || question.min < 1800) && (question.max === undefined || question.max >= 1900)
}

const unsafe =
  /\b(?:ikk?j?e|ingen|eller|over|under|minst|mer|meir|mindre|mellom|noen|non|nokre|flere|fleire|til|halv\w*|minus|av|og|kl|klokk\w*|uke|veke|spm|sporsmal\w*|svar|nr|nummer|tlf|telefon|mobil|ring|gammel|gamal|skal|kommer|kjem|planlegg\w*|malet|vedtak|anmod\w*|neste)\b|[-/%]|\d\.? ?(?:jan|feb|mars|april|mai|juni|juli|aug|sept|okt|nov|des)/

function notANumber(text: string): Content {
  return text === '' ? notUnderstood : ask({ code: 'not_a_number' })
}

// Per cent questions: per cent, fractions, n of m.

const percentWord = /(?:%|\b(?:prosenter|prosentar|prosenten|prosent|pst|pros)\b\.?)/g
const everything = new Set(['alle', 'alle sammen', 'alle saman', 'samtlige', 'samtlege', 'alt', 'absolutt alle'])
const ofWhom =
  / (?:av )?(?:de|dei|vare)? ?(?:kommunene|kommunane|kommuner|kommunar|flyktninger|flyktningar|flyktningene|flyktningane|deltakere|deltakarar|deltakerne|deltakarane|ansatte|tilsette|de ansatte|dei tilsette|personer|personar|bydeler|bydelar|bydelene|innvandrere|innvandrarar|bosatte|busette|ganger|gonger|stillinger|stillingar|tilfeller|plasser|dem|dei|disse|desse)$/

/** The meaning of a text at a per cent question. */
export function understandPercent({ core, hedged }: Core, question: QuestionOf<'percent'>): Content {
  // A dash may be «none» or «not for us» when a share is asked: so it is confirmed.
  if (isDash(core)) return { type: 'confirm', answer: { kind: 'percent', value: 0 } }
  const whole = trimOf(bare(tidy(core)), ' .!?;:')
  const unmarked = trimOf(whole.replace(percentWord, ' ').replace(/ +/g, ' '), ' .')
  const text = unmarked.replace(ofWhom, '')
  const marked = /%|prosent|\bpst\b|\bpros\b/.test(whole)
  const limit = everything.has(text) ? 100 : wordOf(text) === 'none' ? 0 : undefined
  if (limit !== undefined) return ofQuantity('percent', { type: 'value', value: limit, approximate: false }, hedged)
  const said = withoutAsked(text, question) ?? text
  const quantity = readQuantity(/\d/.test(said) || readNumeral(said) !== undefined ? said : text, (part) =>
    // «en halv prosent» is 0,5 %, not the half.
    shareOf(marked ? readNumber(part, question.decimals) : readPart(part, question.decimals)),
  )
  if (quantity === undefined) return ask({ code: 'not_a_number' })
  if (!marked && quantity.type === 'value' && quantity.value >= 0 && quantity.value <= 1 && /[.,]\d/.test(text)) {
    return ask({ code: 'share_as_fraction', value: quantity.value })
  }
  // «30 flyktninger» is a count; «ni av ti flyktninger» and «30 % av flyktningene» are shares.
  if (!marked && text !== unmarked && quantity.type === 'value' && readShare(text) === undefined) {
    return ask({ code: 'not_a_number' })
  }
  const meaning = ofQuantity('percent', quantity, hedged)
  // «en» and «to» are hardly per cent, 1 may be a whole share, and a plus tells of a change.
  return /^(?:\+|pluss )/.test(text) ||
    (!marked && /^(?:en|ein|ei|ett|eitt|to|1|halvann\w+|.* halvt?)$/.test(text) && readShare(text) === undefined)
    ? toConfirm(meaning)
    : meaning
}

/** No share is in the thousands. */
function shareOf(reading: Reading): Reading {
  const shares = reading !== undefined && 'candidates' in reading ? reading.candidates.filter((it) => it <= 100) : []
  const [value] = shares
  return shares.length === 1 && value !== undefined ? { value } : reading
}

/** Only shares are rounded, to the field's decimals; a percentage that was typed with more is the engine's to refuse. */
function readPart(part: string, decimals: number): Reading {
  const share = readShare(part)
  if (share === undefined || !('value' in share)) return readNumber(part, decimals)
  const factor = 10 ** decimals
  return { ...share, value: Math.round(share.value * factor) / factor }
}

// Shares in words and figures: «halvparten», «to tredjedeler», «ni av ti», «9/10», as per cent.

// biome-ignore format: a table by denominator
const parts: readonly (readonly [number, readonly string[]])[] = [
  [3, ['tredjedel', 'tredel', 'tredjepart']],
  [4, ['fjerdedel', 'firedel', 'kvart', 'fjerdepart', 'kvartdel']],
  [5, ['femtedel', 'femdel', 'femtepart']],
  [6, ['sjettedel', 'seksdel']],
  [7, ['sjuendedel', 'sjudel', 'syvendedel']],
  [8, ['åttendedel', 'åttedel', 'åttandedel']],
  [9, ['niendedel', 'nidel', 'niandedel']],
  [10, ['tiendedel', 'tidel', 'tiandedel']],
]
const partOf = new Map(
  parts.flatMap(([n, forms]) =>
    forms.flatMap((f) => ['', 'en', 'er', 'ar', 'ene', 'ane'].map((e) => [bare(f + e), n] as const)),
  ),
)
// biome-ignore format: words of a kind share a line
const halves = new Set(
  [
    'halvparten', 'halvdelen', 'helvta', 'helvten', 'halve', 'en halv', 'ein halv', 'halv', 'halvpart', 'en halvpart', 'halvdel', 'annenhver', 'annakvar', 'annankvar', 'fifty fifty',
  ].map(bare),
)

/** A share as per cent, unrounded and approximate, since a share put in words is a rounding; undefined if it is none. */
export function readShare(text: string): Reading {
  if (text === 'trekvart') return { value: 75, approximate: true }
  if (text === '½') return { value: 50, approximate: true }
  if (halves.has(text)) return { value: 50, approximate: true }
  const every = /^(?:hver|kvar) (\S+)$/.exec(text)
  if (every !== null) return everyNth(every[1] ?? '')
  const fraction = /^(?:(\S+) )?(\S+)$/.exec(text.replace(/ del(?=er$|ar$|$)/, 'del'))
  const denominator = partOf.get(fraction?.[2] ?? '')
  if (denominator !== undefined) {
    const numerator = fraction?.[1] === undefined ? 1 : wholeNumber(fraction[1])
    return share(numerator, denominator)
  }
  const nOfM = /^(.+?) ?(?: av | utav | ut av |\/)(?: ?(?:de|dei) )? ?(.+)$/.exec(text)
  if (nOfM === null) return undefined
  const [n, m] = [wholeNumber(nOfM[1] ?? ''), wholeNumber(nOfM[2] ?? '')]
  // «50/50» and «30/70» are two parts, not a share.
  return text.includes('/') && n !== undefined && m !== undefined && n + m === 100 ? undefined : share(n, m)
}

/** A share in words, as per cent: «halvparten», «om lag en tredjedel», «alle»; undefined: it is none, or figures stand in it. */
export function shareSaid(text: string): { value: number; approximate?: true } | undefined {
  const said = trimOf(bare(tidy(text)), ' .!').replace(aboutAtStart, '')
  // «Tre av de fjorten» counts, whatever the whole is.
  if (/\d|\bav\b(?! (?:de[imt]?|disse|desse)$)/.test(said)) return undefined
  const core = said.replace(ofWhom, '')
  if (everything.has(core)) return { value: 100 }
  const reading = readShare(core)
  return reading !== undefined && 'value' in reading ? { ...reading, approximate: true } : undefined
}

function everyNth(ordinal: string): Reading {
  const nth = readOrdinal(ordinal)
  return nth === undefined || nth < 2 ? undefined : share(1, nth)
}

function wholeNumber(text: string): number | undefined {
  const reading = readNumber(text.trim(), 0)
  return reading !== undefined && 'value' in reading && Number.isInteger(reading.value) && reading.value >= 0
    ? reading.value
    : undefined
}

function share(numerator: number | undefined, denominator: number | undefined): Reading {
  if (numerator === undefined || denominator === undefined || denominator === 0 || numerator > denominator)
    return undefined
  if (numerator === 0 || numerator === denominator) return { value: numerator === 0 ? 0 : 100 }
  return { value: (100 * numerator) / denominator, approximate: true }
}
