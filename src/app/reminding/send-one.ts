/** Sends to one recipient, once: everything is checked again, and «about to send» is written before anything leaves. */

import type { Language } from '../../questionnaire/schema.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { nextOpening, rulesOf } from '../../reminders/calendar.ts'
import { verdictOf } from '../../reminders/refusals.ts'
import { isOpen, type SkipReason } from '../../reminders/states.ts'
import { type Contact, skipReason } from '../../reminders/whom.ts'
import { seatIn, sessionIn } from '../conversation/load.ts'
import type { RecipientKey, RespondentFacts, Settlement, Situation } from '../ports/campaigns.ts'
import type { SendFailure } from '../ports/channel.ts'
import type { ConversationReference } from '../ports/people.ts'
import { StoreAway } from '../ports/progress.ts'
import { type PartProgress, partProgress, standingOf } from '../progress.ts'
import type { ReminderDeps } from '../service.ts'
import { reminderView } from './text.ts'

/** `again`: not now; the queue brings it up after so many ms. */
export type SendResult = { type: 'done' } | { type: 'again'; afterMs: number }

const DONE: SendResult = { type: 'done' }

/** Throws `StoreAway` before anything was sent; afterwards never. */
export const sendOne = async (deps: ReminderDeps, key: RecipientKey): Promise<SendResult> => {
  const before = await look(deps, key)
  if (before.type !== 'ready') return await settled(deps, key, before)
  // A tenant's wait is spent in the queue, so that other tenants are not held up.
  const turn = await deps.rate.turn(before.tenantId)
  if (turn.type === 'later') return { type: 'again', afterMs: turn.wait }
  if (turn.wait > 0) await deps.wait(turn.wait)
  // The moment of sending: what was read before a wait is old.
  const ready = turn.wait > 0 ? await look(deps, key) : before
  if (ready.type !== 'ready') return await settled(deps, key, ready)
  const claimed = await deps.campaigns.claim({ ...key, personId: ready.personId, now: deps.now() }, ready.decide)
  if (claimed.type === 'taken') return DONE
  if (claimed.type === 'skip') return await settled(deps, key, { type: 'skip', reason: claimed.reason })
  const sent = await deps.channel.send(ready.reference, ready.view, 'alert')
  return 'kind' in sent ? await refused(deps, key, ready, sent) : await recorded(deps, key, { state: 'sent' })
}

type Look =
  | { type: 'over' }
  /** Somebody was about to send and never said what became of it. */
  | { type: 'interrupted' }
  | { type: 'skip'; reason: SkipReason }
  | { type: 'hold'; until: number }
  | Ready
type Ready = {
  type: 'ready'
  personId: string
  tenantId: string
  tries: number
  reference: ConversationReference
  view: ReturnType<typeof reminderView>
  decide(contacts: Contact[]): SkipReason | null
}

const look = async (deps: ReminderDeps, key: RecipientKey): Promise<Look> => {
  const found = await deps.campaigns.situation(key)
  if (found === null || !isOpen(found.recipient.state)) return { type: 'over' }
  if (found.recipient.inFlight) return { type: 'interrupted' }
  if (found.campaign.state !== 'running') return { type: 'over' }
  const { facts, campaign } = found
  if (facts === null) return { type: 'skip', reason: 'not_linked' }
  const now = deps.now()
  const { closesAt, wave } = deps.survey
  const rules = rulesOf(wave)
  const here = await placeOf(deps, found, facts)
  if (here === null) return { type: 'skip', reason: 'closed' }
  const decide = (contacts: Contact[]) =>
    skipReason(
      { ...facts, contacts, ...standingOf(here.place), linked: facts.personId !== null },
      { kind: campaign.kind, now: deps.now(), closesAt },
      rules,
    )
  const reason = decide(facts.contacts)
  if (reason !== null) return { type: 'skip', reason }
  const opens = nextOpening(now, rules)
  if (opens > now) return opens >= closesAt ? { type: 'skip', reason: 'closed' } : { type: 'hold', until: opens }
  if (facts.personId === null || facts.reference === null) return { type: 'skip', reason: 'unreachable' }
  return {
    type: 'ready',
    personId: facts.personId,
    tenantId: facts.tenantId ?? '',
    tries: found.recipient.tries,
    reference: facts.reference,
    view: reminderView(deps.survey, { template: campaign.template, language: here.language, place: here.place }),
    decide,
  }
}

type Here = { place: PartProgress; language: Language }

/** The unit's progress now, and the language the person last chose. Null: the unit is no longer in the wave. */
const placeOf = async (deps: ReminderDeps, found: Situation, facts: RespondentFacts): Promise<Here | null> => {
  const { survey } = deps
  const unit = survey.units.get(facts.unitId)
  if (unit === undefined) return null
  const sessionId = sessionIdOf(survey.wave.id, facts.unitId, facts.part)
  const stored = await deps.progress.readTurn(sessionId, facts.personId ?? '')
  const seat = seatIn(stored.seat)
  const chosen = seat === null || seat === 'broken' ? null : seat.language
  return {
    place: partProgress(
      survey,
      { unit, part: facts.part },
      { session: sessionIn(stored.session), submitted: found.submitted ?? undefined },
    ),
    language: chosen ?? facts.language ?? (unit.language === 'nn' ? 'nn' : 'nb'),
  }
}

const settled = async (deps: ReminderDeps, key: RecipientKey, look: Exclude<Look, Ready>): Promise<SendResult> => {
  const at = deps.now()
  switch (look.type) {
    case 'over':
      return DONE
    case 'interrupted':
      await deps.campaigns.settle(key, { state: 'unknown', code: 'interrupted' }, at)
      return DONE
    case 'skip':
      await deps.campaigns.settle(key, { state: 'skipped', reason: look.reason }, at)
      return DONE
    case 'hold':
      await deps.campaigns.settle(key, { state: 'held', dueAt: look.until }, at)
      return { type: 'again', afterMs: look.until - at }
  }
}

const refused = async (
  deps: ReminderDeps,
  key: RecipientKey,
  ready: Ready,
  failure: SendFailure,
): Promise<SendResult> => {
  const verdict = verdictOf(failure, ready.tries, deps.chance())
  const { campaignId } = key
  deps.log.warn({ campaignId, status: failure.status, code: failure.code, verdict: verdict.type }, 'reminder.failed')
  switch (verdict.type) {
    case 'retry': {
      const dueAt = deps.now() + verdict.afterMs
      const result = await recorded(deps, key, { state: 'queued', dueAt, code: failure.code ?? String(failure.status) })
      if (failure.status === 429) await restQuietly(deps, ready.tenantId, verdict.afterMs)
      return result === DONE ? { type: 'again', afterMs: verdict.afterMs } : result
    }
    case 'unknown':
      return await recorded(deps, key, { state: 'unknown', code: verdict.code })
    case 'failed':
      if (verdict.unreachable) await markUnreachable(deps, ready.personId, verdict.code)
      return await recorded(deps, key, { state: 'failed', code: verdict.code })
    case 'stop': {
      const result = await recorded(deps, key, { state: 'failed', code: verdict.code })
      // One alarm, whoever of the workers comes first.
      const first = await deps.campaigns.stop(campaignId, verdict.code, deps.now()).catch(storeAway)
      if (first !== false) deps.log.error({ campaignId, code: verdict.code }, 'reminders.stopped')
      return result
    }
  }
}

const RECORD_AGAIN_AFTER_MS = [100, 500, 2_000, 5_000]

/**
 * Writes down what became of it, and tries again when SQL is away. What cannot be written stays «about to send» and
 * becomes `unknown`: never a second message.
 */
const recorded = async (deps: ReminderDeps, key: RecipientKey, settlement: Settlement): Promise<SendResult> => {
  for (const wait of [...RECORD_AGAIN_AFTER_MS, null]) {
    try {
      await deps.campaigns.settle(key, settlement, deps.now())
      return DONE
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      if (wait === null) break
      await deps.wait(wait)
    }
  }
  deps.log.error({ campaignId: key.campaignId, state: settlement.state }, 'reminder.not_recorded')
  return { type: 'again', afterMs: 60_000 }
}

const restQuietly = async (deps: ReminderDeps, tenantId: string, ms: number): Promise<void> => {
  await deps.rate.rest(tenantId, ms).catch(storeAway)
}

const markUnreachable = async (deps: ReminderDeps, personId: string, code: string): Promise<void> => {
  const at = new Date(deps.now())
  // First: what the person writes from here on is newer than this failure, and is written.
  await deps.progress.lookAgain(deps.survey.wave.id, personId).catch(storeAway)
  await deps.register.markUnreachable(personId, code, at).catch(storeAway)
}

const storeAway = (error: unknown): null => {
  if (error instanceof StoreAway) return null
  throw error
}
