/** Plays a planned respondent through the bot's own engine, button by button, until the part is sent in. */
import { cardValues } from '../../engine/kinds/index.ts'
import { newSeat, newSession } from '../../engine/new.ts'
import { route, stopOf } from '../../engine/route.ts'
import { step } from '../../engine/step.ts'
import type { State } from '../../engine/turns/draft.ts'
import { askedRevision } from '../../engine/turns/standing-here.ts'
import type { CardData, CardVerb, Session, World } from '../../engine/types.ts'
import type { Given } from './given.ts'

export type Played = { session: Session; submission: { id: string; revision: number } }

const verbs: Record<string, CardVerb> = { dont_know: 'dont_know', not_applicable: 'not_applicable', skipped: 'skip' }

/** One press per question, opening, review and two for sending in: more than this and the conversation is stuck. */
const maxTurns = 300

const pressFor = (world: World, state: State, given: Readonly<Record<string, Given>>): CardData => {
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
  const stop = stopOf(route(world.questionnaire, world.unit, session.entries), id)
  const one = given[id]
  const about = { q: id, r: session.entries[id]?.r ?? 0 }
  if (stop?.question.kind === 'info') return press('read', about)
  if (stop === undefined || one === undefined) return press('skip', about)
  if ('missing' in one) return press(verbs[one.missing] ?? 'skip', about)
  return press('answer', { ...about, values: cardValues(stop.question, one.answer) })
}

/**
 * The session as sent in. Throws when the engine does not let the planned answers through, naming the question: that
 * is a fault in the plan.
 */
export const play = (
  world: World,
  sessionId: string,
  language: 'nb' | 'nn',
  given: Readonly<Record<string, Given>>,
): Played => {
  const { questionnaire, unit } = world
  const about = {
    id: sessionId,
    wave: questionnaire.wave,
    unitId: unit.id,
    part: questionnaire.part,
    version: questionnaire.version,
  }
  let state: State = { session: newSession(about), seat: newSeat({ sessionId, personId: 'demo', language }) }
  for (let turn = 0; turn < maxTurns; turn += 1) {
    const card = pressFor(world, state, given)
    // Half a minute a question.
    const outcome = step({ ...world, now: world.now + turn * 30_000 }, state, { type: 'card', card, trigger: 'manual' })
    if (outcome.submitted !== undefined) return { session: outcome.session, submission: outcome.submitted }
    state = { session: outcome.session, seat: outcome.seat }
  }
  throw new Error(
    `the generated answers of ${unit.id} do not get through ${questionnaire.part}: ${JSON.stringify(state.seat.position)}`,
  )
}
