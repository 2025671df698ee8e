import { sessionIdOf } from '../register/session-id.ts'
import type { ProgressStore } from './ports.ts'
import type { RespondentBook } from './register-ports.ts'

export type EraseRequest = { wave: string; respondentId: string; at: Date; actor: string }

/**
 * Removes a respondent, and the person with the last tie, from register and progress; the unit's record stays. The link's
 * copy goes too, so that the right ends now. Null: no such respondent. Throws `StoreAway`; repeating it is harmless.
 */
export async function eraseRespondent(
  { book, progress }: { book: RespondentBook; progress: Pick<ProgressStore, 'dropLink'> },
  { wave, respondentId, at, actor }: EraseRequest,
): Promise<{ sessionId: string; personId: string | null } | null> {
  const record = await book.personRecord(respondentId)
  // Before and after: a turn between the two would copy the link back.
  const personId = record?.respondent.personId ?? null
  if (personId !== null) await progress.dropLink(personId)
  const erased = await book.erase(respondentId, { at, actor })
  if (erased === null) return null
  if (erased.personId !== null) await progress.dropLink(erased.personId)
  return { sessionId: sessionIdOf(wave, erased.unitId, erased.part), personId: erased.personId }
}
