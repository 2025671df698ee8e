import type { RespondentBook, ResultsReader } from '../../../app/register-ports.ts'
import type { PlanDeps } from '../../../app/reminders/reminder-deps.ts'
import type { TokenVerifier } from './verify-token.ts'

/** What the admin API is given. */
export type AdminApiDeps = {
  reminders: PlanDeps
  book: RespondentBook
  results: Pick<ResultsReader, 'deliveries' | 'retry'>
  verify: TokenVerifier
  /** A fault in our own code; told without the request. */
  onFault(error: unknown): void
}
