/** Answers that come back on paper: an administrator enters them for a unit that nobody answers for in Teams. */

import { sessionIdOf } from '../../register/ids.ts'
import { isTakenOver } from '../conversation/load.ts'
import { plainly } from '../conversation/outside.ts'
import { readOrNull, sessionIn } from '../conversation/stored-state.ts'
import type { Link, Membership } from '../ports/people.ts'
import type { Envelope } from '../ports/progress.ts'
import { type Deps, silent, type TurnResult } from '../service.ts'

type AssistDeps = Pick<Deps, 'survey' | 'progress' | 'register' | 'now' | 'newId'>
type Place = { unitId: string; part: string }

/**
 * Makes the unit's part the one the administrator talks about. `taken`: somebody of the unit is linked to it or has
 * answered; their answers are not for others to see. Throws `StoreAway`.
 */
export const beginAssisted = async (
  { survey, progress, register, now, newId }: AssistDeps,
  { personId }: Link,
  { unitId, part }: Place,
): Promise<'begun' | 'taken'> => {
  const sessionId = sessionIdOf(survey.wave.id, unitId, part)
  const session = sessionIn(await progress.readSession(sessionId))
  const hasOthers = session.type === 'read' && session.value.people.some((person) => person !== personId)
  if (session.type === 'broken' || hasOthers) return 'taken'
  const name = survey.wave.contact.name
  // Where Redis has nothing, what SQL has would come back as the session, and nobody can tell whose it was.
  const unsent = session.type === 'none' ? { unsent: true as const } : {}
  const link = await register.assist({ id: newId(), unitId, part, personId, name, at: new Date(now()), ...unsent })
  if (link === 'taken') return 'taken'
  await progress.writeLink(survey.wave.id, link, now())
  await progress.writeCurrent(survey.wave.id, link, sessionId)
  return 'begun'
}

/** Gives it back; what was entered stays. Returns how many parts it was. Throws `StoreAway`. */
export const endAssisted = async (
  { survey, progress, register, now }: AssistDeps,
  { personId }: Link,
): Promise<number> => {
  const ended = await register.endAssisted(personId, new Date(now()))
  await progress.dropLink(survey.wave.id, personId)
  return ended
}

// A returned form is entered until somebody of the unit answers: from then on the answers are not the administrator's to see.

/** Of whoever enters a form here. Null: all answers are their own. Throws `StoreAway`. */
export const assistedTurn = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
): Promise<TurnResult | null> => {
  const session = readOrNull(sessionIn(await deps.progress.readSession(membership.sessionId)))
  const isOver = session !== null && isTakenOver(membership, session, envelope.person.personId)
  return isOver ? await assistedOver(deps, envelope, membership) : null
}

/** Ends it, and says so. Throws `StoreAway`. */
export const assistedOver = async (
  deps: Deps,
  envelope: Envelope,
  { respondentId }: Membership,
): Promise<TurnResult> => {
  const { personId } = envelope.person
  await deps.register.endAssisted(personId, new Date(deps.now()), respondentId)
  await deps.progress.dropLink(deps.survey.wave.id, personId)
  const { type } = envelope.input
  return type === 'text' || type === 'card' || type === 'joined'
    ? plainly(deps, envelope, 'link.assisted_over')
    : silent
}
