/** The session of a unit and part when Redis holds none that can be read. */
import { newSession } from '../engine/new.ts'
import type { Session } from '../engine/types.ts'
import { submissionDocument } from '../results/submission-schema.ts'
import type { Deps } from './deps.ts'
import type { Membership } from './people.ts'
import { StoreAway } from './ports.ts'
import { restoredSession } from './restored-session.ts'

type Given = { membership: Membership; version: number; instead: null | 'broken' }

/**
 * What was submitted is known to SQL whatever became of Redis: a unit never gets a second first submission. Where there
 * is nothing yet a new session begins, also while SQL is away; in place of a broken one it does not. Throws `StoreAway`.
 */
export const beginSession = async (deps: Deps, { membership, version, instead }: Given): Promise<Session> => {
  const { sessionId, wave, unitId, part } = membership
  const fresh = newSession({ id: sessionId, wave, unitId, part, version })
  try {
    const found = await deps.newestSubmission(unitId, part)
    const document = submissionDocument.safeParse(found)
    return (document.success ? restoredSession(null, document.data, '') : null) ?? fresh
  } catch (error) {
    if (!(error instanceof StoreAway) || instead === 'broken') throw error
    return fresh
  }
}
