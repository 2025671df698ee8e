/** From labelled lines to `called.json` of a wave. */

import { createHash } from 'node:crypto'
import { besideAt } from '../../src/norwegian/called.ts'
import { featuresAt } from '../../src/norwegian/called-features.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import { choicesOf } from '../../src/questionnaire/shape.ts'
import type { CalledLine, Closed, Questions } from './called-lines.ts'
import { newRows, type Read, trainHeaviest } from './heaviest.ts'
import type { Example } from './logistic.ts'

/** Found by leaving out one author at a time. `kept`: how many weights the file holds. */
const settings = { epochs: 12, step: 0.3, shrink: 5e-4, seed: 7 }
const kept = 440_000
/** What is no answer here and was said elsewhere is plenty, and teaches one thing. */
const ofElsewhere = 0.5
/** The questionnaire's own words are few and say little of how people write. */
const ofOwn = 0.7

/** The lines' hash: weights that were trained on other lines have another. */
export const hashOfCalled = (lines: readonly CalledLine[]): string =>
  createHash('sha256')
    .update(
      lines.map(({ part, question, means, text }) => `${part}/${question}\t${means.join('+')}\t${text}\n`).join(''),
    )
    .digest('hex')
    .slice(0, 16)

/** All that may be meant at a question: its choices, and the labels beside them. */
export const labelsAt = ({ asked }: Closed): string[] => [...choicesOf(asked).map(({ id }) => id), ...besideAt(asked)]

const readOf = (lines: readonly CalledLine[], closed: Questions): Read => {
  const asked = [...closed].map(([key, one]) => ({ key, labels: labelsAt(one) }))
  const labels = [...new Set(asked.flatMap((one) => one.labels))].sort()
  // A label of one question alone learns nothing from the others.
  const isShared = (label: string): boolean => asked.filter((one) => one.labels.includes(label)).length > 1
  const shared = Uint16Array.from(labels.flatMap((label, i) => (isShared(label) ? [i] : [])))
  const placesOf = new Map(
    asked.map((one) => {
      const among = Uint16Array.from(one.labels, (label) => labels.indexOf(label))
      return [one.key, { among, columns: Int16Array.from(among, (label) => shared.indexOf(label)) }]
    }),
  )
  const { rows, size, fromOf } = newRows()
  const examples = lines.flatMap(({ part, question, means, text, own, elsewhere }): Example[] => {
    const places = placesOf.get(`${part}/${question}`)
    if (places === undefined) return []
    const { numbers, weights } = featuresAt(saidOf(text), part, question)
    const half = numbers.length / 2
    return [
      {
        rows: Uint32Array.from(numbers, (number, i) => fromOf(number, i < half ? shared : places.among)),
        given: Float32Array.from(weights),
        counts: own === true ? ofOwn : elsewhere === true ? ofElsewhere : 1,
        label: means.map((label) => labels.indexOf(label)),
        several: closed.get(`${part}/${question}`)?.several ?? false,
        ...places,
        own: half,
      },
    ]
  })
  return { rows, size: size(), examples, labels }
}

/** Trains on the lines; those at other questions than `closed` count in the hash alone. */
export const trainCalled = (lines: readonly CalledLine[], closed: Questions): Called => ({
  schema: 'kommunedialog.called.v1',
  lines: hashOfCalled(lines),
  questions: Object.fromEntries(
    [...Map.groupBy(closed.values(), ({ part }) => part)].map(([part, of]) => [
      part,
      Object.fromEntries(of.map(({ question, asked }) => [question, choicesOf(asked).map(({ id }) => id)])),
    ]),
  ),
  ...trainHeaviest(readOf(lines, closed), settings, { most: kept, centred: false, deflated: true }),
})
