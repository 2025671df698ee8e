/** What a group in the outbox has to show: known from its turn, or read again after a crash. */
import type { Placed } from '../engine/types.ts'
import type { View } from '../wording/view.ts'
import { isTakenOver } from './assisted/assisted-turn.ts'
import { type Deps, questionnaireOf } from './deps.ts'
import { knownPeople, limitOf } from './known-people.ts'
import { seatIn, sessionIn } from './load-state.ts'
import type { Membership } from './people.ts'
import type { OutboxGroup } from './ports.ts'
import { viewOf } from './show.ts'

/** What the turn that stored the group knows already. `openId`: the card open before it. `storedAt`: ms of the steady clock. */
export type Known = { views: View[]; openId: string | null; typedHash?: string; storedAt: number }

/** How a group's replies look, and which card was open before it. */
export type GroupState = { openId: string | undefined; view(placed: Placed, index: number): View | null }

/** From the turn that has just stored the group. */
export const stateKnown = ({ views, openId }: Known): GroupState => ({
  openId: openId ?? undefined,
  view: (_, i) => views[i] ?? null,
})

/** Reads what the group is about. `openId`: the newest tracked card before this group. */
export const stateOf = async (deps: Deps, group: OutboxGroup): Promise<GroupState> => {
  const stored = await deps.progress.readTurn(group.sessionId, group.personId)
  const openId = (group.openId === undefined ? stored.cardId : group.openId) ?? undefined
  const session = sessionIn(stored.session)
  const seat = seatIn(stored.seat)
  if (session === null || seat === null || session === 'broken' || seat === 'broken')
    return { openId, view: () => null }
  const unit = deps.survey.units.get(session.unitId)
  const questionnaire = questionnaireOf(deps.survey, session.part, session.version)
  if (unit === undefined || questionnaire === null) return { openId, view: () => null }
  // Whoever has lost the right meanwhile is shown nothing more.
  const membership = await membershipOf(deps, group)
  if (membership === undefined || isTakenOver(membership, session, group.personId)) return { openId, view: () => null }
  const state = { session, seat }
  const world = {
    questionnaire,
    unit,
    now: deps.now(),
    ...(await knownPeople(deps, session, group.personId)),
    ...limitOf(membership),
  }
  return { openId, view: (placed) => viewOf(deps, world, state, placed.reply) }
}

const membershipOf = async (deps: Deps, { personId, sessionId }: OutboxGroup): Promise<Membership | undefined> => {
  const copy = await deps.progress.readLink(personId)
  const link = copy === null ? await deps.register.linkOf(personId) : copy.link
  return link?.memberships.find((membership) => membership.sessionId === sessionId)
}
