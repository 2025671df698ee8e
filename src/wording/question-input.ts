/** A question's input as it is shown, filled with what stands or what was just given. */

import type { Stop } from '../engine/route.ts'
import { formatAmount } from '../kinds/figure.ts'
import { cardValues } from '../kinds/index.ts'
import { maxOther, rowMissing } from '../kinds/kind.ts'
import { rowsOnCard } from '../kinds/matrix.ts'
import { placesOf } from '../kinds/ranking.ts'
import { presentation } from '../kinds/words.ts'
import type { Choice } from '../questionnaire/schema.ts'
import {
  asks,
  boundsOf,
  byShape,
  choicesOf,
  isLongText,
  isShare,
  type QuestionOfShape,
  rowsGiven,
  rowsOf,
  unitOf,
} from '../questionnaire/shape.ts'
import type { ChoiceView, InputView } from './view.ts'
import type { Words } from './words.ts'

/** The input of a question's open card. `given`: values a press sent, kept when they were refused. */
export const inputView = (words: Words, stop: Stop, given: Record<string, string> | undefined): InputView => {
  const { question, entry } = stop
  const values = given ?? (entry?.answer ? cardValues(question, entry.answer) : {})
  const value = values.answer ?? ''
  const list = value.split(',').filter((id) => stop.choiceIds.includes(id))
  return byShape(question, {
    none: (): InputView => ({ kind: 'none' }),
    choice: () =>
      presentation(question) === 'buttons'
        ? {
            kind: 'buttons',
            choices: choiceViews(words, stop),
            ...(list.length > 0 ? { value: list.slice(0, 1) } : {}),
          }
        : { ...chooser(words, stop, values), label: words.t('card.choose'), several: 'one', value: list.slice(0, 1) },
    choices: () => ({
      ...chooser(words, stop, values),
      label: words.t('card.choose_many'),
      several: 'many',
      value: list,
    }),
    rows: () => ({
      kind: 'matrix',
      label: words.t('card.matrix'),
      rows: rowViews(words, stop, values),
      scale: scale(words, stop),
    }),
    figure: (figure) => figureInput(words, figure, value),
    date: ({ min, max }) => ({
      kind: 'date',
      label: words.t('card.date'),
      value,
      ...(min ? { min } : {}),
      ...(max ? { max } : {}),
    }),
    order: (it) => ranking(words, stop, values, placesOf(it, stop)),
    words: (it) => ({
      kind: 'text',
      label: words.t('card.text'),
      lines: isLongText(it) ? 'many' : 'one',
      maxLength: it.maxLength,
      value,
    }),
  })
}

const chooser = (words: Words, stop: Stop, values: Record<string, string>) => ({
  kind: 'choose' as const,
  choices: choiceViews(words, stop),
  ...other(words, stop, values),
})

const figureInput = (words: Words, figure: QuestionOfShape<'figure'>, value: string): InputView => {
  const said = unitOf(figure)
  const unit = isShare(figure) ? words.t('card.percent_unit') : said && words.plain(said)
  return {
    kind: 'number',
    label: words.t(`card.${figure.kind}`),
    value,
    ...(unit ? { unit } : {}),
    ...rangeHint(words, boundsOf(figure)),
  }
}

const shownChoices = ({ question, choiceIds }: Stop): Choice[] =>
  choicesOf(question).filter((c) => choiceIds.includes(c.id))

/** As `inputView`, but of a matrix only the rows that stand on this card, numbered as among all. */
export const cardInput = (words: Words, stop: Stop, given: Record<string, string> | undefined): InputView => {
  const all = inputView(words, stop, given)
  if (all.kind !== 'matrix' || !asks(stop.question, 'rows')) return all
  const answer = stop.entry?.answer
  const ids = rowsOnCard(stop.question, rowsGiven(answer), stop)
  const rows = all.rows.filter((row) => ids.includes(row.id))
  const [first, last] = [rows[0]?.number, rows.at(-1)?.number]
  if (first === undefined || last === undefined || rows.length === all.rows.length) return all
  return { ...all, rows, label: words.t('card.matrix_part', { from: first, to: last, of: all.rows.length }) }
}

/** The choices that are shown, numbered as they can be typed. */
export const choiceViews = (words: Words, stop: Stop): ChoiceView[] =>
  shownChoices(stop).map((c, i) => ({ id: c.id, number: i + 1, title: words.plain(c.text) }))

/** A matrix's scale: its choices, then the missing values a row can have. */
const scale = (words: Words, stop: Stop): ChoiceView[] => {
  const { question } = stop
  const choices = choiceViews(words, stop)
  const missing = !asks(question, 'rows')
    ? []
    : [
        ...(question.dontKnow ? (['dont_know'] as const) : []),
        ...(question.notApplicable ? (['not_applicable'] as const) : []),
      ]
  return [
    ...choices,
    ...missing.map((m, i) => ({ id: rowMissing[m], number: choices.length + i + 1, title: words.t(`card.${m}`) })),
  ]
}

const rowViews = (words: Words, { question, rowIds }: Stop, values: Record<string, string>) =>
  rowsOf(question)
    .filter((row) => rowIds.includes(row.id))
    .map((row, i) => {
      const value = values[`row.${row.id}`]
      return { id: row.id, number: i + 1, title: words.plain(row.text), ...(value ? { value } : {}) }
    })

const other = (words: Words, stop: Stop, values: Record<string, string>) => {
  const choice = shownChoices(stop).find((c) => c.specify)
  if (choice === undefined) return {}
  const label = words.t('card.other', { choice: words.plain(choice.text) })
  return { other: { label, value: values.other ?? '', maxLength: maxOther } }
}

const ranking = (words: Words, stop: Stop, values: Record<string, string>, places: number): InputView => {
  const numbers = Array.from({ length: places }, (_, i) => i + 1)
  return {
    kind: 'ranking',
    label: words.t('card.ranking'),
    places,
    placeLabels: numbers.map((n) => words.t('card.place', { n })),
    choices: choiceViews(words, stop),
    value: numbers.map((n) => values[`rank.${n}`] ?? ''),
  }
}

/** Which figures are taken, in words; without a limit nothing. */
export const rangeHint = (
  words: Pick<Words, 't'>,
  { min, max }: { min: number | undefined; max: number | undefined },
): { hint?: string } => {
  if (min !== undefined && max !== undefined)
    return { hint: words.t('card.range', { min: formatAmount(min), max: formatAmount(max) }) }
  if (min !== undefined) return { hint: words.t('card.range_min', { min: formatAmount(min) }) }
  return max === undefined ? {} : { hint: words.t('card.range_max', { max: formatAmount(max) }) }
}

/** How many of the choices of a question may be chosen: «Velg høyst 3», without a full stop. `max` absent: as many as there are. */
export const howMany = (t: Words['t'], min: number, max: number | undefined): string => {
  if (max === undefined) return min > 1 ? t('form.choose_at_least', { min }) : t('card.choose_many')
  if (min === max) return t('form.choose_exactly', { max })
  return min > 1 ? t('form.choose_between', { min, max }) : t('form.choose_at_most', { max })
}
