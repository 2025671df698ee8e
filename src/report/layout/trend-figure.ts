/** Earlier years beside this one: a chart where there is something to draw, and always a table with base and source. */
import type { Language } from '../../questionnaire/schema.ts'
import { inOslo } from '../../reminders/oslo.ts'
import type { CountedQuestion } from '../items.ts'
import type { Report, Series, TrendPoint, Variable } from '../model.ts'
import { isSuppressed } from '../model.ts'
import { seriesValue } from '../number-format.ts'
import { share } from '../tally.ts'
import type { Chart, DataTable, Figure, TrendMark } from './document.ts'
import { categoryLabel, doc, say } from './labels.ts'

type Drawn = { choices: readonly string[]; points: TrendPoint[] }
type Around = { language: Language; report: Report }

const keyOf = (choices: readonly string[] | undefined): string => [...(choices ?? [])].sort().join()

/** The figures of one variable, those about the same choices together. */
const seriesOf = (points: readonly TrendPoint[]): Drawn[] => {
  const keys = [...new Set(points.map((p) => keyOf(p.choices)))]
  return keys.map((key) => {
    const same = points.filter((p) => keyOf(p.choices) === key)
    return { choices: same[0]?.choices ?? [], points: same }
  })
}

const shown = (language: Language, point: TrendPoint): string => {
  if (point.value !== undefined) return `${point.value} %`
  if (point.range !== undefined) return `${doc(language, 'range', { from: point.range[0], to: point.range[1] })} %`
  return point.phrase?.[language] ?? ''
}

const markOf = (language: Language, point: TrendPoint): TrendMark[] => {
  const value = point.value ?? point.about
  if (value === undefined || point.year === null) return []
  return [
    {
      year: point.year,
      value,
      label: shown(language, point),
      ...(point.value === undefined ? { about: true as const } : {}),
    },
  ]
}

const bandOf = (
  language: Language,
  points: readonly TrendPoint[],
): { from: number; to: number; label: string } | null => {
  const range = points.find((p) => p.range !== undefined && p.year === null)?.range
  return range === undefined
    ? null
    : { from: range[0], to: range[1], label: doc(language, 'range_label', { from: range[0], to: range[1] }) }
}

const rowsOf = ({ language, report }: Around, points: readonly TrendPoint[]): string[][] =>
  points.map((p) => [
    p.year === null ? doc(language, 'earlier') : String(p.year),
    shown(language, p),
    p.base[language],
    report.askedOf[p.askedOf]?.[language] ?? '',
    report.sources[p.source]?.title ?? p.source,
    p.note?.[language] ?? '',
  ])

/** The wave's own words for each break between an earlier figure and now, and what a break means. */
const breakNotes = ({ language, report }: Around, points: readonly TrendPoint[], now: number): string[] => {
  const known = points.flatMap((p) => (p.comparable || p.year === null ? [] : [p.year]))
  const first = points.some((p) => !p.comparable && p.year === null) ? Number.NEGATIVE_INFINITY : Math.min(...known)
  const between = report.breaks.filter(({ year }) => year > first && year <= now)
  return [...between.map(({ text }) => text[language]), doc(language, 'break_note')]
}

export type Now = { value: number; base: string; asked: string }

/** A figure of earlier years and this one. `null` when nothing is known of earlier years. */
export const trendFigure = (
  around: Around,
  about: { id: string; title: string; now: Now },
  points: readonly TrendPoint[],
): Figure | null => {
  const { language, report } = around
  if (points.length === 0) return null
  const year = inOslo(Date.parse(report.opensAt)).year
  const marks = points.flatMap((p) => markOf(language, p))
  const band = bandOf(language, points)
  const broken = points.some((p) => !p.comparable)
  const now: TrendMark = { year, value: about.now.value, label: `${about.now.value} %` }
  const chart: Chart | null =
    marks.length === 0 && band === null
      ? null
      : { type: 'trend', points: marks, band, now, breakLabel: broken ? doc(language, 'break') : '' }
  const rows = [
    ...rowsOf(around, points),
    [String(year), now.label, about.now.base, about.now.asked, doc(language, 'this_wave'), ''],
  ]
  const columns = ['year', 'figure', 'of_whom', 'asked_of', 'source', 'note'].map((key) => doc(language, key))
  const table: DataTable = { caption: about.title, columns, rows }
  return {
    id: about.id,
    title: about.title,
    notes: broken ? breakNotes(around, points, year) : [],
    chart,
    alternative: doc(language, 'chart_alt', {
      question: about.title,
      values: rows.map((r) => `${r[0]}: ${r[1]}`).join('. '),
    }),
    table,
    breakdowns: [],
  }
}

/** The trend figures of a variable: one per choice or sum of choices that earlier figures are about. */
export const variableTrends = (
  around: Around,
  question: CountedQuestion,
  variable: Variable,
  asked: string,
): Figure[] => {
  const { language } = around
  if (isSuppressed(variable) || variable.n === 0) return []
  const { n, counts } = variable
  return seriesOf(variable.trend).flatMap(({ choices, points }): Figure[] => {
    if (choices.length === 0 || (choices.length > 1 && variable.kind === 'multiple')) return []
    const count = choices.reduce((sum, id) => sum + (counts[id] ?? 0), 0)
    const names = choices.map((id) => categoryLabel(language, question, id)).join(' / ')
    const title = doc(language, 'trend_for', { question: say(language, question.text), choices: names })
    const now = { value: share(count, n), base: doc(language, 'answers_n', { n }), asked }
    const figure = trendFigure(around, { id: `trend-${question.id}-${choices.join('-')}`, title, now }, points)
    return figure === null ? [] : [figure]
  })
}

export const seriesId = (series: string): string => `series-${series}`

/** A series from elsewhere, year by year, with its sources. */
export const seriesFigure = ({ language, report }: Around, { id, title, unit, points, comparison }: Series): Figure => {
  const rows = [...points]
    .sort((a, b) => a.year - b.year)
    .map((point) => [
      String(point.year),
      `${seriesValue(language, point)} ${unit[language]}`,
      report.sources[point.source]?.title ?? point.source,
    ])
  const columns = ['year', 'figure', 'source'].map((key) => doc(language, key))
  return {
    id: seriesId(id),
    title: title[language],
    notes: comparison === undefined ? [] : [comparison[language]],
    ...{ chart: null, alternative: '', breakdowns: [] },
    table: { caption: title[language], columns, rows },
  }
}
