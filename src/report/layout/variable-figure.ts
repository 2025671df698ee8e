/** One variable as figures: its own, and one for the trend where earlier figures are known. */
import { translate } from '../../wording/translate.ts'
import type { Table, Variable } from '../model.ts'
import { isSuppressed } from '../model.ts'
import type { Figure } from './document.ts'
import type { Context } from './figure-parts.ts'
import {
  barChart,
  breakdownTables,
  matrixTable,
  missingNote,
  numberTable,
  orderedIds,
  shareTable,
  stackedChart,
  topLabel,
} from './figure-parts.ts'
import { categoryLabel, doc, say } from './labels.ts'

export const figureId = (question: string): string => `fig-${question}`

const baseText = ({ language, question }: Context): string => translate(language, `report.base.${question.base}`)

const notesOf = (context: Context, table: Table): string[] => {
  const { language, question } = context
  if (question.kind === 'number' || question.kind === 'percent') return [doc(language, 'base_numbers', { n: table.n })]
  const base = doc(language, 'base', { base: baseText(context), n: table.n })
  return question.kind === 'multiple' ? [base, doc(language, 'multiple')] : [base]
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
export const variableFigure = (context: Context, variable: Variable): Figure => {
  const { language, question, limit } = context
  if (isSuppressed(variable)) return without(context, doc(language, 'suppressed', { limit }))
  if (variable.n === 0) return without(context, doc(language, 'nobody'))
  if (variable.kind === 'matrix') return matrixFigure(context, variable)
  const isAmount = variable.kind === 'number' || variable.kind === 'percent'
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
