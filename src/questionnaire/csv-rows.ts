/** A CSV file of a wave's folder (UTF-8, comma, header row) as rows with their lines. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Fault } from './faults.ts'
import { notUtf8, notUtf8At } from './saved-text.ts'

/** `cells`: by the header's names, trimmed. `line` counts from 1. */
export type CsvRow = { line: number; cells: Record<string, string> }
type Parsed = { record: string[]; info: { lines: number } }

/**
 * Rows in the order of the file, and the faults of the table itself with their lines: not UTF-8, a quotation mark in the
 * wrong place, a column missing or twice, a line with another number of fields than the header (which is left out). Empty
 * lines are passed over; other columns are let stand.
 */
export const csvRows = (
  file: string,
  text: string,
  columns: readonly string[],
): { rows: CsvRow[]; faults: Fault[] } => {
  const at = (line: number, code: string, message: string): Fault => ({ file, line, column: 1, code, message })
  const broken = notUtf8At(text)
  if (broken >= 0) {
    return { rows: [], faults: [at(text.slice(0, broken).split('\n').length, notUtf8.code, notUtf8.message)] }
  }
  const read = parsed(text)
  if (read instanceof CsvError) {
    return { rows: [], faults: [at(typeof read.lines === 'number' ? read.lines : 1, 'csv', read.message)] }
  }
  const [first, ...rest] = read
  const names = first?.record ?? []
  const twice = names.filter((name, i) => name !== '' && names.indexOf(name) < i)
  const lacking = columns.filter((name) => !names.includes(name))
  const faults = [
    ...twice.map((name) => at(first?.info.lines ?? 1, 'column_twice', `the column ${name} stands twice`)),
    ...(lacking.length === 0 ? [] : [at(1, 'no_column', `columns missing: ${lacking.join(', ')}`)]),
  ]
  if (faults.length > 0) return { rows: [], faults }
  const rows: CsvRow[] = []
  for (const { record, info } of rest) {
    if (record.length === names.length) {
      rows.push({ line: info.lines, cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])) })
    } else faults.push(at(info.lines, 'csv', 'the line has another number of fields than the header'))
  }
  return { rows, faults }
}

const parsed = (text: string): Parsed[] | CsvError => {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const
    return parse(text, options) as unknown as Parsed[]
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}
