/** Planned findings become sentences in both language forms. */
import type { Language, Questionnaire } from '../../questionnaire/schema.ts'
import { fill, translate, translateList } from '../../wording/translate.ts'
import type { Finding, FindingNumber, Series, TrendPoint, Unstated, Variable, WhyNot } from '../model.ts'
import { formatNumber, seriesValue } from '../number-format.ts'
import { inSentence, plainText } from '../plain-text.ts'
import type { Fact, Labels, PlannedOfVariable } from './facts.ts'
import { factOf, labelsOf } from './facts.ts'
import type { PlannedFinding, ReportPlan, ShareStyle } from './plan.ts'
import { shareInWords } from './share-words.ts'

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const join = (language: Language, items: string[]): string =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${translate(language, 'report.and')} ${items.at(-1)}`

const labelOf = (language: Language, number: FindingNumber, labels: Labels): string => {
  const text = number.row === undefined ? labels.choices.get(number.choices[0] ?? '') : labels.rows.get(number.row)
  return inSentence(plainText(language, text?.[language] ?? ''))
}

/** «68 prosent av kommunene», «ni av ti kommuner». */
const shareWords = (
  language: Language,
  style: ShareStyle,
  number: FindingNumber,
  { respondents }: ReportPlan,
): Record<string, string> => {
  const andel = shareInWords(language, style, number)
  if (respondents === undefined) return { andel }
  const isOf = translateList(language, 'report.share_of').some((ending) => andel.endsWith(ending))
  const whom = isOf
    ? respondents.indefinite[language]
    : `${translate(language, 'report.of_whom')} ${respondents.definite[language]}`
  return { andel, andel_hvem: `${andel} ${whom}` }
}

const variablesOf = (
  language: Language,
  planned: PlannedOfVariable,
  fact: Fact,
  { labels, plan }: { labels: Labels; plan: ReportPlan },
): Record<string, string | number> => {
  const exact = (number: FindingNumber) => shareInWords(language, 'exact', number)
  switch (fact.kind) {
    case 'share':
      return shareWords(language, planned.kind === 'share' ? planned.words : 'exact', fact.number, plan)
    case 'most_chosen':
      return {
        liste: join(
          language,
          fact.numbers.map((n) => labelOf(language, n, labels)),
        ),
      }
    case 'extreme_rows':
      return {
        hoeyest: labelOf(language, fact.highest, labels),
        andel_hoeyest: exact(fact.highest),
        lavest: labelOf(language, fact.lowest, labels),
        andel_lavest: exact(fact.lowest),
      }
    case 'rows_over_half':
      return {
        antall: translate(language, `report.numerals.${fact.over.length}`, { defaultValue: String(fact.over.length) }),
        alle: translate(language, `report.numerals.${fact.all.length}`, { defaultValue: String(fact.all.length) }),
      }
    case 'median':
      return {
        median: formatNumber(language, fact.numbers.median),
        ...(fact.numbers.sum === undefined ? {} : { sum: formatNumber(language, fact.numbers.sum) }),
        n: formatNumber(language, fact.n),
      }
  }
}

const numbersOf = (fact: Fact): FindingNumber[] => {
  switch (fact.kind) {
    case 'share':
      return [fact.number]
    case 'most_chosen':
      return fact.numbers
    case 'extreme_rows':
      return [fact.highest, fact.lowest]
    case 'rows_over_half':
      return fact.all
    case 'median':
      return [{ choices: [], count: fact.n, n: fact.n, share: 100 }]
  }
}

const sameChoices = (point: TrendPoint, fact: Fact): boolean =>
  fact.kind === 'share' && [...(point.choices ?? [])].sort().join() === [...fact.number.choices].sort().join()

/** What the source itself has published on earlier years. Whether the share has risen or fallen is left to the reader. */
const comparisons = (language: Language, trend: readonly TrendPoint[], fact: Fact): string[] =>
  trend.flatMap((point) =>
    point.comparison !== undefined && sameChoices(point, fact) ? [point.comparison[language]] : [],
  )

type Stated = Finding | { why: WhyNot }

const ofVariable = (planned: PlannedOfVariable, { plan, variables, labels: all }: Known): Stated => {
  const variable = Object.hasOwn(variables, planned.variable) ? variables[planned.variable] : undefined
  const labels = all.get(planned.variable)
  if (variable === undefined || labels === undefined) return { why: 'unknown_question' }
  const fact = factOf(planned, variable, labels)
  if (typeof fact === 'string') return { why: fact }
  if (
    fact.kind === 'median' &&
    fact.numbers.sum === undefined &&
    /\{\{\s*sum\b/u.test(planned.text.nb + planned.text.nn)
  ) {
    return { why: 'no_sum' }
  }
  const sentence = (language: Language) => {
    const filled = fill(language, planned.text[language], variablesOf(language, planned, fact, { labels, plan }))
    return [capital(filled), ...comparisons(language, variable.trend, fact)].join(' ')
  }
  const { id, theme } = planned
  const text = { nb: sentence('nb'), nn: sentence('nn') }
  return { id, theme, variable: planned.variable, text, numbers: numbersOf(fact) }
}

const ofSeries = (planned: Extract<PlannedFinding, { kind: 'series' }>, series: readonly Series[]): Stated => {
  const known = series.find(({ id }) => id === planned.series)
  const [last, ...rest] = [...(known?.points ?? [])].sort((a, b) => b.year - a.year)
  if (known === undefined || last === undefined) return { why: 'unknown_series' }
  const highest = rest.reduce((best, point) => (point.value > best.value ? point : best), last)
  if (known.points.filter(({ value }) => value === highest.value).length > 1) return { why: 'tie' }
  const sentence = (language: Language) => {
    const value = (point: typeof last) => seriesValue(language, point)
    const vars = { hoeyest: value(highest), hoeyest_aar: highest.year, siste: value(last), siste_aar: last.year }
    const said = capital(fill(language, planned.text[language], vars))
    return known.comparison === undefined ? said : `${said} ${known.comparison[language]}`
  }
  const text = { nb: sentence('nb'), nn: sentence('nn') }
  return { ...{ id: planned.id, theme: planned.theme, variable: '', series: known.id }, text, numbers: [] }
}

type Known = {
  plan: ReportPlan
  variables: Record<string, Variable>
  labels: ReadonlyMap<string, Labels>
  series: readonly Series[]
}

/** The findings that the numbers carry, in the order of the plan, and those that they do not, with the reason. */
export const findingsOf = (
  plan: ReportPlan,
  variables: Record<string, Variable>,
  { questionnaires, series }: { questionnaires: readonly Questionnaire[]; series: readonly Series[] },
): { findings: Finding[]; unstated: Unstated[] } => {
  const known: Known = { plan, variables, labels: labelsOf(questionnaires), series }
  const findings: Finding[] = []
  const unstated: Unstated[] = []
  for (const planned of plan.findings) {
    const stated = planned.kind === 'series' ? ofSeries(planned, series) : ofVariable(planned, known)
    const about = planned.kind === 'series' ? planned.series : planned.variable
    if ('why' in stated) unstated.push({ id: planned.id, theme: planned.theme, about, why: stated.why })
    else findings.push(stated)
  }
  return { findings, unstated }
}
