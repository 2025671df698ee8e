/**
 * One turn: who is it, what is stored, what follows, store it, then say it. Nothing is said before it is stored, and
 * nothing here depends on which process did the turn before (architecture.md «A turn»).
 */

import { asksWhatIsPassedOn } from '../norwegian/hear.ts'
import { plainView, sendPlain } from './conversation/outside.ts'
import { sendGroups } from './conversation/say.ts'
import { takeTurn } from './conversation/take.ts'
import { identify } from './conversation/who.ts'
import type { Membership } from './ports/people.ts'
import { type Envelope, StoreAway } from './ports/progress.ts'
import { type Deps, nothing, type TurnResult, turnIdOf } from './service.ts'
import { othersTurn } from './together/others.ts'
import { assistedOver, assistedTurn } from './together/paper-forms.ts'
import { delegationTurn } from './together/passed-on.ts'
import { inOrder } from './waiting-line.ts'
import type { Service } from './waves.ts'

/** Handles one activity. Never throws for what a caller sends or for a store that is away. */
export const turn = (service: Service, envelope: Envelope): Promise<TurnResult> =>
  inOrder(service.current().seen.turns, envelope.person.personId, () => turnNow(service, envelope))

/** What answers a turn in place of the questionnaire; `answer` gives null where the turn is about something else after all. */
type Beside = {
  isFor(deps: Deps, envelope: Envelope, membership: Membership): boolean
  answer(deps: Deps, envelope: Envelope, membership: Membership): Promise<TurnResult | null>
}

/** In this order; the first that answers does. */
const BESIDE: readonly Beside[] = [
  { isFor: (_, __, { mode }) => mode === 'assisted', answer: assistedTurn },
  {
    // A colleague with sections only has nothing to take back.
    isFor: (_, { input }, { sections }) =>
      sections === undefined &&
      (input.type === 'card' ? input.card.do === 'take_back' : input.type === 'text' && asksWhatIsPassedOn(input.text)),
    answer: delegationTurn,
  },
  // Whoever enters a returned form for a unit has no answers of their own to compare.
  {
    isFor: (deps, _, { mode }) =>
      deps.others !== undefined && mode !== 'assisted' && deps.now() >= deps.survey.closesAt,
    answer: othersTurn,
  },
]

const turnNow = async (service: Service, envelope: Envelope): Promise<TurnResult> => {
  try {
    const who = await identify(service, envelope)
    if (who.type === 'answer') return who.result
    const { deps, membership } = who
    for (const { isFor, answer } of BESIDE) {
      const given = isFor(deps, envelope, membership) ? await answer(deps, envelope, membership) : null
      if (given !== null) return given
    }
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
  if (envelope.via === 'invoke') return { pressed: null, text: view, after: nothing }
  return { pressed: null, text: null, after: () => sendPlain(deps, envelope, 'turn.not_stored') }
}
