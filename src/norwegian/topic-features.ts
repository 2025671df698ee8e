/** What of a message the models of topics and of answers look at: its words, pairs of words and parts of words, each as a number. */

import { keptWith } from '../memory.ts'
import type { Place } from './meaning.ts'
import type { Said } from './said.ts'
import { asMostWrite } from './talk-words.ts'

/** Words, and letters of them; more of a message is not looked at. */
const longest = { words: 60, letters: 400 }

/** Numbers of 24 bits; one that comes twice counts twice. `weights`: of each, in this message. */
export type Features = { numbers: readonly number[]; weights: readonly number[] }

/** FNV-1a, begun by the kind of the feature, then taken on letter by letter. */
const begun = (kind: number): number => Math.imul(0x811c9dc5 ^ kind, 0x01000193)
const takenOn = (hash: number, text: string, from: number, to: number): number => {
  let on = hash
  for (let i = from; i < to; i++) on = Math.imul(on ^ text.charCodeAt(i), 0x01000193)
  return on
}
const in24Bits = (hash: number): number => ((hash >>> 24) ^ hash) & 0xffffff

/** A text as the number of a feature; `kind`: one of `kinds`. */
export const numberOf = (kind: number, text: string): number => in24Bits(takenOn(begun(kind), text, 0, text.length))

/** Each kind's features together weigh the same in a short and in a long message. A place and a sign are looked at by two models. */
export const kinds = {
  word: 1,
  pair: 2,
  part: 3,
  form: 4,
  place: 5,
  sign: 5,
  question: 6,
  stem: 7,
  stems: 8,
  start: 9,
  end: 10,
} as const

/** Letters of the parts of words, with the borders of words as spaces. */
const parts = { from: 3, to: 5 }

/** Figures are one sign, and words of dialects are as most write them, too. `place`: where it was said, if at no question. */
export const featuresOf = (said: Said, place?: Place): Features =>
  place === undefined ? unplaced(said) : madeOf(said, place)

/** Two models look at them in a turn. */
const unplaced = keptWith((said: Said) => madeOf(said))

/** The words of a message, figures as one sign: as they are written, and dialects as most write them. */
export const wordsOf = (said: Said): { written: readonly string[]; most: readonly string[] } => {
  const written = said.tokens.slice(0, longest.words).map((token) => token.replace(/\d+/g, '0'))
  return { written, most: written.map((token) => asMostWrite.get(token) ?? token) }
}

const madeOf = (said: Said, place?: Place): Features => {
  const { written, most } = wordsOf(said)
  const numbers: number[] = []
  const weights: number[] = []
  const add = (found: readonly number[], weight: number) => {
    const each = weight / Math.sqrt(Math.max(1, found.length))
    for (const number of found) {
      numbers.push(number)
      weights.push(each)
    }
  }
  const others = written.filter((word, i) => word !== most[i])
  add(
    [...most, ...others].map((word) => numberOf(kinds.word, word)),
    1,
  )
  const ended = [...most, said.asks ? '?' : '$']
  add(
    ended.map((word, i) => numberOf(kinds.pair, `${most[i - 1] ?? '^'} ${word}`)),
    1,
  )
  add(partsOf(` ${most.join(' ')} `.slice(0, longest.letters)), 1)
  add(
    formsOf(said, written).map((form) => numberOf(kinds.form, form)),
    0.5,
  )
  if (place !== undefined) {
    add([numberOf(kinds.place, place)], 0.7)
    add(
      most.map((word) => numberOf(kinds.place, `${place} ${word}`)),
      0.7,
    )
  }
  return { numbers, weights }
}

const partsOf = (text: string): number[] => {
  const found: number[] = []
  const start = begun(kinds.part)
  // A part goes on from the shorter one that begins at the same place.
  const hashes: number[] = []
  for (let at = 0; at + parts.from <= text.length; at++) hashes.push(takenOn(start, text, at, at + parts.from))
  for (let length = parts.from; length <= parts.to; length++)
    for (let at = 0; at + length <= text.length; at++) {
      const hash = hashes[at] ?? start
      found.push(in24Bits(hash))
      hashes[at] = takenOn(hash, text, at + length, at + length + 1)
    }
  return found
}

const lengths = [1, 2, 3, 5, 8, 12, 20, 35]

/** What a message is like, beside its words. */
export const formsOf = (said: Said, tokens: readonly string[]): string[] => [
  'always',
  `long ${lengths.findIndex((most) => tokens.length <= most)}`,
  ...(said.asks ? ['asks'] : []),
  ...(said.text.includes('?') ? ['asks somewhere'] : []),
  ...(tokens.some((token) => token.includes('0')) ? ['figure'] : []),
]
