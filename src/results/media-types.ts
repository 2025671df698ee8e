/** The files that answers are handed out as, and what each is called on the way. */

export const exportMediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
} as const
export type FileFormat = keyof typeof exportMediaTypes

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
  xlsx: exportMediaTypes.xlsx,
  json: 'application/json; charset=utf-8',
}
