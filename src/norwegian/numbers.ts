/** Number questions: a count or a measure with its unit. */
import type { Problem } from '../questionnaire/answer.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import { mainNumber } from './clauses.ts'
import { answered, ask, notUnderstood, toConfirm } from './contents.ts'
import { type Reading, readDigits } from './digits.ts'
import { isDash, wordOf } from './lexicon.ts'
import { bare, tidy, trimOf, words } from './normalise.ts'
import { readNumeral } from './numerals.ts'
import type { Core } from './politeness.ts'
import { type Quantity, readQuantity } from './quantity.ts'
import { withoutSoFar } from './so-far.ts'
import type { Content, Hearing } from './types.ts'
import { isUnitWord, unitFit } from './units.ts'

const tailWords =
  /[ ,]+(?:totalt|til sammen|til saman|i alt|sammenlagt|samla|samlet|i (?:fjor|ar|19\d\d|20\d\d)|i lopet av (?:aret|\d{4})|av (?:dem|dei|disse|desse))$/
/** `bare` answers that are zero («non» is «noen»), beside the words for none; a lone dash is one too. */
const zero =
  /^(?:null og niks|helt ingen|heilt ingen|absolutt ingen|(?:har )?(?:ingen|inga|ikk?j?e (?:non|no|nokon|nokre|noko))|ikk?j?e (?:en|ein|et|ett|eitt|ei)(?: eneste| einaste)?(?: en| ein)?)$/
/** «vi har ikke bosatt noen»: a sentence that says none, confirmed. */
const noneDone =
  /^(?:(?:vi|me|kommunen|kommuna|bydelen) )?(?:(?:har|hadde) )?(?:(?:vi|me) )?(?:ikke|ikkje) (?:[a-z]+ ){1,3}(?:non|nokon|nokre)$/

/** The meaning of a text at a number question: value, a question back, or not understood. */
export function understandNumber(
  { core, hedged }: Core,
  question: QuestionOf<'number'>,
  { language, year }: Pick<Hearing, 'language' | 'year'>,
): Content {
  const meaning = understandCount({ core, hedged }, question, language)
  if (meaning.type === 'ask' && unread.has(meaning.problem.code)) {
    const main = mainNumber(core, question)
    if (main !== undefined) {
      const answer = { kind: 'number' as const, value: main.value }
      return { type: 'confirm', answer: main.approximate ? { ...answer, approximate: true } : answer }
    }
  }
  return speaksOfOtherYear(core, year) ? toConfirm(meaning) : meaning
}

const unread = new Set(['not_a_number', 'other_unit', 'number_range'])

/** «12 i fjor» and «12 i 2017» hardly count what is asked about now. */
const speaksOfOtherYear = (text: string, year: number): boolean =>
  /\bi fjor\b/i.test(text) ||
  [...text.matchAll(/\b(?:i|for|fra|frå) ((?:19|20)\d\d)\b/gi)].some(([, said]) => Number(said) !== year)

function understandCount(
  { core, hedged }: Core,
  question: QuestionOf<'number'>,
  language: Hearing['language'],
): Content {
  if (isDash(core)) return answered({ kind: 'number', value: 0 })
  const own = [question.unit?.nb ?? '', question.unit?.nn ?? ''].join(' ')
  const text = withoutUnits(saidTwice(bare(tidy(core))), new Set(words(own)))
  if (/%|prosent|\bpst\b/.test(text) && !/%|prosent/.test(own)) return ask({ code: 'not_a_number' })
  if (zero.test(text) || wordOf(text) === 'none')
    return ofQuantity('number', { type: 'value', value: 0, approximate: false }, hedged)
  if (noneDone.test(text)) return { type: 'confirm', answer: { kind: 'number', value: 0 } }
  const fit = unitFit(core, question)
  if (fit === 'other')
    return ask(
      question.unit === undefined ? { code: 'not_a_number' } : { code: 'other_unit', unit: question.unit[language] },
    )
  const meaning = ofText(text, core, hedged, question)
  return fit === 'alike' ? toConfirm(meaning) : meaning
}

/** A text with its last unit words taken off, which still stand in `core`. */
function ofText(text: string, core: string, hedged: boolean, question: QuestionOf<'number'>): Content {
  const own = new Set(words([question.unit?.nb ?? '', question.unit?.nn ?? ''].join(' ')))
  const quantity = readQuantity(text, (part) =>
    likely(readNumber(withoutUnits(part, own), question.decimals), part, question),
  )
  if (quantity === undefined) return onlyFigure(text, question.decimals)
  if (isLoneYear(text, bare(tidy(core)), question))
    return ask({ code: 'ambiguous_number', candidates: [Number(text.slice(-4))] })
  return ofQuantity('number', quantity, hedged)
}

/** A dot is our old sign of thousands: another reading counts only where the field takes both. */
function likely(
  reading: Reading,
  text: string,
  { min = 0, max = Number.POSITIVE_INFINITY, decimals }: QuestionOf<'number'>,
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
export function readNumber(text: string, decimals: number): Reading {
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
export function ofQuantity(kind: 'number' | 'percent', quantity: Quantity, hedged: boolean): Content {
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
const asOf =
  /[ ,(]+(?:per|pr\.?) (?:\d{1,2}\. ?(?:\d{1,2}|[a-z]{3,9})\.?(?:[ .]?(?:\d{4}|\d{2}))?|\d{1,2}\/\d{1,2}(?:[-/]\d{2,4})?|(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember))\)?$/

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
function isLoneYear(text: string, whole: string, question: QuestionOf<'number'>): boolean {
  if (!/^(?:[^\d]+ )?(?:19|20)\d\d$/.test(text) || !/(?:19|20)\d\d[ .!?]*$/.test(whole)) return false
  return (question.min === undefined || question.min < 1800) && (question.max === undefined || question.max >= 1900)
}

const unsafe =
  /\b(?:ikk?j?e|ingen|eller|over|under|minst|mer|meir|mindre|mellom|noen|nokre|flere|fleire|til|halv\w*|minus|av|og|kl|klokk\w*|uke|veke|spm|sporsmal\w*|svar|nr|nummer|tlf|telefon|mobil|ring|gammel|gamal|skal|kommer|kjem|planlegg\w*|malet|vedtak|anmod\w*|neste)\b|[-/%]|\d\.? ?(?:jan|feb|mars|april|mai|juni|juli|aug|sept|okt|nov|des)/

/** A sentence with one figure in it and nothing that could turn it: asked about as that figure. */
function onlyFigure(text: string, decimals: number): Content {
  const figures = text.match(/\d[\d .,]*\d|\d/g) ?? []
  const reading = figures.length === 1 ? readDigits(figures[0] ?? '', decimals) : undefined
  if (reading === undefined || !('value' in reading) || unsafe.test(text) || text.split(' ').length > 10)
    return notANumber(text)
  if (/(?:^|\D)(?:19|20)\d\d(?:\D|$)/.test(text)) return notANumber(text)
  const rest = words(text).filter(
    (w) => !/\d/.test(w) && readNumeral(w) !== undefined && !/^(?:en|ei|ein|ett|to)$/.test(w),
  )
  return rest.length > 0 ? notANumber(text) : { type: 'confirm', answer: { kind: 'number', value: reading.value } }
}

function notANumber(text: string): Content {
  return text === '' ? notUnderstood : ask({ code: 'not_a_number' })
}
