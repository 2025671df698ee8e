/** A returned form is entered until somebody of the unit answers: from then on the answers are not the administrator's to see. */

import type { Deps } from '../deps.ts'
import { sessionIn } from '../load-state.ts'
import type { Membership } from '../people.ts'
import { plainly } from '../plain.ts'
import type { Envelope } from '../ports.ts'
import { silent, type TurnResult } from '../turn-result.ts'

/** Null: the person enters no form here, or all answers are their own. Throws `StoreAway`. */
export const assistedTurn = async (
  deps: Deps,
  envelope: Envelope,
  { mode, sessionId, respondentId }: Membership,
): Promise<TurnResult | null> => {
  if (mode !== 'assisted') return null
  const { personId } = envelope.person
  const session = sessionIn(await deps.progress.readSession(sessionId))
  if (session === null || session === 'broken' || session.people.every((one) => one === personId)) return null
  await deps.register.endAssisted(personId, new Date(deps.now()), respondentId)
  await deps.progress.dropLink(personId)
  const { type } = envelope.input
  return type === 'text' || type === 'card' || type === 'joined'
    ? plainly(deps, envelope, 'link.assisted_over')
    : silent
}
