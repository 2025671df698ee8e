/** What the reminder use cases are given. `main.ts` makes one. */
import type { Rates } from '../../reminders/last-leaves-at.ts'
import type { CampaignBook, ReminderQueue, SendRate } from '../campaign-ports.ts'
import type { Deps } from '../deps.ts'

export type ReminderDeps = Pick<Deps, 'survey' | 'progress' | 'channel' | 'now' | 'newId' | 'log'> & {
  register: Pick<Deps['register'], 'markUnreachable'>
  campaigns: CampaignBook
  queue: ReminderQueue
  rate: SendRate
  /** The limits behind `rate`, for telling when the last one leaves. */
  rates: Rates
  /** From 0 to 1. */
  chance(): number
  wait(ms: number): Promise<void>
}

/** What planning, ordering and reading campaigns needs of it; nothing is sent with these. */
export type PlanDeps = Pick<ReminderDeps, 'survey' | 'progress' | 'campaigns' | 'rates' | 'now' | 'newId'>
