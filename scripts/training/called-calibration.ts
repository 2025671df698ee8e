/**
 * How far the chances of the model of what answers are called are to be trusted, told by hands that it has not seen: what its scores are
 * multiplied by, and the weights of the signs that just what it hears was meant. Stored with its weights, so that the thresholds
 * (`called-thresholds.ts`) hold whatever it was trained on.
 */

import { guessAt, kindOf } from '../../src/norwegian/called.ts'
import { heardAs } from '../../src/norwegian/called-answers.ts'
import { sureSigns } from '../../src/norwegian/called-certain.ts'
import { hear } from '../../src/norwegian/hear.ts'
import type { Content, Hearing } from '../../src/norwegian/meaning.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import type { Called, Sure } from '../../src/questionnaire/called.ts'
import { asks, choicesOf } from '../../src/questionnaire/shape.ts'
import type { CalledLine, Closed, Questions } from './called-lines.ts'
import { labelsAt, trainCalled } from './called-training.ts'

/** In so many groups the authors are left out, one after the other. */
const groups = 4

/** A line with a model that has not seen its author. */
export type Unmet = { line: CalledLine; closed: Closed; weights: Called }

/** All lines said at their questions, each with a model of the other authors' lines. */
export const leftOutLines = (lines: readonly CalledLine[], closed: Questions): Unmet[] => {
  const said = lines.filter(({ own, elsewhere }) => own !== true && elsewhere !== true)
  const authors = [...new Set(said.map(({ author }) => author))]
  return Array.from({ length: groups }, (_, group) => {
    const left = new Set(authors.filter((_author, i) => i % groups === group))
    const weights = trainCalled(
      lines.filter(({ author }) => !left.has(author)),
      closed,
    )
    return said.flatMap((line): Unmet[] => {
      const at = closed.get(`${line.part}/${line.question}`)
      return at === undefined || !left.has(line.author) ? [] : [{ line, closed: at, weights }]
    })
  }).flat()
}

/** Where a line is heard; without `weights` by the rules alone. */
export const hearingOf = ({ wave, part, asked }: Closed, weights?: Called): Hearing => {
  const choiceIds = choicesOf(asked).map(({ id }) => id)
  const year = Number(wave.opensAt.slice(0, 4))
  const byRules: Hearing = { question: asked, choiceIds, rowIds: [], language: 'nb', year }
  return weights === undefined ? byRules : { ...byRules, called: { weights, part } }
}

type Sharp = NonNullable<Called['sharp']>
type Kind = keyof Sharp

const logit = (chance: number): number => {
  const bound = Math.min(1 - 1e-9, Math.max(1e-9, chance))
  return Math.log(bound / (1 - bound))
}

/** Scores of all labels of a line, as far as chances tell them, and which were meant. */
const scored = ({ line, closed, weights }: Unmet): { scores: number[]; meant: boolean[] } => {
  const guess = guessAt(saidOf(line.text), hearingOf(closed, weights), closed.asked)
  const labels = labelsAt(closed)
  const chances = labels.map((label) => guess?.chanceOf(label) ?? 0)
  return {
    scores: chances.map((chance) => (closed.several ? logit(chance) : Math.log(Math.max(chance, 1e-12)))),
    meant: labels.map((label) => line.means.includes(label)),
  }
}

/** How badly scores, multiplied, tell what was meant: the mean of the logarithm of its chance, below 0. */
const lossOf = (of: readonly { scores: number[]; meant: boolean[] }[], kind: Kind, by: number): number =>
  of.reduce((loss, { scores, meant }) => {
    if (kind === 'several')
      return (
        loss + scores.reduce((sum, score, k) => sum + Math.log(1 + Math.exp((meant[k] === true ? -by : by) * score)), 0)
      )
    const raised = scores.map((score) => Math.exp(by * score))
    const right = raised.reduce((sum, one, k) => sum + (meant[k] === true ? one : 0), 0)
    return loss - Math.log(Math.max(1e-12, right / raised.reduce((sum, one) => sum + one, 0)))
  }, 0)

/** By what the scores are multiplied so that they tell it best: to a fiftieth. */
const sharpOf = (unmet: readonly Unmet[], kind: Kind): number => {
  const of = unmet.filter(({ closed }) => kindOf(closed.asked) === kind).map(scored)
  const tried = Array.from({ length: 80 }, (_, i) => (i + 15) / 50)
  const losses = tried.map((by) => lossOf(of, kind, by))
  return tried[losses.indexOf(Math.min(...losses))] ?? 1
}

/** What the rules make of a line by themselves. */
const readOf = ({ line, closed }: Unmet): Content => hear(line.text, hearingOf(closed)).content

/** Signs of a guess that may be stored, and whether just that was meant. */
type Example = { signs: Record<string, number>; isRight: boolean }

const isJust = (ids: readonly string[], means: readonly string[]): boolean =>
  ids.length === means.length && ids.every((id) => means.includes(id))

const exampleOf = (unmet: Unmet): Example[] => {
  const { line, closed, weights } = unmet
  const { asked } = closed
  if (!asks(asked, 'choice', 'choices')) return []
  const said = saidOf(line.text)
  const guess = guessAt(said, hearingOf(closed, weights), asked)
  const heard = guess === undefined ? undefined : heardAs(said, readOf(unmet), guess, asked)
  if (guess === undefined || heard === undefined) return []
  const signs = sureSigns(said, guess, asked, heard)
  return signs === undefined ? [] : [{ signs, isRight: isJust(guess.ids, line.means) }]
}

/** `shrink`: pull towards 0, of all examples together. */
const settings = { epochs: 500, step: 0.1, shrink: 1 }

/** Weights of signs by logistic regression, by descent over all examples at once with a step of its own for each. */
const trainSigns = (examples: readonly Example[]): Record<string, number> => {
  const signs = [...new Set(examples.flatMap((one) => Object.keys(one.signs)))].sort()
  const weights = new Float64Array(signs.length)
  const squares = new Float64Array(signs.length).fill(1e-6)
  const rows = examples.map((one) => ({
    at: Object.entries(one.signs).map(([sign, value]): [number, number] => [signs.indexOf(sign), value]),
    isRight: one.isRight ? 1 : 0,
  }))
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const slopes = Float64Array.from(weights, (weight) => settings.shrink * weight)
    for (const { at, isRight } of rows) {
      const sum = at.reduce((all, [i, value]) => all + value * (weights[i] ?? 0), 0)
      const off = 1 / (1 + Math.exp(-sum)) - isRight
      for (const [i, value] of at) slopes[i] = (slopes[i] ?? 0) + off * value
    }
    slopes.forEach((slope, i) => {
      const square = 0.95 * (squares[i] ?? 0) + 0.05 * slope * slope
      squares[i] = square
      weights[i] =
        (weights[i] ?? 0) - (settings.step * (1 - epoch / settings.epochs) * slope) / (Math.sqrt(square) + 1e-9)
    })
  }
  return Object.fromEntries(signs.map((sign, i) => [sign, Math.round((weights[i] ?? 0) * 1000) / 1000]))
}

/** The lines with more in their models, each of which stays one: what is unpacked of it is kept by it. */
const withEach = (unmet: readonly Unmet[], more: Pick<Called, 'sharp' | 'sure'>): Unmet[] => {
  const models = new Map(unmet.map(({ weights }) => [weights, { ...weights, ...more }]))
  return unmet.map((one) => ({ ...one, weights: models.get(one.weights) ?? one.weights }))
}

/** What came of a line: stored as meant, asked about by the right name, stored otherwise. */
type Came = 'stored' | 'asked' | 'wrong' | 'other'

const cameOf = ({ line, closed }: Unmet, weights?: Called): Came => {
  const { content } = hear(line.text, hearingOf(closed, weights))
  if (content.type !== 'answer' && content.type !== 'confirm') return 'other'
  const isRight = isJust([content.answer.value].flat().map(String), line.means)
  if (content.type === 'answer') return isRight ? 'stored' : 'wrong'
  return isRight ? 'asked' : 'other'
}

/** What came of a left-out line by the rules alone, and by a model and its calibration. */
type Heard = { line: CalledLine; byRules: Came; byModel: Came }

/** Of all left-out lines at questions with choices. */
export const heardLeftOut = (unmet: readonly Unmet[], calibrated: { sharp: Sharp; sure: Sure }): Heard[] => {
  const atChoices = unmet.filter(({ closed }) => kindOf(closed.asked) !== 'figure')
  return withEach(atChoices, calibrated).map((one) => ({
    line: one.line,
    byRules: cameOf(one),
    byModel: cameOf(one, one.weights),
  }))
}

/** In a sentence, by the model. */
export const calledTally = (heard: readonly Heard[]): string => {
  const of = (came: Came): number => heard.filter(({ byModel }) => byModel === came).length
  const answers = heard.filter(({ line }) => !line.means[0]?.startsWith('.')).length
  return `authors left out: of ${answers} answers ${of('stored')} stored as meant, ${of('asked')} asked about by the right name; of ${heard.length} lines ${of('wrong')} stored otherwise`
}

/** What is stored and was not said costs a person more than a question back does. */
const worth: Readonly<Record<Came, number>> = { stored: 1, asked: 1, wrong: -5, other: 0 }

/** The questions, `<part>/<question>`, that a model hears no better than the rules alone: they stay with these. */
export const unearned = (heard: readonly Heard[]): ReadonlySet<string> => {
  const byQuestion = Map.groupBy(heard, ({ line }) => `${line.part}/${line.question}`)
  const gainOf = (of: readonly Heard[]): number =>
    of.reduce((gain, { byRules, byModel }) => gain + worth[byModel] - worth[byRules], 0)
  return new Set([...byQuestion].flatMap(([key, of]) => (gainOf(of) > 0 ? [] : [key])))
}

/** What a model needs so that its chances hold for authors who were not met. */
export const calibration = (unmet: readonly Unmet[]): { sharp: Sharp; sure: Sure } => {
  const sharp = {
    one: sharpOf(unmet, 'one'),
    several: sharpOf(unmet, 'several'),
    figure: sharpOf(unmet, 'figure'),
  }
  const sharpened = withEach(unmet, { sharp })
  const of = (kind: 'one' | 'several'): Record<string, number> =>
    trainSigns(sharpened.filter(({ closed }) => kindOf(closed.asked) === kind).flatMap(exampleOf))
  return { sharp, sure: { one: of('one'), several: of('several') } }
}
