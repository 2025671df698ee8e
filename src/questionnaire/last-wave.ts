/** The last wave's answers: `previous.jsonl`, as `results export --format jsonl` writes them. */

import { z } from 'zod'
import { type Answer, answer } from './answer.ts'
import { csvRows } from './units.ts'
import { type Fault, sortFaults } from './yaml.ts'

/** What one unit of the last wave answered to one part. `unit`: its number then; `name`: as people knew it. */
export type Previous = { unit: string; name: string; answers: Readonly<Record<string, Answer>> }

/** Unit of this wave → part → those it has come from, in the order of the file. */
export type PreviousAnswers = ReadonlyMap<string, ReadonlyMap<string, readonly Previous[]>>

type Line = Previous & { part: string }

/** Rows of a matrix that an unfinished interview did not reach are as if never shown. */
const submitted = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null || !('missing' in value)) return value
  const { missing, ...rest } = value
  if (typeof missing !== 'object' || missing === null) return value
  return { ...rest, missing: Object.fromEntries(Object.entries(missing).filter(([, kind]) => kind !== 'not_reached')) }
}, answer)

/** A submission, version 1, as far as it is needed here; what else it holds is let stand. */
const submission = z
  .object({
    schema: z.literal('kommunedialog.submission.v1'),
    unit: z.object({ id: z.string().min(1), name: z.string().min(1) }),
    part: z.string().min(1),
    answers: z.record(z.string(), submitted),
  })
  .transform(({ unit, part, answers }): Line => ({ unit: unit.id, name: unit.name, part, answers }))

/** The short form, of waves that were not asked with this service. */
const short = z.strictObject({
  unit: z.string().min(1),
  name: z.string().min(1),
  part: z.string().min(1),
  answers: z.record(z.string(), answer),
})

const why = { no_json: 'is no JSON', key_twice: 'has a key twice in one object' } as const

const readLine = (raw: string): Line | string => {
  const json = jsonLine(raw)
  if ('why' in json) return why[json.why]
  const isSubmission = typeof json.value === 'object' && json.value !== null && 'schema' in json.value
  const read = isSubmission ? submission.safeParse(json.value) : short.safeParse(json.value)
  if (read.success) return read.data
  const at = read.error.issues[0]?.path.map(String).join('.') || 'the line'
  return isSubmission
    ? `is no submission, version 1: \`${at}\``
    : `has no unit, name, part and answers of the last wave: \`${at}\``
}

type Source = { file: string; text: string }

/**
 * Reads what the last wave holds and finds each unit's predecessors: a unit is its own, unless `successors.csv` says what
 * became of it. A successor may have several predecessors, and a unit several successors. Units that have no successor in
 * `unitIds` are left out. All faults of both files, each with its line; one is a unit that answers a part twice.
 * @param previous absent where only `successors.csv` is there
 */
export const loadPrevious = (
  previous: Source | null,
  successors: Source | null,
  unitIds: ReadonlySet<string>,
): { previous: PreviousAnswers } | { faults: Fault[] } => {
  const moves = successors === null ? null : loadSuccessors(successors.file, successors.text, unitIds)
  const read = readAnswers(previous ?? { file: '', text: '' }, moves?.successors ?? new Map(), unitIds)
  const faults = [...(moves?.faults ?? []), ...read.faults]
  return faults.length > 0 ? { faults: sortFaults(faults) } : { previous: read.found }
}

const readAnswers = ({ file, text }: Source, successors: Successors, unitIds: ReadonlySet<string>) => {
  const found = new Map<string, Map<string, Previous[]>>()
  const lines = new Map<string, number>()
  const faults: Fault[] = []
  for (const [i, raw] of text.split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue
    const fault = (code: string, message: string) => faults.push({ file, line: i + 1, column: 1, code, message })
    const read = readLine(raw)
    if (typeof read === 'string') {
      fault('wrong_previous', `the line ${read}`)
      continue
    }
    const { part, ...one } = read
    const before = lines.get(`${part}/${one.unit}`)
    lines.set(`${part}/${one.unit}`, before ?? i + 1)
    if (before !== undefined) fault('duplicate_id', `${one.unit} has answered ${part} on line ${before} already`)
    for (const unit of successors.get(one.unit) ?? [one.unit]) {
      if (!unitIds.has(unit)) continue
      const parts = found.get(unit) ?? new Map<string, Previous[]>()
      found.set(unit, parts.set(part, [...(parts.get(part) ?? []), one]))
    }
  }
  return { found, faults }
}

/** One line of a JSONL file. */

/** The value, or why there is none: no JSON, or a key that stands twice in one object, of which only the last would count. */
const jsonLine = (text: string): { value: unknown } | { why: 'no_json' | 'key_twice' } => {
  try {
    const value: unknown = JSON.parse(text)
    return keysWritten(text) === keysRead(value) ? { value } : { why: 'key_twice' }
  } catch {
    return { why: 'no_json' }
  }
}

/** In JSON only a key has a colon behind it. */
const keysWritten = (text: string): number =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gu)].filter(([, colon]) => colon !== undefined).length

const keysRead = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const inside = Object.values(value).reduce<number>((sum, one) => sum + keysRead(one), 0)
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length)
}

// `successors.csv`: which units of this wave those of the last one have become.

/** Unit of the last wave → the units it has become, in the order of the file. */
type Successors = ReadonlyMap<string, readonly string[]>

/**
 * Reads the columns `unit` and `successor`. A unit that became several has a line for each: each of them is shown its
 * answers. Faults with their lines: an empty field, the same move twice, and a successor that is no unit of this wave
 *.
 */
const loadSuccessors = (
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
