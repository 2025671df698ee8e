/** What the administrative use cases need from SQL, beside `Register` and `ResultsStore` of `ports.ts`. */
import type { NewRespondent, RespondentsDiff, StoredRespondent } from '../register/respondents-changes.ts'
import type { RespondentStatus } from '../register/states.ts'
import type { AdminRole, ConversationReference } from './people.ts'
import type { DeliveryState } from './ports.ts'

/** One respondent with the flags of contracts.md "States". */
export type ListedRespondent = {
  id: string
  unitId: string
  unitName: string
  part: string
  name: string
  email: string
  language: 'nb' | 'nn' | null
  status: RespondentStatus
  /** Why the bot cannot write to the person: `not_linked`, `no_conversation`, or what the channel said. Null: it can. */
  unreachable: string | null
  optedOut: boolean
  snoozedUntil: Date | null
  lastContactAt: Date | null
}

export type InvitationCode = { hash: string; respondentId: string; madeAt: Date; expiresAt: Date }

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
  }
  /** Teams identity; absent while not linked. */
  account?: {
    personId: string
    tenantId: string
    objectId: string
    conversation: ConversationReference | null
    lastContactAt: Date | null
    unreachable: string | null
    optedOutAt: Date | null
    snoozedUntil: Date | null
  }
  /** What the person may administer; null: nothing. */
  role: AdminRole | null
  /** What was sent to the person, or why it was not. */
  messages: { campaignId: string; kind: string; state: string; reason: string | null; at: Date }[]
  /** Colleagues to whom the person has passed something on. */
  passedOn: { name: string; part: string; section: string | null; at: Date }[]
  /** Without the codes themselves, which are not stored. */
  codes: { madeAt: Date; expiresAt: Date; usedAt: Date | null }[]
  audit: AuditEntry[]
}

export type AuditEntry = { id: string; at: Date; actor: string; action: string; subject: string; count?: number }

/** Respondents of one wave. Every method throws `StoreAway` when SQL cannot be reached. */
export type RespondentBook = {
  list(filter: { statuses?: readonly RespondentStatus[] }): Promise<ListedRespondent[]>
  /** Every respondent of the wave as files are compared with. */
  stored(): Promise<StoredRespondent[]>
  /**
   * Reads all, lets `decide` compare, and writes what it returns in the same transaction, one import at a time. Null
   * writes nothing. The new ids come from `newId`.
   */
  change(
    decide: (stored: StoredRespondent[]) => RespondentsDiff | null,
    by: { at: Date; actor: string; newId: () => string },
  ): Promise<void>
  /**
   * Stores new codes; older unused codes of the same respondents stop working. Returns the ids whose state allowed it:
   * only theirs may be handed out. Audited.
   */
  invite(codes: readonly InvitationCode[], by: { at: Date; actor: string }): Promise<string[]>
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
  addAdmin(
    admin: { tenantId: string; objectId: string; personId: string; role: AdminRole },
    by: { at: Date; actor: string },
  ): Promise<void>
  /** Ends the role, and the forms that the person was entering. Audited. False: the person has none. */
  removeAdmin(
    admin: { tenantId: string; objectId: string; personId: string },
    by: { at: Date; actor: string },
  ): Promise<boolean>
  audit(entry: Omit<AuditEntry, 'id'>): Promise<void>
  auditTrail(page: { limit: number; before?: string }): Promise<AuditEntry[]>
}
export type { NewRespondent, StoredRespondent }

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
  deliveries(filter: { states?: readonly DeliveryState[]; limit: number }): Promise<ListedDelivery[]>
  /** Sets a parked delivery to `pending`; returns the revisions that were, empty when none was parked. Audited. */
  retry(submissionId: string, by: { at: Date; actor: string }): Promise<number[]>
}
