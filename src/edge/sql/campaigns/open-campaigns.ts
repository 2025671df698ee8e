import type { CampaignBook } from '../../../app/campaign-ports.ts'
import type { Sql } from '../tables.ts'
import { claim, expireClaims, settle, situation } from './claim.ts'
import { createCampaign, ordered } from './create-campaign.ts'
import { endCampaign, finishDone } from './end-campaign.ts'
import { factsOf } from './facts.ts'
import { cardOf, cardsToUpdate, keepCard } from './progress-cards.ts'
import { readCampaigns, readRecipients } from './read-campaigns.ts'
import { markEnqueued, startDue, toEnqueue } from './schedule.ts'
import { submittedParts } from './submitted-parts.ts'
import { withCampaigns } from './tables.ts'
import * as wishes from './wishes.ts'

/** The campaigns of one wave in SQL. Every method throws `StoreAway` when SQL cannot be reached. */
export function openCampaigns(plain: Sql, { wave }: { wave: string }): CampaignBook {
  const sql = withCampaigns(plain)
  return {
    respondents: () => factsOf(sql, wave),
    create: (campaign, recipients) => createCampaign(plain, wave, campaign, recipients),
    ordered: (dedupeKey) => ordered(sql, dedupeKey),
    find: async (id) => (isUuid(id) ? ((await readCampaigns(sql, wave, { ids: [id] }))[0] ?? null) : null),
    list: (limit) => readCampaigns(sql, wave, { limit }),
    recipients: (id) => readRecipients(sql, id),
    cancel: async (id, by) => {
      if (!isUuid(id)) return null
      return (await endCampaign(plain, { wave, id, to: 'cancelled', code: null, by }))?.count ?? null
    },
    stop: async (id, code, at) => {
      const by = { at, actor: 'service' }
      return (await endCampaign(plain, { wave, id, to: 'stopped', code, by }))?.ended ?? false
    },
    startDue: (now) => startDue(plain, wave, now),
    toEnqueue: (limit, lostBefore, now) => toEnqueue(sql, wave, { limit, lostBefore, now }),
    markEnqueued: (recipients, at) => markEnqueued(sql, recipients, at),
    situation: (key) => situation(sql, wave, key),
    claim: (key, decide) => claim(plain, wave, key, decide),
    settle: (key, settlement, at) => settle(sql, key, settlement, at),
    expireClaims: (before, at) => expireClaims(sql, wave, before, at),
    finishDone: (now) => finishDone(plain, wave, now),
    keepCard: (id, card) => keepCard(sql, id, card),
    cardsToUpdate: (before, at) => cardsToUpdate(sql, wave, before, at),
    cardOf: (id) => cardOf(sql, id),
    standing: () => wishes.standing(sql, wave),
    setStanding: (wish, by) => wishes.setStanding(plain, wave, wish, by),
    snooze: (personId, until) => wishes.snooze(plain, personId, until),
    dueSnoozes: (now) => wishes.dueSnoozes(plain, now),
    endSnooze: (personId, until) => wishes.endSnooze(plain, personId, until),
    submitted: () => submittedParts(sql, wave),
  }
}

/** SQL would take anything else for a fault of ours. */
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
