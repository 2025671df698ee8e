/** The rules of the respondents file (contracts.md): from cells to what each row says, and every fault with its line. */
import { isDoubtful, isGarbled } from './garbled-text.ts'
import { comparablePrincipalName, isUuid, personIdOf } from './ids.ts'

export const fileColumns = ['unit', 'part', 'name', 'email', 'upn', 'tenant_id', 'object_id', 'language'] as const
type FileColumn = (typeof fileColumns)[number]
export const requiredColumns: readonly FileColumn[] = ['unit', 'part', 'name', 'email']

/** Bytes, whichever way the file comes. 874 respondents make about 100 KB as CSV; a workbook may hold pictures. */
export const largestFile = 10 * 1024 * 1024

/** A table as read from CSV or XLSX. `notices`: what was chosen while reading it. `encoding` only where it was guessed. */
export type Sheet = { header: SheetRow; rows: SheetRow[]; notices?: FileNotice[]; encoding?: 'windows-1252' }
/** `line` counts from 1 as the spreadsheet shows it. `wrong`: cells whose value is not in the file. */
export type SheetRow = { line: number; cells: string[]; wrong?: CellFault[] }
/** `cell` counts from 0 within its row. */
export type CellFault = { cell: number; code: FaultCode; message: string }

/** Titles and remarks above a table are a few lines. */
export const maxLinesAbove = 50

/** The place of the row that names the columns: it has at least two of their names. Negative where there is none. */
export function headerAt(rows: readonly SheetRow[]): number {
  return rows.slice(0, maxLinesAbove).findIndex(({ cells }) => {
    const names = new Set(cells.map((cell) => cell.trim().toLowerCase()))
    return fileColumns.filter((column) => names.has(column)).length > 1
  })
}

/** What one row says. A column that the file lacks is absent and leaves what is stored; an empty cell is null. */
type RespondentRow = {
  line: number
  unitId: string
  part: string
  name: string
  email: string
  upn?: string | null
  tenantId?: string | null
  objectId?: string | null
  language?: 'nb' | 'nn' | null
}

type FaultCode =
  | 'column_missing'
  | 'column_twice'
  | 'too_many_cells'
  | 'formula'
  | 'control_character'
  | 'lost_character'
  | 'line_break'
  | 'no_name'
  | 'garbled'
  | 'too_long'
  | 'empty'
  | 'unknown_unit'
  | 'unknown_part'
  | 'bad_email'
  | 'bad_upn'
  | 'bad_guid'
  | 'object_without_tenant'
  | 'unknown_language'
  | 'duplicate'
  | 'linked_to_other'
  | 'unreadable'
/** Why a file cannot be read at all; of code `unreadable` alone. */
export type NotRead =
  | 'too_large'
  | 'too_many_rows'
  | 'old_excel'
  | 'password'
  | 'encoding'
  | 'quotes'
  | 'nothing'
  | 'no_workbook'
  | 'other_kind'
  | 'no_table'
  | 'far_cell'
  | 'too_much'
export type FileFault = { line: number; column?: string; code: FaultCode; message: string; why?: NotRead }
/** Something done for the sender, or something to know, that refuses nothing. */
export type FileNotice = {
  line: number
  column: string
  code:
    | 'zero_restored'
    | 'column_ignored'
    | 'upn_without_tenant'
    | 'one_sheet_read'
    | 'lines_above'
    | 'encoding_guessed'
  message: string
}

export type RowRules = { unitIds: ReadonlySet<string>; parts: readonly string[] }
type ReadRows = { rows: RespondentRow[]; faults: FileFault[]; notices: FileNotice[] }

/** Reads every row by the rules; nothing may be imported when there is a fault. Empty rows are passed over. */
export function readRows(sheet: Sheet, rules: RowRules): ReadRows {
  const result: ReadRows = { rows: [], faults: [], notices: [...(sheet.notices ?? [])] }
  const columns = readHeader(sheet.header, result)
  if (result.faults.length > 0) return result
  for (const row of sheet.rows) {
    if (row.wrong === undefined && row.cells.every((cell) => cell.trim() === '')) continue
    const read = readRow(row, { columns, rules, result, sheet })
    if (read !== null) result.rows.push(read)
  }
  result.faults.push(...duplicates(result.rows))
  result.faults.sort((a, b) => a.line - b.line)
  return result
}

type Columns = Partial<Record<FileColumn, number>>

function readHeader(header: SheetRow, result: ReadRows): Columns {
  const columns: Columns = {}
  const line = header.line
  for (const { code, message } of header.wrong ?? []) result.faults.push({ line, code, message })
  header.cells.forEach((cell, index) => {
    const name = cell.trim().toLowerCase()
    const column = fileColumns.find((known) => known === name)
    if (column === undefined) {
      if (name !== '')
        result.notices.push({ line, column: cell.trim(), code: 'column_ignored', message: 'This column is not used.' })
    } else if (columns[column] !== undefined) {
      result.faults.push({ line, column, code: 'column_twice', message: `The column ${column} stands twice.` })
    } else columns[column] = index
  })
  for (const column of requiredColumns) {
    if (columns[column] === undefined)
      result.faults.push({ line, column, code: 'column_missing', message: `The column ${column} is missing.` })
  }
  return columns
}

type Note = (code: FaultCode, message: string, column?: FileColumn) => void
type Cells = Record<FileColumn, string | undefined>

type RowContext = { columns: Columns; rules: RowRules; result: ReadRows; sheet: Sheet }

function readRow(row: SheetRow, { columns, rules, result, sheet }: RowContext): RespondentRow | null {
  const faultsBefore = result.faults.length
  const fault = (code: FaultCode, message: string, column?: FileColumn) =>
    result.faults.push({ line: row.line, ...(column === undefined ? {} : { column }), code, message })
  if (row.cells.slice(sheet.header.cells.length).some((cell) => cell.trim() !== ''))
    fault('too_many_cells', `The row has more cells than the header.`)
  if (result.faults.length > faultsBefore) return null

  const given = readCells(row, { columns, result, sheet }, fault)
  const unitId = readUnit(given.unit ?? '', rules.unitIds)
  if (unitId === null) {
    if (given.unit) fault('unknown_unit', `${given.unit} is no unit of this wave.`, 'unit')
  } else if (unitId !== given.unit) {
    result.notices.push({
      line: row.line,
      column: 'unit',
      code: 'zero_restored',
      message: `${given.unit} is read as ${unitId}.`,
    })
  }
  const part = given.part?.toLowerCase() ?? ''
  if (part !== '' && !rules.parts.includes(part))
    fault('unknown_part', `The part is one of ${rules.parts.join(', ')}.`, 'part')
  if (given.name && isNoName(given.name)) fault('no_name', `«${given.name}» is no name.`, 'name')
  const email = given.email ?? ''
  if (email !== '' && !emailPattern.test(email)) fault('bad_email', 'This is no e-mail address.', 'email')
  const identity = readIdentity(given, fault)
  const language = given.language?.toLowerCase()
  if (language !== undefined && language !== '' && language !== 'nb' && language !== 'nn')
    fault('unknown_language', 'The language is nb or nn.', 'language')
  if (given.upn && !given.tenant_id) {
    result.notices.push({
      line: row.line,
      column: 'upn',
      code: 'upn_without_tenant',
      message: 'Without tenant_id the upn links nobody; this person needs a code.',
    })
  }
  if (result.faults.length > faultsBefore || unitId === null) return null
  const spoken = language === undefined ? {} : { language: language === 'nb' || language === 'nn' ? language : null }
  return { line: row.line, unitId, part, name: given.name ?? '', email, ...identity, ...spoken } as RespondentRow
}

/**
 * Absent columns are undefined, cells that the row lacks at its end are empty; a cell that must not stand is told and read
 * as empty.
 */
function readCells(row: SheetRow, { columns, result, sheet }: Omit<RowContext, 'rules'>, fault: Note): Cells {
  const cell = (column: FileColumn): string | undefined => {
    const index = columns[column]
    if (index === undefined) return undefined
    const value = trimmed(row.cells[index] ?? '').normalize('NFC')
    const wrong =
      row.wrong?.find(({ cell }) => cell === index) ?? wrongText(value) ?? wrongLetters(value, column, sheet)
    if (wrong !== null) fault(wrong.code, wrong.message, column)
    else if (value === '' && requiredColumns.includes(column)) fault('empty', `The column ${column} is empty.`, column)
    if (sheet.encoding !== undefined && wrong === null && isDoubtful(value)) {
      const message = `The file is not UTF-8 and is read as Windows-1252: «${value}». If that is wrong, save it as UTF-8.`
      result.notices.push({ line: row.line, column, code: 'encoding_guessed', message })
    }
    return wrong === null ? value : ''
  }
  return Object.fromEntries(fileColumns.map((column) => [column, cell(column)])) as Cells
}

/** Without blanks around it, nor the signs without width that come along where a text is copied from a page or a dialogue. */
export const trimmed = (text: string): string => text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')

type WrongText = { code: FaultCode; message: string }

/** Addresses may hold any sign of ASCII; names do not. */
function wrongLetters(value: string, column: FileColumn, { encoding }: Sheet): WrongText | null {
  if (column !== 'name' && /^[ -~]*$/.test(value)) return null
  if (!isGarbled(value, encoding ?? 'known')) return null
  return { code: 'garbled', message: `«${value}» looks like text in another encoding: save the file as UTF-8.` }
}

const label = String.raw`[\p{L}\d](?:[\p{L}\d_-]*[\p{L}\d])?`
const word = String.raw`[^\s@,;:<>"()[\]\\.]+`
/**
 * Practical, not RFC 5322: words with points between them, one @, and a domain with a point and no figures alone at its end.
 * What copying leaves around an address (`mailto:`, the point of a sentence) is none of it: mail would come back.
 */
const emailPattern = new RegExp(`^${word}(?:\\.${word})*@(?:${label}\\.)+(?=[^.]*\\p{L})${label}$`, 'u')

/** Longest cell; the longest legal e-mail address is 254, a name is shorter. */
const maxCellLength = 254

function wrongText(value: string): WrongText | null {
  // A spreadsheet that later opens an export would run these; no unit, name or address begins so.
  if (/^[=+\-@]/.test(value)) return { code: 'formula', message: 'A cell may not begin with =, +, - or @.' }
  if (value.includes('\uFFFD'))
    return { code: 'lost_character', message: 'A character has been lost in another encoding: save the file as UTF-8.' }
  if (/[\n-\r\u0085\p{Zl}\p{Zp}]/u.test(value))
    return { code: 'line_break', message: 'The cell goes over several lines: write it on one.' }
  if (/\p{Cc}|\p{Cf}/u.test(value))
    return { code: 'control_character', message: 'The cell holds a character that cannot be seen: type it anew.' }
  if (value.length > maxCellLength)
    return { code: 'too_long', message: `The cell is longer than ${maxCellLength} characters.` }
  return null
}

/** What spreadsheets and programs of statistics write where a cell is empty, wrong, or yes or no. */
const EMPTY_CELLS: ReadonlySet<string> = new Set([
  ...['NA', 'N/A', '#N/A', 'NULL', 'null', 'NaN', 'nan', 'None', 'undefined', 'TRUE', 'FALSE', 'true', 'false'],
  ...['SANN', 'USANN', '#REF!', '#VALUE!', '#NAME?', '#I/T', '#VERDI!', '#NAVN?'],
])

/** No letter at all (a date, a number, a dash), or a program's word for an empty cell. «Na» is a name. */
const isNoName = (value: string): boolean => !/\p{L}/u.test(value) || EMPTY_CELLS.has(value)

/** A four-digit kommunenummer or six-digit bydelsnummer, with the leading zero that spreadsheets drop. */
function readUnit(value: string, unitIds: ReadonlySet<string>): string | null {
  if (!/^\d{3,6}$/.test(value)) return null
  const id = value.length % 2 === 1 ? `0${value}` : value
  return unitIds.has(id) ? id : null
}

type Identity = Pick<RespondentRow, 'upn' | 'tenantId' | 'objectId'>

function readIdentity(given: Cells, fault: Note): Identity {
  const guid = (column: 'tenant_id' | 'object_id') => {
    const value = given[column]?.toLowerCase()
    if (value && !isUuid(value)) fault('bad_guid', 'This is no GUID (8-4-4-4-12 hexadecimal digits).', column)
    return value
  }
  const tenantId = guid('tenant_id')
  const objectId = guid('object_id')
  if (objectId && !tenantId)
    fault('object_without_tenant', 'An object_id means nothing without its tenant_id.', 'object_id')
  const upn = given.upn ? comparablePrincipalName(given.upn) : given.upn
  if (upn === null)
    fault('bad_upn', 'This is no user principal name, or it is a guest (#EXT#), who cannot be matched.', 'upn')
  return {
    ...(upn === undefined ? {} : { upn: upn || null }),
    ...(tenantId === undefined ? {} : { tenantId: tenantId || null }),
    ...(objectId === undefined ? {} : { objectId: objectId || null }),
  }
}

type Account = { unitId: string; part: string; email: string; upn?: string | null; objectId?: string | null }

/**
 * What a person is known by within unit and part: two entries that share one of these are the same person. An address is
 * one whether it stands as e-mail or as user principal name, whatever its letter case and the spelling of its domain; an
 * object id and a principal name belong to one account, whether or not the tenant stands beside them.
 */
function accountKeys({ unitId, part, email, upn, objectId }: Account): string[] {
  const place = `${unitId}/${part}`
  const addresses = [email, ...(upn ? [upn] : [])].map((address) => `${place}/address/${comparableAddress(address)}`)
  return [...new Set(addresses), ...(objectId ? [`${place}/object/${objectId.toLowerCase()}`] : [])]
}

/** «Kari@BLÅBÆR.no» and «kari@xn--blbr-roah.no» are one address. */
function comparableAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  const host = URL.parse(`https://${domain}`)?.hostname ?? domain
  return `${address.slice(0, at).toLowerCase()}@${host}`
}

function duplicates(rows: RespondentRow[]): FileFault[] {
  const seen = new Map<string, number>()
  const faults: FileFault[] = []
  for (const row of rows) {
    const keys = accountKeys(row)
    const first = keys.map((key) => seen.get(key)).find((line) => line !== undefined)
    if (first !== undefined) {
      faults.push({
        line: row.line,
        code: 'duplicate',
        message: `The same person for the same unit and part as on line ${first}.`,
      })
    }
    for (const key of keys) if (!seen.has(key)) seen.set(key, row.line)
  }
  return faults
}

// What a respondents file changes in the register.

/** The fields of a stored respondent that a file can change, and who it is linked to. */
export type StoredRespondent = {
  id: string
  unitId: string
  part: string
  name: string
  email: string
  upn: string | null
  tenantId: string | null
  objectId: string | null
  language: 'nb' | 'nn' | null
  /** Person id of the Teams identity; null when not linked. */
  personId: string | null
}
export type NewRespondent = Omit<StoredRespondent, 'id' | 'personId'>
export type RespondentsDiff = {
  added: { line: number; respondent: NewRespondent }[]
  changed: { line: number; respondent: StoredRespondent; fields: string[] }[]
  unchanged: { line: number; id: string }[]
  faults: FileFault[]
}

const fields = ['name', 'email', 'upn', 'tenantId', 'objectId', 'language'] as const

/** The key under which a row finds its stored respondent: a person is told apart by e-mail within unit and part. */
function respondentKey(row: { unitId: string; part: string; email: string }): string {
  return `${row.unitId}/${row.part}/${row.email.toLowerCase()}`
}

/** Compares rows with what is stored; respondents that the file does not name stay as they are. */
export function diffRespondents(rows: readonly RespondentRow[], stored: readonly StoredRespondent[]): RespondentsDiff {
  const known = new Map(stored.map((respondent) => [respondentKey(respondent), respondent]))
  const named = new Set(rows.map(respondentKey))
  const others = new Set(stored.filter((it) => !named.has(respondentKey(it))).flatMap(accountKeys))
  const diff: RespondentsDiff = { added: [], changed: [], unchanged: [], faults: [] }
  for (const { line, ...row } of rows) {
    const before = known.get(respondentKey(row))
    if (accountKeys({ ...before, ...row }).some((key) => others.has(key))) {
      diff.faults.push({
        line,
        code: 'duplicate',
        message:
          'The same account is stored for this unit and part under another e-mail address: erase that person first.',
      })
      continue
    }
    if (before === undefined) {
      diff.added.push({ line, respondent: { upn: null, tenantId: null, objectId: null, language: null, ...row } })
      continue
    }
    const after: StoredRespondent = { ...before, ...row }
    const changedFields = fields.filter((field) => before[field] !== after[field])
    if (linkedToOther(after)) {
      diff.faults.push({
        line,
        column: 'object_id',
        code: 'linked_to_other',
        message: 'This respondent is already linked to another account: erase the person first.',
      })
    } else if (changedFields.length === 0) diff.unchanged.push({ line, id: before.id })
    else diff.changed.push({ line, respondent: after, fields: changedFields })
  }
  return diff
}

/** A file must not hand an answered place to another account unnoticed. */
function linkedToOther(respondent: StoredRespondent): boolean {
  const { personId, tenantId, objectId } = respondent
  return personId !== null && tenantId !== null && objectId !== null && personIdOf(tenantId, objectId) !== personId
}
