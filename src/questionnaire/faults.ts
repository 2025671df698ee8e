/** What the checker says about a file: where and what, for the person who edits it. */

/** `line` and `column` count from 1, as editors do. `code` is stable; `message` is for people. */
export type Fault = { file: string; line: number; column: number; code: string; message: string }

/** A fault found in data, before its place in the file is looked up. */
export type Finding = { path: Path; code: string; message: string; on?: 'key' }

/** Keys and indexes from the top of the document. */
export type Path = readonly (string | number)[]

/** In reading order, each said once. */
export const sortFaults = (faults: readonly Fault[]): Fault[] => {
  const key = (f: Fault) => `${f.file}:${f.line}:${f.column}:${f.code}:${f.message}`
  const once = new Map(faults.map((fault) => [key(fault), fault]))
  return [...once.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
}
