import { sessionIdOf } from '../register/session-id.ts'
import { type ProgressStore, StoreAway } from './ports.ts'
import type { RespondentBook } from './register-ports.ts'

type Progress = Pick<ProgressStore, 'dropLink' | 'readTurn' | 'commit'>
export type EraseRequest = { wave: string; respondentId: string; at: Date; actor: string }

/**
 * Removes a respondent, and the person with the last tie, from register and progress; the unit's answers and submissions
 * stay. The link's copy goes too, so that the right ends now. False: no such respondent. Throws `StoreAway`; then do it again.
 */
export async function eraseRespondent(
  { book, progress }: { book: RespondentBook; progress: Progress },
  { wave, respondentId, at, actor }: EraseRequest,
): Promise<boolean> {
  const record = await book.personRecord(respondentId)
  if (record === null) return false
  const { unitId, part, personId } = record.respondent
  // The seat before the row: if Redis is away now, the row is still there to try again from.
  if (personId !== null)
    await removeSeat(progress, { sessionId: sessionIdOf(wave, unitId, part), personId, now: at.getTime() })
  const erased = await book.erase(respondentId, { at, actor })
  if (erased?.personId != null) await progress.dropLink(erased.personId)
  return erased !== null
}

/** A turn of the same person can come between reading and writing; more than a few in a row do not. */
const tries = 5

async function removeSeat(
  progress: Progress,
  where: { sessionId: string; personId: string; now: number },
): Promise<void> {
  for (let n = 0; n < tries; n++) {
    const { session, seat } = await progress.readTurn(where.sessionId, where.personId)
    if (seat === null) return
    const expected = { expectSessionRev: session?.rev ?? null, expectSeatRev: seat.rev }
    const activityId = `erase-${where.now}-${n}`
    const result = await progress.commit({ ...where, ...expected, activityId, seat: null, group: null })
    if (result.type === 'committed') return
  }
  throw new StoreAway('the person is writing just now')
}
