/** Whether one respondent is to be reminded. Asked at the start of a campaign and again at the moment of sending. */
import type { SessionState } from '../engine/types.ts'
import type { CampaignKind } from './campaign-states.ts'
import { type Contact, tooOften } from './frequency.ts'
import type { SkipReason } from './recipient-states.ts'
import type { Rules } from './rules.ts'

export type Facts = {
  /** Of the unit and part. */
  state: SessionState
  /** Something of the unit and part was sent in, or delivered when the survey closed. */
  hasSubmission: boolean
  linked: boolean
  /** Why the bot cannot write to the person; null: it can. */
  unreachable: string | null
  optedOut: boolean
  /** When the person asked to be reminded, ms; null: did not, or it is done. */
  snoozedUntil: number | null
  contacts: readonly Contact[]
}

type When = { kind: CampaignKind; now: number; closesAt: number }

/**
 * Null: send. The order is that of what matters most to somebody who reads the list: what is settled for good first, and
 * the wish of the person before what the bot can and cannot do.
 */
export const skipReason = (facts: Facts, when: When, rules: Rules): SkipReason | null => {
  if (facts.state === 'submitted') return 'answered'
  // Closed unfinished and not delivered, it goes on where the deadline was extended.
  if ((facts.state === 'closed_partial' && facts.hasSubmission) || when.now >= when.closesAt) return 'closed'
  if (!facts.linked) return 'not_linked'
  if (facts.optedOut) return 'opted_out'
  if (facts.unreachable !== null) return 'unreachable'
  return tooOften([...facts.contacts, ...wished(facts, when)], when, rules)
}

/** What the person asked for comes first, and counts as if it had come: others keep their distance on both sides of it. */
const wished = ({ snoozedUntil }: Facts, { kind }: When): Contact[] =>
  kind === 'personal' || snoozedUntil === null ? [] : [{ at: snoozedUntil, kind: 'personal' }]
