/** A respondents file, CSV or XLSX, as a table of text cells with line numbers. */

import { parse } from 'csv-parse/sync'
import { separatorOf } from '../../questionnaire/units.ts'
import {
  type FileFault,
  type FileNotice,
  headerAt,
  largestFile,
  maxLinesAbove,
  type NotRead,
  type Sheet,
  type SheetRow,
} from '../../register/respondents-file.ts'
import { readWorkbook } from './workbook.ts'

export type ReadSheet = { type: 'read'; sheet: Sheet } | { type: 'refused'; faults: FileFault[] }

/** Ten times the country fits, a mistaken upload does not. */
export const maxRows = 20_000
/** Reads the bytes of a file; what it is, is told by its content. Never throws for what the file holds. */
export async function readRespondentsSheet(bytes: Buffer): Promise<ReadSheet> {
  if (bytes.length > largestFile)
    return unreadable('too_large', `The file is larger than ${largestFile / 1024 / 1024} MB.`)
  const read = isArchive(bytes) ? await readXlsx(bytes) : readCsv(bytes)
  if (read.type === 'read' && read.sheet.rows.length > maxRows)
    return unreadable('too_many_rows', `The file has more than ${maxRows} rows.`)
  return read
}

/** Whether bytes begin as ZIP archives do, workbooks among them. */
export const isArchive = (bytes: Buffer): boolean => startsWith(bytes, [0x50, 0x4b])

/** Why bytes are no workbook of today, where they begin as older ones do, or as one with a password; null: they do not. */
export const oldWorkbook = (bytes: Buffer): [NotRead, string] | null =>
  startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) ? oldContainer(bytes) : null

function unreadable(why: NotRead, message: string, line = 1): ReadSheet {
  return { type: 'refused', faults: [{ line, code: 'unreadable', message, why }] }
}

const startsWith = (bytes: Buffer, start: readonly number[]): boolean =>
  bytes.subarray(0, start.length).equals(Buffer.from(start))

/** `="0301"`: how programs write a number that Excel is to leave as it is. */
const asText = /(^|[;,\t\r\n])="([^"\r\n]*)"(?=[;,\t\r\n]|$)/g

/** «sep=;» above the header tells Excel what separates the cells; nobody else sees the line. */
const saidSeparator = /^"?sep=([;,\t])"?(?:\r\n|\n|\r)/i

function readCsv(bytes: Buffer): ReadSheet {
  const old = oldWorkbook(bytes)
  if (old !== null) return unreadable(...old)
  const decoded = decode(bytes)
  if ('message' in decoded) return unreadable('encoding', decoded.message)
  const { encoding } = decoded
  const [told = '', separator] = saidSeparator.exec(decoded.text) ?? []
  const said = decoded.text.slice(told.length)
  const delimiter = separator ?? delimiterOf(said)
  const text = said.replace(asText, '$1"$2"')
  try {
    // All three, as files put together from several have several.
    const record_delimiter = ['\r\n', '\n', '\r']
    const options = {
      delimiter,
      record_delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      // The header and what stands above it, all rows there may be, and one that says that there are more.
      to: maxRows + maxLinesAbove + 2,
    } as const
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    const above = told === '' ? 0 : 1
    const rows = parsed.map(({ record, info }) => ({ line: above + info.lines - innerBreaks(record), cells: record }))
    return asSheet(rows, encoding === undefined ? {} : { encoding })
  } catch (error) {
    const line = lineOf(error) + (told === '' ? 0 : 1)
    return unreadable('quotes', 'A quotation mark is opened or closed in the wrong place.', line)
  }
}

/** What separates the names of the columns, wherever their line is. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, maxLinesAbove)
  const header =
    lines.find((line) => /\bunit\b/i.test(line) && /\bpart\b/i.test(line)) ?? lines.find((line) => line !== '')
  return separatorOf(header ?? '')
}

/** Old Excel files and those with a password have the same container; the latter name what is in it, in UTF-16. */
function oldContainer(bytes: Buffer): [NotRead, string] {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? ['password', 'The workbook is protected with a password: save it without.']
    : ['old_excel', 'This is an old Excel file (.xls): save it as .xlsx or CSV.']
}

/** csv-parse counts to the end of a record; a person looks for its beginning. */
function innerBreaks(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
}

function lineOf(error: unknown): number {
  const line = typeof error === 'object' && error !== null ? Reflect.get(error, 'lines') : null
  return typeof line === 'number' ? line : 1
}

type Decoded = { text: string; encoding?: 'windows-1252' } | { message: string }

/** Norwegian Excel saves «CSV» as Windows-1252, where æ, ø and å are bytes that UTF-8 does not allow alone. */
function decode(bytes: Buffer): Decoded {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || bytes.includes(0))
    return { message: 'This is neither UTF-8 nor Windows-1252: save the file as CSV UTF-8.' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
      return { message: 'The file begins as UTF-8 and goes on as something else: save it as CSV UTF-8.' }
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

async function readXlsx(bytes: Buffer): Promise<ReadSheet> {
  const table = await readWorkbook(bytes)
  return table.type === 'refused' ? table : asSheet(table.rows, { notices: table.notices })
}

/** The columns' names stand in the first row that has two of them, else in the first that has anything. */
function asSheet(rows: readonly SheetRow[], about: Pick<Sheet, 'encoding' | 'notices'>): ReadSheet {
  const isFilled = ({ cells, wrong }: SheetRow) => wrong !== undefined || cells.some((cell) => cell.trim() !== '')
  const first = rows.findIndex(isFilled)
  const named = headerAt(rows)
  const at = named < 0 ? first : named
  const header = rows[at]
  if (header === undefined)
    return unreadable('nothing', 'The file is empty: its first line must hold the names of the columns.')
  const above: FileNotice[] =
    first < at
      ? [
          {
            line: header.line,
            column: 'header',
            code: 'lines_above',
            message: 'What stands above this line is not read.',
          },
        ]
      : []
  const { notices: told = [], ...rest } = about
  const notices = [...told, ...above]
  return {
    type: 'read',
    sheet: { header, rows: rows.slice(at + 1), ...rest, ...(notices.length === 0 ? {} : { notices }) },
  }
}
