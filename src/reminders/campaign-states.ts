/** States of a campaign, and the moves between them. */
export const campaignKinds = ['invitation', 'reminder', 'standing', 'personal'] as const
/** `reminder`: by an administrator. `standing`: by `wave.yaml`. `personal`: the person asked for it. */
export type CampaignKind = (typeof campaignKinds)[number]

export const campaignStates = ['scheduled', 'running', 'finished', 'cancelled', 'stopped'] as const
/** `stopped`: the channel refused our credentials; nothing more was tried. */
export type CampaignState = (typeof campaignStates)[number]

const moves: Record<CampaignState, readonly CampaignState[]> = {
  scheduled: ['running', 'cancelled'],
  running: ['finished', 'cancelled', 'stopped'],
  finished: [],
  cancelled: [],
  stopped: [],
}

/** Whether a campaign in `from` may become `to`. */
export const mayBecome = (from: CampaignState, to: CampaignState): boolean => moves[from].includes(to)

/** The states that may become `to`, for the condition of an SQL update. */
export const campaignStatesBefore = (to: CampaignState): CampaignState[] =>
  campaignStates.filter((from) => mayBecome(from, to))
