import { stringify } from 'csv-stringify/sync'

/** How Norwegian Excel opens a CSV by double-click: semicolon, and a BOM before UTF-8. */
const delimiter = ';'
export const bom = '\uFEFF'

/**
 * Rows as CSV text without BOM. A cell that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay
 * numbers. Null is an empty cell.
 */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell))),
    // Breaks inside a cell are not the record's own and would pass unquoted.
    { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )
}

function withoutFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
