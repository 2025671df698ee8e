/** An XLSForm as a workbook: the sheets `survey`, `choices` and `settings`; and the draft that is made of one. */

import { rename, rm, writeFile } from 'node:fs/promises'
import type { SheetData } from 'write-excel-file/node'
import { Document, isMap, isScalar, visit } from 'yaml'
import { type FaultKey, type SaidOfFault, said } from '../../questionnaire/fault.ts'
import { largestFile, type NotRead } from '../../register/respondents-file.ts'
import { cellText } from '../../results/spreadsheet.ts'
import type { FormDraft } from '../../wording/xlsform/draft.ts'
import type { Line, XlsForm } from '../../wording/xlsform/sheets.ts'
import { type FormSheet, sheetNames } from '../../wording/xlsform/terms.ts'
import { isArchive, maxRows, oldWorkbook } from './respondents-file.ts'
import { textIn } from './wave-files.ts'
import { readSheets } from './workbook.ts'

/** Columns in the order in which they first stand in a line; all cells are text. */
const dataOf = (lines: readonly Line[]): SheetData => {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const rows = lines.map((line) => columns.map((column) => cellText(line[column] ?? '')))
  return [columns.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows]
}

const WIDTH = 30

/** Writes the workbook. Rejects as the file system does. */
export const writeXlsForm = async (file: string, form: XlsForm): Promise<void> => {
  const sheets = (['survey', 'choices', 'settings'] as const).map((sheet) => {
    const data = dataOf(form[sheet])
    return { sheet, data, columns: (data[0] ?? []).map(() => ({ width: WIDTH })), stickyRowsCount: 1 }
  })
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  await writeXlsxFile(sheets).toFile(file)
}

// The other way.

const unread: Readonly<Partial<Record<NotRead, FaultKey>>> = {
  other_kind: 'form_unreadable.other_kind',
  old_excel: 'form_unreadable.old_excel',
  password: 'form_unreadable.password',
  too_much: 'form_unreadable.too_much',
  too_many_rows: 'form_unreadable.too_much',
  far_cell: 'form_unreadable.far_cell',
}

/** The sheets of a form; why it cannot be read. Never throws for what the file holds. */
export const readXlsForm = async (file: string): Promise<{ sheets: FormSheet[] } | { refused: SaidOfFault[] }> => {
  const found = await textIn(file, largestFile)
  if (found === null) return { refused: [said('file_missing')] }
  if ('faults' in found) return { refused: found.faults }
  const bytes = Buffer.from(found.bytes)
  const refuse = (why: NotRead) => ({ refused: [said(unread[why] ?? 'form_unreadable.no_workbook')] })
  if (!isArchive(bytes)) return refuse(oldWorkbook(bytes)?.[0] ?? 'no_workbook')
  const read = await readSheets(bytes, sheetNames)
  if (read.type === 'refused') return refuse(read.faults[0]?.why ?? 'no_workbook')
  return read.sheets.some(({ rows }) => rows.length > maxRows) ? refuse('too_many_rows') : { sheets: read.sheets }
}

const LINE = 120
/** Texts that are short stand beside each other. */
const ONE_LINE = 80

/** The draft as an editor's file. `top`: what is said above it; `beside`: of a row of `survey`, above the question that it came to. */
export const draftText = ({ data, places }: FormDraft, top: string, beside: ReadonlyMap<number, string[]>): string => {
  const doc = new Document(data)
  const comments = new Map<string, string[]>()
  const above: string[] = [top]
  for (const [row, lines] of beside) {
    const place = places.get(row)
    if (place === undefined) above.push(...lines)
    else comments.set(JSON.stringify(place), [...(comments.get(JSON.stringify(place)) ?? []), ...lines])
  }
  for (const [place, lines] of comments) {
    const node = doc.getIn(JSON.parse(place), true)
    if (isMap(node)) node.commentBefore = commented(lines)
  }
  visit(doc, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && key.value === 'when' && isMap(value)) value.flow = true
    },
    Map: (_, map) => {
      if (map.has('nb') && JSON.stringify(map).length < ONE_LINE) map.flow = true
    },
  })
  doc.commentBefore = `${SCHEMA}\n${commented(above)}`
  return doc.toString({ lineWidth: LINE })
}

const SCHEMA = ' yaml-language-server: $schema=../questionnaire.schema.json'

/** A break within what a form says would end the comment. */
const commented = (lines: readonly string[]): string => lines.map((line) => ` ${line.replace(/\s+/gu, ' ')}`).join('\n')

/** Writes the whole file, or leaves what is there. Rejects as the file system does. */
export const writeDraft = async (file: string, text: string): Promise<void> => {
  const whole = `${file}.new`
  try {
    await writeFile(whole, text)
    await rename(whole, file)
  } catch (error) {
    await rm(whole, { force: true })
    throw error
  }
}
