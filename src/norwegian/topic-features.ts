/** What of a message the model of topics looks at: its words, pairs of words and parts of words, each as a number. */

import type { Said } from './said.ts'
import { asMostWrite } from './talk-words.ts'

/** Words, and letters of them; more of a message is not looked at. */
const longest = { words: 60, letters: 400 }

/** Numbers of 24 bits; one that comes twice counts twice. `weights`: of each, in this message. */
export type Features = { numbers: number[]; weights: number[] }

/** FNV-1a, begun by the kind of the feature. */
const numberOf = (kind: number, text: string, from = 0, to = text.length): number => {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193)
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return ((hash >>> 24) ^ hash) & 0xffffff
}

/** Each kind's features together weigh the same in a short and in a long message. */
const kinds = { word: 1, pair: 2, part: 3, form: 4 } as const

/** Letters of the parts of words, with the borders of words as spaces. */
const parts = { from: 3, to: 5 }

/** Figures are one sign, and words of dialects are as most write them, too. */
export const featuresOf = (said: Said): Features => {
  const written = said.tokens.slice(0, longest.words).map((token) => token.replace(/\d+/g, '0'))
  const most = written.map((token) => asMostWrite.get(token) ?? token)
  const features: Features = { numbers: [], weights: [] }
  const add = (found: readonly number[], weight: number) => {
    const each = weight / Math.sqrt(Math.max(1, found.length))
    for (const number of found) {
      features.numbers.push(number)
      features.weights.push(each)
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
  return features
}

const partsOf = (text: string): number[] => {
  const found: number[] = []
  for (let length = parts.from; length <= parts.to; length++)
    for (let at = 0; at + length <= text.length; at++) found.push(numberOf(kinds.part, text, at, at + length))
  return found
}

const lengths = [1, 2, 3, 5, 8, 12, 20, 35]

const formsOf = (said: Said, tokens: readonly string[]): string[] => [
  'always',
  `long ${lengths.findIndex((most) => tokens.length <= most)}`,
  ...(said.asks ? ['asks'] : []),
  ...(said.text.includes('?') ? ['asks somewhere'] : []),
  ...(tokens.some((token) => token.includes('0')) ? ['figure'] : []),
]
