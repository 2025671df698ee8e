/** `units.csv`: the municipalities and districts that are asked. */

import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Fault, type FaultKey, reason, type SaidOfFault, said, saidOf, sortFaults } from './fault.ts'
import { centralities, type Unit } from './wave.ts'
import { notUtf8, notUtf8At } from './yaml.ts'

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

/** A kommunenummer or a bydelsnummer, with its leading zero. */
export const unitNumber = /^(\d{4}|\d{6})$/u

const unitRow = z
  .object({
    id: z.string().regex(unitNumber, reason('wrong_unit.id')),
    kind: z.enum(['kommune', 'bydel'], reason('wrong_unit.kind')),
    name: z.string().min(1, reason('wrong_unit.empty')),
    county: z.string().min(1, reason('wrong_unit.empty')),
    language: z.enum(['nb', 'nn', 'neutral'], reason('wrong_unit.language')),
    population: z
      .string()
      .regex(/^\d{1,9}$/, reason('wrong_unit.number'))
      .transform(Number),
    /** Empty for units of a time without regional offices. */
    imdiRegion: z.string(),
    /** Empty for districts. */
    centrality: z
      .string()
      .refine((text) => text === '' || centralities.map(String).includes(text), reason('wrong_unit.centrality'))
      .transform((text) => (text === '' ? null : Number(text))),
  })
  .refine((unit) => unit.id.length !== (unit.kind === 'kommune' ? 6 : 4), {
    message: reason('wrong_unit.digits'),
    path: ['id'],
  })

const rowFaults = (file: string, { cells, line }: CsvRow, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'id')
    const column = Math.max(Object.keys(cells).indexOf(name) + 1, 1)
    return { file, line, column, ...(saidOf(issue, { key: name }) ?? said('wrong_unit', { key: name })) }
  })

/**
 * Reads `units.csv` (UTF-8, header row, any order of columns). Every fault has the line it stands on; `column` is the
 * field's number in the file. The same id twice is a fault. `lines`: where each id stands.
 */
export const loadUnits = (
  file: string,
  text: string,
): { units: Unit[]; lines: ReadonlyMap<string, number> } | { faults: Fault[] } => {
  const { rows, faults } = csvRows(file, text, columns)
  if (rows.length === 0 && faults.length === 0) {
    faults.push({ file, line: 1, column: 1, ...said('no_units') })
  }
  const units = new Map<string, Unit>()
  const lines = new Map<string, number>()
  for (const row of rows) {
    const parsed = unitRow.safeParse(row.cells)
    if (!parsed.success) faults.push(...rowFaults(file, row, parsed.error))
    else if (units.has(parsed.data.id)) {
      faults.push({ file, line: row.line, column: 1, ...said('duplicate_id.unit', { id: parsed.data.id }) })
    } else {
      units.set(parsed.data.id, parsed.data)
      lines.set(parsed.data.id, row.line)
    }
  }
  return faults.length > 0 ? { faults: sortFaults(faults) } : { units: [...units.values()], lines }
}

// A CSV file of a wave's folder (UTF-8, header row; comma, or what spreadsheets write here instead) as rows with their lines.

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
  const at = (line: number, it: SaidOfFault): Fault => ({ file, line, column: 1, ...it })
  const broken = notUtf8At(text)
  if (broken >= 0) {
    return { rows: [], faults: [at(text.slice(0, broken).split('\n').length, notUtf8)] }
  }
  const read = parsed(text)
  if (read instanceof CsvError) {
    return {
      rows: [],
      faults: [at(typeof read.lines === 'number' ? read.lines : 1, said(quoting[read.code] ?? 'csv.unreadable'))],
    }
  }
  const [first, ...rest] = read
  const names = first?.record ?? []
  const twice = names.filter((name, i) => name !== '' && names.indexOf(name) < i)
  const lacking = columns.filter((name) => !names.includes(name))
  const faults = [
    ...twice.map((name) => at(first?.info.lines ?? 1, said('column_twice', { name }))),
    ...(lacking.length === 0 ? [] : [at(1, said('no_column', { names: lacking }))]),
  ]
  if (faults.length > 0) return { rows: [], faults }
  const rows: CsvRow[] = []
  for (const { record, info } of rest) {
    if (record.length === names.length) {
      rows.push({ line: info.lines, cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])) })
    } else faults.push(at(info.lines, said('csv.fields')))
  }
  return { rows, faults }
}

/** What separates the cells of a table by its header: a semicolon as in Norwegian Excel, a tab as in what is copied from one, else a comma. */
export const separatorOf = (header: string): ';' | '\t' | ',' => {
  const count = (sign: string) => header.split(sign).length
  return ([';', '\t'] as const).find((sign) => count(sign) > Math.max(count(','), 1)) ?? ','
}

const quoting: Record<string, FaultKey> = {
  CSV_QUOTE_NOT_CLOSED: 'csv.quote_open',
  CSV_INVALID_CLOSING_QUOTE: 'csv.quote_inside',
  INVALID_OPENING_QUOTE: 'csv.quote_inside',
}

const parsed = (text: string): Parsed[] | CsvError => {
  try {
    const delimiter = separatorOf(/\S.*/u.exec(text)?.[0] ?? '')
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const
    return parse(text, { ...options, delimiter }) as unknown as Parsed[]
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}
