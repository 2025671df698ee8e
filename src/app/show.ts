/** A reply as it looks now: from the state that was stored, in the seat's language. */
import type { Reply, Seat, Session, World } from '../engine/types.ts'
import { render } from '../wording/render.ts'
import type { View } from '../wording/view.ts'
import type { Deps } from './deps.ts'

type Shown = Pick<World, 'questionnaire' | 'unit' | 'now' | 'people' | 'previous' | 'sections'>

/** Renders one reply. Pure but for the survey it reads. */
export const viewOf = (deps: Deps, world: Shown, state: { session: Session; seat: Seat }, reply: Reply): View =>
  render(reply, {
    questionnaire: world.questionnaire,
    unit: world.unit,
    now: world.now,
    wave: deps.survey.wave,
    opensAt: deps.survey.opensAt,
    closesAt: deps.survey.closesAt,
    session: state.session,
    seat: state.seat,
    ...(world.people === undefined ? {} : { people: world.people }),
    ...(world.previous === undefined ? {} : { previous: world.previous }),
    ...(world.sections === undefined ? {} : { sections: world.sections }),
  })

/** The same for one state, each reply rendered once however often it is shown: in the answer and in the chat. */
export const viewsOf = (
  deps: Deps,
  world: Shown,
  state: { session: Session; seat: Seat },
): ((reply: Reply) => View) => {
  const made = new Map<Reply, View>()
  return (reply) => {
    const view = made.get(reply) ?? viewOf(deps, world, state, reply)
    made.set(reply, view)
    return view
  }
}
