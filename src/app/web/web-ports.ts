/** What the web needs of the stores, beside what the conversation has. */

import type { Language } from '../../questionnaire/schema.ts'
import type { ConversationReference, Person } from '../ports/people.ts'

/** Who a web session stands for now. `chat`: where the person is reached in Teams; null: nowhere. `endsAt`: when the code ends by itself, ms. */
export type OnWeb = {
  person: Person
  chat: ConversationReference | null
  endsAt: number
  wave: string
  sessionId: string
  unitId: string
  part: string
}

/** Every method throws `StoreAway` when SQL cannot be reached. */
export type WebRegister = {
  /** Opens a code; null for all that is wrong with one, told apart by nobody. */
  open(typed: string, at: Date): Promise<{ respondentId: string; hash: string } | null>
  /** Who the code stands for now; null: it has ended. */
  standing(opened: { respondentId: string; hash: string }, at: Date): Promise<OnWeb | null>
}

/**
 * Somebody of the part who is let in when respondent `by` says yes to them as they were written down at `heldAt`, ms since 1970
 * UTC. `isNew`: they were added; else their address or account was changed.
 */
export type Waiting = {
  respondentId: string
  heldAt: number
  by: string
  name: string
  address: string
  isNew: boolean
}

/** Somebody signed in by a code. `token`: what their posts must carry. `current`: the part they have chosen, by session id. */
export type SignedIn = {
  respondentId: string
  hash: string
  token: string
  locale: Language
  current?: string
  /** One theme a page; absent: one question. */
  layout?: 'theme'
}

/** Every method throws `StoreAway`. */
export type WebSessions = {
  /** Returns what the cookie is to hold. */
  begin(opened: { respondentId: string; hash: string; locale: Language }): Promise<string>
  /** By the cookie; keeps the session awake. Null: there is none, or it has ended. */
  find(secret: string): Promise<SignedIn | null>
  choose(secret: string, chosen: { current: string } | { layout: 'theme' | 'question' }): Promise<void>
  end(secret: string): Promise<void>
  /** Counts one more copy of a respondent's answers; false: they have had as many as they get in this hour. */
  countCopy(respondentId: string): Promise<boolean>
}

/** Every method throws `StoreAway`. */
export type WrongCodes = {
  /** Counts a wrong code from an address; true when there have been too many, from there or in all. */
  count(address: string): Promise<boolean>
  /** Whether one more would be too many; nothing is counted. */
  areMany(address: string): Promise<boolean>
  /** What counts as one address. */
  networkOf(address: string): string
}
