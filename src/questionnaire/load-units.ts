/** `units.csv`: the municipalities and districts that are asked. */
import { z } from 'zod'
import { type CsvRow, csvRows } from './csv-rows.ts'
import { type Fault, sortFaults } from './faults.ts'
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

const rowFaults = (file: string, { cells, line }: CsvRow, error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'id')
    const column = Math.max(Object.keys(cells).indexOf(name) + 1, 1)
    return { file, line, column, code: 'wrong_unit', message: `\`${name}\` ${issue.message}` }
  })

/**
 * Reads `units.csv` (UTF-8, comma, header row, any order of columns). Every fault has the line it stands on; `column` is the
 * field's number in the file. The same id twice is a fault.
 */
export const loadUnits = (file: string, text: string): { units: Unit[] } | { faults: Fault[] } => {
  const { rows, faults } = csvRows(file, text, columns)
  if (rows.length === 0 && faults.length === 0) {
    faults.push({ file, line: 1, column: 1, code: 'no_units', message: 'there are no units' })
  }
  const units = new Map<string, Unit>()
  for (const row of rows) {
    const parsed = unitRow.safeParse(row.cells)
    if (!parsed.success) faults.push(...rowFaults(file, row, parsed.error))
    else if (units.has(parsed.data.id)) {
      const message = `the unit ${parsed.data.id} stands twice`
      faults.push({ file, line: row.line, column: 1, code: 'duplicate_id', message })
    } else units.set(parsed.data.id, parsed.data)
  }
  return faults.length > 0 ? { faults: sortFaults(faults) } : { units: [...units.values()] }
}
