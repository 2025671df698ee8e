import type { CampaignBook } from '../../../app/campaign-ports.ts'
import type { RespondentBook, ResultsReader } from '../../../app/register-ports.ts'
import type { ReminderDeps } from '../../../app/reminders/reminder-deps.ts'
import type { TokenVerifier } from './verify-token.ts'

/** What the admin API is given. */
export type AdminApiDeps = {
  reminders: ReminderDeps & { campaigns: CampaignBook }
  book: RespondentBook
  results: Pick<ResultsReader, 'deliveries' | 'retry'>
  verify: TokenVerifier
  /** A fault in our own code; told without the request. */
  onFault(error: unknown): void
}
