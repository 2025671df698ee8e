/** The last wave's answers: `previous.jsonl`, as `results export --format jsonl` writes them. */

import { DateTime } from 'luxon'
import { z } from 'zod'
import { jsonOfOneReading } from '../json.ts'
import { type Answer, answer } from './answer.ts'
import { type Fault, type SaidOfFault, said, sortFaults } from './fault.ts'
import type { Border, Borders, Heir } from './history.ts'
import { csvRows, unitNumber } from './units.ts'

/**
 * What one unit of the last wave answered to one part. `unit`: its number then; `name`: as people knew it. `year`: when it was
 * sent in, in Norway; absent: nobody knows. `became`: it is not the unit that sees this, but one of several that merged into
 * it, or one that was divided, of which this one is a part; absent: the same unit, whatever its number and name are now. `borders`: areas
 * that have come to it or gone from it since, which its answers do not follow; absent: none that is known.
 */
export type Previous = {
  unit: string
  name: string
  year?: number
  became?: 'merged' | 'split'
  borders?: readonly Border[]
  answers: Readonly<Record<string, Answer>>
}

/** Unit of this wave → part → those it has come from, in the order of the file. */
export type PreviousAnswers = ReadonlyMap<string, ReadonlyMap<string, readonly Previous[]>>

/**
 * What the predecessors of a unit answered, for whoever answers this part now, one for each of them. An answer that the last
 * wave had in another part comes along, unless two other parts asked the same. Undefined: there is nothing.
 */
export const previousFor = (
  previous: PreviousAnswers | undefined,
  unitId: string,
  part: string,
): readonly Previous[] | undefined => {
  const parts = [...(previous?.get(unitId) ?? [])]
  if (parts.length === 0) return undefined
  const all = parts.flatMap(([name, list]) => list.map((one) => ({ one, isOwn: name === part })))
  return [...Map.groupBy(all, ({ one }) => one.unit).values()].flatMap((of) => {
    const others = of.filter(({ isOwn }) => !isOwn).flatMap(({ one }) => Object.entries(one.answers))
    const once = others.filter(([id]) => others.filter(([other]) => other === id).length === 1)
    const own = of.find(({ isOwn }) => isOwn)?.one
    const about = own ?? of[0]?.one
    return about === undefined ? [] : [{ ...about, answers: { ...Object.fromEntries(once), ...own?.answers } }]
  })
}

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
    submittedAt: z.iso.datetime({ offset: true }).optional(),
    answers: z.record(z.string(), submitted),
  })
  .transform(({ unit, part, answers, submittedAt }): Line => {
    const year = submittedAt === undefined ? {} : { year: DateTime.fromISO(submittedAt, { zone: 'Europe/Oslo' }).year }
    return { unit: unit.id, name: unit.name, ...year, part, answers }
  })

/** The short form, of waves that were not asked with this service. */
const short = z.strictObject({
  unit: z.string().min(1),
  name: z.string().min(1),
  part: z.string().min(1),
  answers: z.record(z.string(), answer),
})

const readLine = (raw: string): Line | SaidOfFault => {
  const json = jsonOfOneReading(raw)
  if ('why' in json) return said(`wrong_previous.${json.why}`)
  const isSubmission = typeof json.value === 'object' && json.value !== null && 'schema' in json.value
  const read = isSubmission ? submission.safeParse(json.value) : short.safeParse(json.value)
  if (read.success) return read.data
  const at = read.error.issues[0]?.path.map(String).join('.') || '{}'
  return said(isSubmission ? 'wrong_previous.submission' : 'wrong_previous.short', { at })
}

type Source = { file: string; text: string }

/** Number then → the units it has become; see `UnitHistory`. */
export type Heirs = ReadonlyMap<string, readonly Heir[]>

/** How answers are followed from the last wave's units to this one's. `split`: whether those of a divided unit are shown. */
type Following = { heirs: Heirs; borders: Borders; split: 'confirm' | 'hide' }

/**
 * Reads what the last wave holds and finds each unit's predecessors: what `successors.csv` says of a unit, else what the
 * history says, else it is its own. A successor may have several predecessors, and a unit several successors. All faults of
 * both files, each with its line; one is a unit that answers a part twice.
 * @param previous absent where only `successors.csv` is there
 * @param unitIds null where the units cannot be read: then the files are held against each other only
 * @returns `nowhere`: units that have answered and arrive at none of `unitIds`; theirs is shown to nobody
 */
export const loadPrevious = (
  previous: Source | null,
  successors: Source | null,
  unitIds: ReadonlySet<string> | null,
  { heirs = new Map(), borders = new Map(), split = 'confirm' }: Partial<Following> = {},
): { previous: PreviousAnswers; nowhere: Fault[] } | { faults: Fault[] } => {
  const moves = successors === null ? null : loadSuccessors(successors.file, successors.text, unitIds)
  const source = previous ?? { file: '', text: '' }
  const { lines, faults: wrong } = readLines(source)
  const faults = [...(moves?.faults ?? []), ...wrong]
  if (faults.length > 0 || unitIds === null) return { faults: sortFaults(faults) }
  const own = [...(moves?.successors ?? [])].map(([unit, to]): [string, Heir[]] => {
    return [unit, to.map((one) => ({ unit: one, isSplit: to.length > 1 }))]
  })
  const became = becameOf(lines, new Map([...heirs, ...own]))
  return {
    previous: arrived(lines, { became, unitIds, borders, split }),
    nowhere: nowhereOf(source.file, lines, became, unitIds),
  }
}

/**
 * The same of submissions as they stand in the results store, where the wave was asked with this service; a document that is none
 * is passed over.
 */
export const previousIn = (
  documents: readonly unknown[],
  unitIds: ReadonlySet<string>,
  { heirs, borders, split }: Following,
): PreviousAnswers => {
  const lines = documents.flatMap((document): Placed[] => {
    const read = submission.safeParse(document)
    return read.success ? [{ ...read.data, line: 0 }] : []
  })
  return arrived(lines, { became: becameOf(lines, heirs), unitIds, borders, split })
}

/** A unit that nothing is said of is its own heir. */
const becameOf = (lines: readonly Line[], heirs: Heirs): Heirs =>
  new Map([...lines.map(({ unit }): [string, Heir[]] => [unit, [{ unit, isSplit: false }]]), ...heirs])

type Placed = Line & { line: number }
type Arriving = Omit<Following, 'heirs'> & { became: Heirs; unitIds: ReadonlySet<string> }

const arrived = (lines: readonly Placed[], { became, unitIds, borders, split }: Arriving): PreviousAnswers => {
  const comers = new Map<string, number>()
  for (const heirs of became.values()) for (const { unit } of heirs) comers.set(unit, (comers.get(unit) ?? 0) + 1)
  const found = new Map<string, Map<string, Previous[]>>()
  for (const { part, line: _, ...one } of lines) {
    for (const { unit, isSplit } of became.get(one.unit) ?? []) {
      if (!unitIds.has(unit) || (isSplit && split === 'hide')) continue
      const how: Previous['became'] = isSplit ? 'split' : (comers.get(unit) ?? 0) > 1 ? 'merged' : undefined
      const parts = found.get(unit) ?? new Map<string, Previous[]>()
      const moved = borders.get(unit)
      const shown = {
        ...one,
        ...(how === undefined ? {} : { became: how }),
        ...(moved === undefined ? {} : { borders: moved }),
      }
      found.set(unit, parts.set(part, [...(parts.get(part) ?? []), shown]))
    }
  }
  return found
}

const nowhereOf = (file: string, lines: readonly Placed[], became: Heirs, unitIds: ReadonlySet<string>): Fault[] =>
  lines.flatMap(({ unit, name, line }): Fault[] => {
    if (became.get(unit)?.some((heir) => unitIds.has(heir.unit))) return []
    return [{ file, line, column: 1, ...said('no_successor.answered', { unit, name }) }]
  })

const readLines = ({ file, text }: Source): { lines: Placed[]; faults: Fault[] } => {
  const lines: Placed[] = []
  const seen = new Map<string, number>()
  const faults: Fault[] = []
  for (const [i, raw] of text.split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue
    const fault = (it: SaidOfFault) => faults.push({ file, line: i + 1, column: 1, ...it })
    const read = readLine(raw)
    if ('key' in read) {
      fault(read)
      continue
    }
    const before = seen.get(`${read.part}/${read.unit}`)
    seen.set(`${read.part}/${read.unit}`, before ?? i + 1)
    if (before !== undefined) fault(said('duplicate_id.answered', { id: read.unit, part: read.part, line: before }))
    lines.push({ ...read, line: i + 1 })
  }
  return { lines, faults }
}

// `successors.csv`: which units of this wave those of the last one have become.

/** Unit of the last wave → the units it has become, in the order of the file. */
type Successors = ReadonlyMap<string, readonly string[]>

/**
 * Reads the columns `unit` and `successor`. A unit that became several has a line for each: each of them is shown its
 * answers. Faults with their lines: an empty field, a unit that is no number (one whose leading zero a spreadsheet has taken moves
 * nobody's answers), the same move twice, and a successor that is no unit of this wave.
 */
const loadSuccessors = (
  file: string,
  text: string,
  unitIds: ReadonlySet<string> | null,
): { successors: Successors; faults: Fault[] } => {
  const { rows, faults } = csvRows(file, text, ['unit', 'successor'])
  const successors = new Map<string, string[]>()
  for (const { line, cells } of rows) {
    const { unit = '', successor = '' } = cells
    const known = successors.get(unit) ?? []
    const at = (it: SaidOfFault): Fault => ({ file, line, column: 1, ...it })
    if (unit === '' || successor === '') {
      faults.push(at(said('wrong_successor')))
    } else if (!unitNumber.test(unit)) {
      faults.push(at(said('wrong_unit.id', { key: 'unit' })))
    } else if (known.includes(successor)) {
      faults.push(at(said('duplicate_id.move', { id: unit, successor })))
    } else {
      if (unitIds !== null && !unitIds.has(successor)) {
        faults.push(at(said('unknown_unit.wave', { unit: successor })))
      }
      successors.set(unit, [...known, successor])
    }
  }
  return { successors, faults: sortFaults(faults) }
}

// From the units of one wave to those of a later one, by way of others.

/** What units have become, and how the borders of those have changed. */
export type Followed = { heirs: Heirs; borders: Borders }

/** First the one, then the other. A unit that one of them does not name is its own. */
export const followedBy = (first: Followed, then: Followed): Followed => {
  const after = ({ unit, isSplit }: Heir): Heir[] =>
    (then.heirs.get(unit) ?? [{ unit, isSplit: false }]).map((one) => ({ ...one, isSplit: isSplit || one.isSplit }))
  const borders = new Map<string, readonly Border[]>(then.borders)
  for (const [unit, list] of first.borders) {
    for (const one of after({ unit, isSplit: false })) {
      borders.set(one.unit, [...new Set([...list, ...(borders.get(one.unit) ?? [])])])
    }
  }
  return {
    borders,
    heirs: new Map([
      ...then.heirs,
      ...[...first.heirs].map(([unit, heirs]): [string, Heir[]] => [unit, heirs.flatMap(after)]),
    ]),
  }
}
