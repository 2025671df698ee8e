/** Planned findings become sentences in both language forms. */
import type { Language, Questionnaire, Text } from '../questionnaire/schema.ts'
import { asks, choicesOf } from '../questionnaire/shape.ts'
import { capital, fill, inSentence, plainText, translate, translateList } from '../texts/translate.ts'
import { countedQuestions, share } from './count.ts'
import {
  type Finding,
  type FindingNumber,
  isSuppressed,
  type NamedGroups,
  type NumberSummary,
  type Series,
  type Since,
  type Table,
  type TrendPoint,
  type Unstated,
  type Variable,
  type WhyNot,
} from './model.ts'
import type { PlannedFinding, ReportPlan, ShareStyle } from './plan.ts'
import { sinceSentence } from './since-chapter.ts'
import { formatNumber, join, seriesValue } from './words.ts'

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

/** What changes are told of: one category, or any; of a sum of categories there is no change. */
const measureOf = ({ of }: PlannedShare): string | undefined =>
  of === 'any' ? of : of.length === 1 ? of[0] : undefined

const ofVariable = (planned: PlannedOfVariable, { plan, variables, labels: all, since, groups }: Known): Stated => {
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
    const measure = planned.kind === 'share' ? measureOf(planned) : undefined
    const change =
      measure === undefined
        ? undefined
        : sinceSentence(language, since, { variable: planned.variable, measure, groups })
    const after = change === undefined ? [] : [change]
    return [capital(filled), ...after, ...comparisons(language, variable.trend, fact)].join(' ')
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
  return { id: planned.id, theme: planned.theme, variable: '', series: known.id, text, numbers: [] }
}

type Known = {
  plan: ReportPlan
  variables: Record<string, Variable>
  labels: ReadonlyMap<string, Labels>
  series: readonly Series[]
  since?: Since | undefined
  groups: readonly NamedGroups[]
}

/** The findings that the numbers carry, in the order of the plan, and those that they do not, with the reason. */
export const findingsOf = (
  plan: ReportPlan,
  variables: Record<string, Variable>,
  {
    questionnaires,
    ...about
  }: { questionnaires: readonly Questionnaire[] } & Pick<Known, 'series' | 'since' | 'groups'>,
): { findings: Finding[]; unstated: Unstated[] } => {
  const known: Known = { plan, variables, labels: labelsOf(questionnaires), ...about }
  const findings: Finding[] = []
  const unstated: Unstated[] = []
  for (const planned of plan.findings) {
    const stated = planned.kind === 'series' ? ofSeries(planned, known.series) : ofVariable(planned, known)
    const about = planned.kind === 'series' ? planned.series : planned.variable
    if ('why' in stated) unstated.push({ id: planned.id, theme: planned.theme, about, why: stated.why })
    else findings.push(stated)
  }
  return { findings, unstated }
}

// The numbers behind a planned finding, and nothing when the answers do not carry it.

/** A finding about a question, not about a series. */
type PlannedOfVariable = Exclude<PlannedFinding, { kind: 'series' }>

/** Texts of a question's choices and rows, by id. */
type Labels = {
  choices: ReadonlyMap<string, Text>
  rows: ReadonlyMap<string, Text>
  exclusive: ReadonlySet<string>
}

/** The labels of every counted question of these questionnaires. */
const labelsOf = (questionnaires: readonly Questionnaire[]): ReadonlyMap<string, Labels> =>
  new Map(
    questionnaires.flatMap(countedQuestions).map((q) => {
      const choices = choicesOf(q)
      return [
        q.id,
        {
          choices: new Map(choices.map((c) => [c.id, c.text])),
          rows: new Map(asks(q, 'rows') ? q.rows.map((r) => [r.id, r.text]) : []),
          exclusive: new Set(choices.filter((c) => c.exclusive).map((c) => c.id)),
        },
      ]
    }),
  )

type Fact =
  | { kind: 'share'; number: FindingNumber }
  | { kind: 'most_chosen'; numbers: FindingNumber[] }
  | { kind: 'extreme_rows'; highest: FindingNumber; lowest: FindingNumber }
  | { kind: 'rows_over_half'; over: FindingNumber[]; all: FindingNumber[] }
  | { kind: 'median'; n: number; numbers: NumberSummary }

const numberOf = (choices: string[], count: number, n: number, row?: string): FindingNumber => ({
  ...(row === undefined ? {} : { row }),
  choices,
  count,
  n,
  share: share(count, n),
})

/** Sum over categories is a count of respondents only where nobody has two of them. */
const shareNumber = (of: 'any' | string[], variable: Variable, table: Table): FindingNumber | WhyNot => {
  if (of === 'any') {
    return table.any === undefined ? 'wrong_kind' : numberOf(table.any.choices, table.any.count, table.n)
  }
  if (of.length > 1 && asks(variable, 'choices')) return 'wrong_kind'
  const counts = of.map((id) => table.counts[id])
  if (counts.some((c) => c === undefined)) return 'unknown_choice'
  return numberOf(
    of,
    counts.reduce((a: number, b) => a + (b ?? 0), 0),
    table.n,
  )
}

type PlannedShare = Extract<PlannedFinding, { kind: 'share' }>

const shareFact = ({ of, from }: PlannedShare, variable: Variable, table: Table): Fact | WhyNot => {
  const number = shareNumber(of, variable, table)
  if (typeof number === 'string') return number
  return from !== undefined && 100 * number.count < from * number.n ? 'below' : { kind: 'share', number }
}

/** The `first` most chosen and whoever ties with the last of them; nothing when a tie makes it half of them or more. */
const mostChosen = (first: number, table: Table, labels: Labels): Fact | WhyNot => {
  const ranked = Object.entries(table.counts)
    .filter(([id, count]) => labels.choices.has(id) && !labels.exclusive.has(id) && count > 0)
    .sort(([, a], [, b]) => b - a)
  const last = ranked[first - 1]?.[1]
  if (last === undefined) return 'too_few'
  const numbers = ranked.filter(([, count]) => count >= last).map(([id, count]) => numberOf([id], count, table.n))
  return numbers.length > first + 1 ? 'tie' : { kind: 'most_chosen', numbers }
}

const rowNumbers = (variable: Variable): FindingNumber[] =>
  Object.entries(variable.rows ?? {}).flatMap(([row, cell]) =>
    isSuppressed(cell) || cell.top === undefined || cell.n === 0
      ? []
      : [numberOf(cell.top.choices, cell.top.count, cell.n, row)],
  )

/** The best and the weakest row; nothing when another row shares the place. */
const extremeRows = (rows: FindingNumber[]): Fact | WhyNot => {
  const sorted = [...rows].sort((a, b) => b.count / b.n - a.count / a.n)
  const [highest, second] = sorted
  const [nextToLowest, lowest] = sorted.slice(-2)
  if (!highest || !second || !nextToLowest || !lowest) return 'too_few'
  if (highest.share === second.share || lowest.share === nextToLowest.share) return 'tie'
  return { kind: 'extreme_rows', highest, lowest }
}

const rowsFact = (kind: 'extreme_rows' | 'rows_over_half', variable: Variable): Fact | WhyNot => {
  const cells = Object.values(variable.rows ?? {})
  if (cells.length === 0) return 'wrong_kind'
  if (cells.some(isSuppressed)) return 'suppressed'
  const rows = rowNumbers(variable)
  if (rows.length < cells.length) return cells.some((cell) => 'n' in cell && cell.n === 0) ? 'nobody' : 'wrong_kind'
  if (kind === 'extreme_rows') return extremeRows(rows)
  return { kind, over: rows.filter((r) => 2 * r.count > r.n), all: rows }
}

/** The numbers of a finding, or why nothing is said: then it is not stated. */
const factOf = (planned: PlannedOfVariable, variable: Variable, labels: Labels): Fact | WhyNot => {
  if (planned.kind === 'extreme_rows' || planned.kind === 'rows_over_half') return rowsFact(planned.kind, variable)
  if (isSuppressed(variable)) return 'suppressed'
  if (variable.n === 0) return 'nobody'
  switch (planned.kind) {
    case 'share':
      return shareFact(planned, variable, variable)
    case 'most_chosen':
      return mostChosen(planned.first, variable, labels)
    case 'median':
      return variable.numbers === undefined
        ? 'wrong_kind'
        : { kind: 'median', n: variable.n, numbers: variable.numbers }
  }
}

// A share in words, by stated rules; the words themselves are in `locales/`.

/** Fractions people say, as `locales/` names them. Of two equally near ones the first is taken: the simplest stand first. */
const fractions: readonly { name: string; value: number }[] = [
  { name: 'half', value: 1 / 2 },
  { name: 'third', value: 1 / 3 },
  { name: 'two_thirds', value: 2 / 3 },
  { name: 'quarter', value: 1 / 4 },
  { name: 'three_quarters', value: 3 / 4 },
  { name: 'fifth', value: 1 / 5 },
  { name: 'four_fifths', value: 4 / 5 },
  { name: 'one_tenth', value: 1 / 10 },
  { name: 'three_tenths', value: 3 / 10 },
  { name: 'four_tenths', value: 4 / 10 },
  { name: 'six_tenths', value: 6 / 10 },
  { name: 'seven_tenths', value: 7 / 10 },
  { name: 'nine_tenths', value: 9 / 10 },
]

/** «Om lag» may be this far off: kommuneundersøkelsen's own phrases are read as within three points. */
const aboutPoints = 3
/** Nearer than this, the fraction needs no «om lag»: it would round to the same whole per cent. */
const exactlyPoints = 0.5
/** «Litt mer enn»: at least half a point, at most this much above. */
const littleMorePoints = 4
/** Up to here «over halvparten» says enough; from here six of ten is nearer. */
const overHalfPoints = 57

/** Fractions of «over …» and «litt mer enn …», the largest first. */
const marks = ['three_quarters', 'two_thirds', 'half', 'third', 'quarter']

const points = (count: number, n: number): number => (100 * count) / n

const exact = (language: Language, count: number, n: number): string =>
  translate(language, 'report.share.exact', { percent: share(count, n) })

const spoken = (language: Language, count: number, n: number): string => {
  const p = points(count, n)
  const off = (value: number) => Math.abs(p - 100 * value)
  const nearest = fractions.reduce((best, f) => (off(f.value) < off(best.value) - 1e-9 ? f : best))
  const distance = off(nearest.value)
  if (distance > aboutPoints) return exact(language, count, n)
  const fraction = translate(language, `report.share.${nearest.name}`)
  return distance <= exactlyPoints ? fraction : translate(language, 'report.share.about', { fraction })
}

const over = (language: Language, count: number, n: number): string => {
  const p = points(count, n)
  // By counts, not by per cent: half and one more is over half.
  if (2 * count > n && p <= overHalfPoints) return translate(language, 'report.share.over_half')
  const mark = marks
    .flatMap((name) => fractions.filter((f) => f.name === name))
    .find((f) => p - 100 * f.value >= exactlyPoints && p - 100 * f.value <= littleMorePoints)
  if (mark === undefined) return spoken(language, count, n)
  return translate(language, 'report.share.little_more', { fraction: translate(language, `report.share.${mark.name}`) })
}

/** `count` of `n` in words; `n` is at least one. */
export const shareInWords = (
  language: Language,
  style: ShareStyle,
  { count, n }: { count: number; n: number },
): string => {
  switch (style) {
    case 'exact':
      return exact(language, count, n)
    case 'spoken':
      return spoken(language, count, n)
    case 'over':
      return over(language, count, n)
  }
}
