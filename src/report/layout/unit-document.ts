/** A unit's own report as a document. */
import type { Language } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { translate } from '../../wording/translate.ts'
import { currentSubmissions } from '../current.ts'
import { groupOf } from '../groups.ts'
import type { CountedQuestion, Said } from '../items.ts'
import { countedQuestions } from '../items.ts'
import type { Answered, Cell } from '../model.ts'
import { isSuppressed } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import { type Comparison, compareUnit } from '../unit-comparison.ts'
import { buildDocument, type DocumentInput } from './build-document.ts'
import type { Chapter, DataTable, Figure, ReportDocument } from './document.ts'
import { orderedIds, rowLabel, topLabel } from './figure-parts.ts'
import { categoryLabel, doc, groupLabel, say } from './labels.ts'

export type UnitInput = DocumentInput & { unit: Unit; submissions: readonly Answered[] }

/** What the unit said, in words. */
export const ownWords = (language: Language, question: CountedQuestion, own: Said | null): string => {
  if (own === null) return doc(language, 'no_answer')
  if (own.type === 'missing') return translate(language, `report.missing.${own.kind}`)
  if (own.type === 'number') return formatNumber(language, own.value)
  return own.ids.map((id) => categoryLabel(language, question, id)).join('; ')
}

/** A cell as it is shown: hidden, a dash where nobody is in the base, or what `read` makes of it. */
export const cellText = (
  language: Language,
  cell: Cell,
  read: (cell: Exclude<Cell, { suppressed: true }>) => string,
): string => {
  if (isSuppressed(cell)) return doc(language, 'hidden')
  return cell.n === 0 ? '–' : read(cell)
}

/** Country, county and size, in this order. */
export const ofAll = ({ country, county, size }: Comparison): Cell[] => [country, county, size]

/** A line per choice; the unit's own are marked. */
const choiceRows = (language: Language, question: CountedQuestion, comparison: Comparison): string[][] => {
  const { country, own } = comparison
  if (isSuppressed(country)) return []
  const chosen = new Set(own?.type === 'choices' ? own.ids : own?.type === 'missing' ? [own.kind] : [])
  return orderedIds(question, country).map((id) => [
    categoryLabel(language, question, id),
    chosen.has(id) ? '✓' : '',
    ...ofAll(comparison).map((cell) => cellText(language, cell, (c) => `${c.shares[id] ?? 0} %`)),
  ])
}

const rowsOf = (language: Language, question: CountedQuestion, comparisons: readonly Comparison[]): string[][] => {
  const context = { language, question, limit: 0 }
  if (question.kind === 'matrix') {
    return comparisons.map((c) => [
      rowLabel(context, c.item.row ?? ''),
      ownWords(language, question, c.own),
      ...ofAll(c).map((cell) => cellText(language, cell, (t) => `${t.top?.share ?? 0} %`)),
    ])
  }
  const [one] = comparisons
  if (one === undefined) return []
  if (question.kind !== 'number' && question.kind !== 'percent') return choiceRows(language, question, one)
  const median = (cell: Cell) => cellText(language, cell, (t) => formatNumber(language, t.numbers?.median ?? 0))
  return [[doc(language, 'median'), ownWords(language, question, one.own), ...ofAll(one).map(median)]]
}

const figureOf = (input: UnitInput, question: CountedQuestion, comparisons: readonly Comparison[]): Figure => {
  const { language, unit } = input
  const own = comparisons[0]?.own ?? null
  const columns = [
    question.kind === 'matrix' ? topLabel({ language, question, limit: 0 }) : doc(language, 'answer'),
    doc(language, 'own_answer'),
    doc(language, 'country'),
    unit.county,
    groupLabel(language, 'population', groupOf('population', unit)),
  ]
  const table: DataTable = {
    caption: say(language, question.text),
    columns,
    rows: rowsOf(language, question, comparisons),
  }
  const note =
    question.kind === 'matrix' ? [] : [`${doc(language, 'own_answer')}: ${ownWords(language, question, own)}`]
  return {
    id: `fig-${question.id}`,
    title: say(language, question.text),
    notes: note,
    chart: null,
    alternative: '',
    table: table.rows.length === 0 ? null : table,
    breakdowns: [],
  }
}

/** «Slik svarte …»: the unit's answers beside the country, its county and units of its size, part by part. */
export const unitDocument = (input: UnitInput): ReportDocument => {
  const { report, questionnaires, partTitles, language, unit } = input
  const own = currentSubmissions(input.submissions, [unit])
  const chapters = questionnaires.map((questionnaire): Chapter => {
    const submission = own.find((s) => s.part === questionnaire.part)
    const figures = countedQuestions(questionnaire).map((question) =>
      figureOf(input, question, compareUnit(question, questionnaire.part, { report, unit, submission })),
    )
    const title = say(language, partTitles[questionnaire.part])
    const text = submission === undefined ? [doc(language, 'no_answer')] : []
    return { id: questionnaire.part, title, text, statements: [], figures }
  })
  const whole = buildDocument(input)
  const about = whole.chapters.filter((c) => c.id === 'om-tallene')
  return {
    ...whole,
    title: doc(language, 'unit_title', { unit: unit.name }),
    subtitle: `${whole.title}. ${doc(language, 'unit_intro')}`,
    keyFigures: [],
    findings: [],
    chapters: [...chapters, ...about],
  }
}
