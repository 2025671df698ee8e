/** What may be given at a question, so that every test of it and every limit is met by some of it. */

import type { Facts } from '../../kinds/kind.ts'
import type { Answer } from '../../questionnaire/answer.ts'
import type { AnswerTest } from '../../questionnaire/condition.ts'
import type { Choice, Question, QuestionOf } from '../../questionnaire/schema.ts'
import { boundsOf, byShape, figureOf, isAsked, type QuestionOfShape } from '../../questionnaire/shape.ts'
import { DAY_MS } from '../../questionnaire/wave.ts'
import type { Drawn, Random } from '../demo/random.ts'

/** Draws of several choices, of an order and of a matrix, beside those that are certain. */
const DRAWN = 4
/** What is told where more is asked for than a choice. */
const WORDS = 'noe annet'

type About = { tests: readonly AnswerTest[]; random: Random }

/** Of the choices and rows that are shown. Information has none. */
export const candidatesFor = (question: Question, facts: Facts, about: About): Drawn[] => {
  if (!isAsked(question)) return []
  const tests = about.tests.filter((test) => test.question === question.id)
  const shown = <T extends { id: string }>(items: readonly T[], ids: readonly string[]) =>
    items.filter(({ id }) => ids.includes(id))
  const answers = byShape<typeof question, Answer[]>(question, {
    choice: ({ choices }) =>
      shown(choices, facts.choiceIds).map((choice) => ({ kind: 'single', value: choice.id, ...otherOf([choice]) })),
    choices: (it) => several(it, shown(it.choices, facts.choiceIds), about.random),
    order: (it) => orders(it, facts.choiceIds, about.random),
    rows: (it) => grids(it, facts, about.random),
    figure: (it) => figures(it, tests),
    date: (it) => dates(it, tests),
    words: () => [{ kind: 'text', value: WORDS }],
  })
  return [
    ...answers.map((answer) => ({ answer })),
    ...(question.dontKnow ? [{ missing: 'dont_know' as const }] : []),
    ...(question.notApplicable ? [{ missing: 'not_applicable' as const }] : []),
    ...(question.required ? [] : [{ missing: 'skipped' as const }]),
  ]
}

const otherOf = (choices: readonly Choice[]): { other?: string } =>
  choices.some(({ specify }) => specify) ? { other: WORDS } : {}

const several = ({ min, max }: QuestionOf<'multiple'>, choices: readonly Choice[], random: Random): Answer[] => {
  const free = choices.filter(({ exclusive }) => !exclusive)
  const most = Math.min(max ?? free.length, free.length)
  const drawn = (size: number) => random.shuffled(free).slice(0, size)
  const sizes = Array.from({ length: Math.max(0, most - min + 1) }, (_, i) => min + i)
  const sets = [
    ...choices.filter(({ exclusive }) => exclusive).map((one) => [one]),
    // Every choice is in one of them, and every number of choices.
    ...(min <= 1
      ? free.map((one) => [one])
      : free.map((one) => [one, ...drawn(free.length).filter((x) => x !== one)].slice(0, min))),
    ...sizes.map(drawn),
  ]
  return sets
    .filter((set) => set.length > 0)
    .map((set) => ({
      kind: 'multiple',
      value: choices.filter((one) => set.includes(one)).map(({ id }) => id),
      ...otherOf(set),
    }))
}

const orders = ({ places }: QuestionOf<'ranking'>, ids: readonly string[], random: Random): Answer[] => [
  ...ids.map(
    (first): Answer => ({ kind: 'ranking', value: [first, ...ids.filter((id) => id !== first)].slice(0, places) }),
  ),
  ...Array.from({ length: DRAWN }, (): Answer => ({ kind: 'ranking', value: random.shuffled(ids).slice(0, places) })),
]

const grids = (question: QuestionOf<'matrix'>, { rowIds, choiceIds }: Facts, random: Random): Answer[] => {
  const grid = (stepOf: () => string | undefined): Answer => ({
    kind: 'matrix',
    value: Object.fromEntries(rowIds.flatMap((row) => [[row, stepOf() ?? '']])),
  })
  const any = () => choiceIds[Math.floor(random.next() * choiceIds.length)]
  const unknown: Answer[] = question.dontKnow
    ? [{ kind: 'matrix', value: {}, missing: Object.fromEntries(rowIds.map((row) => [row, 'dont_know' as const])) }]
    : []
  if (rowIds.length === 0 || choiceIds.length === 0) return []
  return [...choiceIds.map((step) => grid(() => step)), ...Array.from({ length: DRAWN }, () => grid(any)), ...unknown]
}

/** The values that a test draws a line at. */
const lines = (tests: readonly AnswerTest[]): (string | number)[] =>
  tests.flatMap(({ is, isNot, in: among, gt, gte, lt, lte }) =>
    [is, isNot, ...(among ?? []), gt, gte, lt, lte].filter(
      (value) => typeof value === 'string' || typeof value === 'number',
    ),
  )

const figures = (question: QuestionOfShape<'figure'>, tests: readonly AnswerTest[]): Answer[] => {
  const step = 10 ** -question.decimals
  const at = lines(tests).filter((value) => typeof value === 'number')
  const { min = 0, max = Math.max(100, ...at.map((value) => 2 * value)) } = boundsOf(question)
  const near = [
    min,
    min + step,
    (min + max) / 2,
    max - step,
    max,
    ...at.flatMap((value) => [value - step, value, value + step]),
  ]
  const fitting = near
    .map((value) => Number(value.toFixed(question.decimals)))
    .filter((value) => value >= min && value <= max)
  return [...new Set(fitting)].map((value) => figureOf(question, value))
}

const moved = (date: string, days: number) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

const dates = ({ min, max }: QuestionOf<'date'>, tests: readonly AnswerTest[]): Answer[] => {
  const at = lines(tests).filter((value) => typeof value === 'string')
  const first = min ?? at.map((date) => moved(date, -1)).sort()[0] ?? max ?? '2018-01-01'
  const last =
    max ??
    at
      .map((date) => moved(date, 1))
      .sort()
      .at(-1) ??
    moved(first, 365)
  const near = [first, last, ...at.flatMap((date) => [moved(date, -1), date, moved(date, 1)])]
  return [...new Set(near)].filter((date) => date >= first && date <= last).map((value) => ({ kind: 'date', value }))
}
