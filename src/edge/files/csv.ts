import { stringify } from 'csv-stringify/sync'

/** How Norwegian Excel opens a CSV by double-click: semicolon, and a BOM before UTF-8. */
const semicolon = ';'
export const bom = '\uFEFF'

type Row = readonly (string | number | null)[]

/**
 * Rows as CSV text without BOM. A cell that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay
 * numbers, between semicolons with a decimal comma: Norwegian Excel takes «12.5» for the twelfth of May. Null is an empty
 * cell.
 */
export function csvText(rows: readonly Row[], delimiter: ',' | ';' = semicolon): string {
  return rawCsvText(
    rows.map((row) =>
      row.map((cell) => {
        if (typeof cell === 'string') return withoutFormula(cell)
        return delimiter === semicolon && typeof cell === 'number' ? `${cell}`.replace('.', ',') : cell
      }),
    ),
    delimiter,
  )
}

/** The same with every cell as it is, for programs that run no formulas. */
export function rawCsvText(rows: readonly Row[], delimiter: ',' | ';'): string {
  return stringify(
    rows.map((row) => [...row]),
    // Breaks inside a cell are not the record's own and would pass unquoted.
    { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )
}

/** A text that a spreadsheet would run as a formula (OWASP's list of first characters, the wide forms too), with an apostrophe before it. */
export function withoutFormula(cell: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell
}
