/**
 * Whether a text was typed before its writer can have seen the question that is open now: two quick messages, a card that
 * did not come through, an answer thought lost. Such a text is no answer to that question. What came first is told by the
 * groups that were stored and by the steady clock of one process; the machine's clock may be set at any moment, and another
 * machine's shows another time.
 */

import { remember } from '../../memory.ts'
import type { Envelope, OutboxGroup, StoredTurn } from '../ports/progress.ts'
import { type Deps, seatKey } from '../service.ts'
import { steadyNow } from '../steady.ts'

/** Another process needs about this long to send a card and say so. */
const SENDING_MS = 1_000
const LOOK_EVERY_MS = 50

type SeatId = { sessionId: string; personId: string }

/** This process has just stored a group that asks for something. */
export const toBeAsked = ({ seen }: Pick<Deps, 'seen'>, group: OutboxGroup): void =>
  remember(seen.asked, seatKey(group), { group: group.id, storedAt: steadyNow(), begunAt: null })

/** A card that asks for something begins to be sent; `undo` when it did not come through. `tookMs`: since then. */
export const asking = ({ seen }: Pick<Deps, 'seen'>, group: OutboxGroup): { undo(): void; tookMs(): number } => {
  const key = seatKey(group)
  const begunAt = steadyNow()
  const before = seen.asked.get(key)
  const storedAt = before?.group === group.id ? before.storedAt : begunAt
  remember(seen.asked, key, { group: group.id, storedAt, begunAt })
  return {
    undo: () => remember(seen.asked, key, { group: group.id, storedAt, begunAt: null }),
    tookMs: () => steadyNow() - begunAt,
  }
}

/** What was asked when the turn first looked. */
export type Look = StoredTurn['asked']

/**
 * Reads again while another turn's card is on its way; then says what is stored, and whether the text came before the card.
 * `look`: what the turn saw first, where it was decided before and came into conflict.
 */
export const readAsked = async (
  deps: Deps,
  envelope: Envelope,
  { sessionId, first, look }: { sessionId: string; first: StoredTurn; look: Look },
): Promise<{ stored: StoredTurn; early: boolean }> => {
  const place = { sessionId, personId: envelope.person.personId }
  let stored = first
  for (let waited = 0; waited < SENDING_MS && isOnItsWay(deps, stored, place); waited += LOOK_EVERY_MS) {
    await deps.pause(LOOK_EVERY_MS)
    stored = await deps.progress.readTurn(sessionId, place.personId)
  }
  return { stored, early: isEarly(deps, envelope, { asked: stored.asked, look, place }) }
}

type Looked = { asked: Look; look: Look; place: SeatId }

const isEarly = ({ seen }: Deps, { receivedAt }: Envelope, { asked, look, place }: Looked): boolean => {
  const newest = asked.pending ?? asked.group
  if (newest === null) return false
  const ours = seen.asked.get(seatKey(place))
  if (ours?.group === newest) {
    if (ours.begunAt !== null) return receivedAt < ours.begunAt
    if (receivedAt < ours.storedAt) return true
  }
  if (asked.pending !== null) return true
  if (look.pending === null) return look.group !== newest
  // Another process said it while we looked: it began so long before we saw that it was done.
  const sinceMs = steadyNow() - receivedAt
  return look.pending !== newest || sinceMs - LOOK_EVERY_MS <= (asked.tookMs ?? 0)
}

const isOnItsWay = ({ seen }: Deps, { asked }: StoredTurn, place: SeatId): boolean => {
  const ours = seen.asked.get(seatKey(place))
  return asked.pending !== null && (ours?.group !== asked.pending || ours.begunAt === null)
}
