import type { RespondentBook, ResultsReader } from '../../../app/register-ports.ts'
import type { PlanDeps } from '../../../app/reminders/reminder-deps.ts'
import type { FileFault, Sheet } from '../../../register/respondents-file.ts'
import type { FileReply } from './route.ts'
import type { TokenVerifier } from './verify-token.ts'

/** `part`: of CSV, whose columns are then that part's; null: all parts, in CSV a row for each thing asked. */
export type ExportWish = { format: 'csv' | 'xlsx' | 'jsonl'; part: string | null; freeText: 'with' | 'without' }

/** What the admin API is given. */
export type AdminApiDeps = {
  reminders: PlanDeps
  book: RespondentBook
  results: Pick<ResultsReader, 'deliveries' | 'retry'>
  verify: TokenVerifier
  /** The bytes of a respondents file as a table; `edge/files` reads it. */
  readSheet(bytes: Buffer): Promise<{ type: 'read'; sheet: Sheet } | { type: 'refused'; faults: FileFault[] }>
  /** Makes an export, audited; null: the format has no such part. */
  exportFile(wanted: ExportWish, actor: string): Promise<FileReply | null>
  /** A fault in our own code; told without the request. */
  onFault(error: unknown): void
}
