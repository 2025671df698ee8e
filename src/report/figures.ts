/** The pieces of one variable's figure: notes, charts and tables. */
import type { Language } from '../questionnaire/schema.ts'
import { asks, choicesOf, isShare, unitOf } from '../questionnaire/shape.ts'
import { inSentence, translate } from '../texts/translate.ts'
import { type CountedQuestion, countedMissing } from './count.ts'
import type { Chart, DataTable, Figure } from './document.ts'
import { type Breakdowns, isSuppressed, type Measured, type NumberSummary, type Table, type Variable } from './model.ts'
import {
  categoryLabel,
  dimensionLabel,
  doc,
  formatNumber,
  type GroupWords,
  groupLabel,
  say,
  unitShown,
  wrapped,
} from './words.ts'

type Context = { language: Language; question: CountedQuestion; limit: number }
type Grouped = Context & Pick<GroupWords, 'groups'>

const percent = (value: number): string => `${value} %`

/** Most chosen first in a multiple choice, the exclusive last; in a single choice as asked. */
export const orderedIds = (question: CountedQuestion, table: Table): string[] => {
  const ids = Object.keys(table.counts)
  if (!asks(question, 'choices')) return ids
  const exclusive = new Set(question.choices.filter((c) => c.exclusive).map((c) => c.id))
  const rank = (id: string) => (exclusive.has(id) ? -1 : (table.counts[id] ?? 0))
  return [...ids].sort((a, b) => rank(b) - rank(a))
}

const barChart = ({ language, question }: Context, table: Table): Chart => ({
  type: 'bars',
  bars: orderedIds(question, table).map((id) => ({
    label: wrapped(categoryLabel(language, question, id)),
    value: table.shares[id] ?? 0,
    ...(countedMissing[question.base].some((kind) => kind === id) ? { muted: true as const } : {}),
  })),
})

/** The rows with the largest two best steps first. */
const sortedRows = (variable: Variable): [string, Table][] =>
  Object.entries(variable.rows ?? {})
    .flatMap(([id, row]): [string, Table][] => (isSuppressed(row) || row.n === 0 ? [] : [[id, row]]))
    .sort(([, a], [, b]) => (b.top?.count ?? 0) / b.n - (a.top?.count ?? 0) / a.n)

export const rowLabel = ({ language, question }: Context, id: string): string =>
  asks(question, 'rows') ? say(language, question.rows.find((r) => r.id === id)?.text) : id

const stackedChart = (context: Context, variable: Variable): Chart | null => {
  const rows = sortedRows(variable)
  const ids = Object.keys(rows[0]?.[1].counts ?? {})
  if (rows.length === 0) return null
  return {
    type: 'stacked',
    steps: ids.map((id) => categoryLabel(context.language, context.question, id)),
    rows: rows.map(([id, row]) => ({
      label: wrapped(rowLabel(context, id)),
      values: ids.map((step) => row.shares[step] ?? 0),
    })),
    last: countedMissing[variable.base].length > 0 ? 'missing' : 'scale',
  }
}

/** Counts and shares of one variable. */
const shareTable = (context: Context, table: Table): DataTable => {
  const { language, question } = context
  const rows = orderedIds(question, table).map((id) => [
    categoryLabel(language, question, id),
    formatNumber(language, table.counts[id] ?? 0),
    percent(table.shares[id] ?? 0),
  ])
  const any = table.any
    ? [[doc(language, 'any'), formatNumber(language, table.any.count), percent(table.any.share)]]
    : []
  const ranked = asks(question, 'order') ? [doc(language, 'first_place')] : [doc(language, 'count')]
  return {
    caption: say(language, question.text),
    columns: [doc(language, 'answer'), ...ranked, doc(language, 'percent')],
    rows: [...rows, ...any],
  }
}

const numberTable = ({ language, question }: Context, table: Table): DataTable | null => {
  const { numbers } = table
  if (numbers === undefined) return null
  const counted = unitOf(question)
  const unit = (value: number): string =>
    counted ? ` ${unitShown(value, say(language, counted))}` : isShare(question) ? ' %' : ''
  const values = Object.entries(numbers) as [keyof NumberSummary, number][]
  return {
    caption: say(language, question.text),
    columns: [doc(language, 'measure'), doc(language, 'value')],
    rows: values.map(([name, value]) => [doc(language, name), `${formatNumber(language, value)}${unit(value)}`]),
  }
}

export const topLabel = ({ language, question }: Context): string => {
  const [first, second] = choicesOf(question)
  const label = (choice: typeof first) => say(language, choice?.text)
  return doc(language, 'top', { first: label(first), second: inSentence(label(second)) })
}

/** Rows of a matrix, with their own bases. */
const matrixTable = (context: Context, variable: Variable): DataTable => {
  const { language, question } = context
  const ids = Object.keys(sortedRows(variable)[0]?.[1].counts ?? {})
  return {
    caption: say(language, question.text),
    columns: ['', ...ids.map((id) => categoryLabel(language, question, id)), topLabel(context), doc(language, 'n')],
    rows: sortedRows(variable).map(([id, row]) => [
      rowLabel(context, id),
      ...ids.map((step) => percent(row.shares[step] ?? 0)),
      percent(row.top?.share ?? 0),
      formatNumber(language, row.n),
    ]),
  }
}

/** Who is missing, by kind, those that count as a category left out; undefined when nobody is, or it may not be told. */
const missingNote = ({ language, question }: Context, { missing }: Measured): string | undefined => {
  if (isSuppressed(missing)) return undefined
  const counted = countedMissing[question.base]
  const items = Object.entries(missing)
    .filter(([kind, count]) => count > 0 && !counted.some((c) => c === kind))
    .map(([kind, count]) =>
      doc(language, 'missing_item', { label: translate(language, `report.missing.${kind}`).toLowerCase(), count }),
    )
  return items.length === 0 ? undefined : doc(language, 'missing', { list: items.join(', ') })
}

const cellsOf = (context: Context, table: Table, ids: readonly string[]): string[] => {
  const { language, question } = context
  if (asks(question, 'figure')) {
    return table.numbers
      ? [formatNumber(language, table.numbers.mean), formatNumber(language, table.numbers.median)]
      : ['–', '–']
  }
  return ids.map((id) => (table.n === 0 ? '–' : percent(table.shares[id] ?? 0)))
}

/** What the cells of a breakdown are: per cent where shares stand, the measures where averages do. */
const measureWords = ({ language, question }: Context): string => {
  if (isShare(question)) return doc(language, 'in_averages_of', { unit: doc(language, 'in_percent') })
  if (asks(question, 'figure')) {
    const unit = unitOf(question)
    return unit === undefined
      ? doc(language, 'in_averages')
      : doc(language, 'in_averages_of', { unit: say(language, unit) })
  }
  return doc(language, asks(question, 'order') ? 'in_first_places' : 'in_percent')
}

/** One table per dimension. */
const breakdownTables = (context: Grouped, whole: Measured & Table, breakdowns: Breakdowns): DataTable[] => {
  const { language, question } = context
  const ids = orderedIds(question, whole)
  const isAmount = asks(question, 'figure')
  const names = isAmount
    ? [doc(language, 'mean'), doc(language, 'median')]
    : ids.map((id) => categoryLabel(language, question, id))
  return Object.entries(breakdowns).map(([dimension, groups]) => ({
    caption: doc(language, 'breakdown_caption', {
      question: say(language, question.text),
      dimension: inSentence(dimensionLabel(context, dimension)),
      measure: measureWords(context),
    }),
    columns: [dimensionLabel(context, dimension), ...names, doc(language, 'n')],
    rows: [
      ...Object.entries(groups).map(([id, cell]) => [
        groupLabel(context, dimension, id),
        ...(isSuppressed(cell) ? names.map(() => doc(language, 'hidden')) : cellsOf(context, cell, ids)),
        isSuppressed(cell) ? doc(language, 'hidden') : formatNumber(language, cell.n),
      ]),
      [doc(language, 'total'), ...cellsOf(context, whole, ids), formatNumber(language, whole.n)],
    ],
  }))
}

// One variable as figures: its own, and one for the trend where earlier figures are known.

export const figureId = (question: string): string => `fig-${question}`

const baseText = ({ language, question }: Context): string => translate(language, `report.base.${question.base}`)

const notesOf = (context: Context, table: Table): string[] => {
  const { language, question } = context
  if (asks(question, 'figure')) return [doc(language, 'base_numbers', { n: table.n })]
  const base = doc(language, 'base', { base: baseText(context), n: table.n })
  return asks(question, 'choices') ? [base, doc(language, 'multiple')] : [base]
}

const matrixFigure = (context: Context, variable: Variable): Figure => {
  const { language, question, limit } = context
  const table = matrixTable(context, variable)
  const hidden = Object.values(variable.rows ?? {}).some(isSuppressed)
  const values = table.rows.map((row) => `${row[0]}: ${topLabel(context)} ${row.at(-2)}`).join('. ')
  return {
    id: figureId(question.id),
    title: say(language, question.text),
    notes: [
      doc(language, 'base_rows', { base: baseText(context) }),
      ...(hidden ? [doc(language, 'suppressed', { limit })] : []),
    ],
    chart: stackedChart(context, variable),
    alternative: doc(language, 'stacked_alt', { question: say(language, question.text), values }),
    table: table.rows.length === 0 ? null : table,
    breakdowns: [],
  }
}

const without = ({ language, question }: Context, note: string): Figure => ({
  id: figureId(question.id),
  title: say(language, question.text),
  notes: [note],
  chart: null,
  alternative: '',
  table: null,
  breakdowns: [],
})

/** The variable's figure; numbers have a table and no chart. */
export const variableFigure = (context: Grouped, variable: Variable): Figure => {
  const { language, question, limit } = context
  if (isSuppressed(variable)) return without(context, doc(language, 'suppressed', { limit }))
  if (variable.n === 0) return without(context, doc(language, 'nobody'))
  if (asks(variable, 'rows')) return matrixFigure(context, variable)
  const isAmount = asks(variable, 'figure')
  const values = orderedIds(question, variable).map((id) =>
    doc(language, 'chart_value', { label: categoryLabel(language, question, id), value: variable.shares[id] ?? 0 }),
  )
  const missing = missingNote(context, variable)
  return {
    id: figureId(question.id),
    title: say(language, question.text),
    notes: [...notesOf(context, variable), ...(missing === undefined ? [] : [missing])],
    chart: isAmount ? null : barChart(context, variable),
    alternative: doc(language, 'chart_alt', { question: say(language, question.text), values: values.join('. ') }),
    table: isAmount ? numberTable(context, variable) : shareTable(context, variable),
    breakdowns: breakdownTables(context, variable, variable.breakdowns),
  }
}
