/** The report's numbers as a document in one language form. */
import type { Language, Questionnaire, Text } from '../../questionnaire/schema.ts'
import { lastDateUntil } from '../../reminders/oslo.ts'
import { translate, translateList } from '../../wording/translate.ts'
import type { ReportPlan } from '../findings/plan.ts'
import type { CountedQuestion } from '../items.ts'
import { countedQuestions } from '../items.ts'
import type { Finding, Report } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import type { Chapter, Figure, ReportDocument, Statement } from './document.ts'
import { allParts, doc, say } from './labels.ts'
import { responseChapter } from './response-chapter.ts'
import { seriesFigure, seriesId, variableTrends } from './trend-figure.ts'
import { figureId, variableFigure } from './variable-figure.ts'

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
    const context = { language, question, limit: report.suppressionLimit }
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

const method = ({ report, language }: DocumentInput): Chapter => ({
  id: 'om-tallene',
  title: doc(language, 'method'),
  text: [
    ...translateList(language, 'report.doc.method_text').map((line) =>
      line.replace('[limit]', String(report.suppressionLimit)),
    ),
    `${doc(language, 'sources')}: ${Object.values(report.sources)
      .map((s) => `${s.title} (${s.address})`)
      .join('; ')}.`,
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
    title: report.title[language],
    subtitle: doc(language, 'subtitle'),
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
    chapters: [responseChapter(language, report, partTitles), ...chapters(input), method(input)],
  }
}
