/** One turn of one person in one session, from what is stored to what is stored: nothing is sent here. */

import { hash } from 'node:crypto'
import type { Input, Outcome, Placed, Reply } from '../../engine/session.ts'
import { step } from '../../engine/step.ts'
import { seatText, sessionText } from '../../engine/stored.ts'
import { isGreeting } from '../../norwegian/around.ts'
import { buildSubmission } from '../../results/submission.ts'
import type { View } from '../../wording/view.ts'
import type { Membership } from '../ports/people.ts'
import type { Envelope, LinkCopy, OutboxGroup, OutsideWork, StoredTurn, TurnChange } from '../ports/progress.ts'
import { type Deps, type TurnResult, turnIdOf } from '../service.ts'
import { submissionKey, waitingText } from '../submissions/waiting.ts'
import { inOrder } from '../waiting-line.ts'
import { isForPageAlone } from '../web/web-channel.ts'
import { type Look, readAsked, toBeAsked } from './asked-before.ts'
import { isTakenOver, type Loaded, loadState } from './load.ts'
import { cardFor, keepWritten, knewWrongly, rememberedTurn } from './remembered.ts'
import { type JustStored, viewsOf } from './say.ts'

/**
 * Each conflict means that somebody else's turn was stored in between. In this process they are decided again one after the
 * other, so that colleagues who press together conflict once or twice; in other processes more often, a little later each time.
 */
const ATTEMPTS = 40
const LATER_MS = 5

/**
 * `say`: what this process is to send now, beginning with an older group where one was waiting. `taken_over`: others'
 * answers stand there, which are not for who enters a returned form; nothing is stored or shown.
 */
export type Taken = {
  result: Omit<TurnResult, 'after'> | 'not_stored' | 'taken_over'
  say: { group: OutboxGroup; known: JustStored | null } | null
}

/**
 * Decides one person's turn and stores it, again if somebody else's came between. `ahead`: read with the link. Throws
 * `StoreAway`.
 */
export const takeTurn = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
  { input, fresh = false, ahead }: { input: Input; fresh?: boolean; ahead?: LinkCopy['ahead'] },
): Promise<Taken> => {
  const attempt: Attempt = { input, fresh, look: null }
  const { sessionId } = membership
  const isAhead = ahead?.sessionId === sessionId
  // Read for the page, and maybe before another turn of the person that this one waited for.
  const isBefore = isAhead && envelope.looked !== undefined
  const known = isBefore
    ? ahead.stored
    : isAhead
      ? null
      : rememberedTurn(deps, { sessionId, personId: envelope.person.personId })
  const begun =
    known === null ? null : await tryTurn(deps, envelope, membership, { ...attempt, stored: known, isRemembered: true })
  if (begun?.type === 'taken') return begun.taken
  // After a conflict what was read ahead is what it was in conflict with.
  const stored = isAhead && !isBefore ? ahead.stored : null
  const first = await tryTurn(deps, envelope, membership, { ...attempt, stored, isRemembered: false })
  if (first.type === 'taken') return first.taken
  return await inOrder(deps.seen.again, membership.sessionId, async () => {
    for (let n = 1; n < ATTEMPTS; n++) {
      const again = { ...attempt, look: first.look, stored: null, isRemembered: false }
      const tried = await tryTurn(deps, envelope, membership, again)
      if (tried.type === 'taken') return tried.taken
      await deps.pause(LATER_MS * n)
    }
    deps.log.error({ turn: turnIdOf(envelope.activityId), sessionId: membership.sessionId }, 'turn.conflicts')
    return { result: 'not_stored', say: null }
  })
}

/** `fresh`: as the person was found; `look`: what the first try saw asked; null: this is the first. */
type Attempt = { input: Input; fresh: boolean; look: Look | null }
type Tried = { type: 'taken'; taken: Taken } | { type: 'conflict'; look: Look | null }

const tryTurn = async (deps: Deps, envelope: Envelope, membership: Membership, reading: Reading): Promise<Tried> => {
  const { input, isRemembered } = reading
  const typed: Typed = input.type === 'text' ? { typedHash: hashOf(input.text) } : {}
  const taken = (result: Taken['result'], say: Taken['say'] = null): Tried => ({
    type: 'taken',
    taken: { result, say },
  })
  const { loaded, early, look } = await loadFor(deps, envelope, membership, reading)
  // Here, and not before the turn alone: they may have come since, or be made of what SQL has.
  if (isTakenOver(membership, loaded.state.session, envelope.person.personId))
    return isRemembered ? { type: 'conflict', look: null } : taken('taken_over')
  // What a person says first only tells us who they are, and who greets has no card of the part in this chat yet.
  const isFirst = reading.fresh && input.type === 'text' && (loaded.stored.seat === null || isGreeting(input.text))
  const heard =
    input.type !== 'text' ? input : isFirst ? { type: 'joined' as const } : early ? { ...input, early } : input
  const outcome = decide(deps, loaded, heard, envelope.activityId === '' ? {} : typed)
  const show = viewsOf(deps, loaded.world, outcome)
  const placed = withPressed(outcome.replies, envelope)
  // Without a response to put it in, also what changes nothing has to be sent.
  const isAnswered = placed.every((p) => p.place === 'pressed' && envelope.via === 'invoke')
  if (changesNothing(loaded, outcome) && isAnswered)
    return isRemembered ? { type: 'conflict', look: null } : taken(answerNow(envelope, outcome, show))
  const told = groupOf(deps, envelope, membership, outcome, placed)
  const isQuiet = told !== null && typed.typedHash === undefined && isForPageAlone(told, loaded.stored, show)
  const group = isQuiet ? null : told
  const answered = answerNow(envelope, outcome, show)
  const views = group === null ? [] : group.placed.map((p) => show(p.reply))
  const change = changeOf({ envelope, loaded, outcome, group, typed })
  const result = await deps.progress.commit(change)
  if (result.type === 'conflict' && isRemembered && envelope.looked === undefined) knewWrongly(deps)
  if (result.type === 'conflict') return { type: 'conflict', look }
  if (result.type === 'duplicate' && isRemembered) return { type: 'conflict', look: null }
  if (result.type === 'duplicate') return taken({ ...answerNow(envelope, outcome, show), isRepeated: true })
  keepWritten(deps, change, { stored: loaded.stored, outcome, result })
  if (group?.placed.some(({ tracked }) => tracked)) toBeAsked(deps, group)
  if (result.first === null) return taken(answered)
  const isMine = group !== null && result.first.id === group.id
  const known = isMine ? { views, openId: result.cardId, ...typed, storedAt: performance.now() } : null
  return taken(answered, { group: result.first, known })
}

/** `isRemembered`: `stored` was not read, and holds only if the store says so when the turn is written. */
type Reading = Attempt & { stored: StoredTurn | null; isRemembered: boolean }

/** Reads what the turn is about; for a text also whether its writer can have seen the open question. */
const loadFor = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
  { input, stored, look }: Reading,
): Promise<{ loaded: Loaded; early?: true; look: Look | null }> => {
  if (input.type !== 'text') return { loaded: await loadState(deps, membership, envelope, stored), look }
  const { sessionId } = membership
  const first = stored ?? (await deps.progress.readTurn(sessionId, envelope.person.personId))
  const looked = look ?? first.asked
  const asked = await readAsked(deps, envelope, { sessionId, first, look: looked })
  const loaded = await loadState(deps, membership, envelope, asked.stored)
  return { loaded, ...(asked.early ? { early: true } : {}), look: looked }
}

/** `typedHash` is absent where no repeat can be told: of a press, and of a text without an id. */
const decide = (deps: Deps, loaded: Loaded, input: Input, { typedHash }: Typed): Outcome => {
  const { world, state, stored } = loaded
  const repeated =
    input.type === 'text' &&
    typedHash !== undefined &&
    isRepeat(stored.typed, typedHash, {
      now: world.now,
      startedAt: deps.startedAt,
      early: input.early === true,
    })
  return step(world, state, repeated ? { type: 'repeat' } : loaded.setApart.length > 0 ? { type: 'lost' } : input)
}

const changesNothing = (loaded: Loaded, outcome: Outcome): boolean =>
  loaded.version === 'kept' &&
  loaded.state.session === outcome.session &&
  loaded.state.seat === outcome.seat &&
  loaded.stored.seat !== null &&
  !outcome.forget

/** A card sent as a message (older clients) has no response to put a card in: the update of its message does it. */
const withPressed = (replies: Placed[], envelope: Envelope): Placed[] =>
  envelope.replyToId === undefined && envelope.via === 'message'
    ? replies.map((p) => (p.place === 'pressed' ? { ...p, place: 'new' as const } : p))
    : replies

const groupOf = (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
  outcome: Outcome,
  placed: Placed[],
): OutboxGroup | null => {
  const outside = outsideOf(outcome, membership, envelope)
  const delegated = outcome.effects?.find((effect) => effect.type === 'delegate')
  if (placed.length === 0 && outcome.submitted === undefined && outside === null) return null
  return {
    id: envelope.activityId === '' ? deps.newId() : envelope.activityId,
    sessionId: membership.sessionId,
    personId: envelope.person.personId,
    at: deps.now(),
    attempts: 0,
    reference: envelope.reference,
    ...(envelope.replyToId === undefined ? {} : { pressedId: envelope.replyToId }),
    placed,
    ...(outcome.submitted === undefined
      ? {}
      : { deliver: { key: submissionKey(outcome.submitted.id, outcome.submitted.revision) } }),
    ...(outside === null ? {} : { outside }),
    ...(delegated === undefined ? {} : { delegate: delegated }),
  }
}

const outsideOf = (
  { effects = [], forget }: Outcome,
  { sessionId }: Membership,
  { person }: Envelope,
): OutsideWork | null => {
  const outside = effects.filter((effect) => effect.type !== 'delegate')
  if (outside.length === 0 && !forget) return null
  return { sessionId, personId: person.personId, effects: outside, ...(forget ? { forget } : {}) }
}

type Typed = { typedHash?: string }

type Commit = {
  envelope: Envelope
  loaded: Loaded
  outcome: Outcome
  group: OutboxGroup | null
  typed: Typed
}

const changeOf = ({ envelope, loaded, outcome, group, typed }: Commit): TurnChange => {
  const { stored, state, world } = loaded
  const { submitted, session, seat } = outcome
  const sessionRev = (stored.session?.rev ?? 0) + 1
  const seatRev = (stored.seat?.rev ?? 0) + 1
  const sessionChanged =
    session !== state.session ||
    stored.session === null ||
    loaded.version === 'moved' ||
    loaded.setApart.includes('session')
  return {
    sessionId: session.id,
    personId: envelope.person.personId,
    activityId: envelope.activityId,
    now: world.now,
    ...(sessionChanged ? { session: { rev: sessionRev, json: sessionText({ ...session, rev: sessionRev }) } } : {}),
    expectSessionRev: stored.session?.rev ?? null,
    seat: outcome.forget ? null : { rev: seatRev, json: seatText({ ...seat, rev: seatRev }) },
    expectSeatRev: stored.seat?.rev ?? null,
    ...(loaded.setApart.length > 0 ? { setApart: loaded.setApart } : {}),
    ...typed,
    ...cardFor(stored),
    group,
    ...(submitted === undefined
      ? {}
      : { document: documentOf(loaded, outcome, { ...submitted, onWeb: envelope.reference.web !== undefined }) }),
  }
}

/** Who submitted travels beside the document, not in it: it belongs to the audit trail. */
type Submitted = { id: string; revision: number; onWeb: boolean }

const documentOf = ({ world }: Loaded, { session, seat }: Outcome, submitted: Submitted) => ({
  key: submissionKey(submitted.id, submitted.revision),
  json: waitingText({
    by: seat.personId,
    document: buildSubmission({
      questionnaire: world.questionnaire,
      unit: world.unit,
      session,
      language: seat.language,
      completeness: 'complete',
      channel: world.mode === 'assisted' ? 'paper' : submitted.onWeb ? 'web' : 'teams',
    }),
  }),
})

const answerNow = (envelope: Envelope, outcome: Outcome, show: (reply: Reply) => View): Omit<TurnResult, 'after'> => {
  const pressed = envelope.via === 'invoke' ? outcome.replies.find((p) => p.place === 'pressed') : undefined
  return {
    pressed: pressed === undefined ? null : show(pressed.reply),
    text: null,
  }
}

// Whether a typed text is the same message delivered again under a new id (teams-facts.md section 2, «Duplicates»).

/** Repeats have been seen up to 45 s after the first delivery. */
const REPEAT_WINDOW_MS = 60_000
/** Some channels give up after 10 s, Teams after 15. */
const GIVEN_UP_MS = 10_000

/** A short hash; the text itself is not kept. */
export const hashOf = (text: string): string => hash('sha256', text.trim(), 'base64url').slice(0, 16)

/**
 * True when the last typed turn had the same text within a minute and may never have been answered in time.
 * `early`: what that turn said has not come through. `startedAt`: an unanswered turn that another life of this process took was cut off by its death.
 */
export const isRepeat = (
  typed: StoredTurn['typed'],
  hash: string,
  { now, startedAt, early }: { now: number; startedAt: number; early: boolean },
): boolean => {
  // A clock that was set back since says nothing of how long ago it was.
  if (typed === null || typed.hash !== hash || Math.abs(now - typed.at) > REPEAT_WINDOW_MS) return false
  if (early) return true
  if (typed.answeredAt !== null) return typed.answeredAt - typed.at >= GIVEN_UP_MS
  return now - typed.at >= GIVEN_UP_MS || typed.at < startedAt
}
