/** The report's numbers as a document in one language form. */

import { dispositions, letterOf } from '../outcome/rates.ts'
import type { Language, Questionnaire, Text } from '../questionnaire/schema.ts'
import { inOslo, lastDateUntil } from '../reminders/calendar.ts'
import { inSentence, translate, translateList } from '../texts/translate.ts'
import { type CountedQuestion, countedQuestions, share } from './count.ts'
import type { Chapter, DataTable, Figure, ReportDocument, Statement } from './document.ts'
import { figureId, variableFigure } from './figures.ts'
import type { Finding, GroupResponse, Report } from './model.ts'
import type { ReportPlan } from './plan.ts'
import { sinceChapter } from './since-chapter.ts'
import { seriesFigure, seriesId, trendFigure, variableTrends } from './trend.ts'
import { allParts, dimensionLabel, doc, formatNumber, groupLabel, outcomeLabel, say, wrapped } from './words.ts'

export type DocumentInput = {
  report: Report
  questionnaires: readonly Questionnaire[]
  plan: ReportPlan
  /** Part → who answers it. */
  partTitles: Record<string, Text>
  language: Language
}

/** Shown beside a finding: the count and base of one number; of several, the figure has them. */
const numbersOf = (language: Language, { numbers }: Finding): string => {
  const [first] = numbers
  if (first === undefined || numbers.length > 1) return ''
  return doc(language, 'of', { count: formatNumber(language, first.count), n: formatNumber(language, first.n) })
}

const statementOf = (language: Language, finding: Finding): Statement => ({
  text: finding.text[language],
  numbers: numbersOf(language, finding),
  figureId: finding.series === undefined ? figureId(finding.variable) : seriesId(finding.series),
})

const figuresOf = (input: DocumentInput, questions: readonly CountedQuestion[]): Figure[] => {
  const { report, language, partTitles } = input
  return questions.flatMap((question) => {
    const variable = report.variables[question.id]
    if (variable === undefined) return []
    const context = { language, question, limit: report.suppressionLimit, groups: report.groups }
    const asked = partTitles[variable.part]?.[language] ?? variable.part
    return [variableFigure(context, variable), ...variableTrends({ language, report }, question, variable, asked)]
  })
}

/** The series that the theme's findings are about. */
const seriesFigures = ({ report, language }: DocumentInput, theme: string): Figure[] => {
  const named = new Set(report.findings.filter((f) => f.theme === theme).map((f) => f.series))
  return report.series.filter(({ id }) => named.has(id)).map((series) => seriesFigure({ language, report }, series))
}

const chapters = (input: DocumentInput): Chapter[] => {
  const { report, plan, language } = input
  const all = new Map(input.questionnaires.flatMap(countedQuestions).map((q) => [q.id, q]))
  const named = new Set(plan.themes.flatMap((t) => t.variables))
  const others = [...all.values()].filter((q) => !named.has(q.id))
  const themed = plan.themes.map(
    (theme): Chapter => ({
      id: theme.id,
      title: theme.title[language],
      text: [],
      statements: report.findings.filter((f) => f.theme === theme.id).map((f) => statementOf(language, f)),
      figures: [
        ...figuresOf(
          input,
          theme.variables.flatMap((id) => all.get(id) ?? []),
        ),
        ...seriesFigures(input, theme.id),
      ],
    }),
  )
  if (others.length === 0) return themed
  return [
    ...themed,
    {
      id: 'andre',
      title: doc(language, 'other_questions'),
      text: [],
      statements: [],
      figures: figuresOf(input, others),
    },
  ]
}

const sinceChapters = ({ report, questionnaires, language }: DocumentInput): Chapter[] => {
  const { since, suppressionLimit: limit, opensAt, groups } = report
  if (since === undefined) return []
  return [sinceChapter({ language, since, now: inOslo(Date.parse(opensAt)).year, limit, groups }, questionnaires)]
}

const method = ({ report, language }: DocumentInput): Chapter => ({
  id: 'om-tallene',
  title: doc(language, 'method'),
  text: [
    ...translateList(language, 'report.doc.method_text').map((line) =>
      line
        .replace('[limit]', String(report.suppressionLimit))
        .replace('[definite]', report.respondents.definite[language]),
    ),
    ...(Object.keys(report.sources).length === 0
      ? []
      : [
          `${doc(language, 'sources')}: ${Object.values(report.sources)
            .map((s) => `${s.title} (${s.address})`)
            .join('; ')}.`,
        ]),
    ...(report.unstated.length === 0
      ? []
      : [
          doc(language, 'unstated', {
            list: report.unstated
              .map(({ about, why }) => `${about}: ${translate(language, `report.unstated.${why}`)}`)
              .join('; '),
          }),
        ]),
  ],
  statements: [],
  figures: [],
})

const dateIn = (language: Language, iso: string): string =>
  new Intl.DateTimeFormat(language === 'nn' ? 'nn-NO' : 'nb-NO', { dateStyle: 'long', timeZone: 'Europe/Oslo' }).format(
    new Date(iso),
  )

/** Everything in the order of the report: findings, who answered, theme by theme, about the numbers. */
export const buildDocument = (input: DocumentInput): ReportDocument => {
  const { report, language } = input
  const partTitles = Object.fromEntries(
    Object.entries(input.partTitles).map(([part, title]) => [part, say(language, title)]),
  )
  const { response } = report
  const parts = Object.keys(response.byPart).length
  return {
    language,
    sender: report.sender,
    title: report.title[language],
    subtitle: doc(language, 'subtitle', { definite: report.respondents.definite[language] }),
    made: doc(language, 'made', {
      date: dateIn(language, report.generatedAt),
      opens: dateIn(language, report.opensAt),
      closes: dateIn(language, lastDateUntil(Date.parse(report.closesAt))),
    }),
    notices: [
      ...(report.demo ? [doc(language, 'demo')] : []),
      ...(report.status === 'internal' ? [doc(language, 'internal')] : []),
    ],
    keyFigures: [
      { value: `${response.rate} %`, label: doc(language, 'key_rate') },
      {
        value: formatNumber(language, response.any),
        label: doc(language, parts > 1 ? 'key_any' : 'key_any_one', { base: response.base }),
      },
      ...(parts > 1
        ? [
            {
              value: formatNumber(language, response.all),
              label: doc(language, 'key_all', { all_parts: allParts(language, parts) }),
            },
          ]
        : []),
    ],
    findings: report.findings.map((f) => statementOf(language, f)),
    chapters: [
      responseChapter(language, report, partTitles),
      ...chapters(input),
      ...sinceChapters(input),
      method(input),
    ],
  }
}

// Who has answered: rates by group, non-response, earlier years.

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
  caption: doc(language, 'response_by', {
    dimension: inSentence(dimensionLabel({ language, groups: report.groups }, dimension)),
  }),
  columns: [
    dimensionLabel({ language, groups: report.groups }, dimension),
    ...['units', 'answered', ...(hasSeveral(report.response) ? ['all_parts'] : []), 'rate'].map((k) =>
      doc(language, k),
    ),
  ],
  rows: [
    ...Object.entries(report.response.breakdowns[dimension] ?? {}).map(([id, group]) =>
      groupRow(language, groupLabel({ language, groups: report.groups }, dimension, id), group),
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
      bars: groups.map(([id, group]) => ({
        label: groupLabel({ language, groups: report.groups }, dimension, id),
        value: group.rate,
      })),
    },
    alternative: doc(language, 'chart_alt', {
      question: `${table.caption}.`,
      values: groups
        .map(([id, g]) =>
          doc(language, 'chart_value', {
            label: groupLabel({ language, groups: report.groups }, dimension, id),
            value: g.rate,
          }),
        )
        .join('. '),
    }),
    table,
    breakdowns: [],
  }
}

/** The wave's groupings but the counties, which have a figure of their own. */
const besidesCounty = ({ groups }: Report): string[] => groups.map(({ by }) => by).filter((by) => by !== 'county')

/** Whether those who answered are like those asked. */
const nonResponse = (language: Language, report: Report): DataTable => ({
  caption: doc(language, 'nonresponse'),
  columns: ['group_column', 'answered', 'not_answered', 'share_units', 'share_answered'].map((k) => doc(language, k)),
  rows: besidesCounty(report).flatMap((dimension) =>
    Object.entries(report.response.breakdowns[dimension] ?? {}).map(([id, group]) => [
      `${dimensionLabel({ language, groups: report.groups }, dimension)}: ${groupLabel({ language, groups: report.groups }, dimension, id)}`,
      formatNumber(language, group.any),
      formatNumber(language, group.units - group.any),
      `${share(group.units, report.response.base)} %`,
      `${share(group.any, report.response.any)} %`,
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
    notes: [doc(language, 'parts_method', { indefinite: report.respondents.indefinite[language] })],
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

const responseChapter = (language: Language, report: Report, partTitles: Record<string, string>): Chapter => {
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
        base: doc(language, 'units_n', { n: response.base, indefinite: report.respondents.indefinite[language] }),
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
    breakdowns: besidesCounty(report).map((d) => rateTable(language, report, d)),
  }
  return {
    id: 'svarprosent',
    title: doc(language, 'response'),
    text: [
      [
        doc(language, several ? 'response_text' : 'response_text_one', {
          any: response.any,
          base: response.base,
          indefinite: report.respondents.indefinite[language],
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
      ...(report.groups.some(({ by }) => by === 'county') ? [rateFigure(language, report, 'county')] : []),
      other,
      ...(trend === null ? [] : [trend]),
    ],
  }
}
