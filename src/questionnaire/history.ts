/** `enheter/historikk.csv`: what became of each municipality and district. Prefill, successors and the panel rest on it. */

import { z } from 'zod'
import { type Fault, type FaultKey, reason, type SaidOfFault, said, saidOf, sortFaults } from './fault.ts'
import { csvRows, unitNumber } from './units.ts'

const columns: readonly string[] = [
  ...['date', 'kind', 'unit', 'name', 'successor', 'successorName', 'areas', 'certainty', 'source'],
]

const notEmpty = z.string().min(1, reason('wrong_history.empty'))

const row = z
  .object({
    date: z.iso.date(reason('wrong_history.date')),
    kind: z.enum(['start', 'number', 'name', 'merged', 'split', 'border'], reason('wrong_history.kind')),
    unit: z.string().regex(unitNumber, reason('wrong_history.unit')),
    name: notEmpty,
    successor: z.string(),
    successorName: z.string(),
    /** Of a split: numbers of before a merger, whose areas this successor is made of. Empty: nobody knows, or it was none. */
    areas: z.string().transform((text) => (text === '' ? [] : text.split(';').map((id) => id.trim()))),
    certainty: z.enum(['certain', 'likely'], reason('wrong_history.certainty')),
    source: notEmpty,
  })
  .superRefine(({ kind, successor, successorName, areas }, context) => {
    const wrong = (path: string, message: FaultKey) => context.addIssue({ code: 'custom', path: [path], message })
    if (areas.some((id) => !unitNumber.test(id))) wrong('areas', 'wrong_history.areas')
    if (areas.length > 0 && kind !== 'split') wrong('areas', 'wrong_history.areas_split')
    if (kind === 'start') {
      if (successor !== '') wrong('successor', 'wrong_history.start')
      return
    }
    if (!unitNumber.test(successor)) wrong('successor', 'wrong_history.unit')
    if (successorName === '') wrong('successorName', 'wrong_history.empty')
  })

type Row = z.infer<typeof row> & { line: number }

/** Where a unit's answers went: `isSplit` when it was divided on the way, so that they may not be about this unit. */
export type Heir = { unit: string; isSplit: boolean }

/** An area that went from one unit to another while both went on, by the names they had; nobody's answers went with it. */
export type Border = { date: string; from: string; to: string }

/** Number of a unit → the changes of its borders, oldest first; of those too that have become it. A unit without any is left out. */
export type Borders = ReadonlyMap<string, readonly Border[]>

/** What the file says, replayed. Dates are ISO days on which a change took effect. */
export type UnitHistory = {
  /** Number → name of every unit on a day, changes of that day included. */
  unitsAt(date: string): ReadonlyMap<string, string>
  /**
   * Number on the day `from` → the units it had become on the day `to`, in the order of the file; one that nothing happened to
   * is its own heir. Border changes and new names move no answers.
   */
  heirs(span: { from: string; to: string }): ReadonlyMap<string, readonly Heir[]>
  /** What became of the borders of each unit of the day `to`, after the day `from` and not after `to`. */
  borders(span: { from: string; to: string }): Borders
  /** Units that end or are divided after the day `from` and not after `to`, with the day. */
  ending(span: { from: string; to: string }): ReadonlyMap<string, string>
}

/** Reads and replays the file. All faults at once; `column` is the field's number in the file. */
export const loadHistory = (file: string, text: string): { history: UnitHistory } | { faults: Fault[] } => {
  const table = csvRows(file, text, columns)
  const names = Object.keys(table.rows[0]?.cells ?? {})
  const at = (line: number, column: string, it: SaidOfFault): Fault => {
    return { file, line, column: Math.max(names.indexOf(column) + 1, 1), ...it }
  }
  const faults = [...table.faults]
  const rows = table.rows.flatMap(({ line, cells }): Row[] => {
    const read = row.safeParse(cells)
    if (read.success) return [{ ...read.data, line }]
    for (const issue of read.error.issues) {
      const key = String(issue.path[0] ?? 'date')
      faults.push(at(line, key, saidOf(issue, { key }) ?? said('wrong_history', { key })))
    }
    return []
  })
  if (table.rows.length === 0 && faults.length === 0) faults.push(at(1, 'date', said('no_units.rows')))
  const found = replay(distinct(rows, at, faults), at, faults)
  return faults.length > 0 ? { faults: sortFaults(faults) } : { history: found }
}

type At = (line: number, column: string, it: SaidOfFault) => Fault

const distinct = (rows: readonly Row[], at: At, faults: Fault[]): Row[] => {
  const seen = new Map<string, number>()
  return rows.filter(({ date, kind, unit, successor, line }) => {
    const key = [date, kind, unit, successor].join()
    const before = seen.get(key)
    seen.set(key, before ?? line)
    if (before === undefined) return true
    faults.push(at(line, 'unit', said('duplicate_row', { unit, date, line: before })))
    return false
  })
}

const moving: ReadonlySet<string> = new Set(['number', 'merged', 'split'])

type Day = {
  date: string
  moves: ReadonlyMap<string, readonly Row[]>
  borders: readonly Row[]
  alive: ReadonlyMap<string, string>
}

const replay = (rows: readonly Row[], at: At, faults: Fault[]): UnitHistory => {
  const days: Day[] = []
  let alive: ReadonlyMap<string, string> = new Map()
  const known = new Set<string>()
  for (const [date, own] of [...Map.groupBy(rows, (one) => one.date)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const day = replayDay(own, { before: alive, known }, at)
    faults.push(...day.faults)
    for (const id of day.alive.keys()) known.add(id)
    days.push({ date, moves: day.moves, borders: own.filter(({ kind }) => kind === 'border'), alive: day.alive })
    alive = day.alive
  }
  faults.push(...returning(rows, at))
  return historyOf(days)
}

type Before = { before: ReadonlyMap<string, string>; known: ReadonlySet<string> }

/** One day: units begin, all that move do so at once, then names and borders change. */
const replayDay = (rows: readonly Row[], { before, known }: Before, at: At) => {
  const faults: Fault[] = []
  const alive = new Map(before)
  for (const { kind, unit, name, line } of rows) {
    if (kind !== 'start') continue
    if (alive.has(unit)) faults.push(at(line, 'unit', said('duplicate_row.start', { unit, name })))
    alive.set(unit, name)
  }
  const start = new Map(alive)
  const moves = Map.groupBy(
    rows.filter(({ kind }) => moving.has(kind)),
    ({ unit }) => unit,
  )
  const arriving = Map.groupBy([...moves.values()].flat(), ({ successor }) => successor)
  for (const [unit, own] of moves) {
    faults.push(...own.flatMap((one) => namedFaults(one, start, known, at)), ...movedFaults(own, at))
    for (const { areas, line, date } of own) {
      const strange = areas.find((id) => !known.has(id))
      if (strange === undefined) continue
      faults.push(at(line, 'areas', said('unknown_unit', { unit: strange, date })))
    }
    alive.delete(unit)
  }
  for (const [successor, own] of arriving) {
    faults.push(...arrivedFaults(own, { isThere: start.has(successor), isMoving: moves.has(successor) }, at))
    alive.set(successor, own[0]?.successorName ?? '')
  }
  for (const one of rows.filter(({ kind }) => kind === 'name')) {
    const { unit, successor, successorName, line } = one
    faults.push(...namedFaults(one, alive, known, at))
    if (successor !== unit) faults.push(at(line, 'successor', said('wrong_history.name_only')))
    else alive.set(unit, successorName)
  }
  for (const one of rows.filter(({ kind }) => kind === 'border')) {
    // A border may move together with what it encloses: the first is named as it was, the second as it became.
    faults.push(...namedFaults(one, start.has(one.unit) ? start : alive, known, at))
    const { successor, line, date } = one
    if (!alive.has(successor))
      faults.push(
        at(
          line,
          'successor',
          said(known.has(successor) ? 'unknown_unit.gone' : 'unknown_unit', { unit: successor, date }),
        ),
      )
  }
  return { alive, moves, faults }
}

/** The unit of a row is there, and is called so. */
const namedFaults = (one: Row, there: ReadonlyMap<string, string>, known: ReadonlySet<string>, at: At): Fault[] => {
  const { unit, name, line, date } = one
  const called = there.get(unit)
  if (called === undefined) {
    return [at(line, 'unit', said(known.has(unit) ? 'gap' : 'unknown_unit', { unit, date }))]
  }
  return called === name ? [] : [at(line, 'name', said('wrong_name', { unit, called, name }))]
}

/** All that one unit becomes on one day: one thing, or a split into several. */
const movedFaults = (own: readonly Row[], at: At): Fault[] => {
  const splits = own.filter(({ kind }) => kind === 'split')
  const [first] = own
  if (first === undefined) return []
  if (own.length === 1 && splits.length === 1) {
    const { line, unit, successor } = first
    return [at(line, 'kind', said('wrong_history.one_part', { unit, successor }))]
  }
  if (own.length === 1 || splits.length === own.length) return []
  const other = own.find(({ kind }) => kind !== 'split') ?? first
  return [at(other.line, 'kind', said('contradiction', { unit: other.unit }))]
}

/** All that becomes one unit on one day. */
const arrivedFaults = (own: readonly Row[], { isThere, isMoving }: Record<string, boolean>, at: At): Fault[] => {
  const [first, ...rest] = own
  if (first === undefined) return []
  const { successor, successorName } = first
  const otherwise = rest.find((one) => one.successorName !== successorName)
  const numbers = own.filter(({ kind }) => kind === 'number')
  const taken = numbers.find(() => own.length > 1)
  const alone = own.length === 1 && first.kind === 'merged'
  const { line, unit, date } = first
  const faults: Fault[] = []
  if (otherwise !== undefined) {
    const named = { unit: successor, called: successorName, line, name: otherwise.successorName }
    faults.push(at(otherwise.line, 'successorName', said('wrong_name.successor', named)))
  }
  if (taken !== undefined) faults.push(at(taken.line, 'kind', said('contradiction.number', { successor })))
  if (alone) faults.push(at(line, 'kind', said('wrong_history.alone', { unit, successor })))
  if (isThere && !isMoving) faults.push(at(line, 'successor', said('gap.taken', { unit: successor, date })))
  return faults
}

/** A number that a unit comes back to by way of others: the file goes in a ring. */
const returning = (rows: readonly Row[], at: At): Fault[] => {
  const faults: Fault[] = []
  const next = new Map<string, Set<string>>()
  const leads = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return [...(next.get(from) ?? [])].some((one) => leads(one, to, seen))
  }
  const moves = rows.filter(({ kind, unit, successor }) => moving.has(kind) && unit !== successor)
  for (const { unit, successor, line } of moves.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    if (leads(successor, unit)) {
      faults.push(at(line, 'successor', said('cycle', { unit, successor })))
    } else next.set(unit, (next.get(unit) ?? new Set()).add(successor))
  }
  return faults
}

const historyOf = (days: readonly Day[]): UnitHistory => {
  const unitsAt = (date: string) => days.findLast((day) => day.date <= date)?.alive ?? new Map<string, string>()
  const within = ({ from, to }: { from: string; to: string }) => days.filter(({ date }) => date > from && date <= to)
  return {
    unitsAt,
    heirs: (span) => {
      const walked = within(span)
      const heirOf = (unit: string): Heir[] =>
        walked
          .reduce(
            (now: Walker[], { moves }) => now.flatMap((one) => step(one, moves)),
            [{ unit, isSplit: false, been: [unit] }],
          )
          .map(({ unit: id, isSplit }) => ({ unit: id, isSplit }))
      return new Map([...unitsAt(span.from).keys()].map((unit) => [unit, heirOf(unit)]))
    },
    borders: (span) => within(span).reduce(bordersAfter, new Map()),
    ending: (span) =>
      new Map(
        within(span).flatMap(({ date, moves, alive }) =>
          [...moves].flatMap(([unit, own]): [string, string][] =>
            alive.has(unit) && own.every(({ kind }) => kind !== 'split') ? [] : [[unit, date]],
          ),
        ),
      ),
  }
}

/** `been`: every number so far. */
type Walker = Heir & { been: readonly string[] }

/** Through one day. Who was one of the areas that a part is made of goes with that part alone, undivided. */
const step = (walker: Walker, moves: Day['moves']): Walker[] => {
  const rows = moves.get(walker.unit)
  if (rows === undefined) return [walker]
  const own = rows.filter(({ areas }) => areas.some((id) => walker.been.includes(id)))
  return (own.length === 1 ? own : rows).map(({ successor, kind }) => ({
    unit: successor,
    isSplit: walker.isSplit || (kind === 'split' && own.length !== 1),
    been: [...walker.been, successor],
  }))
}

/** Through one day: what was known of those that moved goes with each of what they became, then the borders of the day. */
const bordersAfter = (known: Borders, { moves, borders }: Day): Borders => {
  const found = new Map<string, readonly Border[]>()
  const add = (unit: string, list: readonly Border[]) =>
    found.set(unit, [...new Set([...(found.get(unit) ?? []), ...list])])
  const now = (unit: string) => moves.get(unit)?.map(({ successor }) => successor) ?? [unit]
  for (const [unit, list] of known) for (const one of now(unit)) add(one, list)
  for (const { date, unit, name, successor, successorName } of borders) {
    const border = { date, from: name, to: successorName }
    for (const one of new Set([...now(unit), successor])) add(one, [border])
  }
  return found
}
