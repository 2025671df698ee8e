/** Trains a model, finds the weights that move its chances most, and packs these alone. */

import { deflateRawSync } from 'node:zlib'
import type { Packed } from '../../src/norwegian/topic-model.ts'
import { type Example, type Settings, train } from './logistic.ts'

/** The weights of a feature, side by side: `from`: where they begin; `labels`: whose they are. */
type Row = { number: number; from: number; labels: Uint16Array }

/** `size`: of all rows together. */
export type Read = { rows: readonly Row[]; size: number; examples: readonly Example[]; labels: readonly string[] }

/** Gives each feature its weights, one for each of some labels, and remembers where. */
export const newRows = (): {
  rows: Row[]
  size: () => number
  fromOf: (number: number, labels: Uint16Array) => number
} => {
  const rows: Row[] = []
  const known = new Map<Uint16Array, Map<number, number>>()
  let size = 0
  const fromOf = (number: number, labels: Uint16Array): number => {
    const of = known.get(labels) ?? new Map<number, number>()
    known.set(labels, of)
    const found = of.get(number)
    if (found !== undefined) return found
    const from = size
    rows.push({ number, from, labels })
    of.set(number, from)
    size += labels.length
    return from
  }
  return { rows, size: () => size, fromOf }
}

/**
 * `most`: how many weights are kept. `centred`: the chances of every example come to 1 over all labels. `deflated`: packed closer, and as finely
 * as moves anything.
 */
type Kept = { most: number; centred: boolean; deflated?: true }

/** Less than this moves nothing. */
const least = 1e-4

/** Trains on all examples, finds the weights that move the chances most, and trains these alone. */
export const trainHeaviest = (read: Read, settings: Settings, kept: Kept): Omit<Packed, 'lines'> => {
  const heavy = heaviest(read, train(read.examples, read.size, settings), kept)
  const held = new Uint8Array(read.size)
  for (const { at } of heavy) held[at] = 1
  const again = train(read.examples, read.size, settings, held)
  return packedOf(
    read.labels,
    heavy.map((one) => ({ ...one, weight: again[one.at] ?? 0 })),
    kept.deflated,
  )
}

/** A weight of a feature for a label, and where it stands; `moves`: what it does in all lines together. */
type Weight = { number: number; label: number; at: number; weight: number; moves: number }

const heaviest = ({ rows, examples }: Read, weights: Float32Array, { most, centred: isCentred }: Kept): Weight[] => {
  const seen = new Map<number, number>()
  for (const example of examples)
    example.rows.forEach((from, i) => {
      seen.set(from, (seen.get(from) ?? 0) + (example.given[i] ?? 0) ** 2)
    })
  const all = rows.flatMap(({ number, from, labels }) => {
    const row = weights.subarray(from, from + labels.length)
    return (isCentred ? centred(row) : [...row]).flatMap((weight, k): Weight[] => {
      const moves = (seen.get(from) ?? 0) * weight ** 2
      return moves < least ? [] : [{ number, label: labels[k] ?? 0, at: from + k, weight, moves }]
    })
  })
  return all.sort((a, b) => b.moves - a.moves || a.at - b.at).slice(0, most)
}

/** Adding the same to all weights of a feature changes no chance: with the middle one at 0 most are next to nothing. */
const centred = (row: Float32Array): number[] => {
  const middle = row.toSorted()[row.length >> 1] ?? 0
  return [...row].map((weight) => weight - middle)
}

const packedOf = (
  labels: readonly string[],
  weights: readonly Weight[],
  deflated: true | undefined,
): Omit<Packed, 'lines'> => {
  const most = weights.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), 0)
  const byNumber = [...Map.groupBy(weights, ({ number }) => number)].sort(([a], [b]) => a - b)
  const ordered = byNumber.flatMap(([, of]) => of.toSorted((a, b) => a.label - b.label))
  const ways = Buffer.alloc(byNumber.length * 2)
  byNumber.forEach(([number], i) => {
    ways.writeUInt16LE(number - (byNumber[i - 1]?.[0] ?? 0), i * 2)
  })
  const isClose = deflated === true
  const base64 = (bytes: Buffer): string => (isClose ? deflateRawSync(bytes, { level: 9 }) : bytes).toString('base64')
  const ofBytes = (bytes: readonly number[]): string => base64(Buffer.from(bytes))
  return {
    labels: [...labels],
    most,
    numbers: base64(ways),
    counts: ofBytes(byNumber.map(([, of]) => of.length)),
    labelled: ofBytes(ordered.map(({ label }) => label)),
    weights: ofBytes(ordered.map(({ weight }) => byteOf(weight, most, isClose ? coarse : 1))),
    ...(isClose ? { deflated } : {}),
  }
}

/** The other way round than `weightOf`. */
const byteOf = (weight: number, most: number, steps: number): number =>
  128 + steps * Math.round((Math.sign(weight) * Math.sqrt(Math.abs(weight) / most) * 127) / steps)
/** Of 255 steps every so many are used where it is deflated: finer than this moves nothing. */
const coarse = 3
