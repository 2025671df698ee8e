/** The last wave's answers: `previous.jsonl` and, where municipalities have merged, `successors.csv`. */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Answer, answer } from './answer.ts'
import type { Fault } from './faults.ts'

/** What one unit of the last wave answered to one part. `unit`: its number then; `name`: as people knew it. */
export type Previous = { unit: string; name: string; answers: Readonly<Record<string, Answer>> }

/** Unit of this wave → part → those it has come from, in the order of the file. */
export type PreviousAnswers = ReadonlyMap<string, ReadonlyMap<string, readonly Previous[]>>

const line = z.strictObject({
  unit: z.string().min(1),
  name: z.string().min(1),
  part: z.string().min(1),
  answers: z.record(z.string(), answer),
})

type Source = { file: string; text: string }

const fault = (file: string, at: number, code: string, message: string): Fault => ({
  ...{ file, line: at, column: 1, code, message },
})

/**
 * Reads what the last wave holds and finds each unit's predecessors: a unit is its own, unless `successors.csv` (columns
 * `unit`, `successor`) says where it went; a successor may have several. Units that have no successor in `unitIds` are left
 * out. Every fault with its line.
 */
export const loadPrevious = (
  previous: Source,
  successors: Source | null,
  unitIds: ReadonlySet<string>,
): { previous: PreviousAnswers } | { faults: Fault[] } => {
  const moves = successors === null ? { moves: new Map<string, string>() } : readSuccessors(successors)
  if ('faults' in moves) return moves
  const found = new Map<string, Map<string, Previous[]>>()
  const faults: Fault[] = []
  for (const [i, raw] of previous.text.split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue
    const read = line.safeParse(parsed(raw))
    if (!read.success) {
      faults.push(fault(previous.file, i + 1, 'wrong_previous', 'no unit, name, part and answers of the last wave'))
      continue
    }
    const { part, ...one } = read.data
    const unit = moves.moves.get(one.unit) ?? one.unit
    if (!unitIds.has(unit)) continue
    const parts = found.get(unit) ?? new Map<string, Previous[]>()
    found.set(unit, parts.set(part, [...(parts.get(part) ?? []), one]))
  }
  return faults.length > 0 ? { faults } : { previous: found }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const move = z.object({ unit: z.string().min(1), successor: z.string().min(1) })

const readSuccessors = ({ file, text }: Source): { moves: Map<string, string> } | { faults: Fault[] } => {
  try {
    const rows: unknown = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true })
    const read = z.array(move).safeParse(rows)
    if (!read.success) {
      const at = read.error.issues[0]?.path[0]
      const row = typeof at === 'number' ? at + 2 : 1
      return { faults: [fault(file, row, 'wrong_successor', 'the columns are `unit` and `successor`, both filled in')] }
    }
    return { moves: new Map(read.data.map(({ unit, successor }) => [unit, successor])) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { faults: [fault(file, typeof error.lines === 'number' ? error.lines : 1, 'csv', error.message)] }
  }
}
