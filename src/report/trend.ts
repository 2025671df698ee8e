/** `trend.yaml`: published figures of earlier years. The file's own heading says what each field means. */
import { z } from 'zod'
import { type FaultKey, reason } from '../questionnaire/fault.ts'
import { id, type Language, type Text, text } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { inOslo } from '../reminders/calendar.ts'
import { type CountedQuestion, share } from './count.ts'
import type { Chart, DataTable, Figure, TrendMark } from './document.ts'
import { isSuppressed, type Report, type Series, type TrendPoint, type Variable } from './model.ts'
import { categoryLabel, doc, say, seriesValue, unitShown } from './words.ts'

const percent = z.number().min(0).max(100)

const figure = z
  .strictObject({
    variable: z.string(),
    choices: z.array(z.string()).min(1).optional(),
    year: z.int().nullable(),
    value: percent.optional(),
    range: z.tuple([percent, percent]).optional(),
    phrase: text.optional(),
    about: percent.optional(),
    base: text,
    askedOf: z.string(),
    source: z.string(),
    comparable: z.boolean(),
    comparison: text.optional(),
    note: text.optional(),
  })
  .refine((f) => [f.value, f.range, f.phrase].filter((x) => x !== undefined).length === 1, {
    message: reason('wrong_value.one_figure'),
  })
  .refine((f) => f.about === undefined || f.phrase !== undefined, { message: reason('wrong_value.about_phrase') })

/** Figures from elsewhere that are about no question of the survey, such as how many were settled each year. */
const series = z.strictObject({
  id,
  title: text,
  /** What is counted, after the number. */
  unit: text,
  points: z
    .array(z.strictObject({ year: z.int(), value: z.number(), about: z.literal(true).optional(), source: z.string() }))
    .min(2),
  comparison: text.optional(),
})
export const trend = z
  .strictObject({
    schema: z.literal('kommunedialog.trend.v1'),
    askedOf: z.record(z.string(), text),
    sources: z.record(z.string(), z.strictObject({ title: z.string(), address: z.string() })),
    figures: z.array(figure),
    series: z.array(series).default([]),
    /** What changed in the survey, by the first year after it. */
    breaks: z.array(z.strictObject({ year: z.int(), text })).default([]),
  })
  .superRefine(({ askedOf, sources, figures, series: several }, context) => {
    const named = (group: object, id: string, path: (string | number)[], message: FaultKey) => {
      if (!Object.hasOwn(group, id)) context.addIssue({ code: 'custom', path, message, params: { id } })
    }
    // Of two numbers of one year, and of two series of one name, the report would state whichever it finds first.
    const once = (all: readonly (string | number)[], of: (i: number) => (string | number)[]) => {
      for (const [i, one] of all.entries())
        if (all.indexOf(one) < i)
          context.addIssue({ code: 'custom', path: of(i), message: reason('duplicate_id.plain'), params: { id: one } })
    }
    once(
      several.map((one) => one.id),
      (i) => ['series', i, 'id'],
    )
    for (const [i, { points }] of several.entries()) {
      once(
        points.map(({ year }) => year),
        (j) => ['series', i, 'points', j, 'year'],
      )
      for (const [j, { source }] of points.entries()) {
        named(sources, source, ['series', i, 'points', j, 'source'], 'wrong_value.no_source')
      }
    }
    for (const [i, f] of figures.entries()) {
      named(askedOf, f.askedOf, ['figures', i, 'askedOf'], 'wrong_value.no_asked_of')
      named(sources, f.source, ['figures', i, 'source'], 'wrong_value.no_source')
    }
  })
export type Trend = z.infer<typeof trend>

/** The response rate's id in `figures`. */
export const responseRate = 'response_rate'

/** The earlier figures of one variable, oldest first, those without a year last. */
export const trendOf = (variable: string, { figures }: Trend): TrendPoint[] =>
  figures
    .filter((f) => f.variable === variable)
    .map(({ variable: _, ...point }) => point)
    .sort((a, b) => (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY))

// Earlier years beside this one: a chart where there is something to draw, and always a table with base and source.

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

/** What an earlier wave's stored answers gave: of all who answered it. */
type Stored = { year: number; value: number; n: number; title: Text }

/** Those of one choice, oldest first. */
const storedOf = ({ since }: Report, variable: string, choice: string): Stored[] => {
  if (since === undefined) return []
  const isIt = (one: { variable: string; row?: string }) => one.variable === variable && one.row === undefined
  const item = since.items.find(isIt)
  const all = item?.measures.find(({ measure }) => measure === choice)?.all
  const { title, year } = since
  const last = item === undefined || !all ? [] : [{ title, year, value: all.before, n: item.n.before }]
  const levels = (item ?? since.apart.find(isIt))?.older ?? []
  const older = since.older.flatMap((wave): Stored[] => {
    const found = levels.find((one) => one.wave === wave.wave)
    const value = found?.values[choice]
    return found === undefined || value === undefined ? [] : [{ ...wave, value, n: found.n }]
  })
  return [...last, ...older].reverse()
}

const storedRow = (language: Language, { year, value, n, title }: Stored, asked: string): string[] => [
  ...[String(year), `${value} %`, doc(language, 'answers_n', { n }), asked],
  ...[doc(language, 'stored_wave', { title: title[language] }), ''],
]

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

/** Those without a year stand last. */
const yearIn = ([year]: readonly string[]): number => Number(year) || Number.MAX_SAFE_INTEGER

type Now = { value: number; base: string; asked: string }

/** A figure of earlier years and this one. `now` null: this one has none of the kind. `null` when nothing is known of earlier years. */
export const trendFigure = (
  around: Around,
  about: { id: string; title: string; now: Now | null },
  points: readonly TrendPoint[],
  stored: readonly Stored[] = [],
): Figure | null => {
  const { language, report } = around
  if (points.length === 0) return null
  const year = inOslo(Date.parse(report.opensAt)).year
  // Of a year whose answers are here, these are drawn; the table has what was published too.
  const marks = [
    ...points.flatMap((p) => markOf(language, p)).filter((mark) => stored.every((one) => one.year !== mark.year)),
    ...stored.map(({ year: of, value }): TrendMark => ({ year: of, value, label: `${value} %` })),
  ]
  const band = bandOf(language, points)
  const broken = points.some((p) => !p.comparable)
  const now = about.now === null ? null : { year, value: about.now.value, label: `${about.now.value} %` }
  const chart: Chart | null =
    now === null || (marks.length === 0 && band === null)
      ? null
      : { type: 'trend', points: marks, band, now, breakLabel: broken ? doc(language, 'break') : '' }
  const rows = [
    ...[...rowsOf(around, points), ...stored.map((one) => storedRow(language, one, about.now?.asked ?? ''))].sort(
      (a, b) => yearIn(a) - yearIn(b),
    ),
    ...(about.now === null || now === null
      ? []
      : [[String(year), now.label, about.now.base, about.now.asked, doc(language, 'this_wave'), '']]),
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
  const { language, report } = around
  if (isSuppressed(variable) || variable.n === 0) return []
  const { n, counts } = variable
  return seriesOf(variable.trend).flatMap(({ choices, points }): Figure[] => {
    // Of no choice, or of any of several that one unit may have taken, there is no share of now: what was published stands alone.
    const isAlone = choices.length === 0 || (choices.length > 1 && asks(variable, 'choices'))
    const count = choices.reduce((sum, id) => sum + (counts[id] ?? 0), 0)
    const names = choices.map((id) => categoryLabel(language, question, id)).join(' / ')
    const text = say(language, question.text)
    const about = { question: text, choices: names }
    const title = doc(language, choices.length === 0 ? 'trend_of' : 'trend_for', about)
    const now = isAlone ? null : { value: share(count, n), base: doc(language, 'answers_n', { n }), asked }
    const [choice] = choices
    const stored = isAlone || choice === undefined || choices.length > 1 ? [] : storedOf(report, question.id, choice)
    const id = ['trend', question.id, ...choices].join('-')
    const figure = trendFigure(around, { id, title, now }, points, stored)
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
      `${seriesValue(language, point)} ${unitShown(point.value, unit[language])}`,
      report.sources[point.source]?.title ?? point.source,
    ])
  const columns = ['year', 'figure', 'source'].map((key) => doc(language, key))
  return {
    id: seriesId(id),
    title: title[language],
    notes: comparison === undefined ? [] : [comparison[language]],
    chart: null,
    alternative: '',
    breakdowns: [],
    table: { caption: title[language], columns, rows },
  }
}
