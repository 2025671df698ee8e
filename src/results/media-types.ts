/** The files that answers are handed out as, and what each is called on the way. */

import type { ExportFormat } from './formats.ts'

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
} as const

type ExportFile = {
  name: `${string}.${keyof typeof mediaTypes}`
  format: ExportFormat
  /** `unit`: a row for each unit and part; `long`: for each thing asked; `over_waves`: so, with the waves that this one goes on from. */
  spread: 'unit' | 'long' | 'over_waves'
}

/** What answers are handed out as, each one file: by the page and the API under these names. */
export const exportFiles = {
  csv: { name: 'results.csv', format: 'csv', spread: 'unit' },
  xlsx: { name: 'results.xlsx', format: 'xlsx', spread: 'unit' },
  xlsx_long: { name: 'results-long.xlsx', format: 'xlsx', spread: 'long' },
  spss: { name: 'results-spss.zip', format: 'spss', spread: 'unit' },
  jsonl: { name: 'results.jsonl', format: 'jsonl', spread: 'unit' },
  over_waves_csv: { name: 'results-over-waves.csv', format: 'csv', spread: 'over_waves' },
  over_waves_xlsx: { name: 'results-over-waves.xlsx', format: 'xlsx', spread: 'over_waves' },
  over_waves_jsonl: { name: 'results-over-waves.jsonl', format: 'jsonl', spread: 'over_waves' },
} as const satisfies Record<string, ExportFile>
export type ExportKind = keyof typeof exportFiles
export const exportKinds = Object.keys(exportFiles) as ExportKind[]

/** The media type of a file by its ending. */
export const exportMediaType = (kind: ExportKind): string => {
  const ending = exportFiles[kind].name.split('.').at(-1) as keyof typeof mediaTypes
  return mediaTypes[ending]
}

/** The files of the report, as the command names them. */
export const reportFileNames = {
  html: 'report.html',
  pdf: 'report.pdf',
  xlsx: 'tables.xlsx',
  json: 'report.json',
} as const
export type ReportKind = keyof typeof reportFileNames

export const reportMediaTypes: Record<ReportKind, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: mediaTypes.xlsx,
  json: 'application/json; charset=utf-8',
}
