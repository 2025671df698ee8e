/** A unit's own report as a document. */

import type { Language } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { translate } from '../texts/translate.ts'
import { currentSubmissions } from './build-report.ts'
import { type CountedAnswer, type CountedQuestion, countedQuestions, type Item, itemsOf, saidOf } from './count.ts'
import type { Chapter, DataTable, Figure, ReportDocument } from './document.ts'
import { orderedIds, rowLabel, topLabel } from './figures.ts'
import { groupIn } from './groups.ts'
import { type Answered, type Cell, isSuppressed, type Measured, type Report, type Table } from './model.ts'
import { buildDocument, type DocumentInput } from './whole-report.ts'
import { categoryLabel, doc, formatNumber, groupLabel, say } from './words.ts'

type UnitInput = DocumentInput & { unit: Unit; submissions: readonly Answered[] }

/** What the unit said, in words. */
const ownWords = (language: Language, question: CountedQuestion, own: CountedAnswer | null): string => {
  if (own === null) return doc(language, 'no_answer')
  if (own.type === 'missing') return translate(language, `report.missing.${own.kind}`)
  if (own.type === 'number') return formatNumber(language, own.value)
  return own.ids.map((id) => categoryLabel(language, question, id)).join('; ')
}

/** A cell as it is shown: hidden, a dash where nobody is in the base, or what `read` makes of it. */
const cellText = (
  language: Language,
  cell: Cell,
  read: (cell: Exclude<Cell, { suppressed: true }>) => string,
): string => {
  if (isSuppressed(cell)) return doc(language, 'hidden')
  return cell.n === 0 ? '–' : read(cell)
}

/** The country, then the unit's own groups, in the order of `peersOf`. */
const ofAll = ({ country, peers }: Comparison): Cell[] => [country, ...peers]

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
  if (asks(question, 'rows')) {
    return comparisons.map((c) => [
      rowLabel(context, c.item.row ?? ''),
      ownWords(language, question, c.own),
      ...ofAll(c).map((cell) => cellText(language, cell, (t) => `${t.top?.share ?? 0} %`)),
    ])
  }
  const [one] = comparisons
  if (one === undefined) return []
  if (!asks(question, 'figure')) return choiceRows(language, question, one)
  const median = (cell: Cell) => cellText(language, cell, (t) => formatNumber(language, t.numbers?.median ?? 0))
  return [[doc(language, 'median'), ownWords(language, question, one.own), ...ofAll(one).map(median)]]
}

const figureOf = (input: UnitInput, question: CountedQuestion, comparisons: readonly Comparison[]): Figure => {
  const { language, unit, report } = input
  const own = comparisons[0]?.own ?? null
  const columns = [
    asks(question, 'rows') ? topLabel({ language, question, limit: 0 }) : doc(language, 'answer'),
    doc(language, 'own_answer'),
    doc(language, 'country'),
    ...peersOf(report, unit).map(({ by, id }) => groupLabel({ language, groups: report.groups }, by, id)),
  ]
  const table: DataTable = {
    caption: say(language, question.text),
    columns,
    rows: rowsOf(language, question, comparisons),
  }
  const note = asks(question, 'rows') ? [] : [`${doc(language, 'own_answer')}: ${ownWords(language, question, own)}`]
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
    subtitle: `${whole.title}. ${doc(language, peersOf(report, unit).length === 2 ? 'unit_intro' : 'unit_intro_country')}`,
    keyFigures: [],
    findings: [],
    chapters: [...chapters, ...about],
  }
}

// One unit's own answers beside the published numbers of the country, its county and its size.

/** `own` is null when the unit has not answered the part. */
type Comparison = { item: Item; own: CountedAnswer | null; country: Cell; peers: Cell[] }

/** The unit's county and size, as far as the wave groups its units so. */
export const peersOf = ({ groups }: Pick<Report, 'groups'>, unit: Unit): { by: string; id: string }[] =>
  (['county', 'population'] as const).flatMap((by) => {
    const grouping = groups.find((one) => one.by === by)
    return grouping === undefined ? [] : [{ by, id: groupIn(grouping, unit) }]
  })

const hidden: Cell = { suppressed: true }

/**
 * The comparisons of one question, one per row of a matrix. All numbers but the unit's own are those of the report:
 * suppressed there, suppressed here. Empty when the report has no such variable.
 */
export const compareUnit = (
  question: CountedQuestion,
  part: string,
  { report, unit, submission }: { report: Report; unit: Unit; submission: Answered | undefined },
): Comparison[] => {
  const variable = Object.hasOwn(report.variables, question.id) ? report.variables[question.id] : undefined
  if (variable === undefined) return []
  return itemsOf(question, part).flatMap((item): Comparison[] => {
    const measured: Measured | undefined = item.row === undefined ? variable : variable.rows?.[item.row]
    if (measured === undefined) return []
    const { breakdowns } = measured
    return [
      {
        item,
        own: submission === undefined ? null : saidOf(item, submission),
        country: measured,
        peers: peersOf(report, unit).map(({ by, id }) => breakdowns[by]?.[id] ?? hidden),
      },
    ]
  })
}

// One unit's answer to a question beside the others', as lines for a chat.

/** `own`: what the unit answered, with a label before it; empty for a matrix, whose rows carry it. */
type UnitLines = { title: string; own: string; others: string[] }

type About = { language: Language; unit: Unit; question: CountedQuestion; groups: Report['groups'] }

/** More of the unit's own choices than that are told by the first of them. */
const mostChoices = 4

/** The question with a line per choice, row or number. Suppressed numbers are called hidden, as in the report. */
export const unitLines = (about: About, comparisons: readonly Comparison[]): UnitLines => {
  const { language, question } = about
  const title = say(language, question.text)
  const [one] = comparisons
  if (asks(question, 'rows')) return { title, own: '', others: comparisons.map((c) => rowLine(about, c)) }
  const own = `${doc(language, 'own_answer')}: ${ownWords(language, question, one?.own ?? null)}`
  if (one === undefined) return { title, own, others: [] }
  if (!asks(question, 'figure')) return { title, own, others: choiceLines(about, one) }
  const median = (table: Table) => formatNumber(language, table.numbers?.median ?? 0)
  return { title, own, others: [`${doc(language, 'median')}: ${besides(about, one, median)}`] }
}

/** «Hele landet 68 %, Akershus 55 %, samme størrelse (5 000–9 999) skjult». */
const besides = (about: About, comparison: Comparison, read: (table: Table) => string): string => {
  const { language, unit } = about
  const names = [
    doc(language, 'country'),
    ...peersOf(about, unit).map(({ by, id }) => {
      const label = groupLabel(about, by, id)
      return by === 'population' ? translate(language, 'others.size', { size: label }) : label
    }),
  ]
  const cells = ofAll(comparison).map((cell) => cellText(language, cell, read))
  return names.map((name, i) => `${name} ${cells[i] ?? ''}`).join(', ')
}

const choiceLines = (about: About, comparison: Comparison): string[] => {
  const { language, question } = about
  return idsShown(question, comparison)
    .slice(0, mostChoices)
    .map((id) => {
      const label = categoryLabel(language, question, id)
      return `${label}: ${besides(about, comparison, (table) => `${table.shares[id] ?? 0} %`)}`
    })
}

/** The unit's own choices; where it made none, the most common one in the country. Of a ranking the first place. */
const idsShown = (question: CountedQuestion, { own, country }: Comparison): string[] => {
  if (isSuppressed(country)) return chosen(question, own)
  const counted = new Set(Object.keys(country.counts))
  const ids = chosen(question, own).filter((id) => counted.has(id))
  if (ids.length > 0 || country.n === 0) return ids
  const count = (id: string) => country.counts[id] ?? 0
  return [...orderedIds(question, country)].sort((a, b) => count(b) - count(a)).slice(0, 1)
}

const chosen = (question: CountedQuestion, own: CountedAnswer | null): string[] => {
  if (own?.type === 'missing') return [own.kind]
  if (own?.type !== 'choices') return []
  return asks(question, 'order') ? own.ids.slice(0, 1) : own.ids
}

/** «Barn: God. Svært god eller god: Hele landet 77 %, …»; on a short scale the share of the unit's own choice. */
const rowLine = (about: About, comparison: Comparison): string => {
  const { language, question } = about
  const context = { language, question, limit: 0 }
  const { country, own, item } = comparison
  const said = `${rowLabel(context, item.row ?? '')}: ${ownWords(language, question, own)}`
  if (isSuppressed(country) || country.top !== undefined)
    return `${said}. ${topLabel(context)}: ${besides(about, comparison, (table) => `${table.top?.share ?? 0} %`)}`
  return [said, ...choiceLines(about, comparison)].join('. ')
}
