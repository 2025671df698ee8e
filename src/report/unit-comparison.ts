/** One unit's own answers beside the published numbers of the country, its county and its size. */
import type { Unit } from '../questionnaire/wave.ts'
import { groupOf } from './groups.ts'
import type { CountedQuestion, Item, Said } from './items.ts'
import { itemsOf, saidOf } from './items.ts'
import type { Answered, Cell, Measured, Report } from './model.ts'

/** `own` is null when the unit has not answered the part. */
export type Comparison = { item: Item; own: Said | null; country: Cell; county: Cell; size: Cell }

const hidden: Cell = { suppressed: true }

/**
 * The comparisons of one question, one per row of a matrix. All numbers but the unit's own are those of the report:
 * suppressed there, suppressed here. Empty when the report has no such variable.
 */
export const compareUnit = (
  question: CountedQuestion,
  part: string,
  { report, unit, submission }: { report: Report; unit: Unit; submission: Answered | undefined },
): Comparison[] => {
  const variable = Object.hasOwn(report.variables, question.id) ? report.variables[question.id] : undefined
  if (variable === undefined) return []
  return itemsOf(question, part).flatMap((item): Comparison[] => {
    const measured: Measured | undefined = item.row === undefined ? variable : variable.rows?.[item.row]
    if (measured === undefined) return []
    const { breakdowns } = measured
    return [
      {
        item,
        own: submission === undefined ? null : saidOf(item, submission),
        country: measured,
        county: breakdowns.county?.[groupOf('county', unit)] ?? hidden,
        size: breakdowns.population?.[groupOf('population', unit)] ?? hidden,
      },
    ]
  })
}
