/** What is counted: a question, or one row of a matrix, and what each submission says about it. */

import type { Missing } from '../questionnaire/answer.ts'
import { answerTestsIn, type Condition } from '../questionnaire/condition.ts'
import type { Base, Choice, Question, Questionnaire } from '../questionnaire/schema.ts'
import { asks, byAnswer, type ClosedQuestion, gives, hasChoices, isAsked } from '../questionnaire/shape.ts'
import type { SubmittedAnswer } from '../results/submission.ts'
import type { Traits } from './disclosure.ts'
import type { Answered, Combined, MissingCounts, NumberSummary, RankSummary, Table, VariableKind } from './model.ts'

/** One thing counted. `row` is set for a row of a matrix. */
export type Item = {
  question: string
  row?: string
  part: string
  kind: VariableKind
  base: Base
  /** The question whose answer spares some of this one; only where those count (`with_not_asked`). */
  sparedBy?: string
  choices: Choice[]
  /** The sum of its numbers means something (`sums` of the plan). */
  summed?: true
  /** Ids of the items whose answers decide who is asked this one (`routesOf`); absent: everybody is. */
  routedBy?: readonly string[]
}

/** What a submission says of an item. A date is counted by its year. */
export type CountedAnswer =
  | { type: 'choices'; ids: string[] }
  | { type: 'number'; value: number }
  | { type: 'missing'; kind: Missing }

export type CountedQuestion = ClosedQuestion

/** Text is left out of tables, information has no answer. */
const isCounted = (question: Question): question is CountedQuestion => isAsked(question) && !asks(question, 'words')

/** The questions of a part that are counted, in order. */
export const countedQuestions = (questionnaire: Questionnaire): CountedQuestion[] =>
  questionnaire.sections.flatMap((s) => s.questions).filter(isCounted)

const sparing = ({ base, when }: CountedQuestion): { sparedBy?: string } =>
  base === 'with_not_asked' && when !== undefined && 'question' in when ? { sparedBy: when.question } : {}

/** The items of a question: itself, or its rows. */
export const itemsOf = (question: CountedQuestion, part: string): Item[] => {
  const { id, base } = question
  if (asks(question, 'rows')) {
    const { rows, choices } = question
    return rows.map((row) => ({ question: id, row: row.id, part, kind: question.kind, base, choices }))
  }
  if (hasChoices(question))
    return [{ question: id, part, kind: question.kind, base, ...sparing(question), choices: question.choices }]
  // A mean has no place for «vet ikke», whatever base is declared; nor has a year.
  return [{ question: id, part, kind: question.kind, base: 'substantive', choices: [] }]
}

/**
 * Item id → ids of the items whose answers decide who is asked it, by the conditions of its section, question and row. Items
 * that everybody is asked, or whom only the unit decides about, are left out.
 */
export const routesOf = ({ sections }: Questionnaire): ReadonlyMap<string, readonly string[]> => {
  const routes = new Map<string, readonly string[]>()
  for (const section of sections) {
    for (const question of section.questions) {
      const whens = [section.when, question.when]
      const rows = asks(question, 'rows') ? question.rows : []
      routes.set(question.id, readBy(whens))
      for (const row of rows) routes.set(itemId({ question: question.id, row: row.id }), readBy([...whens, row.when]))
    }
  }
  return new Map([...routes].filter(([, by]) => by.length > 0))
}

const readBy = (whens: readonly (Condition | undefined)[]): string[] => [
  ...new Set(whens.flatMap(answerTestsIn).map(itemId)),
]

export const itemId = ({ question, row }: { question: string; row?: string | undefined }): string =>
  row === undefined ? question : `${question}.${row}`

/** The item with what the wave says of it: whether its sum means something, and what decides who is asked. */
export const asMeasured = (
  item: Item,
  { sums, routes }: { sums: ReadonlySet<string>; routes: ReturnType<typeof routesOf> },
): Item => {
  const routedBy = routes.get(itemId(item))
  return {
    ...item,
    ...(sums.has(item.question) ? { summed: true as const } : {}),
    ...(routedBy === undefined ? {} : { routedBy }),
  }
}

const own = <T>(record: Record<string, T> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

const saidBy = (answer: SubmittedAnswer): CountedAnswer =>
  byAnswer(answer, {
    choice: ({ value }): CountedAnswer => ({ type: 'choices', ids: [value] }),
    choices: ({ value }) => ({ type: 'choices', ids: value }),
    order: ({ value }) => ({ type: 'choices', ids: value }),
    figure: ({ value }) => ({ type: 'number', value }),
    date: ({ value }) => ({ type: 'choices', ids: [value.slice(0, 4)] }),
    rows: () => ({ type: 'missing', kind: 'not_asked' }),
    words: () => ({ type: 'missing', kind: 'not_asked' }),
  })

/** Who did not answer the question before was not spared this one by an answer: missing here as it is there. */
const whyMissing = ({ question, sparedBy }: Item, { answers, missing }: Answered): Missing => {
  const kind = own(missing, question)
  if (sparedBy === undefined || (kind !== undefined && kind !== 'not_asked')) return kind ?? 'not_asked'
  if (kind === undefined) return 'not_reached'
  return own(answers, sparedBy) === undefined ? (own(missing, sparedBy) ?? 'not_reached') : kind
}

/**
 * What the submission says of the item. A question that stands neither under `answers` nor under `missing` was not in
 * the version answered: not asked.
 */
export const saidOf = (item: Item, submission: Answered): CountedAnswer => {
  const answer = own(submission.answers, item.question)
  if (answer === undefined) return { type: 'missing', kind: whyMissing(item, submission) }
  if (item.row === undefined) return saidBy(answer)
  if (!gives(answer, 'rows')) return { type: 'missing', kind: 'not_asked' }
  const value = own(answer.value, item.row)
  return value === undefined
    ? { type: 'missing', kind: own(answer.missing, item.row) ?? 'not_asked' }
    : { type: 'choices', ids: [value] }
}

/** The missing kinds that count in the denominator, shown as categories of their own. */
export const countedMissing: Record<Base, readonly Missing[]> = {
  substantive: [],
  with_dont_know: ['dont_know'],
  with_not_applicable: ['not_applicable'],
  with_not_asked: ['not_asked'],
}

/** In the denominator of the item's shares? */
export const inBase = (item: Item, said: CountedAnswer): boolean =>
  said.type !== 'missing' || countedMissing[item.base].includes(said.kind)

// Counts and shares of one item among some submissions.

/** Whole per cent, halves upwards, as IMDi reports. Zero when the base is empty. */
export const share = (count: number, n: number): number => (n === 0 ? 0 : Math.floor((200 * count + n) / (2 * n)))

const combine = (choices: string[], hits: readonly CountedAnswer[], n: number): Combined => {
  const wanted = new Set(choices)
  const count = hits.filter((s) => s.type === 'choices' && s.ids.some((id) => wanted.has(id))).length
  return { choices, count, share: share(count, n) }
}

/** Any measure: all choices but the exclusive ones. Only where there is an exclusive one, else everybody has some. */
const anyChoices = (item: Item): string[] =>
  asks(item, 'choices') && item.choices.some((c) => c.exclusive)
    ? item.choices.filter((c) => !c.exclusive).map((c) => c.id)
    : []

/** From this many steps on, the two first of a scale are read together («svært god eller god»). */
const longScale = 4

const topChoices = (item: Item): string[] =>
  asks(item, 'rows') && item.choices.length >= longScale ? item.choices.slice(0, 2).map((c) => c.id) : []

/** The sums of categories that are printed beside the categories. */
const combinedOf = (item: Item, said: readonly CountedAnswer[], n: number): { any?: Combined; top?: Combined } => {
  const any = anyChoices(item)
  const top = topChoices(item)
  return {
    ...(any.length > 0 ? { any: combine(any, said, n) } : {}),
    ...(top.length > 0 ? { top: combine(top, said, n) } : {}),
  }
}

/** What counts in a table: of a ranking the first place. */
const countedIds = (item: Item, said: CountedAnswer): string[] => {
  if (said.type === 'missing') return [said.kind]
  if (said.type === 'number') return []
  return asks(item, 'order') ? said.ids.slice(0, 1) : said.ids
}

/** What a table in which all are alike would tell of each: the categories and sums they count in, or their number. */
export const traitsOf = (item: Item, said: CountedAnswer): Traits => {
  if (said.type === 'number') return new Set([`=${said.value}`])
  const ids = countedIds(item, said)
  const isIn = (choices: string[]) => said.type === 'choices' && choices.some((id) => said.ids.includes(id))
  const sums = [...(isIn(anyChoices(item)) ? ['+any'] : []), ...(isIn(topChoices(item)) ? ['+top'] : [])]
  return new Set([...ids, ...sums])
}

/** One category, or sum of categories, that a share is printed of, by its id in tables. */
export type Counted = { id: string; choices: readonly string[]; hits(said: CountedAnswer): boolean }

/** Everything of the item that a share is printed of; of a number nothing is. */
export const countedOf = (item: Item): Counted[] => {
  if (asks(item, 'figure')) return []
  const sums = [
    { id: 'any', choices: anyChoices(item) },
    { id: 'top', choices: topChoices(item) },
  ]
  return [
    ...[...item.choices.map(({ id }) => id), ...countedMissing[item.base]].map((id): Counted => {
      return { id, choices: [id], hits: (said) => countedIds(item, said).includes(id) }
    }),
    ...sums
      .filter(({ choices }) => choices.length > 0)
      .map(({ id, choices }): Counted => {
        const hits = (said: CountedAnswer) => said.type === 'choices' && choices.some((one) => said.ids.includes(one))
        return { id, choices, hits }
      }),
  ]
}

const rankingOf = (item: Item, said: readonly CountedAnswer[]): { ranking?: Record<string, RankSummary> } => {
  if (!asks(item, 'order')) return {}
  const lists = said.flatMap((s) => (s.type === 'choices' ? [s.ids] : []))
  const summary = (id: string): RankSummary => {
    const places = lists.map((list) => list.indexOf(id) + 1).filter((place) => place > 0)
    const sum = places.reduce((a, b) => a + b, 0)
    const meanPlace = places.length === 0 ? null : Math.round((100 * sum) / places.length) / 100
    return { first: places.filter((p) => p === 1).length, ranked: places.length, meanPlace }
  }
  return { ranking: Object.fromEntries(item.choices.map((c) => [c.id, summary(c.id)])) }
}

const countsOf = (item: Item, based: readonly CountedAnswer[]): Record<string, number> => {
  if (asks(item, 'figure')) return {}
  const counts = new Map([...item.choices.map((c) => c.id), ...countedMissing[item.base]].map((id) => [id, 0]))
  for (const said of based) {
    for (const id of countedIds(item, said)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const entries = [...counts]
  return Object.fromEntries(asks(item, 'date') ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries)
}

/** The numbers of one item among those who said this; counts of a ranking are first places. */
export const tally = (item: Item, said: readonly CountedAnswer[]): Table => {
  const based = said.filter((s) => inBase(item, s))
  const n = based.length
  const counts = countsOf(item, based)
  const values = based.flatMap((s) => (s.type === 'number' ? [s.value] : []))
  const numbers = asks(item, 'figure') ? summarise(values, item.summed ? 'with_sum' : 'without_sum') : null
  return {
    n,
    counts,
    shares: Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, share(count, n)])),
    ...combinedOf(item, based, n),
    ...rankingOf(item, based),
    ...(numbers === null ? {} : { numbers }),
  }
}

/** How many are missing, by kind; those counted in the base are here too. */
export const missingCounts = (said: readonly CountedAnswer[]): MissingCounts => {
  const counts: MissingCounts = { not_asked: 0, skipped: 0, dont_know: 0, not_applicable: 0, not_reached: 0 }
  for (const s of said) if (s.type === 'missing') counts[s.kind] += 1
  return counts
}

// Median and quartiles.

/**
 * The p-quantile by linear interpolation between order statistics at position 1 + (n − 1)p: definition 7 of Hyndman and
 * Fan, «Sample Quantiles in Statistical Packages», The American Statistician 50 (1996), 361–365; the one of Excel's
 * QUARTILE.INC and R's default.
 * @param sorted ascending, at least one value
 */
const quantile = (sorted: readonly number[], p: number): number => {
  const at = (sorted.length - 1) * p
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? low
  return low + (at - Math.floor(at)) * (high - low)
}

const digits = 1e4

/** Rounded to four decimals, so that the order of addition leaves no trace. */
const settled = (value: number): number => Math.round(value * digits) / digits

/** Mean, median and quartiles of the values, and their sum if it is asked for; null when there are none. */
export const summarise = (values: readonly number[], of: 'without_sum' | 'with_sum'): NumberSummary | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const sum = sorted.reduce((a, b) => a + b, 0)
  return {
    mean: settled(sum / sorted.length),
    median: settled(quantile(sorted, 0.5)),
    q1: settled(quantile(sorted, 0.25)),
    q3: settled(quantile(sorted, 0.75)),
    ...(of === 'with_sum' ? { sum: settled(sum) } : {}),
  }
}
