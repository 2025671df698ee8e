/** Every published number on a line of its own: for `tables.xlsx` and the publication export. */

import { dispositions, rateNames } from '../outcome/rates.ts'
import type { Language, Questionnaire } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { translate } from '../texts/translate.ts'
import { type CountedQuestion, countedQuestions } from './count.ts'
import { type Cell, isSuppressed, type Measured, type Report, type Variable } from './model.ts'
import { responseRate } from './trend.ts'
import { categoryLabel, dimensionLabel, doc, type GroupWords, groupLabel, outcomeLabel, say } from './words.ts'

/**
 * `dimension` and `group` are empty for the whole wave; `suppressed` lines have no numbers and no category. How many are
 * missing is told for the whole wave, on lines with a `count` alone and `missing_` before the kind as `measure`.
 */
export type FlatLine = {
  variable: string
  row: string
  question: string
  rowLabel: string
  dimension: string
  group: string
  groupLabel: string
  measure: string
  measureLabel: string
  n: number | null
  count: number | null
  /** Whole per cent, or the value of a mean, median, quartile or sum. */
  value: number | null
  suppressed: boolean
  /** What the shares are of, in words. */
  base: string
}

type About = Pick<
  FlatLine,
  'variable' | 'row' | 'question' | 'rowLabel' | 'dimension' | 'group' | 'groupLabel' | 'base'
>

const linesOf = (language: Language, question: CountedQuestion, about: About, cell: Cell): FlatLine[] => {
  if (isSuppressed(cell)) {
    const none = { measure: '', measureLabel: doc(language, 'hidden'), n: null, count: null, value: null }
    return [{ ...about, ...none, suppressed: true }]
  }
  const { n, counts, shares, numbers, any, top } = cell
  const line = (measure: string, measureLabel: string, count: number | null, value: number): FlatLine => ({
    ...about,
    measure,
    measureLabel,
    n,
    count,
    value,
    suppressed: false,
  })
  const label = (id: string) => categoryLabel(language, question, id)
  return [
    ...Object.keys(counts).map((id) => line(id, label(id), counts[id] ?? 0, shares[id] ?? 0)),
    ...(any ? [line('any', doc(language, 'any'), any.count, any.share)] : []),
    ...(top ? [line('top', top.choices.map(label).join(' + '), top.count, top.share)] : []),
    ...(numbers ? Object.entries(numbers).map(([name, value]) => line(name, doc(language, name), null, value)) : []),
  ]
}

const missingLines = (language: Language, about: About, { missing }: Measured): FlatLine[] =>
  isSuppressed(missing)
    ? []
    : Object.entries(missing).map(([kind, count]) => ({
        ...about,
        measure: `missing_${kind}`,
        measureLabel: translate(language, `report.missing.${kind}`),
        n: null,
        count,
        value: null,
        suppressed: false,
      }))

const measuredLines = (words: GroupWords, question: CountedQuestion, row: string, measured: Measured): FlatLine[] => {
  const { language } = words
  const rowText = asks(question, 'rows') ? question.rows.find((r) => r.id === row)?.text : undefined
  const common = {
    variable: question.id,
    row,
    question: say(language, question.text),
    rowLabel: say(language, rowText),
    base: translate(language, `report.base.${measured.base}`),
  }
  const whole = { ...common, dimension: '', group: '', groupLabel: doc(language, 'total') }
  return [
    ...linesOf(language, question, whole, measured),
    ...missingLines(language, whole, measured),
    ...Object.entries(measured.breakdowns).flatMap(([dimension, groups]) =>
      Object.entries(groups).flatMap(([group, cell]) => {
        const name = `${dimensionLabel(words, dimension)}: ${groupLabel(words, dimension, group)}`
        return linesOf(language, question, { ...common, dimension, group, groupLabel: name }, cell)
      }),
    ),
  ]
}

const variableLines = (words: GroupWords, question: CountedQuestion, variable: Variable): FlatLine[] =>
  variable.rows === undefined
    ? measuredLines(words, question, '', variable)
    : Object.entries(variable.rows).flatMap(([row, measured]) => measuredLines(words, question, row, measured))

/** Who has answered each part: counts by outcome, and AAPOR's rates. */
const responseLines = (report: Report, questionnaires: readonly Questionnaire[], language: Language): FlatLine[] =>
  Object.entries(report.response.byPart).flatMap(([part, { base, rates, dispositions: counts }]) => {
    const about = {
      variable: responseRate,
      row: part,
      question: doc(language, 'rate'),
      rowLabel: say(language, questionnaires.find((it) => it.part === part)?.title),
      dimension: '',
      group: '',
      groupLabel: doc(language, 'total'),
      n: base,
      suppressed: false,
      base: doc(language, 'units_n', { n: base, indefinite: report.respondents.indefinite[language] }),
    }
    return [
      ...dispositions.map((one) => ({
        ...about,
        measure: one,
        measureLabel: outcomeLabel(language, one),
        count: counts[one],
        value: null,
      })),
      ...rateNames.map((name) => ({
        ...about,
        measure: name,
        measureLabel: name.toUpperCase(),
        count: null,
        value: rates[name],
      })),
    ]
  })

/** All lines of the report: the response part by part, then the variables in the order of the questionnaires. */
export const flatLines = (report: Report, questionnaires: readonly Questionnaire[], language: Language): FlatLine[] => [
  ...responseLines(report, questionnaires, language),
  ...questionnaires.flatMap(countedQuestions).flatMap((question) => {
    const variable = report.variables[question.id]
    return variable === undefined ? [] : variableLines({ language, groups: report.groups }, question, variable)
  }),
]
