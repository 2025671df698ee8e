/** The files that answers are handed out as, and what each is called on the way. */

export const exportMediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
} as const
export type FileFormat = keyof typeof exportMediaTypes
