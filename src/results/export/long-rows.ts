/** The long table: one row per unit, part and thing asked. */
import type { SubmissionDocument } from '../submission-schema.ts'
import type { Described } from './codebook.ts'
import type { Cell, Column } from './columns.ts'
import { missingCodes } from './missing-codes.ts'

export const longHead = ['submission_id', 'wave', 'part', 'unit', 'question', 'column', 'value', 'missing']

const kindOf = new Map(Object.entries(missingCodes).map(([kind, code]) => [code, kind]))

/**
 * The missing kind a column stands for; undefined when it holds an answer. Rows of a matrix are missing one by one, and so
 * are choices that a version did not offer.
 */
const missingOf = (document: SubmissionDocument, question: string, cell: Cell): string | undefined => {
  const answer = document.answers[question]
  if (answer === undefined) return document.missing[question] ?? 'not_asked'
  const isOneByOne = answer.kind === 'matrix' || answer.kind === 'multiple'
  return isOneByOne && typeof cell === 'number' ? kindOf.get(cell) : undefined
}

/** `value` is empty and `missing` names the kind where there is no answer; an empty cell makes no row. */
export const longRows = (
  document: SubmissionDocument,
  columns: readonly Column[],
  codebook: readonly Described[],
): Cell[][] => {
  const about: Cell[] = [document.submissionId, document.wave, document.part, document.unit.id]
  return columns.flatMap((column, i): Cell[][] => {
    const question = codebook[i]?.question
    const cell = column.cell(document)
    if (question === undefined || cell === null) return []
    const missing = missingOf(document, question, cell)
    return [[...about, question, column.name, missing === undefined ? cell : null, missing ?? null]]
  })
}
