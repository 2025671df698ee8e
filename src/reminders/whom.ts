/** Whether one respondent is to be reminded. Asked at the start of a campaign and again at the moment of sending. */
import { MAIL_HELD, MAIL_REFUSED } from '../outcome/out-of-reach.ts'
import type { SessionState } from '../register/states.ts'
import { osloDaysBetween, type Rules } from './calendar.ts'
import type { CampaignKind, Channel, SkipReason } from './states.ts'

/** What decides by which way a person is reached. */
export type Reach = {
  linked: boolean
  /** Why the bot cannot write to the person; null: it can. Of no meaning where nobody is linked. */
  unreachable: string | null
  /** Wants no reminder, whatever way. */
  optedOut: boolean
  /**
   * Whether mail may be written. `held`: to an address that those who answer have not said yes to, a code would open what they
   * answered. Null: there is no mail here, no address, or the person is not the one to be asked.
   */
  mail: 'usable' | 'refused' | 'opted_out' | 'held' | null
}

export type Facts = Reach & {
  /** Of the unit and part. */
  state: SessionState
  /** Something of the unit and part was sent in, or delivered when the survey closed. */
  hasSubmission: boolean
  /** When the person asked to be reminded, ms; null: did not, or it is done. */
  snoozedUntil: number | null
  contacts: readonly Contact[]
}

type When = { kind: CampaignKind; now: number; closesAt: number }

/** By which way a person gets a message, or why by none. */
export type Way = { channel: Channel } | { skip: SkipReason }

/**
 * Teams first, never both: mail is for those who are not linked or whom the bot cannot write to. `decided`: the way that an
 * earlier try took; it is not left again, so that what may have come by one way never comes by the other too.
 */
export const wayTo = ({ linked, unreachable, optedOut, mail }: Reach, decided: Channel | null = null): Way => {
  if (optedOut) return { skip: 'opted_out' }
  if (decided !== 'mail' && linked && unreachable === null) return { channel: 'teams' }
  if (decided !== 'teams' && mail === 'usable') return { channel: 'mail' }
  if (decided !== 'teams' && mail === 'opted_out') return { skip: 'opted_out' }
  return { skip: linked || mail === 'refused' ? 'unreachable' : 'not_linked' }
}

/** Why a person is reached by no way, as administrators read it; null: Teams or mail leads there. Wishes are no hindrance. */
export const outOfReach = ({ linked, unreachable, mail }: Omit<Reach, 'optedOut'>): string | null => {
  if ((linked && unreachable === null) || mail === 'usable' || mail === 'opted_out') return null
  if (mail === 'refused') return MAIL_REFUSED
  if (mail === 'held') return MAIL_HELD
  return linked ? unreachable : 'not_linked'
}

/**
 * By which way, or why not; `decided`: as for `wayTo`. The order is that of what matters most to somebody who reads the list:
 * what is settled for good first, and the wish of the person before what the bot can and cannot do.
 */
export const decideWay = (facts: Facts, when: When, rules: Rules, decided: Channel | null = null): Way => {
  if (facts.state === 'submitted') return { skip: 'answered' }
  // Closed unfinished and not delivered, it goes on where the deadline was extended.
  if ((facts.state === 'closed_partial' && facts.hasSubmission) || when.now >= when.closesAt) return { skip: 'closed' }
  const way = wayTo(facts, decided)
  const often = 'skip' in way ? null : tooOften([...facts.contacts, ...wished(facts, when)], when, rules)
  return often === null ? way : { skip: often }
}

/** What the person asked for comes first, and counts as if it had come: others keep their distance on both sides of it. */
const wished = ({ snoozedUntil }: Facts, { kind }: When): Contact[] =>
  kind === 'personal' || snoozedUntil === null ? [] : [{ at: snoozedUntil, kind: 'personal' }]

// How often a person may be reminded.

/** A message that reached the person, or may have. `at`: ms since 1970 UTC. */
export type Contact = { at: number; kind: CampaignKind }

type Limits = Pick<Rules, 'minDaysBetween' | 'maxPerPerson'>

/**
 * Why a person may not be sent a message of this kind now, or null. Days are calendar days in Norway, so that «4 days» after
 * Monday afternoon is Friday morning. An invitation is no reminder, but nobody is
 * reminded right after it, and whoever has heard from us needs none. A reminder
 * the person asked for comes the day after another one too: the promise counts for more; later ones keep their distance.
 * A contact in the future is one the person asked for, or means that a clock was wrong, and counts as recent.
 */
export const tooOften = (
  contacts: readonly Contact[],
  { kind, now }: { kind: CampaignKind; now: number },
  { minDaysBetween, maxPerPerson }: Limits,
): Extract<SkipReason, 'recently_reminded' | 'reminder_limit'> | null => {
  if (kind === 'invitation') return contacts.length > 0 ? 'recently_reminded' : null
  if (contacts.filter((contact) => contact.kind !== 'invitation').length >= maxPerPerson) return 'reminder_limit'
  const days = kind === 'personal' ? Math.min(1, minDaysBetween) : minDaysBetween
  return contacts.some((contact) => osloDaysBetween(contact.at, now) < days) ? 'recently_reminded' : null
}

// One message per person and campaign, whatever number of units and parts the person answers for.

/**
 * Splits candidates into those to send to and those whose person gets one already. The first of a person in the given
 * order counts; candidates without person are all kept. Neither list changes the order.
 */
export const onePerPerson = <T extends { personId: string | null }>(
  candidates: readonly T[],
): { first: T[]; again: T[] } => {
  const seen = new Set<string>()
  const first: T[] = []
  const again: T[] = []
  for (const candidate of candidates) {
    const { personId } = candidate
    if (personId !== null && seen.has(personId)) again.push(candidate)
    else first.push(candidate)
    if (personId !== null) seen.add(personId)
  }
  return { first, again }
}

// Which text a reminder has: it follows from how far the unit has come with the part.

export type Stage = 'not_started' | 'started' | 'all_answered' | 'reopened'

/** `answered` of `of` questions that apply. Submitted sessions are not reminded and have no stage. */
export const stageOf = ({ state, answered, of }: { state: SessionState; answered: number; of: number }): Stage => {
  if (state === 'reopened') return 'reopened'
  if (answered === 0) return 'not_started'
  return answered >= of ? 'all_answered' : 'started'
}
