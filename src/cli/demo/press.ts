/** The next press of somebody who answers by buttons, and whose answers are known beforehand. */

import type { State } from '../../engine/draft.ts'
import { askedRevision, routeOf, type Stop, stopOf } from '../../engine/route.ts'
import type { CardData, CardVerb, World } from '../../engine/session.ts'
import { cardValues } from '../../kinds/index.ts'
import { asks } from '../../questionnaire/shape.ts'
import type { Drawn } from './random.ts'

const verbs: Record<string, CardVerb> = { dont_know: 'dont_know', not_applicable: 'not_applicable', skipped: 'skip' }

/** `given`: what is given at a question; undefined: it is skipped. What is asked to be confirmed is confirmed, and all is sent in at the end. */
export const pressFor = (world: World, state: State, given: (stop: Stop) => Drawn | undefined): CardData => {
  const { session, seat } = state
  const press = (verb: CardVerb, more: Partial<CardData> = {}): CardData => ({
    s: session.id,
    do: verb,
    values: {},
    ...more,
  })
  if (seat.position.at === 'start') return press('start')
  if (seat.position.at !== 'question') {
    return seat.pending?.type === 'submit' ? press('submit_yes', { r: askedRevision(session) }) : press('submit')
  }
  const id = seat.position.question
  const stop = stopOf(routeOf(world.questionnaire, world.unit, session.entries), id)
  const about = { q: id, r: session.entries[id]?.r ?? 0 }
  if (seat.pending?.type === 'confirm') return press('confirm_yes', about)
  if (asks(stop?.question, 'none')) return press('read', about)
  const one = stop === undefined ? undefined : given(stop)
  if (stop === undefined || one === undefined) return press('skip', about)
  if ('missing' in one) return press(verbs[one.missing] ?? 'skip', about)
  return press('answer', { ...about, values: cardValues(stop.question, one.answer) })
}
