/** Who has answered: rates by group, non-response, earlier years. */
import { dispositions, letterOf } from '../../outcome/disposition.ts'
import type { Language } from '../../questionnaire/schema.ts'
import type { GroupResponse, Report } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import { share } from '../tally.ts'
import type { Chapter, DataTable, Figure } from './document.ts'
import { allParts, dimensionLabel, doc, groupLabel, inSentence, outcomeLabel, wrapped } from './labels.ts'
import { trendFigure } from './trend-figure.ts'

/** «Alle delene» says something only where there are several. */
const hasSeveral = ({ parts }: GroupResponse): boolean => Object.keys(parts).length > 1

const groupRow = (language: Language, label: string, group: GroupResponse): string[] => [
  label,
  formatNumber(language, group.units),
  formatNumber(language, group.any),
  ...(hasSeveral(group) ? [formatNumber(language, group.all)] : []),
  `${group.rate} %`,
]

const rateTable = (language: Language, report: Report, dimension: string): DataTable => ({
  caption: doc(language, 'response_by', { dimension: inSentence(dimensionLabel(language, dimension)) }),
  columns: [
    dimensionLabel(language, dimension),
    ...['units', 'answered', ...(hasSeveral(report.response) ? ['all_parts'] : []), 'rate'].map((k) =>
      doc(language, k),
    ),
  ],
  rows: [
    ...Object.entries(report.response.breakdowns[dimension] ?? {}).map(([id, group]) =>
      groupRow(language, groupLabel(language, dimension, id), group),
    ),
    groupRow(language, doc(language, 'total'), report.response),
  ],
})

const rateFigure = (language: Language, report: Report, dimension: string): Figure => {
  const table = rateTable(language, report, dimension)
  const groups = Object.entries(report.response.breakdowns[dimension] ?? {})
  return {
    id: `response-${dimension}`,
    title: table.caption,
    notes: [],
    chart: {
      type: 'bars',
      bars: groups.map(([id, group]) => ({ label: groupLabel(language, dimension, id), value: group.rate })),
    },
    alternative: doc(language, 'chart_alt', {
      question: `${table.caption}.`,
      values: groups
        .map(([id, g]) => doc(language, 'chart_value', { label: groupLabel(language, dimension, id), value: g.rate }))
        .join('. '),
    }),
    table,
    breakdowns: [],
  }
}

/** Whether those who answered are like those asked. */
const nonResponse = (language: Language, { response }: Report): DataTable => ({
  caption: doc(language, 'nonresponse'),
  columns: ['group_column', 'answered', 'not_answered', 'share_units', 'share_answered'].map((k) => doc(language, k)),
  rows: ['kind', 'region', 'population', 'centrality', 'language'].flatMap((dimension) =>
    Object.entries(response.breakdowns[dimension] ?? {}).map(([id, group]) => [
      `${dimensionLabel(language, dimension)}: ${groupLabel(language, dimension, id)}`,
      formatNumber(language, group.any),
      formatNumber(language, group.units - group.any),
      `${share(group.units, response.base)} %`,
      `${share(group.any, response.any)} %`,
    ]),
  ),
})

/** The rates that the report shows of each part, in order; `report.json` has all of them. */
const shownRates = ['rr1', 'rr2', 'coop1', 'coop2', 'ref1', 'con1'] as const

const partsTable = (language: Language, { response }: Report, partTitles: Record<string, string>): DataTable => ({
  caption: doc(language, 'parts_response'),
  columns: [
    doc(language, 'part_column'),
    doc(language, 'units'),
    ...(['complete', 'partial', 'break_off'] as const).map((one) => outcomeLabel(language, one)),
    ...shownRates.map((name) => name.toUpperCase()),
  ],
  rows: Object.entries(response.byPart).map(([part, { base, complete, partial, breakOff, rates }]) => [
    partTitles[part] ?? part,
    ...[base, complete, partial, breakOff].map((n) => formatNumber(language, n)),
    ...shownRates.map((name) => `${rates[name]} %`),
  ]),
})

/** What became of every unit, part by part; outcomes that nobody has are left out. */
const outcomesTable = (language: Language, { response }: Report, partTitles: Record<string, string>): DataTable => {
  const parts = Object.entries(response.byPart)
  const met = dispositions.filter((one) => parts.some(([, { dispositions: counts }]) => counts[one] > 0))
  return {
    caption: doc(language, 'parts_outcome'),
    columns: [doc(language, 'outcome_column'), ...parts.map(([part]) => partTitles[part] ?? part)],
    rows: met.map((one) => [
      `${outcomeLabel(language, one)} (${letterOf[one]})`,
      ...parts.map(([, { dispositions: counts }]) => formatNumber(language, counts[one])),
    ]),
  }
}

const partsFigure = (language: Language, report: Report, partTitles: Record<string, string>): Figure => {
  const parts = Object.entries(report.response.byPart).map(([part, { rates }]) => ({
    label: partTitles[part] ?? part,
    value: rates.rr2,
  }))
  return {
    id: 'response-parts',
    title: doc(language, 'parts_response'),
    notes: [doc(language, 'parts_method')],
    chart: { type: 'bars', bars: parts.map(({ label, value }) => ({ label: wrapped(label), value })) },
    alternative: doc(language, 'chart_alt', {
      question: `${doc(language, 'parts_response')}, RR2.`,
      values: parts.map((part) => doc(language, 'chart_value', part)).join('. '),
    }),
    table: partsTable(language, report, partTitles),
    breakdowns: [],
  }
}

const outcomesFigure = (language: Language, report: Report, partTitles: Record<string, string>): Figure => ({
  id: 'response-outcomes',
  title: doc(language, 'parts_outcome'),
  notes: [],
  chart: null,
  alternative: '',
  table: outcomesTable(language, report, partTitles),
  breakdowns: [],
})

export const responseChapter = (language: Language, report: Report, partTitles: Record<string, string>): Chapter => {
  const { response } = report
  const count = Object.keys(response.byPart).length
  const several = hasSeveral(response)
  const trend = trendFigure(
    { language, report },
    {
      id: 'trend-response',
      title: doc(language, 'rate'),
      now: {
        value: response.rate,
        base: doc(language, 'units_n', { n: response.base }),
        asked: Object.values(partTitles).join('; '),
      },
    },
    response.trend,
  )
  const other: Figure = {
    id: 'response-groups',
    title: doc(language, 'nonresponse'),
    notes: [],
    chart: null,
    alternative: '',
    table: nonResponse(language, report),
    breakdowns: ['region', 'kind', 'population', 'centrality', 'language'].map((d) => rateTable(language, report, d)),
  }
  return {
    id: 'svarprosent',
    title: doc(language, 'response'),
    text: [
      [
        doc(language, several ? 'response_text' : 'response_text_one', {
          any: response.any,
          base: response.base,
          rate: `${response.rate} prosent`,
        }),
        ...(several
          ? [doc(language, 'response_all', { all: response.all, all_parts: allParts(language, count) })]
          : []),
      ].join(' '),
      `${doc(language, several ? 'rate_method' : 'rate_method_one')} ${doc(language, 'interview_method', { ...response.line })}`,
    ],
    statements: [],
    figures: [
      partsFigure(language, report, partTitles),
      outcomesFigure(language, report, partTitles),
      rateFigure(language, report, 'county'),
      other,
      ...(trend === null ? [] : [trend]),
    ],
  }
}
