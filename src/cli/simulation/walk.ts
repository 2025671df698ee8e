/** One respondent through a questionnaire, button by button on the engine itself, until it is sent in or goes no further. */

import type { State } from '../../engine/draft.ts'
import { counted, firingCheck, route, type Stop, withAnswer } from '../../engine/route.ts'
import { newSeat, newSession, type World } from '../../engine/session.ts'
import { step } from '../../engine/step.ts'
import { isAsked } from '../../questionnaire/shape.ts'
import { pressFor } from '../demo/press.ts'
import type { Drawn } from '../demo/random.ts'

/** `stops`: the route at the end. `firing`: the checks that spoke, as `question.check`. `deadEnd`: where it went no further; null: it was sent in. */
export type Walk = {
  stops: readonly Stop[]
  seen: ReadonlySet<string>
  firing: ReadonlySet<string>
  deadEnd: string | null
}

/** Presses of one walk: a question may be refused a few times, and the review sends back to it. */
const MOST_TURNS = 1000

/** `choose`: what is given at a stop, which was refused so many times before; undefined: nothing is left to give. */
export const walk = (world: World, choose: (stop: Stop, refused: number) => Drawn | undefined): Walk => {
  const { questionnaire, unit } = world
  const { wave, part, version } = questionnaire
  let state: State = {
    session: newSession({ id: 'simulated', wave, unitId: unit.id, part, version }),
    seat: newSeat({ sessionId: 'simulated', personId: 'simulated', language: 'nb' }),
  }
  const seen = new Set<string>()
  const firing = new Set<string>()
  const tries = new Map<string, number>()
  const stopsNow = () => route(questionnaire, unit, state.session.entries)
  const end = (deadEnd: string | null): Walk => ({ stops: stopsNow(), seen, firing, deadEnd })
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { position, pending } = state.seat
    const at = position.at === 'question' ? position.question : null
    if (at !== null) seen.add(at)
    let isOut = false
    const card = pressFor(world, state, (stop) => {
      const refused = tries.get(stop.question.id) ?? 0
      tries.set(stop.question.id, refused + 1)
      const given = choose(stop, refused)
      if (given === undefined) isOut = true
      else note(firing, { stop, given, stops: stopsNow(), world })
      return given
    })
    if (isOut) return end(at)
    const outcome = step({ ...world, now: world.now + turn * 1000 }, state, { type: 'card', card, trigger: 'manual' })
    const isStill =
      outcome.session === state.session && outcome.seat.position.at === position.at && pending === outcome.seat.pending
    state = { session: outcome.session, seat: outcome.seat }
    if (outcome.submitted !== undefined) return end(null)
    if (isStill && at === null) return end('review')
  }
  return end(state.seat.position.at === 'question' ? state.seat.position.question : 'review')
}

/** The check that speaks to what is given, if one does. */
const note = (
  firing: Set<string>,
  { stop, given, stops, world }: { stop: Stop; given: Drawn; stops: readonly Stop[]; world: World },
): void => {
  if (!('answer' in given) || !isAsked(stop.question)) return
  const { question } = stop
  const entries = withAnswer(counted(stops), question.id, given.answer)
  const check = firingCheck(question, entries, world.unit)
  if (check !== undefined) firing.add(`${question.id}.${check.id}`)
}
