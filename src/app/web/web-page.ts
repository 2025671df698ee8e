/** What a person on the web sees: the place where they stand, read from what is stored. Looking changes nothing. */

import type { CardData, Reply, Seat, Session, World } from '../../engine/session.ts'
import { step } from '../../engine/step.ts'
import { pageNow } from '../../engine/where-next.ts'
import type { Language } from '../../questionnaire/schema.ts'
import type { View } from '../../wording/view.ts'
import { isTakenOver, loadState } from '../conversation/load.ts'
import { viewOf } from '../conversation/say.ts'
import { answeredOnWeb, isLately } from '../conversation/who.ts'
import type { Link, Membership } from '../ports/people.ts'
import { type Envelope, type LinkCopy, StoreAway, type StoredTurn } from '../ports/progress.ts'
import type { Deps } from '../service.ts'
import { steadyNow } from '../steady.ts'
import { onPage } from './web-channel.ts'
import type { OnWeb, SignedIn } from './web-ports.ts'

/**
 * A person's place in one part. `memberships`: all that they answer. `waits`: a text is waited for, such as to whom something is
 * passed on. `looked`: what was read for it, where a turn may be decided on that; null: a turn reads by itself.
 */
export type Place = {
  membership: Membership
  memberships: Membership[]
  language: Language
  state: { session: Session; seat: Seat }
  world: World
  cardId: string | null
  waits: boolean
  looked: LinkCopy | null
}

/** Brings a seat back that was moved to Teams where the register never followed. */
export type PageDeps = Deps & { seatBack(sessionId: string, personId: string): Promise<void> }

/** The part that a page is about, by session id, as far as the person has a right to it. */
export const sessionMeant = ({ sessionId }: Pick<OnWeb, 'sessionId'>, { current }: Pick<SignedIn, 'current'>): string =>
  current ?? sessionId

/** The place; null: the person has nothing to answer. `known`: as `readLink` gave it just now; null: it is read. Throws `StoreAway`. */
export const placeOf = async (
  deps: PageDeps,
  who: OnWeb,
  signedIn: SignedIn,
  known: LinkCopy | null = null,
): Promise<Place | null> => {
  const { personId } = who.person
  const copy = known ?? (await deps.progress.readLink(deps.survey.wave.id, personId, sessionMeant(who, signedIn)))
  const isCurrent = copy !== null && copy.link.memberships.length > 0 && isLately(copy.checkedAt, deps.now())
  const link = isCurrent ? copy.link : await linkInSql(deps, personId, copy)
  const memberships = link === null ? [] : answeredOnWeb(deps, link)
  const named = (sessionId: string | undefined) => memberships.find((one) => one.sessionId === sessionId)
  const membership = named(signedIn.current) ?? named(who.sessionId) ?? memberships[0]
  if (membership === undefined) return null
  const { sessionId } = membership
  const envelope = envelopeOf(who, signedIn, { sessionId, activityId: '' })
  const stored = await storedTurn(deps, { sessionId, personId }, copy?.ahead)
  const { state, world } = await loadState(deps, membership, envelope, stored)
  if (isTakenOver(membership, state.session, personId)) return null
  const { pending } = state.seat
  const waits = pending !== null && ['pass_on', 'pass_to', 'not_me', 'delete'].includes(pending.type)
  const looked = isCurrent ? { ...copy, ahead: { sessionId, stored } } : null
  return { membership, memberships, language: state.seat.language, state, world, cardId: stored.cardId, waits, looked }
}

const storedTurn = async (
  deps: PageDeps,
  { sessionId, personId }: { sessionId: string; personId: string },
  ahead: LinkCopy['ahead'],
): Promise<StoredTurn> => {
  const stored = ahead?.sessionId === sessionId ? ahead.stored : await deps.progress.readTurn(sessionId, personId)
  if (stored.seat !== null) return stored
  await deps.seatBack(sessionId, personId)
  return await deps.progress.readTurn(sessionId, personId)
}

const linkInSql = async (deps: Deps, personId: string, copy: LinkCopy | null): Promise<Link | null> => {
  try {
    return await deps.register.linkOf(personId)
  } catch (error) {
    if (copy === null || !(error instanceof StoreAway)) throw error
    return copy.link
  }
}

/** An envelope of the person's, without what they did. */
export const envelopeOf = (
  who: OnWeb,
  { locale }: Pick<SignedIn, 'locale'>,
  { sessionId, activityId }: { sessionId: string; activityId: string },
): Envelope => ({
  activityId,
  person: who.person,
  input: { type: 'other' },
  via: 'invoke',
  receivedAt: steadyNow(),
  reference: onPage(`${sessionId}:${who.person.personId}`, who.chat),
  locale: locale === 'nn' ? 'nn-NO' : 'nb-NO',
})

/** What would be said of an answer if it were given now; null: it would be stored. Nothing is. */
export const problemOf = (deps: Deps, place: Place, card: CardData): string | null => {
  const outcome = step(place.world, place.state, { type: 'card', card, trigger: 'manual' })
  const pressed = outcome.replies.find((one) => one.place === 'pressed')?.reply
  if (pressed?.type !== 'question') return null
  const view = viewOf(deps, place.world, outcome, pressed)
  if (view.type !== 'question') return null
  return view.problem ?? (pressed.pending === undefined ? null : (view.notes.at(-1)?.text ?? null))
}

/** What is shown of the place: where the person stands, or one of the views that only read. */
export const viewAt = (deps: Deps, { world, state }: Place, reply?: Reply): View =>
  viewOf(deps, world, state, reply ?? pageNow(world, state))
