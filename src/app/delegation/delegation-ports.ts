/** What SQL knows of people who answer together. */
import type { ConversationReference, Link, Membership, Person } from '../people.ts'

/** Part of `Register`. Every method throws `StoreAway` when SQL cannot be reached. */
export type Together = {
  /** Person id → name, for those of the wave whom the register knows. Mostly remembered. */
  namesOf(personIds: readonly string[], at: Date): Promise<Record<string, string>>
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

export type UnitPart = { unitId: string; part: string }
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
