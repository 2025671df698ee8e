/**
 * What this process knows to stand in the store without reading it: where it took the last turn itself, and all of that is said.
 * Only a turn that stores may be decided on it, since the script compares the revisions; whatever else comes of it is decided
 * again on what is read.
 */

import type { Outcome } from '../../engine/session.ts'
import { remember } from '../../memory.ts'
import type { CommitResult, GroupDone, OutboxGroup, StoredTurn, TurnChange } from '../ports/progress.ts'
import { type Deps, seatKey } from '../service.ts'

/** A session in memory takes some 10 KB; those of the whole country in one survey are not 1,000. */
const WRITTEN = 1_000
/** Where people's turns come to several processes, knowing wrongly costs more than reading: so long it is read. */
const READ_AFTER_MS = 60_000

type Place = { sessionId: string; personId: string }
type Knowing = Pick<Deps, 'seen' | 'progress'>

/** What stands at the seat; null: that must be read. */
export const rememberedTurn = ({ seen, progress }: Knowing, place: Place): StoredTurn | null => {
  const { session, seat, around } = seen.written.get(seatKey(place)) ?? {}
  if (session === undefined || seat === undefined || around === undefined || around.group !== null) return null
  if (!isSettled(around.stored) || around.connection !== progress.connection()) return null
  if (performance.now() - seen.outdated.at < READ_AFTER_MS) return null
  return {
    session: { rev: session.value.rev, json: session.json },
    seat: { rev: seat.value.rev, json: seat.json },
    ...around.stored,
  }
}

/** The session that the person will mean most likely, to be read together with their link; undefined: none, or it is known. */
export const toReadAhead = (deps: Knowing, personId: string): string | undefined => {
  const sessionId = deps.seen.recent.get(personId)?.sessionId
  return sessionId === undefined || rememberedTurn(deps, { sessionId, personId }) !== null ? undefined : sessionId
}

/** Nothing is being said, so that what stands beside the seat changes with the seat's revision alone. */
const isSettled = ({ asked, typed }: Pick<StoredTurn, 'asked' | 'typed'>): boolean =>
  asked.pending === null && (typed === null || typed.answeredAt !== null)

/** The newest card, for the commit: absent where another group's card may still come through before it. */
export const cardFor = ({ seat, asked, cardId }: StoredTurn): Pick<TurnChange, 'cardId'> =>
  seat === null || asked.pending !== null ? {} : { cardId }

/** Others have written what this process thought it knew. */
export const knewWrongly = ({ seen }: Knowing): void => {
  seen.outdated.at = performance.now()
}

/** After a turn is stored. `stored`: what it was decided on. */
export const keepWritten = (
  { seen, progress, now }: Knowing & Pick<Deps, 'now'>,
  change: TurnChange,
  { stored, outcome, result }: { stored: StoredTurn; outcome: Outcome; result: CommitResult & { type: 'committed' } },
): void => {
  const session = change.session ?? stored.session
  const { seat, group } = change
  const at = now()
  remember(seen.recent, change.personId, { sessionId: change.sessionId, at })
  if (!session || !seat) {
    seen.written.delete(seatKey(change))
    return
  }
  const { cardId, asked } = stored
  const typed =
    change.typedHash === undefined ? stored.typed : { hash: change.typedHash, at: change.now, answeredAt: null }
  const pending = group?.placed.some(({ tracked }) => tracked) ? group.id : null
  const isKnown = stored.seat !== null && asked.pending === null && result.first === group
  const around = {
    stored: { cardId, typed, asked: { ...asked, pending } },
    group: group?.id ?? null,
    connection: progress.connection(),
  }
  const written = {
    session: { json: session.json, value: { ...outcome.session, rev: session.rev } },
    seat: { json: seat.json, value: { ...outcome.seat, rev: seat.rev } },
    at,
    ...(isKnown && (isSettled(stored) || change.typedHash !== undefined) ? { around } : {}),
  }
  remember(seen.written, seatKey(change), written, WRITTEN)
}

/** After a group is taken off the outbox; `next` as `finish` gave it. */
export const isSaid = ({ seen }: Knowing, done: GroupDone, next: OutboxGroup | 'at_rest' | null): void => {
  const key = seatKey(done.group)
  const written = seen.written.get(key)
  if (written?.around === undefined) return
  const { around } = written
  if (next !== 'at_rest' || around.group !== done.group.id) {
    const { around: _, ...rest } = written
    seen.written.set(key, rest)
    return
  }
  const { cardId, typed, asked } = around.stored
  const isAnswered = typed !== null && done.typedHash === typed.hash
  const stored = {
    cardId: done.cardId ?? cardId,
    typed: isAnswered ? { ...typed, answeredAt: done.answeredAt ?? done.now } : typed,
    asked:
      done.asked === undefined ? asked : { pending: null, group: done.group.id, tookMs: Math.round(done.asked.tookMs) },
  }
  seen.written.set(key, { ...written, around: { ...around, stored, group: null } })
}
