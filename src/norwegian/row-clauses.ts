/** What the figures of a matrix answer are, rows or values («1-4: 2, resten 3», «2 på alle», «2 2 1»), and which values its rows get. */

import { asks } from '../questionnaire/shape.ts'
import { isTurnedScale } from './degrees.ts'
import type { Candidate } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import type { MatrixItem, Rated, RowRef } from './row-words.ts'
import { tidy } from './said.ts'

type Figure = Extract<MatrixItem, { type: 'figure' }>
type Plain = Exclude<MatrixItem, Figure | { type: 'mark' }>
/** Items of which each figure is a row or a value. `unsure`: one of them may be meant otherwise. */
type Settled = { items: Plain[]; unsure: boolean }

/** Tells of every figure whether it is a row or a value; a refusal where the matrix has no such row, or the scale no such value. */
export function settleFigures(
  items: readonly MatrixItem[],
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Settled | { refused: Content } {
  const settled: Plain[] = []
  let unsure = false
  const values = items.filter((_, at) => isValue(items, at, hearing, rows))
  const byName = !items.some((item, at) => item.type === 'figure' && !isValue(items, at, hearing, rows))
  for (const [at, item] of items.entries()) {
    if (item.type === 'mark') continue
    if (item.type !== 'figure') {
      settled.push(item.type === 'row' ? countedBy(items, at, item, hearing, rows) : item)
      continue
    }
    if (isBesideItsName(items, at, rows) || isCount(items, at, hearing, rows)) continue
    unsure ||= item.word
    if (!isValue(items, at, hearing, rows)) {
      const found = rows.filter(({ number }) => number >= item.low && number <= item.high)
      if (item.high < item.low || found.length !== item.high - item.low + 1)
        return { refused: ask({ code: 'ambiguous_row' }) }
      const exact = item.row ? {} : { number: item.low }
      settled.push(...found.map(({ id }): Plain => ({ type: 'row', row: { id }, near: false, ...exact })))
      continue
    }
    const choice = scale.find(({ number }) => number === item.low)
    // «Bosetting 6, tolk 3» may be marks of another scale, and «3: 6» is of the card, where «vet ikke» has a number.
    const missing = choice === undefined && !byName ? missingOf(item.low, hearing, scale) : undefined
    if (choice === undefined && missing === undefined) return { refused: ask({ code: 'unknown_choice' }) }
    unsure ||= choice === undefined
    const rated: Rated = choice === undefined ? { missing: missing ?? 'dont_know' } : { choice: choice.id }
    settled.push({ type: 'rated', rated, near: false })
  }
  // «4 på bosetting, 2 på resten»: so marks are given, of which the highest is the best.
  const mayBeMarks = byName && values.length > 1 && items[1]?.type === 'mark' && values.includes(items[0] ?? items[1])
  return { items: settled, unsure: unsure || (mayBeMarks && isTurnedScale(scale)) }
}

const isRef = (item: MatrixItem | undefined): boolean => item?.type === 'row' || item?.type === 'figure'

/** After its rows («1-4: 2», «resten 3») or before them («2 på 1-4»). One figure after another tells nothing. */
function isValue(items: readonly MatrixItem[], at: number, hearing: Hearing, rows: readonly Candidate[]): boolean {
  const [item, before, next] = [items[at], items[at - 1], items[at + 1]]
  if (item?.type !== 'figure' || item.row || item.low !== item.high || isCount(items, at, hearing, rows)) return false
  if (next?.type === 'mark' && next.of === 'on' && isRef(items[at + 2])) return true
  // «Alt 1 unntatt 3, den er 2».
  if (before?.type === 'mark') return before.of === 'is' && (isRef(items[at - 2]) || items[at - 2]?.type === 'break')
  return before?.type === 'row' || (before?.type === 'figure' && before.low !== before.high)
}

/** «Alle 11», «alle 4»: as many as there are, or as are seen; «alle 4» by itself has the value 4. */
function isCount(items: readonly MatrixItem[], at: number, hearing: Hearing, rows: readonly Candidate[]): boolean {
  const [item, group, next] = [items[at], items[at - 1], items[at + 1]]
  if (item?.type !== 'figure' || item.low !== item.high || !isAll(group)) return false
  if (item.low !== rows.length && item.low !== hearing.cardRows?.length) return false
  const from = items.findLastIndex((one, i) => i < at && one.type === 'break') + 1
  const hasValue = items.slice(from, at).some(({ type }) => type === 'rated')
  return hasValue || next?.type === 'rated' || next?.type === 'figure' || (next?.type === 'mark' && next.of === 'is')
}

const isAll = (item: MatrixItem | undefined): boolean =>
  item?.type === 'row' && 'group' in item.row && item.row.group === 'all'

const countedBy = (
  items: readonly MatrixItem[],
  at: number,
  item: Extract<MatrixItem, { type: 'row' }>,
  hearing: Hearing,
  rows: readonly Candidate[],
): Plain => {
  const figure = items[at + 1]
  if (figure?.type !== 'figure' || !isCount(items, at + 1, hearing, rows)) return item
  return { ...item, row: { group: figure.low === rows.length ? 'every' : 'card' } }
}

/** «8 Råd om tolk: 2»: the number of a row before its name. */
function isBesideItsName(items: readonly MatrixItem[], at: number, rows: readonly Candidate[]): boolean {
  const [item, next] = [items[at], items[at + 1]]
  if (item?.type !== 'figure' || next?.type !== 'row' || !('id' in next.row)) return false
  const { id } = next.row
  return item.low === item.high && rows.some((row) => row.id === id && row.number === item.low)
}

/** «2 2 1 og ikke aktuelt»: the values of all rows, or of those that are seen, in their order. Asked about by name. */
export function numbersInOrder(
  core: string,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const parts = tidy(core)
    .replace(/(?<=\d[,; ]+)(?:og )?(?:ikk?j?e|itj) aktuelt/g, 'not_applicable')
    .replace(/(?<=\d[,; ]+)(?:og )?ve?i?t (?:ikk?j?e|itj)(?!\p{L})/gu, 'dont_know')
    .split(/[,; ]+/)
    .filter((part) => part !== '')
  const seen = rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? false)
  const meant = parts.length > 2 && parts.length === seen.length ? seen : rows
  // «1, 2, 3, 4» are rows as well.
  const isListOfRows = meant.length < rows.length && parts.every((part, i) => Number(part) === i + 1)
  if (parts.length < 2 || parts.length !== meant.length || isListOfRows) return undefined
  const value: Record<string, string> = {}
  const missing: Record<string, Missing> = {}
  for (const [i, part] of parts.entries()) {
    const figure = /^\d{1,2}$/.test(part) ? Number(part) : undefined
    const choice = scale.find(({ number }) => number === figure)
    const why = part === 'not_applicable' || part === 'dont_know' ? part : missingOf(figure ?? 0, hearing, scale)
    const id = meant[i]?.id ?? ''
    if (choice !== undefined) value[id] = choice.id
    else if (why !== undefined) missing[id] = why
    else return undefined
  }
  return toConfirm({ type: 'rows', value, ...(Object.keys(missing).length === 0 ? {} : { missing }) })
}

type Missing = 'dont_know' | 'not_applicable'

/** On the card «vet ikke» and «ikke aktuelt» are numbered after the values, where the question takes them. */
function missingOf(figure: number, { question }: Hearing, scale: readonly Candidate[]): Missing | undefined {
  if (!asks(question, 'rows')) return undefined
  const taken: Missing[] = [
    ...(question.dontKnow ? (['dont_know'] as const) : []),
    ...(question.notApplicable ? (['not_applicable'] as const) : []),
  ]
  return taken[figure - scale.length - 1]
}

/** «5» and «6» for the open row, where the card has «5 Vet ikke» and «6 Ikke aktuelt»; asked about, since they may be marks. */
export function missingByFigure(
  core: string,
  row: string | undefined,
  hearing: Hearing,
  scale: readonly Candidate[],
): Content | undefined {
  const why = /^\d{1,2}$/.test(core) ? missingOf(Number(core), hearing, scale) : undefined
  return row === undefined || why === undefined
    ? undefined
    : toConfirm({ type: 'rows', value: {}, missing: { [row]: why } })
}

/** Rows that get one value. `except`: rows that «alle» before them does not mean. */
export type Assignment = { rows: RowRef[]; except: RowRef[]; rated: Rated }

/**
 * Which rows get which value; undefined: the items do not pair up, so that one of them may have none. `sentences`: what one of them
 * names has no value from the next.
 */
export function assignmentsOf(all: readonly MatrixItem[], sentences: boolean): Assignment[] | undefined {
  const items = restApart(all)
  const clauses = joined(cutAt(items, 'hard'))
  // «Jobb, jobb resten litt», «1-4: 1, 5-8, resten 2»: what is named before «resten» has another value.
  if (clauses === undefined) return undefined
  return (
    byClause(cutAt(items, 'soft'), true) ??
    byClause(clauses, false) ??
    (sentences ? undefined : assign(items.filter(({ type }) => type !== 'break')))
  )
}

const count = (items: readonly MatrixItem[], type: MatrixItem['type']): number =>
  items.filter((item) => item.type === type).length

export const isRest = (item: MatrixItem | undefined): boolean =>
  item?.type === 'row' && 'group' in item.row && (item.row.group === 'rest' || item.row.group === 'card_rest')

/** «Vet ikke på 1-4 resten ganske»: where a value has its rows already, «resten» begins anew. */
const restApart = (items: readonly MatrixItem[]): MatrixItem[] =>
  items.flatMap((item, at) => {
    const from = items.findLastIndex((one, i) => i < at && one.type === 'break' && !one.soft) + 1
    const isNew = isRest(item) && items[at - 1]?.type === 'row' && items[from]?.type === 'rated'
    return isNew ? [{ type: 'break' as const, soft: false }, item] : [item]
  })

const isList = (clause: readonly MatrixItem[] | undefined): boolean =>
  clause?.[0]?.type === 'row' && clause.every(({ type }) => type === 'row' || type === 'break')

/**
 * Rows that only a comma parts from a list belong to it: to the one before, which an «og» or «resten» ends («vet ikke på 1, 2 og 9,
 * resten ganske»), or to the next («1, 2 og 3: ganske»). Undefined: they stand before «resten».
 */
function joined(clauses: readonly MatrixItem[][]): MatrixItem[][] | undefined {
  const done: MatrixItem[][] = []
  let waiting: MatrixItem[] = []
  for (const [i, clause] of clauses.entries()) {
    if (clause.some((item, at) => isRest(item) && clause[at - 1]?.type === 'row')) return undefined
    if (!isList(clause)) {
      if (waiting.length > 0 && isRest(clause[0])) return undefined
      done.push([...waiting, ...clause])
      waiting = []
      continue
    }
    const before = done.at(-1)
    const end = clauses.findIndex((one, at) => at > i && !isList(one))
    const last = clauses[end < 0 ? clauses.length - 1 : end - 1]
    const next = clauses[end]
    const ends = next === undefined || isRest(next[0]) || next[0]?.type !== 'row' || last?.some(isBreak) === true
    if (waiting.length === 0 && ends && before?.[0]?.type === 'rated') before.push(...clause)
    else waiting.push(...clause)
  }
  return waiting.length === 0 ? done : [...done, waiting]
}

const isBreak = ({ type }: MatrixItem): boolean => type === 'break'

function cutAt(items: readonly MatrixItem[], breaks: 'soft' | 'hard'): MatrixItem[][] {
  const clauses: MatrixItem[][] = [[]]
  for (const item of items) {
    if (item.type !== 'break' || (breaks === 'hard' && item.soft)) clauses.at(-1)?.push(item)
    else clauses.push([])
  }
  return clauses.filter((clause) => clause.length > 0)
}

/** «god på 1-3, resten dårlig»: when every clause has rows and values (`single`: one), each is read by itself. */
function byClause(clauses: readonly MatrixItem[][], single: boolean): Assignment[] | undefined {
  const read = clauses.map((clause, i) => {
    const [rated, rows] = [count(clause, 'rated'), count(clause, 'row')]
    const isWhole = rated > 0 && rows > 0 && clause[0]?.type !== 'except' && (rated === 1 || !single)
    // «Alle ganske unntatt 8 og 9, litt»: the list of exceptions goes on.
    const goesOn = i < clauses.length - 1 && single && count(clause, 'except') > 0 && clause.at(-1)?.type === 'row'
    return isWhole && !goesOn ? assign(clause.filter((item) => !isBreak(item))) : undefined
  })
  return read.every((one) => one !== undefined) ? read.flat() : undefined
}

/** Rows before their value («1: god») or after it («god på 1»), as the first item tells; undefined when the items do not pair up. */
function assign(items: readonly MatrixItem[]): Assignment[] | undefined {
  const rowsFirst = items[0]?.type !== 'rated'
  const done: Assignment[] = []
  let open: Assignment | undefined
  let pending: RowRef[] = []
  let pendingExcept: RowRef[] = []
  let excepting = false
  for (const item of items) {
    if (item.type === 'except') excepting = true
    else if (item.type === 'row') {
      if (excepting) pendingExcept.push(item.row)
      else pending.push(item.row)
    } else if (item.type === 'rated') {
      if (rowsFirst && pending.length > 0) open = { rows: pending, except: pendingExcept, rated: item.rated }
      else if (open !== undefined && pendingExcept.length > 0 && (rowsFirst || open.rows.length + pending.length > 0)) {
        if (!rowsFirst) open.rows.push(...pending)
        open.except.push(...pendingExcept)
        open = { rows: pendingExcept, except: [], rated: item.rated }
      } else if (!rowsFirst && (open === undefined || pending.length > 0)) {
        open?.rows.push(...pending)
        open = { rows: [], except: [], rated: item.rated }
      } else return undefined
      done.push(open)
      pending = []
      pendingExcept = []
      excepting = false
    }
  }
  if (open === undefined || (rowsFirst && pending.length > 0)) return undefined
  open.rows.push(...pending)
  open.except.push(...pendingExcept)
  return done.every((a) => a.rows.length > 0) ? done : undefined
}
