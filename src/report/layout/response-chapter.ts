/** Who has answered: rates by group, non-response, earlier years. */
import type { Language } from '../../questionnaire/schema.ts'
import type { GroupResponse, Report } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import { share } from '../tally.ts'
import type { Chapter, DataTable, Figure } from './document.ts'
import { dimensionLabel, doc, groupLabel, inSentence } from './labels.ts'
import { trendFigure } from './trend-figure.ts'

const groupRow = (language: Language, label: string, group: GroupResponse): string[] => [
  label,
  formatNumber(language, group.units),
  formatNumber(language, group.any),
  formatNumber(language, group.all),
  `${group.rate} %`,
]

const rateTable = (language: Language, report: Report, dimension: string): DataTable => ({
  caption: doc(language, 'response_by', { dimension: inSentence(dimensionLabel(language, dimension)) }),
  columns: [
    dimensionLabel(language, dimension),
    ...['units', 'answered', 'all_parts', 'rate'].map((k) => doc(language, k)),
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

export const responseChapter = (language: Language, report: Report, partTitles: Record<string, string>): Chapter => {
  const { response } = report
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
      doc(language, 'response_text', {
        any: response.any,
        base: response.base,
        rate: `${response.rate} prosent`,
        all: response.all,
      }),
      doc(language, 'response_method', { rr1: response.rr1 }),
    ],
    statements: [],
    figures: [rateFigure(language, report, 'county'), other, ...(trend === null ? [] : [trend])],
  }
}
