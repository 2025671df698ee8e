import {
  diffRespondents,
  type FileFault,
  type FileNotice,
  type RespondentsDiff,
  type RowRules,
  readRows,
  type Sheet,
} from '../../register/respondents-file.ts'
import type { Holding, RespondentBook, SingleChange } from '../ports/register.ts'

export type ImportReport =
  | { type: 'refused'; faults: FileFault[]; notices: FileNotice[] }
  | {
      type: 'imported' | 'would_import'
      /** Line numbers of the file. */
      added: number[]
      changed: { line: number; fields: string[] }[]
      unchanged: number[]
      notices: FileNotice[]
      /** Who waits for a yes of those who answer; absent: nobody, or it is a dry run. */
      held?: string[]
      /** Lines whose person waits for it; in a dry run, would wait. Absent: none. */
      heldLines?: number[]
    }

type ImportRequest = {
  sheet: Sheet
  rules: RowRules
  mode: 'write' | 'dry_run'
  at: Date
  actor: string
  newId: () => string
  /** How the audit trail tells it; absent: as an import. */
  as?: SingleChange
  /** Who waits for a yes; absent: nobody. */
  holding?: Holding
}

/**
 * Adds and updates respondents from a file, all or nothing: with any fault nothing is written and every fault is reported.
 * Respondents that the file does not name stay. A dry run says the same and writes nothing. Throws `StoreAway`.
 */
export async function importRespondents(book: RespondentBook, request: ImportRequest): Promise<ImportReport> {
  const { rows, faults, notices } = readRows(request.sheet, request.rules)
  const wrong = [...faults]
  if (rows.length === 0 && faults.length === 0)
    wrong.push({ line: 2, code: 'empty', message: 'The file names nobody.' })
  let report: ImportReport | undefined
  const decide = (stored: Parameters<typeof diffRespondents>[1]): RespondentsDiff | null => {
    const diff = diffRespondents(rows, stored)
    const all = [...wrong, ...diff.faults].sort((a, b) => a.line - b.line)
    if (all.length > 0) {
      report = { type: 'refused', faults: all, notices }
      return null
    }
    report = {
      type: request.mode === 'write' ? 'imported' : 'would_import',
      added: diff.added.map(({ line }) => line),
      changed: diff.changed.map(({ line, fields }) => ({ line, fields })),
      unchanged: diff.unchanged.map(({ line }) => line),
      notices,
    }
    return diff
  }
  const { sheet: _, rules: _rules, ...by } = request
  const { ids, lines } = await book.change(decide, by)
  if (report === undefined) return { type: 'refused', faults: wrong, notices }
  if (report.type === 'refused' || lines.length === 0) return report
  return { ...report, heldLines: lines, ...(ids.length === 0 ? {} : { held: ids }) }
}
