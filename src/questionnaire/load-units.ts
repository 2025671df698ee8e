/** `units.csv`: the municipalities and districts that are asked. */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Fault } from './faults.ts'
import { notUtf8, notUtf8At } from './saved-text.ts'
import type { Unit } from './wave.ts'

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
    imdiRegion: z.string().min(1, 'is empty'),
    /** Empty for districts. */
    centrality: z
      .string()
      .regex(/^[0-3]?$/, 'is not 0, 1, 2, 3 or empty')
      .transform((text) => (text === '' ? null : Number(text))),
  })
  .refine((unit) => unit.id.length !== (unit.kind === 'kommune' ? 6 : 4), {
    message: 'has the wrong number of digits for its kind',
    path: ['id'],
  })

/** `error`: the record has another number of fields than the header. */
type Row = {
  record: { [column: string]: string }
  info: { lines: number; columns: { name: string }[]; error?: unknown }
}

const fileFault = (file: string, line: number, code: string, message: string): { faults: Fault[] } => ({
  faults: [{ file, line, column: 1, code, message }],
})

const readRows = (file: string, text: string): { rows: Row[] } | { faults: Fault[] } => {
  const broken = notUtf8At(text)
  if (broken >= 0) return fileFault(file, text.slice(0, broken).split('\n').length, notUtf8.code, notUtf8.message)
  try {
    const options = {
      bom: true,
      columns: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    } as const
    const rows = parse(text, options) as unknown as Row[]
    const there = rows[0]?.info.columns.map(({ name }) => name) ?? []
    const lacking = columns.filter((column) => !there.includes(column))
    if (rows.length === 0) return fileFault(file, 1, 'no_units', 'there are no units')
    if (lacking.length > 0) return fileFault(file, 1, 'no_column', `columns missing: ${lacking.join(', ')}`)
    return { rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fileFault(file, typeof error.lines === 'number' ? error.lines : 1, 'csv', error.message)
  }
}

const rowFaults = (file: string, { record, info }: Row, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'id')
    const column = Math.max(Object.keys(record).indexOf(name) + 1, 1)
    return { file, line: info.lines, column, code: 'wrong_unit', message: `\`${name}\` ${issue.message}` }
  })

/**
 * Reads `units.csv` (UTF-8, comma, header row, any order of columns). Every fault has the line it stands on; `column` is the
 * field's number in the file. The same id twice is a fault.
 */
export const loadUnits = (file: string, text: string): { units: Unit[] } | { faults: Fault[] } => {
  const read = readRows(file, text)
  if ('faults' in read) return read
  const units = new Map<string, Unit>()
  const faults: Fault[] = []
  for (const row of read.rows) {
    const parsed = unitRow.safeParse(row.record)
    if (row.info.error !== undefined) {
      const message = 'the line has another number of fields than the header'
      faults.push({ file, line: row.info.lines, column: 1, code: 'csv', message })
    } else if (!parsed.success) faults.push(...rowFaults(file, row, parsed.error))
    else if (units.has(parsed.data.id)) {
      const message = `the unit ${parsed.data.id} stands twice`
      faults.push({ file, line: row.info.lines, column: 1, code: 'duplicate_id', message })
    } else units.set(parsed.data.id, parsed.data)
  }
  return faults.length > 0 ? { faults } : { units: [...units.values()] }
}
