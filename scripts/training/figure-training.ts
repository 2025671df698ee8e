/**
 * Trains the weights of the signs that one figure of a sentence is the answer: the chance of each candidate, and of none, beside the
 * others of its line (conditional logistic regression), by descent over all lines at once with a step of its own for each sign.
 */

import { createHash } from 'node:crypto'
import { unwrap } from '../../src/norwegian/around.ts'
import { amountsIn } from '../../src/norwegian/figure-amounts.ts'
import { weighedIn } from '../../src/norwegian/figure-candidates.ts'
import { chancesOf, decided, type Weights } from '../../src/norwegian/figure-choice.ts'
import type { Scene } from '../../src/norwegian/figure-signs.ts'
import { isShare } from '../../src/questionnaire/shape.ts'
import type { FigureLine } from './figure-lines.ts'

/** `lines`: hash of those that it was trained on. `signs`: the weight of each. */
export type FigureWeights = { lines: string; signs: Record<string, number> }

/** Found by leaving out one author at a time. `shrink`: pull towards 0. */
const settings = { epochs: 250, step: 0.15, shrink: 0.3 }
/** A line of the hold-outs counts less than one of a sentence: there are many, and most are a figure alone. */
const ofHoldOut = 0.4
/** When the questionnaires of the lines were answered. */
const then = { year: 2018, month: 11 }
/** Less than this moves nothing. */
const least = 0.005

/** The lines' hash: weights that were trained on other lines have another. */
export const hashOfFigures = (lines: readonly FigureLine[]): string =>
  createHash('sha256')
    .update(lines.map(({ question, text, values, open }) => `${question.id}\t${text}\t${values}\t${open}\n`).join(''))
    .digest('hex')
    .slice(0, 16)

/** Where a line was said. */
export const sceneOf = ({ question, text }: FigureLine): Scene => ({
  question,
  amounts: amountsIn(text, question),
  ...then,
  hedged: unwrap(text).hedged,
})

/** Whether a value is what a line says; a share may be rounded. */
export const isRight = ({ question, values }: FigureLine, value: number): boolean =>
  values.some((right) => Math.abs(right - value) < (isShare(question) ? 0.51 : 1e-6))

/** The signs of each candidate and last of none; which of them are right. */
type Example = { signs: string[][]; right: boolean[]; counts: number }

const exampleOf = (line: FigureLine): Example[] => {
  const { candidates, none } = weighedIn(sceneOf(line))
  if (candidates.length === 0) return []
  const right = candidates.map(({ value }) => isRight(line, value))
  return [
    {
      signs: [...candidates.map(({ signs }) => signs), none],
      right: [...right, line.open || !right.includes(true)],
      counts: line.author === 'hold-out' ? ofHoldOut : 1,
    },
  ]
}

/** The same lines give the same weights. */
export const trainFigures = (lines: readonly FigureLine[]): FigureWeights => {
  const examples = lines.flatMap(exampleOf)
  const weights: Record<string, number> = {}
  const squares: Record<string, number> = {}
  for (const { signs } of examples) for (const sign of signs.flat()) weights[sign] = 0
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (const [sign, slope] of Object.entries(slopesOf(examples, weights))) {
      const square = (squares[sign] ?? 1e-6) + slope * slope
      squares[sign] = square
      weights[sign] = (weights[sign] ?? 0) - (settings.step * slope) / Math.sqrt(square)
    }
  }
  const kept = Object.entries(weights)
    .filter(([, weight]) => Math.abs(weight) > least)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    lines: hashOfFigures(lines),
    signs: Object.fromEntries(kept.map(([sign, weight]) => [sign, Math.round(weight * 100) / 100])),
  }
}

const slopesOf = (examples: readonly Example[], weights: Weights): Record<string, number> => {
  const slopes: Record<string, number> = {}
  for (const [sign, weight] of Object.entries(weights)) slopes[sign] = settings.shrink * weight
  for (const { signs, right, counts } of examples) {
    const chances = chancesOf(signs, weights)
    const ofRight = Math.max(
      1e-9,
      chances.reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0),
    )
    signs.forEach((own, i) => {
      const chance = chances[i] ?? 0
      const slope = counts * (chance - (right[i] ? chance / ofRight : 0))
      for (const sign of own) slopes[sign] = (slopes[sign] ?? 0) + slope
    })
  }
  return slopes
}

/** Lines with figures, those of them that plainly give one, and what came of them. */
export type Tally = { lines: number; plain: number; stored: number; confirmed: number; wrong: string[] }

/** What is made of the lines by these weights; `stored` and `confirmed` count right values of plain lines, `wrong` what was stored and not said. */
export const tallyOf = (lines: readonly FigureLine[], weights: Weights): Tally => {
  const tally: Tally = { lines: 0, plain: 0, stored: 0, confirmed: 0, wrong: [] }
  for (const line of lines) {
    const scene = sceneOf(line)
    if (weighedIn(scene).candidates.length === 0) continue
    const decision = decided(scene, weights)
    const isPlain = !line.open
    tally.lines++
    if (isPlain) tally.plain++
    if (decision.type !== 'store' && decision.type !== 'confirm') continue
    const right = isRight(line, decision.value)
    if (decision.type === 'store' && !right) tally.wrong.push(`${line.question.id}: ${line.text} (${decision.value})`)
    if (!(isPlain && right)) continue
    if (decision.type === 'store') tally.stored++
    else tally.confirmed++
  }
  return tally
}

/** The tally of one author by weights that were trained without that author's lines. */
export const leftOutFigures = (lines: readonly FigureLine[], author: string): Tally =>
  tallyOf(
    lines.filter((line) => line.author === author),
    trainFigures(lines.filter((line) => line.author !== author)).signs,
  )
