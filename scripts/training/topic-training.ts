/** From labelled lines to the packed weights of the model of topics. */

import { createHash } from 'node:crypto'
import { saidOf } from '../../src/norwegian/said.ts'
import { featuresOf } from '../../src/norwegian/topic-features.ts'
import type { Packed } from '../../src/norwegian/topic-model.ts'
import { newRows, type Read, trainHeaviest } from './heaviest.ts'
import type { Labelled } from './labelled-lines.ts'
import type { Example } from './logistic.ts'

/** Found by leaving out one author at a time. `kept`: how many weights the file holds. */
const settings = { epochs: 12, step: 0.3, shrink: 1e-4, seed: 7 }
const kept = 300_000
/** An answer of the hold-outs counts less than a line that was written for the model: there are many, and much alike. */
const ofHoldOut = 0.5

/** The lines' hash: weights that were trained on other lines have another. */
export const hashOfLines = (lines: readonly Labelled[]): string =>
  createHash('sha256')
    .update(lines.map(({ label, text, place = '' }) => `${place}${label}\t${text}\n`).join(''))
    .digest('hex')
    .slice(0, 16)

const readOf = (lines: readonly Labelled[]): Read => {
  const labels = [...new Set(lines.map(({ label }) => label))].sort()
  const among = Uint16Array.from(labels.keys())
  const columns = Int16Array.from(among)
  const { rows, size, fromOf } = newRows()
  const examples = lines.map(({ author, label, text, place }): Example => {
    const { numbers, weights } = featuresOf(saidOf(text), place)
    return {
      rows: Uint32Array.from(numbers, (number) => fromOf(number, among)),
      given: Float32Array.from(weights),
      counts: author.startsWith('holdout') ? ofHoldOut : 1,
      label: labels.indexOf(label),
      ...{ several: false, among, columns, own: numbers.length },
    }
  })
  return { rows, size: size(), examples, labels }
}

/** Trains on all lines, finds the weights that move the chances most, and trains these alone. */
export const trainTopics = (lines: readonly Labelled[], most = kept): Packed => ({
  lines: hashOfLines(lines),
  ...trainHeaviest(readOf(lines), settings, { most, centred: true }),
})
