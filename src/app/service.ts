/** What the use cases of the conversation are given. `main.ts` makes one; tests make one with a fixed clock. */

import { hash } from 'node:crypto'
import type { Seat, Session } from '../engine/session.ts'
import type { Called } from '../questionnaire/called.ts'
import type { Borders } from '../questionnaire/history.ts'
import type { Heirs, PreviousAnswers } from '../questionnaire/last-wave.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import type { Rates } from '../reminders/calendar.ts'
import type { Report } from '../report/model.ts'
import type { Countable } from '../report/over-versions.ts'
import type { View } from '../wording/view.ts'
import type { CampaignBook, ReminderQueue, SendRate } from './ports/campaigns.ts'
import type { Channel } from './ports/channel.ts'
import type { MailWay } from './ports/mail.ts'
import type { Link, Membership } from './ports/people.ts'
import type { Envelope, GroupDone, OutsideWork, ProgressStore, StoredTurn } from './ports/progress.ts'
import type { Register, RespondentBook } from './ports/register.ts'
import type { SteadyMs } from './steady.ts'
import { type WaitingLine, waitingLine } from './waiting-line.ts'

/** The wave that this service runs, as read from its folder. */
export type Survey = {
  /** Where its files lie, absolute: `report.yaml` too, which is read when it is needed. */
  folder: string
  wave: Wave
  /** ms since 1970 UTC. */
  opensAt: number
  closesAt: number
  units: ReadonlyMap<string, Unit>
  /** Part → version → questionnaire; every version ever published. */
  questionnaires: ReadonlyMap<string, ReadonlyMap<number, Questionnaire>>
  /** SHA-256 of each version's text, by `<part>.v<version>`; absent: it was not read from files. */
  hashes?: ReadonlyMap<string, string>
  /** The last wave's answers, where this one carries them. */
  previous?: PreviousAnswers
  /** What the units of the wave that this one continues have become. */
  heirs?: Heirs
  /** How the borders of this wave's units have changed since; with `heirs`. */
  borders?: Borders
  /** What people call the answers of its closed questions, where its folder tells. */
  called?: Called
}

/** Ids, codes and durations only: never a text, a name or an answer. */
export type Log = {
  info(fields: Record<string, unknown>, event: string): void
  warn(fields: Record<string, unknown>, event: string): void
  error(fields: Record<string, unknown>, event: string): void
}

/**
 * One id for everything that a turn leads to in the logs: the turn, what it says, its delivery. Activity ids hold conversation
 * and time; a short hash tells them apart and says nothing. '' stays ''.
 */
export const turnIdOf = (activityId: string): string =>
  activityId === '' ? '' : hash('sha256', activityId, 'base64url').slice(0, 12)

export type Deps = {
  survey: Survey
  progress: ProgressStore
  register: Register
  channel: Channel
  /** Remembers that the person wants one reminder at `until`, ms. Absent: nobody sends reminders here. */
  snooze?(personId: string, until: number): Promise<void>
  /** What others answered, after closing. Absent: nobody shows it here. */
  others?: OtherAnswers
  /** Where people find the pages, as `https://svar.example`. Absent: nowhere, or nobody has said where. */
  pages?: string
  /** Answers what administrators say; null: nothing of theirs. Absent: nobody administers here. */
  adminTurn?(envelope: Envelope, link: Link): Promise<TurnResult | null>
  /** The newest submission of a unit and part as SQL has it; null: none. Throws `StoreAway`. */
  newestSubmission(unitId: string, part: string): Promise<unknown>
  /** Hands a stored submission to the queue; idempotent by key. `turn`: for the logs, where known. */
  enqueue(sessionId: string, key: string, turn?: string): Promise<void>
  /** Hands over what needs SQL, or what SQL was away for: a worker does it, again and again until it is done. */
  enqueueOutside(work: OutsideWork): Promise<void>
  /** ms since 1970 UTC. */
  now(): number
  newId(): string
  /** Resolves after `ms`. */
  pause(ms: number): Promise<void>
  /** When this process started, ms: a typed turn from before it has not been answered by it. */
  startedAt: number
  /** Tenants that may link; empty = all. */
  allowedTenants: ReadonlySet<string>
  log: Log
  seen: Seen
}

/** Short-lived knowledge of one process, bounded; all of it can be lost without harm. */
type Seen = {
  /** Person id → the end of the newest turn that has begun. */
  turns: Map<string, Promise<void>>
  /** Session id → the end of the newest turn that another's came before and that is decided again. */
  again: Map<string, Promise<void>>
  /**
   * Session and person → the newest group with an asking card that this process stored or sends. `begunAt`
   * null: not begun here.
   */
  asked: Map<string, { group: string; storedAt: SteadyMs; begunAt: SteadyMs | null }>
  /** Session and person → a group that was said, while the store did not take that down. */
  unfinished: Map<string, GroupDone>
  /** Session and person → what this process wrote there last: the same text is not read again. */
  written: Map<string, Written>
  /** Person id → the session of their last turn in this process, and when, ms: read together with their link. */
  recent: Map<string, { sessionId: string; at: number }>
  /** When it was last seen that others had written where this process thought it knew what stands, ms of the steady clock. */
  outdated: { at: number }
  /** Person id → the reference last written, and when, ms. */
  contacts: Map<string, { reference: string; at: number }>
  /** In front of SQL for what nobody waits for, so that those who wait come first. */
  behind: WaitingLine
  /** Wave and person id → when the connector was last asked for the principal name, ms, and the state of the register then. */
  principals: Map<string, { at: number; register: string }>
}

/** Stored text, and what it says. */
type Text<T> = { json: string; value: T }
/**
 * `at`: ms. `around`: what stands beside the seat; absent: others may change it, so that it must be read. `group`: what is being
 * said; null: all is said. `connection`: of the store at that time.
 */
export type Written = {
  session: Text<Session>
  seat: Text<Seat>
  at: number
  around?: { stored: Omit<StoredTurn, 'session' | 'seat'>; group: string | null; connection: number }
}

/** Of the ten connections to SQL (`edge/sql/database.ts`). */
const BEHIND_AT_ONCE = 1

/** Nothing known yet. */
export const nothingSeen = (): Seen => ({
  turns: new Map(),
  again: new Map(),
  asked: new Map(),
  unfinished: new Map(),
  written: new Map(),
  recent: new Map(),
  outdated: { at: Number.NEGATIVE_INFINITY },
  contacts: new Map(),
  behind: waitingLine(BEHIND_AT_ONCE),
  principals: new Map(),
})

/** So long a process knows of somebody who does not write. Who was erased meanwhile is not told to every process. */
const KNOWN_MS = 10 * 60_000

/** Forgets what was last learnt longer ago than that; done every minute, it leaves nobody in memory. */
export const forgetIdle = ({ asked, written, recent, contacts, principals }: Seen, now: number): void => {
  const isOld = (at: number) => now - at > KNOWN_MS
  for (const map of [written, recent, contacts, principals])
    for (const [key, { at }] of map) if (isOld(at)) map.delete(key)
  const steady = performance.now()
  for (const [key, { storedAt }] of asked) if (steady - storedAt > KNOWN_MS) asked.delete(key)
}

/** The key of one person's place in a session, in `Seen`. */
export const seatKey = ({ sessionId, personId }: { sessionId: string; personId: string }): string =>
  `${sessionId}:${personId}`

/** Whether the wave asks for this. A newer list of units, as after a merger, may not have the one somebody is linked to. */
export const isAsked = ({ wave, units }: Survey, { wave: of, unitId, part }: Membership): boolean =>
  of === wave.id && units.has(unitId) && Object.hasOwn(wave.parts, part)

/** The questionnaire a session keeps, or the newest of its part. */
export const questionnaireOf = (survey: Survey, part: string, version?: number): Questionnaire | null => {
  const newest = survey.wave.parts[part]?.version
  return survey.questionnaires.get(part)?.get(version ?? newest ?? -1) ?? null
}

/** What the reminder use cases and the administrator's chat are given. `start/reminders.ts` makes one for each wave. */
export type ReminderDeps = Pick<
  Deps,
  'survey' | 'progress' | 'register' | 'channel' | 'now' | 'newId' | 'log' | 'pause'
> & {
  campaigns: CampaignBook
  queue: ReminderQueue
  rate: SendRate
  /** The limits behind `rate`, for telling when the last one leaves. */
  rates: Rates
  /** Mails a second, for the same; absent: there is no mail. */
  mailsPerSecond?: number
  /** Reaches those whom the bot cannot write to. Absent: nobody is written to by mail. */
  mail?: MailWay
  /** From 0 to 1. */
  chance(): number
}

/** What planning, ordering and reading campaigns needs of it; nothing is sent with these. */
export type PlanDeps = Pick<
  ReminderDeps,
  'survey' | 'progress' | 'campaigns' | 'rates' | 'mailsPerSecond' | 'now' | 'newId'
>

// What a turn gives back to the channel.

/** What the caller answers at once, and what is to be done after it has answered. */
export type TurnResult = {
  /** What was done was done before: it is stored as it was then. */
  isRepeated?: true
  /** Invoke: the card in place of the pressed one. */
  pressed: View | null
  /** Invoke without a card to put in place: a text under it. */
  text: View | null
  /** Sends what the turn has to say. Never rejects. */
  after(): Promise<void>
}

export const nothing = async (): Promise<void> => {}
export const silent: TurnResult = { pressed: null, text: null, after: nothing }

// What «slik svarte andre» is told from.

/** The questionnaires and submissions are those that the numbers are made of. */
export type Comparing = Omit<Countable, 'asNow'> & { report: Report }

export type OtherAnswers = {
  /** The numbers; null while answers may still be on their way. Throws `StoreAway`. */
  numbers(): Promise<Comparing | null>
  /** They are at hand: asking takes no time worth speaking of. */
  areAtHand(): boolean
}

// Changes of the register, after which every process asks SQL anew who may do what.

/** The same book: what changes rights, links or codes takes away the copies that were made before. Throws `StoreAway`. */
export const revoking = (
  book: RespondentBook,
  { changingRegister }: Pick<ProgressStore, 'changingRegister'>,
): RespondentBook => ({
  ...book,
  change: (...given) => changingRegister(() => book.change(...given)),
  invite: (...given) => changingRegister(() => book.invite(...given)),
  lastingCodes: (...given) => changingRegister(() => book.lastingCodes(...given)),
  confirm: (...given) => changingRegister(() => book.confirm(...given)),
  erase: (...given) => changingRegister(() => book.erase(...given)),
  addAdmin: (...given) => changingRegister(() => book.addAdmin(...given)),
  removeAdmin: (...given) => changingRegister(() => book.removeAdmin(...given)),
})
