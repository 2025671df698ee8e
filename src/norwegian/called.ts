/**
 * What people call the answers of the open question, by a model that its wave brings along (`called.json`): asked about where the
 * rules find no answer, and held against what they find. Without such a model everything stays as the rules read it.
 */

import { keptWith } from '../memory.ts'
import type { Called } from '../questionnaire/called.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { featuresAt, place } from './called-features.ts'
import { least } from './called-thresholds.ts'
import type { Hearing } from './meaning.ts'
import type { Said } from './said.ts'
import { scoresOf, sharesOf, unpacked } from './topic-model.ts'

/** Labels beside the ids of choices: none of them can be one. `.ask`: nobody could store it without asking; `.none`: it is no answer. */
export const beside = ['.dont_know', '.not_applicable', '.ask', '.none'] as const
/** Beside the same where a figure is asked for: that one is given, which the figures themselves tell. */
export const aFigure = '.figure'
type Beside = (typeof beside)[number] | typeof aFigure

/** What may be meant at a question, beside the choices that it knows. */
export const besideAt = (question: Asked): readonly Beside[] =>
  asks(question, 'figure') ? [aFigure, ...beside] : beside

const startsElsewhere = /^(?:[Ii]|[Pp]å|[Hh]os) \p{Lu}\p{Ll}{2,} \p{L}/u
const ourselves = /(?<!\p{L})(?:vi|me|oss|vår\p{L}*|vore|jeg|eg|æ|meg|mæ|min|mitt|mi)(?!\p{L})/iu
/** Whether a text names a place, perhaps of others. */
export const namesPlace = ({ text }: Said): boolean => place.test(text)
/** Whether a text names those who are asked. */
export const saysOfOurselves = (text: string): boolean => ourselves.test(text)

/** Whether a text begins with a place by name and does not tell of those who are asked: «i Levanger har dæm grunnskole». */
export const isElsewhere = ({ text }: Said): boolean => startsElsewhere.test(text) && !saysOfOurselves(text)

/** `chance`: of each label, in their order; of a question with one answer they come to 1, else each stands by itself. */
type Chances = { labels: readonly string[]; chance: Float64Array }

/** Weights stay the same as long as the wave is open. */
const modelOf = keptWith((called: Called) => unpacked(called))

/** What is calibrated by itself. */
export const kindOf = (question: Asked): keyof NonNullable<Called['sharp']> =>
  asks(question, 'figure') ? 'figure' : asks(question, 'choices') ? 'several' : 'one'

const chancesAt = (said: Said, { called, choiceIds }: Hearing, question: Asked): Chances | undefined => {
  const ofPart = called?.weights.questions[called.part] ?? {}
  const known = Object.hasOwn(ofPart, question.id) ? ofPart[question.id] : undefined
  // A choice that it does not know may be the one that is meant.
  if (called === undefined || known === undefined || choiceIds.some((id) => !known.includes(id))) return undefined
  const model = modelOf(called.weights)
  const all = scoresOf(model, featuresAt(said, called.part, question.id))
  const labels = [...known.filter((id) => choiceIds.includes(id)), ...besideAt(question)]
  const sharp = called.weights.sharp?.[kindOf(question)] ?? 1
  const scores = Float64Array.from(labels, (label) => sharp * (all[model.labels.indexOf(label)] ?? 0))
  const chance = asks(question, 'choices') ? scores.map((score) => 1 / (1 + Math.exp(-score))) : sharesOf(scores)
  return { labels, chance }
}

/**
 * What is most likely meant: choices, or one of the labels beside them. `chance`: that it is just this. `chanceOf`: of a choice or a
 * label by itself. `off`: that nobody could store it, or that it is no answer.
 */
export type Guess = {
  ids: readonly string[]
  beside?: Beside
  chance: number
  next?: { id: string; chance: number }
  chanceOf: (label: string) => number
  off: number
}

const isBeside = (label: string | undefined): label is Beside =>
  label === aFigure || beside.some((one) => one === label)

/** The model's guess at a question that it knows; undefined: it knows nothing of it. */
export const guessAt = (said: Said, hearing: Hearing, question: Asked): Guess | undefined => {
  const found = chancesAt(said, hearing, question)
  if (found === undefined) return undefined
  const ranked = found.labels
    .map((label, i) => ({ label, chance: found.chance[i] ?? 0 }))
    .sort((a, b) => b.chance - a.chance)
  const chanceOf = (label: string): number => found.chance[found.labels.indexOf(label)] ?? 0
  const off = Math.min(1, chanceOf('.ask') + chanceOf('.none'))
  const best = asks(question, 'choices') ? guessSeveral(ranked) : guessOne(ranked)
  return best === undefined ? undefined : { ...best, chanceOf, off }
}

type Ranked = readonly { label: string; chance: number }[]
type Best = Omit<Guess, 'chanceOf' | 'off'>

const guessOne = (ranked: Ranked): Best | undefined => {
  const [best] = ranked
  if (best === undefined) return undefined
  const next = ranked.find(({ label }) => label !== best.label && !isBeside(label))
  return {
    ...(isBeside(best.label) ? { ids: [], beside: best.label } : { ids: [best.label] }),
    chance: best.chance,
    ...(next === undefined ? {} : { next: { id: next.label, chance: next.chance } }),
  }
}

const guessSeveral = (ranked: Ranked): Best | undefined => {
  const choices = ranked.filter(({ label }) => !isBeside(label))
  const other = ranked.find(({ label }) => isBeside(label))
  const [first] = choices
  if (first === undefined) return undefined
  const named = choices.filter(({ chance }) => chance > 0.5)
  const none = choices.reduce((all, { chance }) => all * (1 - chance), 1)
  if (named.length === 0 && other !== undefined && isBeside(other.label) && other.chance > first.chance)
    return { ids: [], beside: other.label, chance: other.chance * none }
  const taken = named.length === 0 ? [first] : named
  const chance = ranked.reduce((all, one) => all * (taken.includes(one) ? one.chance : 1 - one.chance), 1)
  const next = choices.find((one) => !taken.includes(one))
  return {
    ids: taken.map(({ label }) => label),
    chance,
    ...(next === undefined ? {} : { next: { id: next.label, chance: next.chance } }),
  }
}

/** Whether a text at a question for a figure surely gives one, and is no plan, hedge or remark. */
export const givesFigure = (said: Said, hearing: Hearing, question: Asked): boolean => {
  const guess = guessAt(said, hearing, question)
  return guess?.beside === aFigure && guess.chance >= least.figure
}
