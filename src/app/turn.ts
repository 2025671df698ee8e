/**
 * One turn: who is it, what is stored, what follows, store it, then say it. Nothing is said before it is stored, and
 * nothing here depends on which process did the turn before (architecture.md «A turn»).
 */

import { inOrder } from './conversation/in-order.ts'
import { plainView, sendPlain, turnIdOf } from './conversation/plain.ts'
import { sendGroups } from './conversation/say.ts'
import { takeTurn } from './conversation/take.ts'
import { identify } from './conversation/who.ts'
import { type Envelope, StoreAway } from './ports/progress.ts'
import { type Deps, nothing, type TurnResult } from './service.ts'
import { othersTurn } from './together/others.ts'
import { assistedOver, assistedTurn } from './together/paper-forms.ts'
import { delegationTurn } from './together/passed-on.ts'
import type { Service } from './waves.ts'

/** Handles one activity. Never throws for what a caller sends or for a store that is away. */
export const turn = (service: Service, envelope: Envelope): Promise<TurnResult> =>
  inOrder(service.current().seen.turns, envelope.person.personId, () => turnNow(service, envelope))

const turnNow = async (service: Service, envelope: Envelope): Promise<TurnResult> => {
  try {
    const who = await identify(service, envelope)
    if (who.type === 'answer') return who.result
    const { deps } = who
    const ended = await assistedTurn(deps, envelope, who.membership)
    if (ended !== null) return ended
    const shared = await delegationTurn(deps, envelope, who.membership)
    if (shared !== null) return shared
    const others = await othersTurn(deps, envelope, who.membership)
    if (others !== null) return others
    const { result, say } = await takeTurn(deps, envelope, who.membership, who)
    if (result === 'not_stored') return notStored(deps, envelope)
    if (result === 'taken_over') return await assistedOver(deps, envelope, who.membership)
    return { ...result, after: say === null ? nothing : () => sendGroups(deps, say.group, say.known) }
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    const deps = service.current()
    deps.log.warn(
      { turn: turnIdOf(envelope.activityId), personId: envelope.person.personId, code: error.code },
      'turn.not_stored',
    )
    return notStored(deps, envelope)
  }
}

const notStored = (deps: Deps, envelope: Envelope): TurnResult => {
  const view = plainView('turn.not_stored', envelope.locale)
  if (envelope.via === 'invoke') return { outcome: 'not_stored', pressed: null, text: view, after: nothing }
  return { outcome: 'not_stored', pressed: null, text: null, after: () => sendPlain(deps, envelope, 'turn.not_stored') }
}
