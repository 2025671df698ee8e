/** A respondents file, CSV or XLSX, as a table of text cells with line numbers. */
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import type { FileFault, Sheet, SheetRow } from '../../register/respondents-file.ts'
import { checkedWorkbook } from './checked-workbook.ts'

export type ReadSheet = { type: 'read'; sheet: Sheet } | { type: 'refused'; faults: FileFault[] }

/** 874 respondents make about 100 KB; ten times the country fits, a mistaken upload does not. */
const maxBytes = 5 * 1024 * 1024
const maxRows = 20_000

/** Reads the bytes of a file; what it is, is told by its content. Never throws for what the file holds. */
export async function readRespondentsSheet(bytes: Buffer): Promise<ReadSheet> {
  if (bytes.length > maxBytes) return unreadable(`The file is larger than ${maxBytes / 1024 / 1024} MB.`)
  const read = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readXlsx(bytes) : readCsv(bytes)
  if (read.type === 'read' && read.sheet.rows.length > maxRows)
    return unreadable(`The file has more than ${maxRows} rows.`)
  return read
}

function unreadable(message: string, line = 1): ReadSheet {
  return { type: 'refused', faults: [{ line, code: 'unreadable', message }] }
}

/** «sep=;» above the header tells Excel what separates the cells; nobody else sees the line. */
const saidSeparator = /^\uFEFF?"?sep=([;,\t])"?(?:\r\n|\n|\r)/i

function readCsv(bytes: Buffer): ReadSheet {
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    return unreadable('This is an old Excel file (.xls): save it as .xlsx or CSV.')
  }
  const decoded = decode(bytes)
  if (decoded === null) return unreadable('This is neither UTF-8 nor Windows-1252: save the file as CSV UTF-8.')
  const [told = '', separator] = saidSeparator.exec(decoded) ?? []
  const text = decoded.slice(told.length)
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = separator ?? (header.split(';').length > header.split(',').length ? ';' : ',')
  try {
    // All three, as files put together from several have several.
    const record_delimiter = ['\r\n', '\n', '\r']
    const options = {
      delimiter,
      record_delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      // The header, all rows there may be, and one that says that there are more.
      to: maxRows + 2,
    } as const
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    const above = told === '' ? 0 : 1
    return asSheet(
      parsed.map(({ record, info }) => ({ line: above + info.lines - innerBreaks(record), cells: record })),
    )
  } catch (error) {
    return unreadable('A quotation mark is opened or closed in the wrong place.', lineOf(error) + (told === '' ? 0 : 1))
  }
}

/** csv-parse counts to the end of a record; a person looks for its beginning. */
function innerBreaks(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
}

function lineOf(error: unknown): number {
  const line = typeof error === 'object' && error !== null ? Reflect.get(error, 'lines') : null
  return typeof line === 'number' ? line : 1
}

/** Norwegian Excel saves «CSV» as Windows-1252, where æ, ø and å are bytes that UTF-8 does not allow alone. */
function decode(bytes: Buffer): string | null {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16 || bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function readXlsx(bytes: Buffer): Promise<ReadSheet> {
  const workbook = await checkedWorkbook(bytes)
  if (workbook.type === 'refused') return workbook
  try {
    const rows = await readSheet(workbook.bytes, { trim: false })
    return asSheet(
      rows.map((cells, index) => ({
        line: index + 1,
        cells: cells.map((cell) => (cell === null ? '' : String(cell))),
      })),
    )
  } catch {
    return unreadable('This is no workbook (.xlsx) that can be read.')
  }
}

function asSheet(rows: SheetRow[]): ReadSheet {
  const [header, ...rest] = rows
  if (header === undefined || header.cells.every((cell) => cell.trim() === ''))
    return unreadable('The first line must hold the names of the columns.')
  header.cells[0] = header.cells[0]?.replace(/^\uFEFF/, '') ?? ''
  return { type: 'read', sheet: { header, rows: rest } }
}
