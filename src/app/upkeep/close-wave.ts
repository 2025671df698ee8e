/** What happens to answers nobody submitted when the survey closes: `partials` of the wave decides (wave.yaml). */

import type { Entry, Session } from '../../engine/session.ts'
import { sessionText } from '../../engine/stored.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { languageOfUnit } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { buildSubmission } from '../../results/submission.ts'
import { languageOfSeat, readOrNull, sessionIn } from '../conversation/stored-state.ts'
import type { Versioned } from '../ports/progress.ts'
import { type Deps, questionnaireOf } from '../service.ts'
import { submissionKey, waitingText } from '../submissions/waiting.ts'
import { eachOf } from './each.ts'

type CloseDeps = Pick<Deps, 'survey' | 'progress' | 'now' | 'newId' | 'log'>

/** The place of the service itself where a person would stand; no seat is ever stored under it. */
const SERVICE = 'service'

/**
 * Goes through every unit and part once after closing, and through `more` session ids, of units that the wave no longer
 * has. Doing it again, or by two processes, changes nothing more.
 * Returns how many sessions were closed. A session that cannot be closed, such as one of a newer release, holds up no
 * other: its fault is thrown when the rest is done. Throws `StoreAway`.
 */
export const closeWave = async (deps: CloseDeps, more: Iterable<string> = []): Promise<number> => {
  const { wave, units, closesAt } = deps.survey
  if (deps.now() < closesAt) return 0
  const parts = Object.keys(wave.parts)
  const own = [...units.keys()].flatMap((unitId) => parts.map((part) => sessionIdOf(wave.id, unitId, part)))
  let closed = 0
  const left = await eachOf(deps, new Set([...own, ...more]), 'close.left', async (sessionId) => {
    if (await closeSession(deps, sessionId)) closed += 1
  })
  if (left.length > 0) throw left[0]
  return closed
}

const closeSession = async (deps: CloseDeps, sessionId: string): Promise<boolean> => {
  const stored = await deps.progress.readSession(sessionId)
  const session = readOrNull(sessionIn(stored))
  if (stored === null || session === null) return false
  if (session.state !== 'started' && session.state !== 'reopened') return false
  const result = await deps.progress.commit({
    ...{ sessionId, personId: SERVICE, activityId: '', now: deps.now(), group: null },
    ...{ expectSessionRev: stored.rev, expectSeatRev: null },
    ...(await ended(deps, session, stored)),
  })
  return result.type === 'committed'
}

const ended = async (deps: CloseDeps, session: Session, stored: Versioned) => {
  // What was submitted before reopening is complete and stands; changes after it were not submitted.
  if (session.state === 'reopened') return { session: versioned({ ...session, state: 'submitted' }, stored) }
  const partial: Session = { ...session, state: 'closed_partial' }
  const questionnaire = questionnaireOf(deps.survey, session.part, session.version)
  const unit = deps.survey.units.get(session.unitId)
  if (deps.survey.wave.partials === 'keep' || questionnaire === null || unit === undefined)
    return { session: versioned(partial, stored) }
  const submission = { id: deps.newId(), revision: 1, at: deps.now(), by: -1 }
  const document = buildSubmission({
    questionnaire,
    unit,
    session: { ...partial, submission },
    language: (await languageAnsweredIn(deps, session)) ?? languageOfUnit(unit),
    completeness: 'partial',
  })
  return {
    session: versioned({ ...partial, submission }, stored),
    document: { key: submissionKey(submission.id, submission.revision), json: waitingText({ by: SERVICE, document }) },
  }
}

/** That of whoever answered last; null where nobody's seat can be read. */
const languageAnsweredIn = async ({ progress }: CloseDeps, session: Session): Promise<Language | null> => {
  const newest = Object.values(session.entries).reduce<Entry | undefined>(
    (a, b) => (a && a.at > b.at ? a : b),
    undefined,
  )
  const personId = newest === undefined ? undefined : session.people[newest.by]
  if (!personId) return null
  return languageOfSeat((await progress.readTurn(session.id, personId)).seat)
}

const versioned = (session: Session, stored: Versioned): Versioned => ({
  rev: stored.rev + 1,
  json: sessionText({ ...session, rev: stored.rev + 1 }),
})
