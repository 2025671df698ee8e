/** One respondent added or corrected by hand, by the same rules as a file has. */

import {
  diffRespondents,
  type FileFault,
  fileColumns,
  type RespondentsDiff,
  type RowRules,
  readRows,
  requiredColumns,
  type Sheet,
  type StoredRespondent,
  trimmed,
} from '../../register/respondents-file.ts'
import type { Holding, RespondentBook } from '../ports/register.ts'
import { importRespondents } from './import.ts'

/** What is written in the fields; absent: as an empty cell. */
export type ByHand = Partial<Record<(typeof fileColumns)[number], string>>

/** `holding`: who waits for a yes; absent: nobody. */
type By = { at: Date; actor: string; newId: () => string; holding?: Holding }
type Request = { values: ByHand; rules: RowRules; by: By }

/** `there`: nothing was to change. `held`: who waits for a yes now. Faults have the column that is wrong. */
export type Added = { type: 'added' | 'changed' | 'there'; held: string[] } | { type: 'refused'; faults: FileFault[] }
export type Corrected =
  | { type: 'corrected'; fields: string[]; held: string[] }
  | { type: 'refused'; faults: FileFault[] }
  | { type: 'unknown' }

/** With who waits because of it; the result was found inside the write. */
const settled = (result: Corrected, held: string[]): Corrected =>
  result.type === 'corrected' ? { ...result, held } : result

/** A file of one row. */
const sheetOf = (values: ByHand): Sheet => ({
  header: { line: 1, cells: [...fileColumns] },
  rows: [{ line: 2, cells: fileColumns.map((column) => values[column] ?? '') }],
})

const isEmpty = (column: FileFault['column']): FileFault => ({
  line: 2,
  ...(column === undefined ? {} : { column }),
  code: 'empty',
  message: `The column ${column} is empty.`,
})

/** Adds somebody, or changes the one with the same address in the same unit and part. Throws `StoreAway`. */
export const addRespondent = async (
  book: RespondentBook,
  { values, rules, by, wave }: Request & { wave: string },
): Promise<Added> => {
  // In a file such a line is no line.
  if (fileColumns.every((column) => trimmed(values[column] ?? '') === ''))
    return { type: 'refused', faults: requiredColumns.map(isEmpty) }
  const as = { action: 'respondents.add', subject: wave } as const
  const report = await importRespondents(book, { sheet: sheetOf(values), rules, mode: 'write', ...by, as })
  if (report.type === 'refused') return { type: 'refused', faults: report.faults }
  const type = report.added.length > 0 ? 'added' : report.changed.length > 0 ? 'changed' : 'there'
  return { type, held: report.held ?? [] }
}

/**
 * Changes what is stored of a respondent, the address too; unit and part stay: who answers for another unit is another
 * respondent. `unknown`: there is none, or it is a colleague, whom the respondent named. Throws `StoreAway`.
 */
export const correctRespondent = async (
  book: RespondentBook,
  id: string,
  { values, rules, by }: Request,
): Promise<Corrected> => {
  let result: Corrected = { type: 'unknown' }
  const decide = (stored: StoredRespondent[]): RespondentsDiff | null => {
    const own = stored.find((one) => one.id === id)
    if (own === undefined) return null
    const read = readRows(sheetOf({ ...values, unit: own.unitId, part: own.part }), rules)
    const [row] = read.rows
    if (row === undefined || read.faults.length > 0) {
      result = { type: 'refused', faults: read.faults }
      return null
    }
    // The address tells people of a unit apart: the others first, then the one that is meant under the new address.
    const taken = diffRespondents(
      [row],
      stored.filter((one) => one.id !== id),
    )
    const diff = diffRespondents(
      [row],
      stored.filter((one) => one.id === id).map((one) => ({ ...one, email: row.email })),
    )
    const isTaken = taken.changed.length + taken.unchanged.length > 0
    const faults = [...taken.faults, ...diff.faults]
    if (isTaken)
      faults.push({ line: 2, column: 'email', code: 'duplicate', message: 'The address is stored for somebody else.' })
    if (faults.length > 0) {
      result = { type: 'refused', faults }
      return null
    }
    const fields = [...(own.email === row.email ? [] : ['email']), ...diff.changed.flatMap((one) => one.fields)]
    result = { type: 'corrected', fields, held: [] }
    if (fields.length === 0) return null
    const { line, ...changed } = row
    return { added: [], unchanged: [], faults: [], changed: [{ line, fields, respondent: { ...own, ...changed } }] }
  }
  const held = await book.change(decide, { ...by, as: { action: 'respondents.correct', subject: id } })
  return settled(result, held.ids)
}
