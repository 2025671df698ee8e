/** Campaigns as others read them, in the admin API and from the command line (contracts.md): instants in ISO 8601, UTC. */

import type { Campaign, Recipient } from '../ports/campaigns.ts'
import type { Preview } from './order.ts'

/** Instants of the use cases, ms or dates, as they are written. */
export const iso = (at: number | Date): string => new Date(at).toISOString()
export const maybeIso = (at: number | Date | null): string | null => (at === null ? null : iso(at))

export const previewJson = ({ firstLeavesAt, lastLeavesAt, ...preview }: Preview) => ({
  ...preview,
  firstLeavesAt: maybeIso(firstLeavesAt),
  lastLeavesAt: maybeIso(lastLeavesAt),
})

export const campaignJson = (campaign: Campaign) => ({
  ...campaign,
  createdAt: iso(campaign.createdAt),
  sendAt: iso(campaign.sendAt),
  startedAt: maybeIso(campaign.startedAt),
  endedAt: maybeIso(campaign.endedAt),
})

export const recipientJson = (recipient: Recipient) => ({
  ...recipient,
  dueAt: iso(recipient.dueAt),
  settledAt: maybeIso(recipient.settledAt),
})
