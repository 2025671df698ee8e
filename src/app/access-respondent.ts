import { readSession } from '../engine/stored.ts'
import { sessionIdOf } from '../register/session-id.ts'
import type { ProgressStore } from './ports.ts'
import type { PersonRecord, RespondentBook } from './register-ports.ts'

/** What is stored on a person: the register's part, and the answers in progress that the person gave. */
export type PersonAccess = PersonRecord & {
  progress: { sessionId: string; hasSeat: boolean; answers: Record<string, unknown> }
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
  const answers = session === null ? {} : answersBy(personId, session.json)
  return { ...record, progress: { sessionId, hasSeat: seat !== null, answers } }
}

function answersBy(personId: string, json: string): Record<string, unknown> {
  const stored: unknown = JSON.parse(json)
  const read = readSession(stored)
  // Nobody can say whose answers a broken session holds; it is set apart when a person next writes.
  if ('broken' in read) return {}
  const { people, entries } = read.session
  const own = Object.entries(entries).filter(([, entry]) => people[entry.by] === personId)
  return Object.fromEntries(
    own.map(([question, { answer, missing, at }]) => [question, { answer, missing, at: new Date(at) }]),
  )
}
