/**
 * What a message is about by its words and parts of words: multinomial logistic regression, trained by `scripts/train-topics.ts`
 * on lines by many hands. The weights are `topic-weights.json`.
 */

import { inflated } from '../questionnaire/called.ts'
import type { Place } from './meaning.ts'
import type { Said } from './said.ts'
import { type Features, featuresOf } from './topic-features.ts'
import packed from './topic-weights.json' with { type: 'json' }
import { type Topic, topics } from './topics.ts'

/**
 * Weights as they are kept; what is not kept is 0. `lines`: hash of the lines they were trained on. `labels`: topics, and kinds
 * of answers. `most`: the largest weight. In base64: `numbers`, the way from each feature's number to the next, two bytes;
 * `counts`, how many weights a feature has, a byte; `labelled`, whose, a byte each; `weights`, a byte each. `deflated`: all four are, first.
 */
export type Packed = {
  lines: string
  labels: string[]
  most: number
  numbers: string
  counts: string
  labelled: string
  weights: string
  deflated?: true | undefined
}

export type Model = {
  labels: string[]
  /** Of each label, what it is about; undefined: it is a kind of answer. */
  topics: (Topic | undefined)[]
  /** Ascending. */
  numbers: Uint32Array
  /** Where the numbers begin that share their first bits, and after the last ones. */
  shelves: Uint32Array
  /** Of the feature's first weight, and after the last one. */
  starts: Uint32Array
  /** Of each weight its label, and below that its byte. */
  given: Uint16Array
  /** What a byte weighs. */
  weighs: Float64Array
}

/** Of a weight's byte, 0 to 255: finer near 0. */
export const weightOf = (byte: number, most: number): number => {
  const share = (byte - 128) / 127
  return Math.sign(share) * share * share * most
}

export const unpacked = (from: Omit<Packed, 'lines'>): Model => {
  // Whether they can be inflated was seen when the file was read.
  const bytesOf = (field: 'numbers' | 'counts' | 'labelled' | 'weights'): Buffer =>
    (from.deflated === true ? inflated(from[field]) : undefined) ?? Buffer.from(from[field], 'base64')
  const ways = bytesOf('numbers')
  const counts = bytesOf('counts')
  const numbers = new Uint32Array(counts.length)
  const starts = new Uint32Array(counts.length + 1)
  let number = 0
  let start = 0
  for (let i = 0; i < counts.length; i++) {
    number += (ways[i * 2] ?? 0) | ((ways[i * 2 + 1] ?? 0) << 8)
    numbers[i] = number
    start += counts[i] ?? 0
    starts[i + 1] = start
  }
  const labelled = bytesOf('labelled')
  const bytes = bytesOf('weights')
  return {
    labels: from.labels,
    topics: from.labels.map((label) => (isTopic(label) ? label : undefined)),
    numbers,
    shelves: shelvesOf(numbers),
    starts,
    given: Uint16Array.from(labelled, (label, i) => (label << 8) | (bytes[i] ?? 0)),
    weighs: Float64Array.from({ length: 256 }, (_, byte) => weightOf(byte, from.most)),
  }
}

/** Bits of a feature's number, and those by which it is looked up. */
const bits = { all: 24, first: 16 }
const shelfOf = (number: number): number => number >>> (bits.all - bits.first)

const shelvesOf = (numbers: Uint32Array): Uint32Array => {
  const shelves = new Uint32Array((1 << bits.first) + 1)
  for (const number of numbers) shelves[shelfOf(number) + 1] = (shelves[shelfOf(number) + 1] ?? 0) + 1
  for (let i = 1; i < shelves.length; i++) shelves[i] = (shelves[i] ?? 0) + (shelves[i - 1] ?? 0)
  return shelves
}

/** Where the feature stands among the model's; -1: it is none of them. */
const placeOf = ({ numbers, shelves }: Model, number: number): number => {
  const shelf = shelfOf(number)
  const end = shelves[shelf + 1] ?? 0
  for (let at = shelves[shelf] ?? 0; at < end; at++) if (numbers[at] === number) return at
  return -1
}

/** What the features say for each label, in the order of the model's labels. */
export const scoresOf = (model: Model, { numbers, weights }: Features): Float64Array => {
  const { labels, starts, given, weighs } = model
  const scores = new Float64Array(labels.length)
  for (let i = 0; i < numbers.length; i++) {
    const place = placeOf(model, numbers[i] ?? 0)
    if (place < 0) continue
    const weight = weights[i] ?? 0
    const end = starts[place + 1] ?? 0
    for (let at = starts[place] ?? 0; at < end; at++) {
      const one = given[at] ?? 0
      const label = one >>> 8
      scores[label] = (scores[label] ?? 0) + weight * (weighs[one & 255] ?? 0)
    }
  }
  return scores
}

/** The chance of each score's label where one of them holds. They come to 1. */
export const sharesOf = (scores: Float64Array): Float64Array => {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < scores.length; i++) most = Math.max(most, scores[i] ?? most)
  const shares = new Float64Array(scores.length)
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    const raised = Math.exp((scores[i] ?? 0) - most)
    shares[i] = raised
    sum += raised
  }
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / sum
  return shares
}

/**
 * What a message is most likely about. `answering`: the chance that it is an answer. `share`: of the rest, how much is this
 * topic's.
 */
export type Likely = { topic: Topic; share: number; answering: number }

export const likelyIn = (model: Model, said: Said, place?: Place): Likely => {
  const chances = sharesOf(scoresOf(model, featuresOf(said, place)))
  let topic: Topic = 'explain'
  let most = 0
  let talking = 0
  for (let i = 0; i < chances.length; i++) {
    const [chance, label] = [chances[i] ?? 0, model.topics[i]]
    if (label === undefined) continue
    talking += chance
    if (chance <= most) continue
    most = chance
    topic = label
  }
  return { topic, share: talking === 0 ? 0 : most / talking, answering: 1 - talking }
}

const isTopic = (label: string): label is Topic => Object.hasOwn(topics, label)

let model: Model | undefined

/** What the bot's model makes of a message. `place`: where it was said, if at no question. */
export const likely = (said: Said, place?: Place): Likely => {
  const known = read.get(said)
  if (known !== undefined && known.place === place) return known.found
  model ??= unpacked(packed)
  const found = likelyIn(model, said, place)
  read.set(said, { place, found })
  return found
}

/** A message is asked about from several places of a turn; a `Said` never changes. */
const read = new WeakMap<Said, { place: Place | undefined; found: Likely }>()
