/** `units.csv`: the municipalities and districts that are asked. */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Fault } from './faults.ts'
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

const row = z
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
  .refine((unit) => (unit.kind === 'kommune') === (unit.id.length === 4), {
    message: 'has the wrong number of digits for its kind',
    path: ['id'],
  })

type Row = { record: { [column: string]: string }; info: { lines: number } }

const rowFaults = (file: string, line: number, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'id')
    const column = Math.max(columns.indexOf(name) + 1, 1)
    return { file, line, column, code: 'wrong_unit', message: `\`${name}\` ${issue.message}` }
  })

const readRecords = (text: string): Row[] =>
  parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }) as unknown as Row[]

/**
 * Reads `units.csv` (UTF-8, comma, header row, any order of columns). Every fault has the line it stands on; `column` is the
 * field's number. The same id twice is a fault.
 */
export const loadUnits = (file: string, text: string): { units: Unit[] } | { faults: Fault[] } => {
  let records: Row[]
  try {
    records = readRecords(text)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return { faults: [{ file, line, column: 1, code: 'csv', message: error.message }] }
  }
  if (records.length === 0)
    return { faults: [{ file, line: 1, column: 1, code: 'no_units', message: 'there are no units' }] }
  const units: Unit[] = []
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const { record, info } of records) {
    const parsed = row.safeParse(record)
    if (!parsed.success) faults.push(...rowFaults(file, info.lines, parsed.error))
    else if (seen.has(parsed.data.id)) {
      const message = `the unit ${parsed.data.id} stands twice`
      faults.push({ file, line: info.lines, column: 1, code: 'duplicate_id', message })
    } else units.push(parsed.data)
    if (parsed.success) seen.add(parsed.data.id)
  }
  return faults.length > 0 ? { faults } : { units }
}
