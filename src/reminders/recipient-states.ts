/** States of a campaign's recipient, and the moves between them (contracts.md «States»). */
export const recipientStates = ['queued', 'held', 'sent', 'skipped', 'failed', 'unknown', 'cancelled'] as const
export type RecipientState = (typeof recipientStates)[number]

export const skipReasons = [
  'answered',
  'recently_reminded',
  'reminder_limit',
  'opted_out',
  'unreachable',
  'not_linked',
  'closed',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** Nothing that may have reached a person is ever tried again; `unknown` can only be cleared up. */
const moves: Record<RecipientState, readonly RecipientState[]> = {
  queued: ['queued', 'held', 'sent', 'skipped', 'failed', 'unknown', 'cancelled'],
  held: ['queued', 'held', 'sent', 'skipped', 'failed', 'unknown', 'cancelled'],
  sent: [],
  // Only when a campaign begins that was ordered for later: by then the reason may be gone.
  skipped: ['queued'],
  failed: [],
  // A worker taken for dead may still report what became of its call.
  unknown: ['sent', 'failed'],
  cancelled: [],
}

/** Whether a recipient in `from` may become `to`. */
export const recipientMayBecome = (from: RecipientState, to: RecipientState): boolean => moves[from].includes(to)

/** The states that may become `to`, for the condition of an SQL update. */
export const recipientStatesBefore = (to: RecipientState): RecipientState[] =>
  recipientStates.filter((from) => recipientMayBecome(from, to))

/** Still to be dealt with. */
export const isOpen = (state: RecipientState): boolean => state === 'queued' || state === 'held'
