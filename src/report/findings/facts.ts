/** The numbers behind a planned finding, and nothing when the answers do not carry it. */
import type { Questionnaire, Text } from '../../questionnaire/schema.ts'
import { countedQuestions } from '../items.ts'
import type { FindingNumber, NumberSummary, Table, Variable, WhyNot } from '../model.ts'
import { isSuppressed } from '../model.ts'
import { share } from '../tally.ts'
import type { PlannedFinding } from './plan.ts'

/** A finding about a question, not about a series. */
export type PlannedOfVariable = Exclude<PlannedFinding, { kind: 'series' }>

/** Texts of a question's choices and rows, by id. */
export type Labels = {
  choices: ReadonlyMap<string, Text>
  rows: ReadonlyMap<string, Text>
  exclusive: ReadonlySet<string>
}

/** The labels of every counted question of these questionnaires. */
export const labelsOf = (questionnaires: readonly Questionnaire[]): ReadonlyMap<string, Labels> =>
  new Map(
    questionnaires.flatMap(countedQuestions).map((q) => {
      const choices = 'choices' in q ? q.choices : []
      return [
        q.id,
        {
          choices: new Map(choices.map((c) => [c.id, c.text])),
          rows: new Map(q.kind === 'matrix' ? q.rows.map((r) => [r.id, r.text]) : []),
          exclusive: new Set(choices.filter((c) => c.exclusive).map((c) => c.id)),
        },
      ]
    }),
  )

export type Fact =
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
  if (of.length > 1 && variable.kind === 'multiple') return 'wrong_kind'
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
export const factOf = (planned: PlannedOfVariable, variable: Variable, labels: Labels): Fact | WhyNot => {
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
