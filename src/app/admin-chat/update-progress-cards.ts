/** Progress in the card with which an administrator sent a campaign. */
import type { Campaign, ProgressCard } from '../campaign-ports.ts'
import type { ReminderDeps } from '../reminders/reminder-deps.ts'
import { progressPanel } from './progress-panel.ts'

/** Far below Teams' 60 messages in 30 s for a conversation. */
const EVERY_MS = 3_000

/** Brings the cards of running campaigns up to date, and shows the outcome of those that have ended. */
export const updateProgressCards = async (deps: ReminderDeps, ended: readonly Campaign[]): Promise<void> => {
  const now = deps.now()
  const running = await deps.campaigns.cardsToUpdate(now - EVERY_MS, now)
  for (const { id, card } of running) await update(deps, id, card)
  for (const { id } of ended) {
    const card = await deps.campaigns.cardOf(id)
    if (card !== null) await update(deps, id, card)
  }
}

const update = async (
  deps: ReminderDeps,
  id: string,
  { reference, activityId, language }: ProgressCard,
): Promise<void> => {
  const campaign = await deps.campaigns.find(id)
  if (campaign === null) return
  const panel = progressPanel({ language, campaign, recipients: await deps.campaigns.recipients(id) })
  const sent = await deps.channel.update(reference, activityId, panel)
  if ('kind' in sent) deps.log.warn({ campaignId: id, status: sent.status, code: sent.code }, 'progress.not_shown')
}
