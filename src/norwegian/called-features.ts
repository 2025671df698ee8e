/**
 * What of a message the model of what answers are called looks at: its words without their endings and as most dialects have them, pairs of
 * these, how long words begin and end, its form, and what the rules know of it. Parts of words, as the model of topics has them, say no
 * more here, and need four times as many weights.
 */

import { keptWith } from '../memory.ts'
import { unwrap } from './around.ts'
import { lately, type Said } from './said.ts'
import { piecesOf } from './sentences.ts'
import { stemOf } from './term-words.ts'
import { type Features, formsOf, kinds, numberOf, wordsOf } from './topic-features.ts'
import { stanceOf, stanceWithTail } from './yes-no.ts'

/** «Kvart» as «hvert», «bustad» as «bostad», «alt sammen» as «altsamen»: a `bare` word as dialects and both written forms have it. */
const folded = (word: string): string =>
  word
    .replace(/^[kh]v/, 'v')
    .replace(/[ea]i/g, 'e')
    .replace(/au|oy/g, 'o')
    .replace(/[gh]j/g, 'j')
    .replaceAll('kj', 'tj')
    .replace(/(.)\1+/g, '$1')
    .replaceAll('ck', 'k')

const stem = lately((word): string => stemOf(folded(word)))

/** How each kind weighs, and letters of the beginnings and ends of longer words: found on hands that the model had not seen. */
const weigh = { stem: 1.4, pair: 1, start: 1, end: 1, form: 0.5, sign: 0.5 }
const letters = { start: 4, end: 5 }

/** «i Lier», «Sandnes har»: perhaps another municipality than one's own. */
export const place =
  /(?<!\p{L})(?:i|på|hos|fra|frå) \p{Lu}\p{Ll}{2,}|^\p{Lu}\p{Ll}{2,} (?:har|hadde|gjorde|gjør|gjer|sto|fikk|tok|kjører|driver|driv|e|er)(?!\p{L})/u
const name = /(?<=\p{L},? )\p{Lu}\p{Ll}{2,}/u

/** What the rules know of a text, whatever is asked: what turns it, a yes or a no, a name, a year. */
const signsOf = ({ text }: Said): string[] => {
  const { core, hedged } = unwrap(text)
  const stance = stanceOf(core) ?? stanceWithTail(text)?.stance
  return [
    ...new Set(piecesOf(text).flatMap(({ turns }) => [...turns])),
    ...(hedged ? ['hedged'] : []),
    ...(stance === undefined ? [] : [`says ${stance}`]),
    ...(name.test(text) ? ['name'] : []),
    ...(place.test(text) ? ['place'] : []),
    ...(/[12]\d{3}/.test(text) ? ['year'] : []),
  ]
}

const featuresOf = keptWith((said: Said): Features => {
  const { written, most } = wordsOf(said)
  const stems = most.map(stem)
  const numbers: number[] = []
  const weights: number[] = []
  const add = (kind: number, texts: readonly string[], weight: number) => {
    const each = weight / Math.sqrt(Math.max(1, texts.length))
    for (const text of texts) {
      numbers.push(numberOf(kind, text))
      weights.push(each)
    }
  }
  const longer = (than: number): string[] => stems.filter((word) => word.length > than)
  add(kinds.stem, stems, weigh.stem)
  add(
    kinds.stems,
    [...stems, said.asks ? '?' : '$'].map((word, i) => `${stems[i - 1] ?? '^'} ${word}`),
    weigh.pair,
  )
  add(
    kinds.start,
    longer(letters.start).map((word) => word.slice(0, letters.start)),
    weigh.start,
  )
  add(
    kinds.end,
    longer(letters.end + 1).map((word) => word.slice(-letters.end)),
    weigh.end,
  )
  add(kinds.form, formsOf(said, written), weigh.form)
  const signs = signsOf(said)
  // Each by itself, however many there are.
  add(kinds.sign, signs, weigh.sign * Math.sqrt(signs.length))
  return { numbers, weights }
})

/** Of a question's name; a feature is looked up as it is, for all questions, and turned by this, for one alone. */
const turnOf = (part: string, question: string): number => numberOf(kinds.question, `${part}/${question}`)

/** What the model looks at: what is said at any question, and the same once more as said at this one. */
export const featuresAt = (said: Said, part: string, question: string): Features => {
  const turn = turnOf(part, question)
  const { numbers, weights } = featuresOf(said)
  return { numbers: [...numbers, ...numbers.map((number) => number ^ turn)], weights: [...weights, ...weights] }
}
