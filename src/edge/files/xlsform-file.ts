/** An XLSForm as a workbook: the sheets `survey`, `choices` and `settings`. */

import type { SheetData } from 'write-excel-file/node'
import { cellText } from '../../results/spreadsheet.ts'
import type { Line, XlsForm } from '../../wording/xlsform/sheets.ts'

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
