import type { Missing } from '../../questionnaire/answer.ts'

/** How each kind of missing stands in a table: one declared range, −99 to −95 (SPSS takes a range or three values). */
export const missingCodes: Record<Missing, number> = {
  not_reached: -99,
  not_asked: -98,
  not_applicable: -97,
  dont_know: -96,
  skipped: -95,
}
