/** `successors.csv`: which units of this wave those of the last one have become. */
import { csvRows } from './csv-rows.ts'
import { type Fault, sortFaults } from './faults.ts'

/** Unit of the last wave → the units it has become, in the order of the file. */
export type Successors = ReadonlyMap<string, readonly string[]>

/**
 * Reads the columns `unit` and `successor`. A unit that became several has a line for each: each of them is shown its
 * answers. Faults with their lines: an empty field, the same move twice, and a successor that is no unit of this wave
 *.
 */
export const loadSuccessors = (
  file: string,
  text: string,
  unitIds: ReadonlySet<string>,
): { successors: Successors; faults: Fault[] } => {
  const { rows, faults } = csvRows(file, text, ['unit', 'successor'])
  const successors = new Map<string, string[]>()
  for (const { line, cells } of rows) {
    const { unit = '', successor = '' } = cells
    const known = successors.get(unit) ?? []
    const at = (code: string, message: string): Fault => ({ file, line, column: 1, code, message })
    if (unit === '' || successor === '') {
      faults.push(at('wrong_successor', 'the columns are `unit` and `successor`, both filled in'))
    } else if (known.includes(successor)) {
      faults.push(at('duplicate_id', `that ${unit} became ${successor} stands twice`))
    } else {
      if (!unitIds.has(successor)) {
        faults.push(at('unknown_unit', `${successor} is no unit of this wave`))
      }
      successors.set(unit, [...known, successor])
    }
  }
  return { successors, faults: sortFaults(faults) }
}
