/** A returned form is entered until somebody of the unit answers: from then on the answers are not the administrator's to see. */

import type { Session } from '../../engine/types.ts'
import type { Deps } from '../deps.ts'
import { sessionIn } from '../load-state.ts'
import type { Membership } from '../people.ts'
import { plainly } from '../plain.ts'
import type { Envelope } from '../ports.ts'
import { silent, type TurnResult } from '../turn-result.ts'

/** Answers that are not the administrator's own stand in the session they enter. */
export const isTakenOver = ({ mode }: Membership, { people }: Pick<Session, 'people'>, personId: string): boolean =>
  mode === 'assisted' && people.some((one) => one !== personId)

/** Null: the person enters no form here, or all answers are their own. Throws `StoreAway`. */
export const assistedTurn = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
): Promise<TurnResult | null> => {
  if (membership.mode !== 'assisted') return null
  const session = sessionIn(await deps.progress.readSession(membership.sessionId))
  const isOver = session !== null && session !== 'broken' && isTakenOver(membership, session, envelope.person.personId)
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
  await deps.progress.dropLink(personId)
  const { type } = envelope.input
  return type === 'text' || type === 'card' || type === 'joined'
    ? plainly(deps, envelope, 'link.assisted_over')
    : silent
}
