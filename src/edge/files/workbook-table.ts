/** The table of a workbook as text cells. SheetJS decides what the file says; nothing is computed. */

import { type CellObject, read, utils, type WorkBook } from '@e965/xlsx'
import { unzipSync, zipSync } from 'fflate'
import {
  type CellFault,
  type FileFault,
  type FileNotice,
  headerAt,
  type NotRead,
  type SheetRow,
} from '../../register/respondents-file.ts'

export type WorkbookTable =
  | { type: 'read'; rows: SheetRow[]; notices: FileNotice[] }
  | { type: 'refused'; faults: FileFault[] }

/** A respondents file has eight columns; whatever stands this far out belongs to no table of that kind. */
const maxColumns = 1000
/** Excel's own. */
const maxRows = 1_048_576

/**
 * The rows of the first visible sheet with the columns of a respondents file, else of the first that holds anything; those
 * without a value left out. A cell whose value is not in
 * the file (a formula that was never computed, an error) is told in `wrong` of its row, with sheet and address. Never throws.
 */
export const workbookTable = (bytes: Uint8Array): WorkbookTable => {
  const parts = workbookParts(bytes)
  if ('fault' in parts) return refused(...whyNot(parts.fault))
  try {
    return firstTable(parts.bytes)
  } catch {
    return refused('no_workbook', 'This is no workbook (.xlsx) that can be read.')
  }
}

/** A sheet of a workbook; `rows` of those that were asked for alone. */
export type NamedSheet = { name: string; rows: SheetRow[] }
export type WorkbookSheets = { type: 'read'; sheets: NamedSheet[] } | Extract<WorkbookTable, { type: 'refused' }>

/** All sheets by name, with the rows of those that `names` has, letter case aside, hidden ones too. Otherwise as `workbookTable`. */
export const workbookSheets = (bytes: Uint8Array, names: readonly string[]): WorkbookSheets => {
  const parts = workbookParts(bytes)
  if ('fault' in parts) return refused(...whyNot(parts.fault))
  try {
    const sheets: NamedSheet[] = []
    for (const [index, name] of read(parts.bytes, { type: 'array', sheets: [] }).SheetNames.entries()) {
      const isAskedFor = names.includes(name.trim().toLowerCase())
      const cells = isAskedFor ? sheetAt(parts.bytes, index)?.['!data'] : undefined
      const filled = Object.entries(cells ?? []).flatMap(([at, row]) => filledRow(Number(at), row))
      const table = tableOf(name, filled, false)
      if (table.type === 'refused') return table
      sheets.push({ name, rows: table.rows })
    }
    return { type: 'read', sheets }
  } catch {
    return refused('no_workbook', 'This is no workbook (.xlsx) that can be read.')
  }
}

const refused = (why: NotRead, message: string): Extract<WorkbookTable, { type: 'refused' }> => ({
  type: 'refused',
  faults: [{ line: 1, code: 'unreadable', message, why }],
})

const whyNot = (fault: PartsFault): [NotRead, string] => {
  if (fault.code === 'too_large')
    return ['too_much', 'The workbook is too large when unpacked: copy the table alone into a new one.']
  if (fault.code === 'no_archive' || fault.kind === null)
    return ['no_workbook', 'This is no workbook (.xlsx) that can be read.']
  return ['other_kind', `This is ${fault.kind}: save the table as .xlsx or CSV.`]
}

const firstTable = (bytes: Uint8Array): WorkbookTable => {
  const { SheetNames: names, Workbook: about } = read(bytes, { type: 'array', sheets: [] })
  const visible = names.flatMap((name, index) => (about?.Sheets?.[index]?.Hidden ? [] : [{ name, index }]))
  const empty: string[] = []
  let first: WorkbookTable | null = null
  for (const { name, index } of visible) {
    const sheet = sheetAt(bytes, index)
    if (sheet?.['!type'] !== undefined && sheet['!type'] !== 'sheet') continue
    // Also where the library gave up on the sheet.
    const cells = sheet?.['!data']
    if (cells === undefined) {
      first ??= refused('no_workbook', `The sheet «${name}» cannot be read.`)
      continue
    }
    const filled = Object.entries(cells).flatMap(([at, row]) => filledRow(Number(at), row))
    if (filled.length === 0) empty.push(name)
    else {
      const table = tableOf(name, filled, visible.length > 1)
      if (table.type === 'read' && headerAt(table.rows) >= 0) return table
      first ??= table
    }
  }
  if (first !== null) return first
  return refused(
    'no_table',
    empty.length === 1 ? `The sheet «${empty[0]}» is empty.` : 'No visible sheet of the workbook has a cell with text.',
  )
}

const sheetAt = (bytes: Uint8Array, index: number): WorkBook['Sheets'][string] | undefined => {
  const options = { type: 'array', dense: true, sheetStubs: true, cellHTML: false, cellDates: true, UTC: true } as const
  const book = read(bytes, { ...options, sheets: index })
  return book.Sheets[book.SheetNames[index] ?? '']
}

/** `row`, and the places in `cells`, count from 0; empty cells are left out. */
type Filled = { row: number; cells: [number, CellObject][] }

/** By what is there, not by place: one cell at the end of the world makes an array of a million gaps. */
const filledRow = (row: number, cells: readonly CellObject[]): Filled[] => {
  const filled = Object.entries(cells).flatMap(([at, cell]): [number, CellObject][] =>
    cell.f === undefined && textOf(cell).trim() === '' ? [] : [[Number(at), cell]],
  )
  return filled.length === 0 ? [] : [{ row, cells: filled }]
}

/** As typed: a number without its format, a date as the sheet shows it. */
const textOf = ({ t, v, w }: CellObject): string => {
  if (t === 'z' || v === undefined) return ''
  if (t === 'd' || t === 'e') return w ?? String(v)
  return String(v)
}

const tableOf = (sheet: string, filled: readonly Filled[], isOneOfSeveral: boolean): WorkbookTable => {
  for (const { row, cells } of filled) {
    const last = cells.at(-1)?.[0] ?? 0
    if (last < maxColumns && row < maxRows) continue
    return refused(
      'far_cell',
      `The cell ${at(row, last)} of «${sheet}» is far outside of the table: copy the table alone.`,
    )
  }
  const message = `The sheet «${sheet}» is read, the others are not.`
  const notices: FileNotice[] = isOneOfSeveral ? [{ line: 1, column: 'sheet', code: 'one_sheet_read', message }] : []
  return { type: 'read', rows: filled.map((row) => rowOf(sheet, row)), notices }
}

const at = (row: number, column: number): string => utils.encode_cell({ r: row, c: column })

const rowOf = (sheet: string, { row, cells: filled }: Filled): SheetRow => {
  const wrong = filled.flatMap(([place, cell]): CellFault[] => {
    const why = unstated(cell)
    return why === null ? [] : [{ cell: place, code: 'formula', message: `${at(row, place)} of «${sheet}» ${why}` }]
  })
  const cells: string[] = Array.from({ length: (filled.at(-1)?.[0] ?? -1) + 1 }, () => '')
  for (const [place, cell] of filled) cells[place] = textOf(cell)
  return { line: row + 1, cells, ...(wrong.length === 0 ? {} : { wrong }) }
}

/** Why a cell says nothing though it is not empty. */
const unstated = (cell: CellObject): string | null => {
  if (cell.t === 'e') return `shows the error ${textOf(cell)}: put the value there.`
  return cell.f !== undefined && cell.t === 'z'
    ? 'holds a formula whose value was never stored: open the workbook in a spreadsheet program and save it, or put the value there.'
    : null
}

// What is let through of a workbook before a library reads it: the archive is opened here, within limits.

/** Unpacked, of the parts that are kept; a workbook of 20,000 rows is under 20 MB. */
const maxUnpackedBytes = 40 * 1024 * 1024
/** A workbook of hundreds of sheets has a few thousand. */
const maxEntries = 10_000

/** Pictures, charts, pivots, comments and what else lies about the tables: whatever is wrong with them is nobody's business. */
const beside =
  /(?:^|\/)(?:charts|comments|ctrlProps|customXml|docProps|drawings|embeddings|externalLinks|media|pivotCache|pivotTables|printerSettings|queryTables|slicers|slicerCaches|tables|theme|threadedComments|worksheets\/_rels)\//iu

const isKept = (name: string): boolean => /\.(?:xml|rels)$/iu.test(name) && !beside.test(name)

/** Some programs write Windows' separators, or a slash in front. */
const inPackage = (name: string): string => name.replaceAll('\\', '/').replace(/^\//u, '')

/** `other`: an archive of another kind, named for people where it is known. */
export type PartsFault = { code: 'no_archive' } | { code: 'too_large' } | { code: 'other'; kind: string | null }

/**
 * The archive anew, holding only the XML parts that tables are read from, in UTF-8 and under the names the standard gives:
 * what was counted is what is read. Refused without being unpacked: over 40 MB of such parts by what the archive says of
 * itself. An entry that holds more than it says is cut off there.
 */
export const workbookParts = (bytes: Uint8Array): { bytes: Uint8Array } | { fault: PartsFault } => {
  const names: string[] = []
  let unpacked = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    names.push(inPackage(name))
    const isRead = isKept(inPackage(name))
    if (isRead) unpacked += originalSize
    if (names.length > maxEntries || unpacked > maxUnpackedBytes) throw new TooLarge()
    return isRead
  }
  try {
    const files = unzipSync(bytes, { filter })
    if (!names.some((name) => /(?:^|\/)workbook\d*\.xml$/iu.test(name))) return { fault: otherKind(names) }
    const parts = Object.entries(files).map(([name, content]): [string, Uint8Array] => [
      inPackage(name),
      inUtf8(content),
    ])
    const all = { [contentTypes]: typesOf(parts.map(([name]) => name)), ...Object.fromEntries(parts) }
    return { bytes: zipSync(all, { level: 0 }) }
  } catch (error) {
    return { fault: { code: error instanceof TooLarge ? 'too_large' : 'no_archive' } }
  }
}

class TooLarge extends Error {}

const kinds: readonly [RegExp, string][] = [
  [/^xl\/workbook\.bin$/iu, 'a binary Excel workbook (.xlsb)'],
  [/^content\.xml$/iu, 'an OpenDocument file (.ods)'],
  [/^Index\//u, 'a Numbers document'],
  [/^word\//iu, 'a Word document'],
  [/^ppt\//iu, 'a presentation'],
]

const otherKind = (names: readonly string[]): PartsFault => ({
  code: 'other',
  kind: kinds.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null,
})

const contentTypes = '[Content_Types].xml'
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
const usualTypes: readonly [RegExp, string][] = [
  [/workbook\d*\.xml$/iu, `${main}sheet.main+xml`],
  [/sharedStrings\d*\.xml$/iu, `${main}sharedStrings+xml`],
  [/styles\d*\.xml$/iu, `${main}styles+xml`],
  [/(?:worksheets\/[^/]+|sheet\d+)\.xml$/iu, `${main}worksheet+xml`],
]

/** What each part is, by its usual name: for workbooks made by hand or by programs that leave the list out. */
const typesOf = (names: readonly string[]): Uint8Array => {
  const overrides = names.flatMap((name) => {
    const type = usualTypes.find(([pattern]) => pattern.test(name))?.[1]
    return type === undefined ? [] : [`<Override PartName="/${escapedXml(name)}" ContentType="${type}"/>`]
  })
  const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types'
  return new TextEncoder().encode(`<?xml version="1.0"?>\n<Types xmlns="${namespace}">${overrides.join('')}</Types>`)
}

const escapedXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** XML may be UTF-16 as well; then it begins with a byte order mark, or with «<» in two bytes. */
const inUtf8 = (content: Uint8Array): Uint8Array => {
  const [first, second] = content
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
  if (!isLittle && !isBig) return content
  return new TextEncoder().encode(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(content))
}
