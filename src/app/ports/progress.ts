/** What of a conversation is stored between turns, and what waits to be said; and `StoreAway`, whichever store it is. */

import type { Input, Placed } from '../../engine/session.ts'
import type { SteadyMs } from '../steady.ts'
import type { ConversationReference, Link, Person } from './people.ts'

/** One activity, checked and parsed at the edge. */
export type Envelope = {
  activityId: string
  person: Person
  reference: ConversationReference
  input: Input
  /** `invoke`: the card is replaced in the HTTP response. `message`: everything is sent afterwards. */
  via: 'invoke' | 'message'
  /** The message whose card was pressed. */
  replyToId?: string
  /** Client locale as sent, such as `nn-NO`. */
  locale?: string
  /** The copy of the link that was read just now for the page this comes from; absent: it is still to be read. */
  looked?: LinkCopy
  /** By the steady clock of this process: for what came before what. */
  receivedAt: SteadyMs
}

/** What Redis has of a person's link; `ahead`: what `readTurn` would give for the session asked for. `checkedAt`: when SQL said so, ms. */
export type LinkCopy = {
  link: Link
  current: string | null
  checkedAt: number
  ahead?: { sessionId: string; stored: StoredTurn }
}

/** What Redis holds apart from turns. Every method throws `StoreAway`; doing it again is harmless. */
export type HeldStore = {
  /** Every session of which anything is stored, be it only what a person left who has gone. */
  heldSessions(): Promise<ReadonlySet<string>>
  /** Removes sessions with their seats and what surrounds them; submissions that wait for delivery stay. */
  deleteSessions(sessionIds: ReadonlySet<string>): Promise<void>
  /** Removes everybody's seat with everything around it, and who submitted what waits; the sessions' own text stays. */
  forgetSeats(sessionIds: ReadonlySet<string>): Promise<void>
  /** Empties own words in what waits for delivery. */
  emptyWaiting(sessionIds: ReadonlySet<string>): Promise<void>
  /** Removes the copies of links to the wave. */
  dropLinksOf(wave: string): Promise<void>
}

/** Redis. Every method throws `StoreAway` when the store cannot be reached or refuses writes. */
export type ProgressStore = HeldStore & {
  /**
   * The person's link to the wave as copied from SQL, and the session last talked about; null when there is no copy.
   * `ahead`: a session that is read on the same way; absent: none.
   */
  readLink(wave: string, personId: string, ahead?: string): Promise<LinkCopy | null>
  /** `checkedAt`: when SQL said so, ms. `register`: as `registerState` gave it before SQL was asked; absent: SQL is asked again. */
  writeLink(wave: string, link: Link, checkedAt: number, register?: string): Promise<void>
  /** Changes with every `changingRegister`, of whatever process; while one is under way it is another each time. */
  registerState(): Promise<string>
  /** `registerState` as `readLink` last read it in this process; '' before. Every turn reads it on its way. */
  registerSeen(): string
  /**
   * Does what makes rights or links in SQL others than before, and gives what it gives or throws what it throws. From before it begins no
   * copy that was made serves in any process without asking SQL, nor one that is made until it has ended, also where
   * whoever does it is killed on the way. Throws `StoreAway`: nothing was done, or it was and its end could not be told.
   */
  changingRegister<T>(work: () => Promise<T>): Promise<T>
  /** Null: none, until one is chosen. */
  writeCurrent(wave: string, link: Link, sessionId: string | null): Promise<void>
  dropLink(wave: string, personId: string): Promise<void>
  /** The next turn of the person, in whatever process, asks SQL and writes down that they are there. */
  lookAgain(wave: string, personId: string): Promise<void>
  /** One round trip. Unparsed JSON; null when nothing is stored. */
  readTurn(sessionId: string, personId: string): Promise<StoredTurn>
  /** One atomic script. Nothing is written unless it returns `committed`. */
  commit(change: TurnChange): Promise<CommitResult>
  /**
   * After sending: takes the group off the outbox, keeps what became known, and gives the next group or frees the lease.
   * To be done again after `StoreAway`: until then nobody else sends for the seat, for a minute at most. `at_rest`: nothing
   * waits, and nobody else has sent for the seat since this process took it; null: nothing more for this process.
   */
  finish(done: GroupDone): Promise<OutboxGroup | 'at_rest' | null>
  /** This process does not go on with a group that it has the lease for; whoever finds the lease run out does. */
  leave(group: OutboxGroup): void
  /** Keeps the leases of what is still being sent. */
  renewLeases(now: number): Promise<void>
  /** Groups that nobody is sending and whose time has come; takes their leases. */
  claimDue(now: number, limit: number): Promise<OutboxGroup[]>
  /** The session and the seats in it, for views over many sessions. Unparsed; null when nothing is stored. */
  readSession(sessionId: string): Promise<Versioned | null>
  /** Removes a person's seat with everything around it, what was set apart there too; the session stays. */
  forgetSeat(sessionId: string, personId: string): Promise<void>
  /** True for the first caller within the time, so that two install events greet once. */
  greetOnce(personId: string): Promise<boolean>
  /** A submission document that waits for delivery; null when delivered or unknown. */
  readDocument(sessionId: string, key: string): Promise<string | null>
  undelivered(): Promise<{ sessionId: string; key: string }[]>
  markDelivered(sessionId: string, key: string): Promise<void>
  /** Another number after each loss of the connection: what stood in the store before may be lost. */
  connection(): number
}

export type StoredTurn = {
  session: Versioned | null
  seat: Versioned | null
  /** Message id of the newest tracked card. */
  cardId: string | null
  /** The last typed turn: hash of the text, when it came, and when it was answered (null: not known to be). */
  typed: { hash: string; at: number; answeredAt: number | null } | null
  /**
   * The newest card that asks: the group it is in while it has not come through; the group of the newest that did, and
   * how long sending it took, ms. Null: none, or of a release that did not note it.
   */
  asked: { pending: string | null; group: string | null; tookMs: number | null }
}

/** Stored JSON with the revision that the script compares; kept beside it so that JSON that does not parse can be set apart. */
export type Versioned = { rev: number; json: string }

export type TurnChange = {
  sessionId: string
  personId: string
  activityId: string
  now: number
  /** Absent = unchanged. `expect…Rev` null = must not exist yet. */
  session?: Versioned
  expectSessionRev: number | null
  /** Absent = unchanged, null removes the seat. */
  seat?: Versioned | null
  expectSeatRev: number | null
  /** Stored text that does not parse: what stands there is moved aside before anything is written. */
  setApart?: ('session' | 'seat')[]
  typedHash?: string
  /** The newest tracked card, where nothing can have changed it since it was read; absent: it is looked up. */
  cardId?: string | null
  group: OutboxGroup | null
  document?: { key: string; json: string }
}

export type CommitResult =
  /** `first`: this process sends now, beginning with this group (an older one may be waiting); null: another one is sending
   * for this seat and will send ours too, or there is nothing to send. `cardId`: the newest tracked card at that moment. */
  { type: 'committed'; first: OutboxGroup | null; cardId: string | null } | { type: 'conflict' } | { type: 'duplicate' }

/** What one turn has to say and do, in order. */
export type OutboxGroup = {
  id: string
  sessionId: string
  personId: string
  at: number
  attempts: number
  reference: ConversationReference
  /** The message of the pressed card, for `place: 'pressed'`. */
  pressedId?: string
  placed: Placed[]
  /** For `place: 'open'` when part of the group has been sent already: the card that was open before it; null: none. */
  openId?: string | null
  deliver?: { key: string }
  outside?: OutsideWork
  /** A code for a colleague is made and told when all else has been said. */
  delegate?: { name: string; section?: string | undefined }
}

/** What a turn asks for outside its session. */
export type OutsideWork = {
  sessionId: string
  personId: string
  effects: { type: 'opt_out' | 'opt_in' | 'snooze' | 'decline'; until?: number | undefined }[]
  /** The person's tie to this session goes. */
  forget?: boolean | undefined
  /** Key of a submission that the person's colleagues are to be told of. */
  tell?: string | undefined
}

export type GroupDone = {
  group: OutboxGroup
  now: number
  /** Message id of a tracked card that was sent. */
  cardId?: string
  /** When the newest tracked card that came through began to be sent, ms, and how long that took. */
  asked?: { at: number; tookMs: number }
  typedHash?: string
  /** When what was typed counts as answered, ms; `now` when absent. */
  answeredAt?: number
  /** Not all could be sent: keep the group and try again at this time, ms. */
  againAt?: number
}

/** Redis or SQL cannot be reached, or refuses writes. */
export class StoreAway extends Error {
  override name = 'StoreAway'
  code = 'store_away'
}

/** What is there was stored by a newer release: it is not broken, and for a process that does not know it as good as away. */
export class OfNewerRelease extends StoreAway {
  override name = 'OfNewerRelease'
}
