/** What the reminder use cases need from SQL, from the queue and from the limiter. */

import type { AnswerCounts } from '../../outcome/interview.ts'
import type { Selection } from '../../reminders/selection.ts'
import type { CampaignKind, CampaignState, Channel, RecipientState, SkipReason } from '../../reminders/states.ts'
import type { Contact, Reach, Way } from '../../reminders/whom.ts'
import type { ConversationReference } from './people.ts'

/** An administrator's own templates are `reminder` and `last_chance`. Which words follow, the unit's stage decides. */
const templates = ['reminder', 'last_chance', 'invitation', 'personal'] as const
export type Template = (typeof templates)[number]

/** One respondent as the rules see it. Instants are ms since 1970 UTC. */
export type RespondentFacts = {
  respondentId: string
  /** Null: not linked. */
  personId: string | null
  unitId: string
  part: string
  name: string
  /** Where mail goes; '' : nowhere. */
  email: string
  mail: Reach['mail']
  /** The respondent's own language, from the file. */
  language: 'nb' | 'nn' | null
  tenantId: string | null
  reference: ConversationReference | null
  /** Has said not to be the one who answers, or has left. */
  declined: boolean
  /** Null: the bot can write to the person. */
  unreachable: string | null
  optedOut: boolean
  snoozedUntil: number | null
  lastContactAt: number | null
  contacts: Contact[]
}

export type NewCampaign = {
  id: string
  kind: CampaignKind
  template: Template
  selection: Selection
  createdBy: string
  createdAt: number
  sendAt: number
  /** The same key never makes a second campaign. */
  dedupeKey: string | null
  /** Of the request, where one key with another body is a mistake. */
  bodyHash: string | null
}
export type NewRecipient = {
  respondentId: string
  personId: string | null
  tenantId: string | null
  unitId: string
  part: string
  /** Null: to be sent to. */
  skip: SkipReason | null
}

export type Counts = Record<RecipientState, number>
export type Campaign = Omit<NewCampaign, 'dedupeKey' | 'bodyHash'> & {
  state: CampaignState
  startedAt: number | null
  endedAt: number | null
  /** Why it was stopped. */
  stopCode: string | null
  counts: Counts
}
export type Recipient = {
  respondentId: string
  unitId: string
  part: string
  state: RecipientState
  reason: SkipReason | null
  /** Null: no way was taken, or it was before there were two. */
  channel: Channel | null
  code: string | null
  tries: number
  dueAt: number
  settledAt: number | null
}

/** What became of a recipient. `again`: certainly not delivered, to be tried at `dueAt`. */
export type Settlement =
  | { state: 'sent' }
  | { state: 'skipped'; reason: SkipReason }
  | { state: 'held'; dueAt: number }
  | { state: 'queued'; dueAt: number; code: string }
  | { state: 'failed' | 'unknown'; code: string }

export type RecipientKey = { campaignId: string; respondentId: string }
export type QueuedRecipient = RecipientKey & { dueAt: number }

/** All that is known of one recipient at the moment of sending. */
export type Situation = {
  campaign: Pick<Campaign, 'kind' | 'template' | 'state'>
  recipient: { state: RecipientState; tries: number; inFlight: boolean; channel: Channel | null }
  /** Null: the respondent was removed. */
  facts: RespondentFacts | null
  /** The unit's submission of this part, as SQL has it. */
  submitted: SubmittedPart | null
}

/** Where a campaign shows its progress. */
export type ProgressCard = { reference: ConversationReference; activityId: string; language: 'nb' | 'nn' }

export type Created = { type: 'created' } | { type: 'exists'; id: string; bodyHash: string | null }
export type By = { at: number; actor: string }
/** `complete`: sent in by a person, else delivered at closing as it stood. `counts`: how much of it is answered. */
export type SubmittedPart = {
  unitId: string
  part: string
  at: number
  delivered: boolean
  complete: boolean
  counts: AnswerCounts
}

/**
 * `taken`: the campaign no longer runs, or somebody else has dealt with it. `other_way`: it is not the one that was expected,
 * and nothing was written. `generation`: of the code that a mail brings; null: by Teams.
 */
export type Claimed =
  | { type: 'claimed'; facts: RespondentFacts; generation: number | null }
  | { type: 'skip'; reason: SkipReason }
  | { type: 'taken' }
  | { type: 'other_way' }

/** Campaigns of one wave in SQL. Every method throws `StoreAway` when SQL cannot be reached. */
export type CampaignBook = {
  /** The respondents of the wave in the order of units and parts; `ids`: only these. */
  respondents(ids?: readonly string[]): Promise<RespondentFacts[]>
  /** Campaign, recipients and audit entry in one transaction. */
  create(campaign: NewCampaign, recipients: readonly NewRecipient[]): Promise<Created>
  /** The campaign that was made under this key; null: none. */
  ordered(dedupeKey: string): Promise<{ id: string; bodyHash: string | null } | null>
  find(id: string): Promise<Campaign | null>
  list(limit: number): Promise<Campaign[]>
  recipients(id: string): Promise<Recipient[]>
  /** What is not sent and not on its way becomes `cancelled`; null: no such campaign; 0 also when it had ended. Audited. */
  cancel(id: string, by: By): Promise<number | null>
  /** As `cancel`, because the channel refuses our credentials. True for the first caller only. */
  stop(id: string, code: string, at: number): Promise<boolean>
  /** Starts what is due; two schedulers start each once. Returns how many. */
  startDue(now: number): Promise<number>
  /** Recipients to hand to the queue, of running campaigns. `lostBefore`: those handed over before and due are too. */
  toEnqueue(limit: number, lostBefore: number, now: number): Promise<QueuedRecipient[]>
  markEnqueued(recipients: readonly RecipientKey[], at: number): Promise<void>
  situation(key: RecipientKey): Promise<Situation | null>
  /**
   * Writes «about to send» and by which way, unless `decide` gives a reason not to; one person's claims go one at a time.
   * `decide` is given the facts as they are then, and the way that an earlier try took. By mail the respondent's code is kept
   * in the same write.
   */
  claim(
    key: RecipientKey & { now: number; expected: Channel },
    decide: (facts: RespondentFacts, decided: Channel | null) => Way,
  ): Promise<Claimed>
  /** Only moves that `reminders/states.ts` allows are made. False: it was not. */
  settle(key: RecipientKey, settlement: Settlement, at: number): Promise<boolean>
  /** Recipients whose sender went away before `before` become `unknown`; returns how many. */
  expireClaims(before: number, at: number): Promise<number>
  /** The address of this respondent takes no mail, until it is changed. */
  refuseMail(respondentId: string, address: string, at: number): Promise<void>
  /** Ends running campaigns without open recipients. Returns those ended by this call. Audited. */
  finishDone(now: number): Promise<Campaign[]>
  keepCard(id: string, card: ProgressCard): Promise<void>
  /** Cards of running campaigns not brought up to date since `before`; the caller has them to itself for now. */
  cardsToUpdate(before: number, at: number): Promise<{ id: string; card: ProgressCard }[]>
  cardOf(id: string): Promise<ProgressCard | null>
  /** Null: never switched; `wave.yaml` counts. */
  standing(): Promise<{ on: boolean; since: number } | null>
  setStanding(wish: 'on' | 'off', by: By): Promise<void>
  snooze(personId: string, until: number): Promise<void>
  dueSnoozes(now: number): Promise<{ personId: string; until: number }[]>
  endSnooze(personId: string, until: number): Promise<void>
  /** The newest submission of each unit and part; `places`: at least of these. */
  submitted(places?: readonly Pick<SubmittedPart, 'unitId' | 'part'>[]): Promise<SubmittedPart[]>
}

/** Redis: hands recipients to the workers. Idempotent while the job exists. */
export type ReminderQueue = { add(recipients: readonly QueuedRecipient[], now: number): Promise<void> }

/**
 * Redis: turns for sending, shared by all workers. `now`: the turn is taken and begins in `wait` ms. `later`: the tenant's
 * turn is not yet; come again in `wait` ms.
 */
export type SendRate = {
  turn(tenantId: string): Promise<{ type: 'now' | 'later'; wait: number }>
  /** The tenant is asked to be left alone for so long. */
  rest(tenantId: string, ms: number): Promise<void>
}
