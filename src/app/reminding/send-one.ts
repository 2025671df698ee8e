/** Sends to one recipient, once: everything is checked again, and «about to send» is written before anything leaves. */

import { MAIL_REFUSED } from '../../outcome/out-of-reach.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { languageOfUnit } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { nextOpening, rulesOf } from '../../reminders/calendar.ts'
import { mailVerdictOf, verdictOf } from '../../reminders/refusals.ts'
import { type Channel, isOpen, type SkipReason } from '../../reminders/states.ts'
import { decideWay, type Way } from '../../reminders/whom.ts'
import { languageOfSeat, sessionIn } from '../conversation/stored-state.ts'
import type { Claimed, RecipientKey, RespondentFacts, Settlement, Situation, Template } from '../ports/campaigns.ts'
import { MAIL_LINE } from '../ports/mail.ts'
import { StoreAway } from '../ports/progress.ts'
import { type PartProgress, partProgress, standingOf } from '../progress.ts'
import type { ReminderDeps } from '../service.ts'
import { reminderMail, reminderView } from './text.ts'

/** `again`: not now; the queue brings it up after so many ms. */
export type SendResult = { type: 'done' } | { type: 'again'; afterMs: number }

const DONE: SendResult = { type: 'done' }

/** Throws `StoreAway` before anything was sent; afterwards never. */
export const sendOne = async (deps: ReminderDeps, key: RecipientKey): Promise<SendResult> => {
  const before = await look(deps, key)
  if (before.type !== 'ready') return await settled(deps, key, before)
  // A mail server that is slow holds up mail alone.
  const leave = before.channel === 'mail' ? (deps.mail?.enter() ?? null) : () => undefined
  if (leave === null) return { type: 'again', afterMs: CROWDED_MS }
  try {
    return await sendNow(deps, key, before)
  } finally {
    leave()
  }
}

const sendNow = async (deps: ReminderDeps, key: RecipientKey, before: Ready): Promise<SendResult> => {
  // A tenant's wait is spent in the queue, so that other tenants are not held up.
  const turn = await (before.channel === 'mail' ? (deps.mail?.rate ?? deps.rate) : deps.rate).turn(before.line)
  if (turn.type === 'later') return { type: 'again', afterMs: turn.wait }
  if (turn.wait > 0) await deps.pause(turn.wait)
  // The moment of sending: what was read before a wait is old.
  const ready = turn.wait > 0 ? await look(deps, key) : before
  if (ready.type !== 'ready') return await settled(deps, key, ready)
  const claimed = await deps.campaigns.claim({ ...key, now: deps.now(), expected: before.channel }, ready.decide)
  switch (claimed.type) {
    case 'taken':
      return DONE
    case 'skip':
      return await settled(deps, key, { type: 'skip', reason: claimed.reason })
    case 'other_way':
      // Linked, or lost to the bot, since it was looked at: the turn that was taken is of the other line.
      return { type: 'again', afterMs: 0 }
    case 'claimed':
      return await (before.channel === 'mail' ? byMail : inTeams)(deps, key, ready, claimed)
  }
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
  channel: Channel
  /** Whose turns it waits for: a tenant's, or mail's. */
  line: string
  tries: number
  template: Template
  here: Here
  decide(facts: RespondentFacts, decided: Channel | null): Way
}
type OnTheWay = Extract<Claimed, { type: 'claimed' }>

/** So many mails are on their way from here that another one must wait. */
const CROWDED_MS = 1_000

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
  const decide = (known: RespondentFacts, decided: Channel | null) =>
    decideWay(
      { ...known, ...standingOf(here.place), linked: known.personId !== null },
      { kind: campaign.kind, now: deps.now(), closesAt },
      rules,
      decided,
    )
  const way = decide(facts, found.recipient.channel)
  if ('skip' in way) return { type: 'skip', reason: way.skip }
  const opens = nextOpening(now, rules)
  if (opens > now) return opens >= closesAt ? { type: 'skip', reason: 'closed' } : { type: 'hold', until: opens }
  return {
    type: 'ready',
    channel: way.channel,
    line: way.channel === 'mail' ? MAIL_LINE : (facts.tenantId ?? ''),
    tries: found.recipient.tries,
    template: campaign.template,
    here,
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
  return {
    place: partProgress(
      survey,
      { unit, part: facts.part },
      { session: sessionIn(stored.session), submitted: found.submitted ?? undefined },
    ),
    language: languageOfSeat(stored.seat) ?? facts.language ?? languageOfUnit(unit),
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

const inTeams = async (
  deps: ReminderDeps,
  key: RecipientKey,
  { tries, template, here, line }: Ready,
  { facts: { personId, reference } }: OnTheWay,
): Promise<SendResult> => {
  if (personId === null || reference === null) throw new Error('the way leads to Teams, and nobody is there')
  const view = reminderView(deps.survey, { template, ...here })
  const sent = await deps.channel.send(reference, view, 'alert')
  if (!('kind' in sent)) return await recorded(deps, key, { state: 'sent' })
  const verdict = verdictOf(sent, tries, deps.chance())
  const { campaignId } = key
  deps.log.warn({ campaignId, status: sent.status, code: sent.code, verdict: verdict.type }, 'reminder.failed')
  switch (verdict.type) {
    case 'retry': {
      const code = sent.code ?? String(sent.status)
      const result = await laterAgain(deps, key, { code, afterMs: verdict.afterMs })
      if (sent.status === 429) await deps.rate.rest(line, verdict.afterMs).catch(orLog(deps, campaignId, 'rest'))
      return result
    }
    case 'unknown':
      return await recorded(deps, key, { state: 'unknown', code: verdict.code })
    case 'failed':
      if (verdict.unreachable) await markUnreachable(deps, { campaignId, personId, code: verdict.code })
      return await recorded(deps, key, { state: 'failed', code: verdict.code })
    case 'stop': {
      const result = await recorded(deps, key, { state: 'failed', code: verdict.code })
      // One alarm, whoever of the workers comes first.
      const first = await deps.campaigns.stop(campaignId, verdict.code, deps.now()).catch(noneIfAway)
      if (first === true) deps.log.error({ campaignId, code: verdict.code }, 'reminders.stopped')
      // It goes on meanwhile; the next one that is refused stops it.
      if (first === null) deps.log.error({ campaignId, code: verdict.code }, 'reminders.not_stopped')
      return result
    }
  }
}

const byMail = async (
  deps: ReminderDeps,
  key: RecipientKey,
  { tries, template, here }: Ready,
  { facts, generation }: OnTheWay,
): Promise<SendResult> => {
  if (deps.mail === undefined || generation === null) throw new Error('the way is mail, and there is none')
  const mail = reminderMail(deps.survey, deps.mail, { template, ...here }, { key, facts, generation })
  const sent = await deps.mail.send(mail)
  if (sent === 'taken') return await recorded(deps, key, { state: 'sent' })
  const verdict = mailVerdictOf(sent, tries, deps.chance())
  const { code, at, status } = sent
  deps.log.warn(
    { campaignId: key.campaignId, channel: 'mail', at, status, code, verdict: verdict.type },
    'reminder.failed',
  )
  switch (verdict.type) {
    case 'retry':
      return await laterAgain(deps, key, { code, afterMs: verdict.afterMs })
    case 'unknown':
      return await recorded(deps, key, { state: 'unknown', code })
    case 'refused':
      await deps.campaigns
        .refuseMail(key.respondentId, facts.email, deps.now())
        .catch(orLog(deps, key.campaignId, 'mail_refused'))
      return await recorded(deps, key, { state: 'failed', code: MAIL_REFUSED })
    case 'rejected':
      return await recorded(deps, key, { state: 'failed', code })
  }
}

/** Certainly not delivered: free to be sent when so many ms have passed. */
const laterAgain = async (
  deps: ReminderDeps,
  key: RecipientKey,
  { code, afterMs }: { code: string; afterMs: number },
): Promise<SendResult> => {
  const result = await recorded(deps, key, { state: 'queued', dueAt: deps.now() + afterMs, code })
  return result === DONE ? { type: 'again', afterMs } : result
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
      await deps.pause(wait)
    }
  }
  deps.log.error({ campaignId: key.campaignId, state: settlement.state }, 'reminder.not_recorded')
  return { type: 'again', afterMs: 60_000 }
}

const markUnreachable = async (
  deps: ReminderDeps,
  { campaignId, personId, code }: { campaignId: string; personId: string; code: string },
): Promise<void> => {
  const at = new Date(deps.now())
  // First: what the person writes from here on is newer than this failure, and is written.
  await deps.progress.lookAgain(deps.survey.wave.id, personId).catch(orLog(deps, campaignId, 'look_again'))
  await deps.register.markUnreachable(personId, code, at).catch(orLog(deps, campaignId, 'unreachable'))
}

/** What was to be learnt from a message that did not come through, and no store took: the next one tells it again. */
const orLog = (deps: Pick<ReminderDeps, 'log'>, campaignId: string, what: string) => (error: unknown) => {
  noneIfAway(error)
  deps.log.warn({ campaignId, what }, 'reminder.not_marked')
}

const noneIfAway = (error: unknown): null => {
  if (error instanceof StoreAway) return null
  throw error
}
