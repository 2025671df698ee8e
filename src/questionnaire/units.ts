/** `units.csv`: the municipalities and districts that are asked. */

import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { centralities, type Unit } from './wave.ts'
import { type Fault, notUtf8, notUtf8At, sortFaults } from './yaml.ts'

const columns: readonly string[] = [
  'id',
  'kind',
  'name',
  'county',
  'language',
  'population',
  'imdiRegion',
  'centrality',
]

const unitRow = z
  .object({
    id: z.string().regex(/^(\d{4}|\d{6})$/, 'is no four-digit kommunenummer or six-digit bydelsnummer'),
    kind: z.enum(['kommune', 'bydel'], 'is neither kommune nor bydel'),
    name: z.string().min(1, 'is empty'),
    county: z.string().min(1, 'is empty'),
    language: z.enum(['nb', 'nn', 'neutral'], 'is none of nb, nn and neutral'),
    population: z
      .string()
      .regex(/^\d{1,9}$/, 'is no whole number')
      .transform(Number),
    /** Empty for units of a time without regional offices. */
    imdiRegion: z.string(),
    /** Empty for districts. */
    centrality: z
      .string()
      .refine(
        (text) => text === '' || centralities.map(String).includes(text),
        `is none of ${centralities.join(', ')}, nor empty`,
      )
      .transform((text) => (text === '' ? null : Number(text))),
  })
  .refine((unit) => unit.id.length !== (unit.kind === 'kommune' ? 6 : 4), {
    message: 'has the wrong number of digits for its kind',
    path: ['id'],
  })

const rowFaults = (file: string, { cells, line }: CsvRow, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'id')
    const column = Math.max(Object.keys(cells).indexOf(name) + 1, 1)
    return { file, line, column, code: 'wrong_unit', message: `\`${name}\` ${issue.message}` }
  })

/**
 * Reads `units.csv` (UTF-8, comma, header row, any order of columns). Every fault has the line it stands on; `column` is the
 * field's number in the file. The same id twice is a fault. `lines`: where each id stands.
 */
export const loadUnits = (
  file: string,
  text: string,
): { units: Unit[]; lines: ReadonlyMap<string, number> } | { faults: Fault[] } => {
  const { rows, faults } = csvRows(file, text, columns)
  if (rows.length === 0 && faults.length === 0) {
    faults.push({ file, line: 1, column: 1, code: 'no_units', message: 'there are no units' })
  }
  const units = new Map<string, Unit>()
  const lines = new Map<string, number>()
  for (const row of rows) {
    const parsed = unitRow.safeParse(row.cells)
    if (!parsed.success) faults.push(...rowFaults(file, row, parsed.error))
    else if (units.has(parsed.data.id)) {
      const message = `the unit ${parsed.data.id} stands twice`
      faults.push({ file, line: row.line, column: 1, code: 'duplicate_id', message })
    } else {
      units.set(parsed.data.id, parsed.data)
      lines.set(parsed.data.id, row.line)
    }
  }
  return faults.length > 0 ? { faults: sortFaults(faults) } : { units: [...units.values()], lines }
}

// A CSV file of a wave's folder (UTF-8, comma, header row) as rows with their lines.

/** `cells`: by the header's names, trimmed. `line` counts from 1. */
type CsvRow = { line: number; cells: Record<string, string> }
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
