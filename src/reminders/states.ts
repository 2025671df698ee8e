/** States of a campaign's recipient, and the moves between them (contracts.md «States»). */
export const recipientStates = ['queued', 'held', 'sent', 'skipped', 'failed', 'unknown', 'cancelled'] as const
export type RecipientState = (typeof recipientStates)[number]

/** The ways to a person. Which one is decided once, when a message is about to be sent. */
export const channels = ['teams', 'mail'] as const
export type Channel = (typeof channels)[number]

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
const recipientMoves: Record<RecipientState, readonly RecipientState[]> = {
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
export const recipientMayBecome = (from: RecipientState, to: RecipientState): boolean =>
  recipientMoves[from].includes(to)

/** The states that may become `to`, for the condition of an SQL update. */
export const recipientStatesBefore = (to: RecipientState): RecipientState[] =>
  recipientStates.filter((from) => recipientMayBecome(from, to))

/** Still to be dealt with: what may be called off. */
export const isOpen = (state: RecipientState): boolean => recipientMayBecome(state, 'cancelled')
export const openStates: readonly RecipientState[] = recipientStates.filter(isOpen)

/** States of a campaign, and the moves between them. */
export const campaignKinds = ['invitation', 'reminder', 'standing', 'personal'] as const
/** `reminder`: by an administrator. `standing`: by `wave.yaml`. `personal`: the person asked for it. */
export type CampaignKind = (typeof campaignKinds)[number]

export const campaignStates = ['scheduled', 'running', 'finished', 'cancelled', 'stopped'] as const
/** `stopped`: the channel refused our credentials; nothing more was tried. */
export type CampaignState = (typeof campaignStates)[number]

const campaignMoves: Record<CampaignState, readonly CampaignState[]> = {
  scheduled: ['running', 'cancelled'],
  running: ['finished', 'cancelled', 'stopped'],
  finished: [],
  cancelled: [],
  stopped: [],
}

/** Whether a campaign in `from` may become `to`. */
export const mayBecome = (from: CampaignState, to: CampaignState): boolean => campaignMoves[from].includes(to)

/** The states that may become `to`, for the condition of an SQL update. */
export const campaignStatesBefore = (to: CampaignState): CampaignState[] =>
  campaignStates.filter((from) => mayBecome(from, to))
