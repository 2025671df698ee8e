/** From labelled lines to the packed weights of the model of topics. */

import { createHash } from 'node:crypto'
import { saidOf } from '../../src/norwegian/said.ts'
import { featuresOf } from '../../src/norwegian/topic-features.ts'
import type { Packed } from '../../src/norwegian/topic-model.ts'
import type { Labelled } from './labelled-lines.ts'
import { type Example, type Logistic, train } from './logistic.ts'

/** Found by leaving out one author at a time. `kept`: how many weights the file holds. */
const settings = { epochs: 12, step: 0.3, shrink: 5e-4, seed: 7 }
const kept = 270_000
/** Less than this moves nothing. */
const least = 1e-4
/** An answer of the hold-outs counts less than a line that was written for the model: there are many, and much alike. */
const ofHoldOut = 0.5

/** The lines' hash: weights that were trained on other lines have another. */
export const hashOfLines = (lines: readonly Labelled[]): string =>
  createHash('sha256')
    .update(lines.map(({ label, text, place = '' }) => `${place}${label}\t${text}\n`).join(''))
    .digest('hex')
    .slice(0, 16)

type Read = { numbers: number[]; examples: Example[]; labels: string[] }

const readOf = (lines: readonly Labelled[]): Read => {
  const labels = [...new Set(lines.map(({ label }) => label))].sort()
  const places = new Map<number, number>()
  const placeOf = (number: number): number => {
    const place = places.get(number) ?? places.size
    places.set(number, place)
    return place
  }
  const examples = lines.map(({ author, label, text, place }): Example => {
    const { numbers, weights } = featuresOf(saidOf(text), place)
    return {
      features: Uint32Array.from(numbers, placeOf),
      weights: Float32Array.from(weights),
      label: labels.indexOf(label),
      counts: author.startsWith('holdout') ? ofHoldOut : 1,
    }
  })
  return { numbers: [...places.keys()], examples, labels }
}

/** Trains on all lines, finds the weights that move the chances most, and trains these alone. */
export const trainTopics = (lines: readonly Labelled[], most = kept): Packed => {
  const read = readOf(lines)
  const model = train(read.examples, read.numbers.length, read.labels.length, settings)
  const heavy = heaviest(read, model, most)
  const placeOf = ({ feature, label }: Weight): number => feature * read.labels.length + label
  const held = new Uint8Array(model.weights.length)
  for (const one of heavy) held[placeOf(one)] = 1
  const again = train(read.examples, read.numbers.length, read.labels.length, settings, held)
  const trained = heavy.map((one) => ({ ...one, weight: again.weights[placeOf(one)] ?? 0 }))
  return { lines: hashOfLines(lines), ...packedOf(read, trained) }
}

/** A weight of a feature for a label; `moves`: what it does in all lines together. */
type Weight = { feature: number; label: number; weight: number; moves: number }

const heaviest = ({ numbers, examples }: Read, { labels, weights }: Logistic, most: number): Weight[] => {
  const seen = new Float64Array(numbers.length)
  for (const example of examples)
    example.features.forEach((feature, i) => {
      seen[feature] = (seen[feature] ?? 0) + (example.weights[i] ?? 0) ** 2
    })
  const all = numbers.flatMap((_, feature) =>
    centred(weights.subarray(feature * labels, (feature + 1) * labels)).flatMap((weight, label): Weight[] => {
      const moves = (seen[feature] ?? 0) * weight ** 2
      return moves < least ? [] : [{ feature, label, weight, moves }]
    }),
  )
  return all.sort((a, b) => b.moves - a.moves || a.feature - b.feature || a.label - b.label).slice(0, most)
}

/** Adding the same to all weights of a feature changes no chance: with the middle one at 0 most are next to nothing. */
const centred = (row: Float32Array): number[] => {
  const middle = row.toSorted()[row.length >> 1] ?? 0
  return [...row].map((weight) => weight - middle)
}

const packedOf = ({ numbers, labels }: Read, weights: readonly Weight[]): Omit<Packed, 'lines'> => {
  const most = weights.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), 0)
  const byNumber = [...Map.groupBy(weights, ({ feature }) => numbers[feature] ?? 0)].sort(([a], [b]) => a - b)
  const ordered = byNumber.flatMap(([, of]) => of.toSorted((a, b) => a.label - b.label))
  const ways = Buffer.alloc(byNumber.length * 2)
  byNumber.forEach(([number], i) => {
    ways.writeUInt16LE(number - (byNumber[i - 1]?.[0] ?? 0), i * 2)
  })
  const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64')
  return {
    labels,
    most,
    numbers: ways.toString('base64'),
    counts: base64(byNumber.map(([, of]) => of.length)),
    labelled: base64(ordered.map(({ label }) => label)),
    weights: base64(ordered.map(({ weight }) => byteOf(weight, most))),
  }
}

/** The other way round than `weightOf`. */
const byteOf = (weight: number, most: number): number =>
  128 + Math.round(Math.sign(weight) * Math.sqrt(Math.abs(weight) / most) * 127)
