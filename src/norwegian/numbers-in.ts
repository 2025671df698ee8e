/** The numbers of a text, in figures and in words: where each stands and what it reads as. */

import type { QuestionOfShape } from '../questionnaire/shape.ts'
import { listNumbers, readNumeral } from './figures.ts'
import { saidOf } from './said.ts'

export type FigureQuestion = QuestionOfShape<'figure'>

/** How the value was come by: as it was said; out of a part of a post, a share of something, a span of time. */
export type How = 'said' | 'post' | 'share' | 'span'

/** `article`: «en», which is seldom a number. `zero`: «ingen». `about`: the number is a rounding by itself, as «et dusin», «et tretitalls». `of`: it is a part of this one. */
export type NumberIn = {
  value: number
  from: number
  to: number
  article?: true
  zero?: true
  about?: 'tens' | 'dozen' | 'days'
  of?: number
}

/** A number, or several that come to something together. `value`: what it comes to; `to`: the end of all that was taken for it. */
export type Found = { number: NumberIn; value: number; how: How; to: number }

const numbers =
  /(?<![\p{L}\d,.])(\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)?(?![.,]+\d)|½)(?!\p{L}{1,2}(?<!år|ar|kr|em|[xtm])(?!\p{L})|\d)((?: ?½| 1\/2)?)|(?<!\p{L})\p{L}+(?!\p{L})/gu
const articles = /^(?:en|ein|ei|et|eit|ett|eitt|én|éin|éi|étt)$/u
const sureOnes = /^(?:én|éin|éi|ett|eitt|étt)$/u
/** Words that read as a number alone and are mostly something else in a sentence. */
const notInside = /^(?:førr|fir|elve|andre|halve?|halvt|ått|att|tal|tall|toll)$/u
/** Words that begin a number of several words, and are none. */
const beginning = /^(?:halv\p{L}*|tre)$/u

const dozens = /(?<!\p{L})(?:(?:et|eit|to|tre) )?(?:halvt )?dusin(?!\p{L})|(?<!\p{L})(?:et|eit) halvt hundre(?!\p{L})/gu
const nothing =
  /(?<=(?:^|[.,;:!-] ?|(?<!\p{L})(?:har|va|var|er|e|kom|blei|ble|vart|nei) (?:det )?))(?:ingen|inga|niks|itj (?:ein|en|nån)|ikk?j?e (?:én|en|ein) eneste)(?!\p{L})(?! (?:har|fører|vet|veit|statistikk|oversikt|tal+|formein\p{L}*|formening|anelse|aning|peiling|sånn|slik|bosetting|elever|ide|spesiel\p{L}*|særskil\p{L}*|særlig\p{L}*|særleg\p{L}*|bestem\p{L}*|store|kommentar\p{L}*|merknad\p{L}*|plan\p{L}*|mål)(?!\p{L}))/gu

/** Longest number in words. */
const mostWords = 5

/** The number in words that begins at a place: the longest that reads as one. */
const inWords = (text: string, from: number, first: string): NumberIn | undefined => {
  const tens = /^(.{3,}?)(?:e?n)?tall?s?$/u.exec(first)?.[1]
  if (tens !== undefined) {
    const value = readNumeral(tens) ?? 0
    return value >= 20 ? { value, from, to: from + first.length, about: 'tens' } : undefined
  }
  const isArticle = articles.test(first)
  if (isArticle && /^\p{L}+ \p{L}{3,}tall?s?(?!\p{L})/u.test(text.slice(from, from + 40))) return undefined
  if (!isArticle && !beginning.test(first) && readNumeral(first) === undefined) return undefined
  const run = /^\p{L}+(?:[ -]\p{L}+)*/u.exec(text.slice(from, from + 60))?.[0] ?? first
  const ends = [...run.matchAll(/\p{L}+/gu)].slice(0, mostWords).map((part) => part.index + part[0].length)
  for (const end of ends.reverse()) {
    const said = run.slice(0, end)
    if (notInside.test(said)) continue
    if (articles.test(said))
      return { value: 1, from, to: from + end, ...(sureOnes.test(said) ? {} : { article: true }) }
    const value = readNumeral(said)
    if (value !== undefined) return { value, from, to: from + end }
  }
  return undefined
}

const inDozens = (said: string): number => {
  const whole = said.includes('hundre') ? 100 : 12 * (/^to /.test(said) ? 2 : /^tre /.test(said) ? 3 : 1)
  return said.includes('halvt') ? whole / 2 : whole
}

/** All numbers of a `tidy` text in which what counts nothing is hidden, in the order said. */
export const numbersIn = (text: string): NumberIn[] => {
  const found: NumberIn[] = []
  if (text.includes('dusin') || text.includes('hundre'))
    for (const { 0: said, index } of text.matchAll(dozens))
      found.push({ value: inDozens(said), from: index, to: index + said.length, about: 'dozen' })
  for (const { 0: said, index } of text.matchAll(nothing))
    found.push({ value: 0, from: index, to: index + said.length, zero: true })
  let until = 0
  for (const { 0: said, 1: figures, 2: half = '', index } of text.matchAll(numbers)) {
    if (index < until || found.some(({ from, to }) => index >= from && index < to)) continue
    // «Tusen takk».
    if (text.startsWith(' takk', index + said.length)) continue
    const one =
      figures === undefined
        ? inWords(text, index, said)
        : { value: inFigures(figures) + (half === '' ? 0 : 0.5), from: index, to: index + said.length }
    if (one === undefined) continue
    until = one.to
    found.push(one)
  }
  return found.sort((one, other) => one.from - other.from)
}

const inFigures = (figures: string): number =>
  figures === '½' ? 0.5 : Number(figures.replaceAll(' ', '').replace(',', '.'))

// The number that a text names among things that are numbered.

const numbered = /(?<!\p{L})(?:spørsmål(?:et)?|spm|endre|på|om|svaret?|til)(?!\p{L})/giu

/** The one number that a text names among things that are numbered: «nr. 3», «spørsmål tre», «den tredje». */
export const numberNamed = (text: string): number | undefined => {
  const figures = text.match(/\d+/g) ?? []
  const [only, ...more] = figures.length > 0 ? figures.map(Number) : (listNumbers(text.replace(numbered, ' ')) ?? [])
  return more.length === 0 && only !== undefined && only < 1000 ? only : undefined
}

/** A number with a word or two, and nothing of a figure that should stand somewhere: «den tredje», not «hun sier 8». */
export const isOnlyNumber = (text: string): boolean => {
  const { tokens, asks } = saidOf(text)
  return tokens.length <= 4 && !asks && !/%|prosent|(?<!\p{L})(?:år|sier|seier|sa|årsverk)(?!\p{L})/iu.test(text)
}
