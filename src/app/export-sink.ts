/** What an export is asked for, and where it goes. */
import type { Language } from '../questionnaire/schema.ts'
import type { Cell, FreeText } from '../results/export/columns.ts'

/** What an export is written to, as many files as it needs; `edge/files` makes them. Waits when the disk is slower. */
export type ExportSink = {
  jsonLine(file: string, value: unknown): Promise<void>
  /** For spreadsheets: what they would run as a formula is neutralised. */
  csvRow(file: string, row: readonly Cell[]): Promise<void>
  /** For statistics programs: comma, every cell as it is. */
  rawCsvRow(file: string, row: readonly Cell[]): Promise<void>
  /** The rows of a sheet come together. */
  sheetRow(file: string, sheet: string, row: readonly Cell[]): Promise<void>
  text(file: string, text: string): Promise<void>
}
export type ExportFormat = 'jsonl' | 'csv' | 'xlsx' | 'spss'
export type ExportRequest = {
  format: ExportFormat
  freeText: FreeText
  /**
   * `wide`: a row per unit and part; `long`: a row per thing asked; `long_in_one`: the same of all parts in one file, of `csv`
   * alone. `jsonl` and `spss` are always wide.
   */
  shape: 'wide' | 'long' | 'long_in_one'
  /** Of labels in the codebook and the syntax. */
  language: Language
}
