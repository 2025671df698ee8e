/** What the administrative use cases need from SQL, beside what the conversation needs (`ports/people.ts`) and `ResultsStore` (`ports/results.ts`). */

import type { RespondentsDiff, StoredRespondent } from '../../register/respondents-file.ts'
import type { RespondentStatus } from '../../register/states.ts'
import type { SubmittedPart } from './campaigns.ts'
import type { AdminRole, ConversationReference, Link, Membership, Person } from './people.ts'
import type { DeliveryState } from './results.ts'

/** PostgreSQL: who may answer what. */
export type Register = Together & {
  linkOf(personId: string): Promise<Link | null>
  /** Links every respondent row that carries this tenant and object id, or tenant and principal name. Null: none does. */
  linkByDirectory(person: Person, principalName: string | null, at: Date, wish?: 'again'): Promise<Link | null>
  /** Whether somebody of the tenant who is not linked is known by principal name alone. */
  waitsByName(tenantId: string): Promise<boolean>
  /** `may_not_link`: the tenant is not on the list; tries count and are refused in the same words. */
  redeemCode(person: Person, code: string, at: Date, right?: 'may_link' | 'may_not_link'): Promise<CodeResult>
  /** Removes the person's tie to these sessions, the reference with the last one; audited. */
  unlink(personId: string, sessionId: string, at: Date): Promise<void>
  /** Newest reference, last contact; clears `unreachable`. */
  keepReference(person: Person, reference: ConversationReference, at: Date): Promise<void>
  markUnreachable(personId: string, reason: string, at: Date): Promise<void>
  setReminders(personId: string, wish: 'opt_in' | 'opt_out', at: Date): Promise<void>
  audit(entry: { at: Date; actor: string; action: string; subject: string; count?: number }): Promise<void>
}

export type CodeResult =
  | { type: 'linked'; link: Link; sessionId: string }
  /** The code is of a respondent of this other wave; nothing was done, and no try was counted. */
  | { type: 'elsewhere'; wave: string }
  /** Unknown, used and expired codes get the same words, so that nothing is learnt by trying. */
  | { type: 'refused' }
  | { type: 'too_many_tries' }
  /** A right code that another account uses. */
  | { type: 'taken' }

/** One respondent with the flags of contracts.md "States". */
export type ListedRespondent = {
  id: string
  unitId: string
  unitName: string
  part: string
  /** The theme that was passed on to the person; null: the whole part. */
  section: string | null
  name: string
  email: string
  language: 'nb' | 'nn' | null
  status: RespondentStatus
  /**
   * Why nobody can write to the person: `not_linked`, `no_conversation`, what the channel said, `mail_refused` or `mail_held`.
   * Null: the bot can, or mail.
   */
  unreachable: string | null
  optedOut: boolean
  snoozedUntil: Date | null
  lastContactAt: Date | null
}

type InvitationCode = { hash: string; respondentId: string; madeAt: Date; expiresAt: Date }

/** A lasting code's hash, made from who it is for. `previous`: what older secrets made of the same; they go on working. */
export type LastingHashes = { hash: string; previous: string[] }
export type Lasting = { respondentId: string; generation: number }

/** Everything SQL holds on the person behind a respondent (General Data Protection Regulation article 15). */
export type PersonRecord = {
  respondent: StoredRespondent & {
    wave: string
    status: RespondentStatus
    createdAt: Date
    updatedAt: Date
    linkedAt: Date | null
    /** Who it was linked to before that ended; null: nobody, or it has not. */
    formerPersonId: string | null
    /** Whether the address was refused for good when it was written to. */
    mailRefused: boolean
    mailOptedOutAt: Date | null
    /** Since when a yes of those who answer is waited for; null: it is not. */
    heldAt: Date | null
    /** The address that counted before; null: there was none, or nothing is held. */
    formerEmail: string | null
  }
  /** Teams identity; absent while not linked. Tenant and object id are null for who answers on the web alone. */
  account?: {
    personId: string
    tenantId: string | null
    objectId: string | null
    conversation: ConversationReference | null
    lastContactAt: Date | null
    unreachable: string | null
    optedOutAt: Date | null
    snoozedUntil: Date | null
  }
  /** What the person may administer; null: nothing. */
  role: AdminRole | null
  /** What was sent to the person, or why it was not. */
  messages: {
    campaignId: string
    kind: string
    state: string
    reason: string | null
    channel: string | null
    at: Date
  }[]
  /** Colleagues to whom the person has passed something on. */
  passedOn: { name: string; part: string; section: string | null; at: Date }[]
  /** Without the codes themselves, which are not stored. */
  codes: { madeAt: Date; expiresAt: Date | null; usedAt: Date | null }[]
  audit: AuditEntry[]
}

export type AuditEntry = { id: string; at: Date; actor: string; action: string; subject: string; count?: number }

export type ListedAdmin = { tenantId: string; objectId: string; personId: string; role: AdminRole; addedAt: Date }

/** One person added or corrected by hand; `subject`: the respondent, or the wave where it has no id yet. */
export type SingleChange = { action: 'respondents.add' | 'respondents.correct'; subject: string }

/** Whether who is written down for this place waits for a yes; `personId`: who the respondent is linked to. */
type IsHeld = (place: { unitId: string; part: string; personId: string | null }) => boolean

/**
 * Finds that out for these places; of others everybody waits. Asked inside of the write, just before it: `sentIn` is what the
 * write sees of what was sent in from there. Throws `StoreAway`.
 */
export type Holding = (
  places: readonly { unitId: string; part: string }[],
  sentIn: readonly SubmittedPart[],
) => Promise<IsHeld>

/** Who waits for a yes because of a change, and the lines of the file that they stand on. */
export type Held = { ids: string[]; lines: number[] }

/** Respondents of one wave. Every method throws `StoreAway` when SQL cannot be reached. */
export type RespondentBook = {
  /** Absent filters do not narrow. */
  list(filter: {
    statuses?: readonly RespondentStatus[]
    ids?: readonly string[]
    unitId?: string
  }): Promise<ListedRespondent[]>
  /** Every respondent of the wave as files are compared with. */
  stored(): Promise<StoredRespondent[]>
  /**
   * Reads all, lets `decide` compare, and writes what it returns in the same transaction, one import at a time. Null
   * writes nothing. The new ids come from `newId`. `as`: how the audit trail tells it; absent: as an import. `holding`: whether
   * who is new in a place, or has another address or account, waits for a yes; absent: nobody does. `dry_run`: nothing is
   * written, and only the lines of who would wait are told.
   */
  change(
    decide: (stored: StoredRespondent[]) => RespondentsDiff | null,
    by: {
      at: Date
      actor: string
      newId: () => string
      as?: SingleChange
      holding?: Holding
      mode?: 'write' | 'dry_run'
    },
  ): Promise<Held>
  /** Those of these who wait for a yes, as `PersonRecord` has it. */
  waiting(ids: readonly string[]): Promise<{ id: string; heldAt: Date; formerEmail: string | null }[]>
  /**
   * Ends the waiting of a respondent. `heldAt`: only what was written down then, ms; absent: whatever stands there. Audited.
   * False: nothing of that is waited for.
   */
  confirm(respondentId: string, by: { at: Date; actor: string; heldAt?: number }): Promise<boolean>
  /**
   * Stores new codes; older unused codes of the same respondents stop working. Returns the ids whose state allowed it:
   * only theirs may be handed out. Audited.
   */
  invite(codes: readonly InvitationCode[], by: { at: Date; actor: string }): Promise<string[]>
  /**
   * Keeps the lasting codes of these respondents, linked ones too; `renew`: the codes they have stop working, those used
   * once too. `notSince`: who has got one since keeps it, and is left out. Returns whose: only theirs may be handed out.
   * Audited, new ones one by one.
   */
  lastingCodes(
    asked: { ids: readonly string[]; renew: boolean; hashesOf: (of: Lasting) => LastingHashes; notSince?: Date },
    by: { at: Date; actor: string },
  ): Promise<Lasting[]>
  /**
   * Late bounces: these addresses take no mail until they are changed. `unknown`: those that no respondent of the wave has.
   * Audited.
   */
  markMailRefused(
    addresses: readonly string[],
    by: { at: Date; actor: string },
  ): Promise<{ marked: number; unknown: string[] }>
  /** Null: no such respondent in this wave. */
  personRecord(respondentId: string): Promise<PersonRecord | null>
  /**
   * Removes the respondent and, unless the person has other respondents or a role, the person. Returns the person's id
   * where there was a link, so that copies elsewhere can go. Audited. Null: no such respondent.
   */
  erase(
    respondentId: string,
    by: { at: Date; actor: string },
  ): Promise<{ personId: string | null; unitId: string; part: string } | null>
  /** Everybody whom the table lets administer, oldest first. */
  admins(): Promise<ListedAdmin[]>
  /** What the table lets a person administer; null: nothing. */
  roleOf(personId: string): Promise<AdminRole | null>
  addAdmin(
    admin: { tenantId: string; objectId: string; personId: string; role: AdminRole },
    by: { at: Date; actor: string },
  ): Promise<void>
  /** Ends the role, and the forms that the person was entering. Audited. False: the person has none. */
  removeAdmin(
    admin: { tenantId: string; objectId: string; personId: string },
    by: { at: Date; actor: string },
  ): Promise<boolean>
  /** All of them or none. */
  audit(...entries: Omit<AuditEntry, 'id'>[]): Promise<void>
  /** Newest first. `without`: actions that are left out. */
  auditTrail(page: { limit: number; before?: string; without?: readonly string[] }): Promise<AuditEntry[]>
}

/** A submission on its way to RESULTS_URL. */
export type ListedDelivery = {
  submissionId: string
  revision: number
  wave: string
  part: string
  unitId: string
  state: DeliveryState
  attempts: number
  lastAttemptAt: Date | null
  /** HTTP status of the last attempt; null: no answer. */
  lastStatus: number | null
}

/** Reading submissions back. Every method throws `StoreAway` when SQL cannot be reached. */
export type ResultsReader = {
  /** The newest submission of each unit and part, ordered by part and unit; a page at a time, so that memory stays flat. */
  latest(wave: string): AsyncIterable<unknown>
  /** Oldest first. `wave`, `states` absent: of all. */
  deliveries(filter: { wave?: string; states?: readonly DeliveryState[]; limit: number }): Promise<ListedDelivery[]>
  /** Sets a parked delivery to `pending`; returns the revisions that were, empty when none was parked. Audited. */
  retry(submissionId: string, by: { at: Date; actor: string }): Promise<number[]>
}

// What SQL knows of people who answer together.

/** Part of `Register`. Every method throws `StoreAway` when SQL cannot be reached. */
type Together = {
  /**
   * Person id → name, for those of the wave whom the register knows. Mostly remembered: while `register`, the state of the
   * register (`ProgressStore.registerSeen`), is the same as when they were asked for.
   */
  namesOf(personIds: readonly string[], asked: { at: Date; register: string }): Promise<Record<string, string>>
  /** Stores a colleague's name and code. The same id again: a new code, and the old one stops working. Audited. */
  delegate(delegation: NewDelegation): Promise<'made' | 'too_many'>
  delegations(place: UnitPart): Promise<Delegation[]>
  /** Null: nothing of this unit and part to take back. `personId`: who lost the right, if the code was used. Audited. */
  takeBack(taking: UnitPart & { id: string; by: string; at: Date }): Promise<{ personId: string | null } | null>
  /** The person was asked by mistake: the tie to the session goes, the state tells administrators. Audited. */
  decline(personId: string, sessionId: string, at: Date): Promise<void>
  /** Who was asked by mistake and said so, oldest first, as far as this administrator has not been told. */
  declinedSince(personId: string): Promise<Declined[]>
  /** The administrator was told of them; never again. Audited. */
  toldOfDeclined(personId: string, declined: readonly Declined[], at: Date): Promise<void>
  /** An administrator enters a returned form. `taken`: somebody is linked to the part, or it is sent in where it must not be. Audited. */
  assist(asked: Assisting): Promise<Link | 'taken'>
  /** Ends what the administrator was entering, all of it or the one named; returns how many. Audited. */
  endAssisted(personId: string, at: Date, respondentId?: string): Promise<number>
  /** Everybody linked to the unit's part, or a section of it, who can be written to. */
  colleagues(place: UnitPart): Promise<Colleague[]>
}

type UnitPart = { unitId: string; part: string }
/** `section` absent: the whole part. `by`: person id. */
export type NewDelegation = UnitPart & {
  id: string
  section?: string
  name: string
  hash: string
  by: string
  at: Date
  expiresAt: Date
}
/** `name`: whose name stands beside the answers. `unsent`: only where nothing has been sent in for the part. */
export type Assisting = UnitPart & { id: string; personId: string; name: string; at: Date; unsent?: true }
/** `waiting`: the code has not been used. */
export type Delegation = {
  id: string
  name: string
  section: string | null
  state: 'waiting' | 'linked' | 'declined'
  personId: string | null
}
/** `note`: the number of the entry in the audit trail. */
export type Declined = UnitPart & { note: string; name: string }
export type Colleague = { person: Person; membership: Membership; reference: ConversationReference }
