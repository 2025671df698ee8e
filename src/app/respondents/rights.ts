import { forgotten } from '../../engine/sending-in.ts'
import { sessionText } from '../../engine/stored.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { readOrNull, seatIn, sessionIn } from '../conversation/stored-state.ts'
import { type ProgressStore, StoreAway, type Versioned } from '../ports/progress.ts'
import type { PersonRecord, RespondentBook } from '../ports/register.ts'
import { ANSWER_WITHIN_MS } from '../waiting-line.ts'

/** What is stored on a person: the register's part, and the answers in progress that the person gave. */
type PersonAccess = PersonRecord & {
  progress: {
    sessionId: string
    hasSeat: boolean
    answers: Record<string, unknown>
    /** An answer that the person told before its question was asked. */
    ahead?: { question: string; answer: unknown }
  }
}

/**
 * Everything stored on the person behind a respondent, for the person's right of access. Submissions name no person and are
 * the unit's. Null: no such respondent. Throws `StoreAway`.
 */
export async function accessRespondent(
  { book, progress }: { book: RespondentBook; progress: Pick<ProgressStore, 'readTurn' | 'readSession'> },
  { wave, respondentId }: { wave: string; respondentId: string },
): Promise<PersonAccess | null> {
  const record = await book.personRecord(respondentId)
  if (record === null) return null
  const { unitId, part, personId: linked, formerPersonId } = record.respondent
  const personId = linked ?? formerPersonId
  const sessionId = sessionIdOf(wave, unitId, part)
  if (personId === null) return { ...record, progress: { sessionId, hasSeat: false, answers: {} } }
  const { session, seat } = await progress.readTurn(sessionId, personId)
  const answers = answersBy(personId, session)
  const ahead = readOrNull(seatIn(seat))?.ahead
  return { ...record, progress: { sessionId, hasSeat: seat !== null, answers, ...(ahead ? { ahead } : {}) } }
}

function answersBy(personId: string, stored: Versioned | null): Record<string, unknown> {
  const session = readOrNull(sessionIn(stored))
  // Nobody can say whose answers a broken session holds; it is set apart when a person next writes.
  if (session === null) return {}
  const { people, entries } = session
  const own = Object.entries(entries).filter(([, entry]) => people[entry.by] === personId)
  return Object.fromEntries(
    own.map(([question, { answer, missing, at }]) => [question, { answer, missing, at: new Date(at) }]),
  )
}

type Progress = Pick<ProgressStore, 'dropLink' | 'readTurn' | 'commit' | 'forgetSeat'>
/** `pause` resolves after so many ms. */
type EraseDeps = { book: RespondentBook; progress: Progress; pause(ms: number): Promise<void> }
type EraseRequest = { wave: string; respondentId: string; at: Date; actor: string }

/**
 * Removes a respondent, and the person with the last tie, from register and progress; the unit's answers and submissions
 * stay, and nothing in them says whose they were. The link's copy goes too, so that the right ends now, and what a
 * turn of theirs stored that had begun before. False: no such respondent. Throws `StoreAway`; then do it again.
 */
export async function eraseRespondent(
  { book, progress, pause }: EraseDeps,
  { wave, respondentId, at, actor }: EraseRequest,
): Promise<boolean> {
  const record = await book.personRecord(respondentId)
  if (record === null) return false
  const { unitId, part, personId: linked, formerPersonId } = record.respondent
  const personId = linked ?? formerPersonId
  // The seat before the row: if Redis is away now, the row is still there to try again from.
  const sessionId = sessionIdOf(wave, unitId, part)
  if (personId !== null) await removeSeat(progress, { sessionId, personId, now: at.getTime() })
  const erased = await book.erase(respondentId, { at, actor })
  if (erased?.personId == null) return erased !== null
  await progress.dropLink(wave, erased.personId)
  // Until then their turns found the right, and one may be about to store.
  await pause(ANSWER_WITHIN_MS)
  await removeSeat(progress, { sessionId, personId: erased.personId, now: at.getTime() })
  return true
}

/** A turn of the same person can come between reading and writing; more than a few in a row do not. */
const tries = 5

type Where = { sessionId: string; personId: string; now: number }

async function removeSeat(progress: Progress, where: Where): Promise<void> {
  for (let n = 0; n < tries; n++) {
    const { session, seat } = await progress.readTurn(where.sessionId, where.personId)
    const without = withoutPerson(session, where.personId)
    const isGone = seat === null && without === null
    const expected = { expectSessionRev: session?.rev ?? null, expectSeatRev: seat?.rev ?? null }
    const change = { ...where, ...expected, ...(without === null ? {} : { session: without }), seat: null, group: null }
    if (!isGone) {
      const result = await progress.commit({ ...change, activityId: `erase-${where.now}-${n}` })
      if (result.type !== 'committed') continue
    }
    return await progress.forgetSeat(where.sessionId, where.personId)
  }
  throw new StoreAway('the person is writing just now')
}

/** The session with nobody in the person's place; null when the person is not in it, or it does not parse. */
function withoutPerson(stored: Versioned | null, personId: string): Versioned | null {
  const session = readOrNull(sessionIn(stored))
  if (stored === null || session === null || !session.people.includes(personId)) return null
  const rev = stored.rev + 1
  const people = session.people.map((person) => (person === personId ? forgotten : person))
  return { rev, json: sessionText({ ...session, rev, people }) }
}
