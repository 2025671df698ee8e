/** Says what turns have stored to say: one group at a time per seat, in order; the rest after a crash or a refusal. */

import type { Placed, Reply, Seat, Session, World } from '../../engine/session.ts'
import { RETRY_AFTER_MAX_MS } from '../../reminders/refusals.ts'
import { render } from '../../wording/render.ts'
import type { View } from '../../wording/view.ts'
import type { Context } from '../../wording/words.ts'
import type { SendFailure } from '../ports/channel.ts'
import type { Membership } from '../ports/people.ts'
import { type GroupDone, type OutboxGroup, type OutsideWork, StoreAway } from '../ports/progress.ts'
import { type Deps, questionnaireOf, seatKey, turnIdOf } from '../service.ts'
import { type Service, waveOfSession } from '../waves.ts'
import { asking } from './asked-before.ts'
import { sendCode } from './code-for-colleague.ts'
import { isTakenOver, knownPeople, limitOf } from './load.ts'
import { isSaid } from './remembered.ts'
import { readOrNull, seatIn, sessionIn } from './stored-state.ts'

/** Waits between tries of one group, ms; after the last one it is dropped: the person's next word shows where they are. */
const AGAIN_AFTER_MS = [1_000, 3_000, 10_000, 30_000, 120_000, 600_000]
const UPDATE_TRIES = 2
const UPDATE_WAIT_MS = 3_000
const CARD_TRIES = 3
/** Tries of a group that a fault of our own stops, besides the first. */
const FAULT_TRIES = 2

/**
 * Sends `group` and whatever else waits for the same seat. `first`: what this turn has just written, to spare reading it
 * again; null after a crash or a refusal. Never rejects.
 */
export const sendGroups = async (deps: Deps, group: OutboxGroup, first: JustStored | null): Promise<void> => {
  let next: OutboxGroup | null = group
  let known = first
  while (next !== null) {
    const current: OutboxGroup = next
    try {
      next = await finish(deps, await sayOnce(deps, current, known))
    } catch (error) {
      logLeft(deps.log, current, error)
      next = error instanceof StoreAway ? leave(deps, current) : await setBack(deps, current)
    }
    known = null
  }
}

const logLeft = (log: Deps['log'], { id, sessionId }: OutboxGroup, error: unknown): void =>
  log.warn({ turn: turnIdOf(id), sessionId, fault: error instanceof Error ? error.name : 'unknown' }, 'outbox.left')

/** A group that was said, and could not be taken down as said, is not said again. */
const sayOnce = async (deps: Deps, group: OutboxGroup, known: JustStored | null): Promise<GroupDone> => {
  const said = deps.seen.unfinished.get(seatKey(group))
  if (said?.group.id === group.id) return said
  const sent = await sendGroup(deps, group, known === null ? await stateOf(deps, group) : stateKnown(known))
  if (known?.typedHash === undefined) return { ...sent, now: deps.now() }
  const { typedHash, storedAt } = known
  return { ...sent, now: deps.now(), typedHash, answeredAt: Math.round(group.at + performance.now() - storedAt) }
}

/** Throws `StoreAway`; the sweep does it again then. */
const finish = async (deps: Deps, done: GroupDone): Promise<OutboxGroup | null> => {
  const { unfinished } = deps.seen
  const key = seatKey(done.group)
  try {
    unfinished.delete(key)
    const next = await deps.progress.finish(done)
    isSaid(deps, done, next)
    return next === 'at_rest' ? null : next
  } catch (error) {
    unfinished.set(key, done)
    throw error
  }
}

/** It is stored, and the sweep takes it up when the store is back: what was said only to take that down. */
const leave = ({ seen, progress }: Deps, group: OutboxGroup): null => {
  if (!seen.unfinished.has(seatKey(group))) progress.leave(group)
  return null
}

/**
 * A fault of our own in one group must not silence its seat for ever: it is tried again, then left out. What it was to do
 * besides goes to the queue first, which keeps it. Returns the next group; never rejects.
 */
const setBack = async (deps: Deps, group: OutboxGroup): Promise<OutboxGroup | null> => {
  const wait = group.attempts < FAULT_TRIES ? AGAIN_AFTER_MS[group.attempts] : undefined
  const now = deps.now()
  try {
    if (wait !== undefined) return await finish(deps, { group, now, againAt: now + wait })
    if (group.outside !== undefined) await deps.enqueueOutside(group.outside)
    deps.log.error({ turn: turnIdOf(group.id), sessionId: group.sessionId }, 'outbox.left_out')
    return await finish(deps, { group, now })
  } catch {
    return leave(deps, group)
  }
}

type Sent = Omit<GroupDone, 'now' | 'typedHash' | 'answeredAt'>

const sendGroup = async (deps: Deps, group: OutboxGroup, state: GroupState): Promise<Sent> => {
  const sent = await sayAll(deps, group, state)
  if (sent.againAt !== undefined) return sent
  if (group.delegate !== undefined) await sendCode(deps, group, group.delegate)
  return sent
}

const sayAll = async (deps: Deps, group: OutboxGroup, state: GroupState): Promise<Sent> => {
  const turn = turnIdOf(group.id)
  if (group.deliver !== undefined) {
    const { sessionId, personId, deliver } = group
    await deps.enqueue(sessionId, deliver.key, turn)
    // Colleagues are found in SQL, which may be away: nobody's own chat waits for that.
    await deps.enqueueOutside({ sessionId, personId, effects: [], tell: deliver.key })
  }
  if (group.outside !== undefined) await doOutsideOrLater(deps, group.outside)
  let shown: Pick<Sent, 'cardId' | 'asked'> = {}
  const ended = (rest: Partial<Sent> = {}): Sent => ({ group, ...shown, ...rest })
  for (const [i, placed] of group.placed.entries()) {
    const view = state.view(placed, i)
    const target = placed.place === 'pressed' ? group.pressedId : state.openId
    if (view === null || (placed.place !== 'new' && target === undefined)) continue
    const askedAt = deps.now()
    const asked = placed.tracked ? asking(deps, group) : null
    const result =
      placed.place === 'new' || target === undefined
        ? await deps.channel.send(group.reference, view)
        : await deps.channel.update(group.reference, target, view)
    if ('kind' in result) {
      asked?.undo()
      const verdict = judge(result, group, placed)
      deps.log.warn(
        {
          turn,
          sessionId: group.sessionId,
          place: placed.place,
          status: result.status,
          code: result.code,
          verdict: verdict.type,
        },
        'outbox.failed',
      )
      if (isOutOfReach(result, placed)) await markBlocked(deps, group, result.code ?? result.kind)
      if (verdict.type === 'drop') return ended()
      if (verdict.type === 'again') {
        const rest = { ...group, placed: group.placed.slice(i), openId: state.openId ?? null }
        return ended({ group: rest, againAt: deps.now() + verdict.afterMs })
      }
    } else if (asked)
      shown = {
        asked: { at: askedAt, tookMs: asked.tookMs() },
        ...(result.activityId === null ? {} : { cardId: result.activityId }),
      }
  }
  deps.log.info({ turn, ms: deps.now() - group.at }, 'said')
  return ended()
}

/** Only a new message tells: one that may not be changed, or is gone, says nothing of the next. */
const isOutOfReach = ({ kind }: SendFailure, { place }: Placed): boolean =>
  place === 'new' && (kind === 'blocked' || kind === 'gone')

/** Without SQL the next message that does not come through tells it; this one is not tried on and on for that. */
const markBlocked = async (deps: Deps, { id, personId }: OutboxGroup, code: string): Promise<void> => {
  // The next word of the person shows that they are there again, and must be written.
  await deps.progress.lookAgain(deps.survey.wave.id, personId)
  try {
    await deps.register.markUnreachable(personId, code, new Date(deps.now()))
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ turn: turnIdOf(id), code: error.code }, 'unreachable.not_marked')
  }
}

type Verdict = { type: 'drop' } | { type: 'skip' } | { type: 'again'; afterMs: number }

/** Question cards and updates name question and revision, so that sending one twice is harmless and trying again is right. */
const judge = (failure: SendFailure, group: OutboxGroup, placed: Placed): Verdict => {
  if (isOutOfReach(failure, placed)) return { type: 'drop' }
  // 500 is not to be tried again with what must arrive once; a card may, and without it the person waits for nothing.
  const worthAgain = failure.status === 500 && placed.place === 'new' && group.attempts < CARD_TRIES
  if (failure.kind === 'gone' || failure.kind === 'blocked' || (failure.kind === 'refused' && !worthAgain))
    return { type: 'skip' }
  const wait = AGAIN_AFTER_MS[group.attempts]
  const afterMs = Math.min(Math.max(wait ?? 0, failure.retryAfterMs ?? 0), RETRY_AFTER_MAX_MS)
  // Closing an answered card is not worth keeping the next question waiting for; without credentials that cannot come either.
  const isUpdate = placed.place !== 'new' && failure.kind !== 'credentials'
  if (isUpdate && (group.attempts >= UPDATE_TRIES || afterMs > UPDATE_WAIT_MS)) return { type: 'skip' }
  return wait === undefined ? { type: 'drop' } : { type: 'again', afterMs }
}

/**
 * Takes down what was said while the store was away, and takes up what was left, by other processes too; returns how many
 * groups were due. Throws `StoreAway`.
 */
export const sweepOutbox = async (service: Service): Promise<number> => {
  const { seen, progress, now, log } = service.current()
  for (const done of [...seen.unfinished.values()]) {
    const deps = await waveOfSession(service, done.group.sessionId)
    const next = await finish(deps, done)
    if (next !== null) await sendGroups(deps, next, null)
  }
  const due = await progress.claimDue(now(), 50)
  await Promise.all(
    due.map(async (group) => {
      const deps = await waveOfSession(service, group.sessionId).catch((error: unknown) => {
        // The lease is taken: a group whose wave cannot be told now is left for another sweep, not lost sight of.
        progress.leave(group)
        logLeft(log, group, error)
        if (!(error instanceof StoreAway)) throw error
      })
      if (deps !== undefined) await sendGroups(deps, group, null)
    }),
  )
  return due.length
}

// What a group in the outbox has to show: known from its turn, or read again after a crash.

/** What the turn that stored the group knows already. `openId`: the card open before it. `storedAt`: ms of the steady clock. */
export type JustStored = { views: View[]; openId: string | null; typedHash?: string; storedAt: number }

/** How a group's replies look, and which card was open before it. */
type GroupState = { openId: string | undefined; view(placed: Placed, index: number): View | null }

/** From the turn that has just stored the group. */
const stateKnown = ({ views, openId }: JustStored): GroupState => ({
  openId: openId ?? undefined,
  view: (_, i) => views[i] ?? null,
})

/** Reads what the group is about. `openId`: the newest tracked card before this group. */
const stateOf = async (deps: Deps, group: OutboxGroup): Promise<GroupState> => {
  const stored = await deps.progress.readTurn(group.sessionId, group.personId)
  const openId = (group.openId === undefined ? stored.cardId : group.openId) ?? undefined
  const session = readOrNull(sessionIn(stored.session))
  const seat = readOrNull(seatIn(stored.seat))
  if (session === null || seat === null) return { openId, view: () => null }
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
    ...(await knownPeople(deps, session, { ...membership, reader: group.personId })),
    ...limitOf(membership),
  }
  return { openId, view: (placed) => viewOf(deps, world, state, placed.reply) }
}

const membershipOf = async (deps: Deps, { personId, sessionId }: OutboxGroup): Promise<Membership | undefined> => {
  const copy = await deps.progress.readLink(deps.survey.wave.id, personId)
  const link = copy === null ? await deps.register.linkOf(personId) : copy.link
  return link?.memberships.find((membership) => membership.sessionId === sessionId)
}

// A reply as it looks now: from the state that was stored, in the seat's language.

type Shown = Pick<World, 'questionnaire' | 'unit' | 'now' | 'people' | 'previous' | 'sections'>

/** Renders one reply. Pure but for the survey it reads. */
export const viewOf = (deps: Deps, world: Shown, state: { session: Session; seat: Seat }, reply: Reply): View =>
  render(reply, contextOf(deps, world, state))

/** What a reply, or a document of the answers, is put into words with. */
export const contextOf = (deps: Deps, world: Shown, state: { session: Session; seat: Seat }): Context => ({
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
  ...(deps.pages === undefined ? {} : { pages: deps.pages }),
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

// What a turn does outside the session, from the outbox: after it is stored, and also when the process died in between.

/** Reminder wishes and forgetting. Doing it again is harmless. Throws `StoreAway`. */
export const doOutside = async (
  deps: OutsideDeps,
  { personId, sessionId, effects, forget }: OutsideWork,
): Promise<void> => {
  const at = new Date(deps.now())
  for (const effect of effects) {
    if (effect.type === 'decline') {
      await deps.register.decline(personId, sessionId, at)
      await deps.progress.dropLink(deps.survey.wave.id, personId)
    } else if (effect.type !== 'snooze') await deps.register.setReminders(personId, effect.type, at)
    else if (effect.until !== undefined) await deps.snooze?.(personId, effect.until)
  }
  if (!forget) return
  await deps.register.unlink(personId, sessionId, at)
  await deps.progress.dropLink(deps.survey.wave.id, personId)
}
type OutsideDeps = Pick<Deps, 'survey' | 'register' | 'progress' | 'snooze' | 'now'>

/** Does it now, or hands it to the queue when SQL is away: what the person waits to hear does not wait for SQL. */
const doOutsideOrLater = async (deps: Deps, work: OutsideWork): Promise<void> => {
  try {
    await doOutside(deps, work)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ personId: work.personId, code: error.code }, 'outside.later')
    await deps.enqueueOutside(work)
  }
}
