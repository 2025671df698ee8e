/** Planned findings become sentences in both language forms. */
import type { Language, Questionnaire } from '../../questionnaire/schema.ts'
import { fill, translate } from '../../wording/translate.ts'
import type { Finding, FindingNumber, TrendPoint, Variable } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import { inSentence, plainText } from '../plain-text.ts'
import type { Fact, Labels } from './facts.ts'
import { factOf, labelsOf } from './facts.ts'
import type { PlannedFinding, ReportPlan } from './plan.ts'
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

const variablesOf = (
  language: Language,
  planned: PlannedFinding,
  fact: Fact,
  labels: Labels,
): Record<string, string | number> => {
  const exact = (number: FindingNumber) => shareInWords(language, 'exact', number)
  switch (fact.kind) {
    case 'share':
      return { andel: shareInWords(language, planned.kind === 'share' ? planned.words : 'exact', fact.number) }
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

/** The findings that the numbers carry, in the order of the plan. */
export const findingsOf = (
  plan: ReportPlan,
  variables: Record<string, Variable>,
  questionnaires: readonly Questionnaire[],
): Finding[] => {
  const labels = labelsOf(questionnaires)
  return plan.findings.flatMap((planned) => {
    const variable = Object.hasOwn(variables, planned.variable) ? variables[planned.variable] : undefined
    const ownLabels = labels.get(planned.variable)
    if (variable === undefined || ownLabels === undefined) return []
    const fact = factOf(planned, variable, ownLabels)
    if (fact === null) return []
    const sentence = (language: Language) => {
      const filled = fill(language, planned.text[language], variablesOf(language, planned, fact, ownLabels))
      return [capital(filled), ...comparisons(language, variable.trend, fact)].join(' ')
    }
    const { id, theme } = planned
    const text = { nb: sentence('nb'), nn: sentence('nn') }
    return [{ id, theme, variable: planned.variable, text, numbers: numbersOf(fact) }]
  })
}
