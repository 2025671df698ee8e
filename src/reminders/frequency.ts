/** How often a person may be reminded. */
import type { CampaignKind } from './campaign-states.ts'
import { osloDaysBetween } from './oslo.ts'
import type { SkipReason } from './recipient-states.ts'
import type { Rules } from './rules.ts'

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
