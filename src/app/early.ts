/**
 * Whether a text was typed before its writer can have seen the question that is open now: two quick messages, a card that
 * did not come through, an answer thought lost. Such a text is no answer to that question.
 */
import { type Deps, remember, seatKey } from './deps.ts'
import type { Envelope, OutboxGroup, StoredTurn } from './ports.ts'

/** Another process needs about this long to send a card and say so. */
const SENDING_MS = 1_000
const LOOK_EVERY_MS = 50

/** A card that asks for something begins to be sent; `undo` when it did not come through. */
export const asking = ({ seen }: Pick<Deps, 'seen'>, group: OutboxGroup, at: number): { undo(): void } => {
  remember(seen.asked, seatKey(group), { group: group.id, at })
  return { undo: () => void seen.asked.delete(seatKey(group)) }
}

/** Reads again while another turn's card is on its way; then says what is stored, and whether the text came before the card. */
export const readAsked = async (
  deps: Deps,
  envelope: Envelope,
  sessionId: string,
  first: StoredTurn,
): Promise<{ stored: StoredTurn; early: boolean }> => {
  const { personId } = envelope.person
  const ours = () => deps.seen.asked.get(seatKey({ sessionId, personId }))
  let stored = first
  for (let waited = 0; waited < SENDING_MS && isOnItsWay(stored, ours()); waited += LOOK_EVERY_MS) {
    await deps.pause(LOOK_EVERY_MS)
    stored = await deps.progress.readTurn(sessionId, personId)
  }
  const { pending, at } = stored.asked
  const begun = pending === null ? at : ours()?.group === pending ? (ours()?.at ?? null) : null
  if (pending === null && begun === null) return { stored, early: false }
  return { stored, early: begun === null || envelope.receivedAt < begun }
}

const isOnItsWay = ({ asked }: StoredTurn, ours: { group: string } | undefined): boolean =>
  asked.pending !== null && ours?.group !== asked.pending
