/** What an answer of the channel means for a reminder (teams-facts.md section 4; issue 4, section 2). */

import { isForbidding } from '../outcome/out-of-reach.ts'

type Verdict =
  /** Certainly not delivered, and worth another try after so many ms. */
  | { type: 'retry'; afterMs: number }
  /** May have been delivered: never sent again. */
  | { type: 'unknown'; code: string }
  /** Not delivered, and would not be. `unreachable`: the person cannot be reached until they write or install again. */
  | { type: 'failed'; code: string; unreachable: boolean }
  /** Our credentials are refused: the campaign stops. */
  | { type: 'stop'; code: string }

/** First wait without `Retry-After`; doubled with each try. */
const FIRST_WAIT_MS = 2_000
/** A longer `Retry-After` is not believed in one go: the recipient goes back to the queue and asks again. */
export const RETRY_AFTER_MAX_MS = 15 * 60_000
/** With waits of 15 minutes about five hours; then the channel has refused for good. */
export const MAX_TRIES = 30

/** `tries` made before this one; `chance` from 0 to 1 spreads the waits that nobody told us. */
export const verdictOf = (refusal: Refusal, tries: number, chance: number): Verdict => {
  const { status, retryAfterMs } = refusal
  const code = refusal.code ?? (status === null ? 'no_answer' : String(status))
  const meaning = meaningOf(refusal)
  // 503 with a time is a wish to be asked again; without one the message may have been taken.
  if (meaning === 'wait' || (status === 503 && retryAfterMs !== undefined)) {
    if (tries + 1 >= MAX_TRIES) return { type: 'failed', code, unreachable: false }
    if (retryAfterMs !== undefined) return { type: 'retry', afterMs: Math.min(retryAfterMs, RETRY_AFTER_MAX_MS) }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 16), RETRY_AFTER_MAX_MS)
    return { type: 'retry', afterMs: Math.round(wait * (0.5 + chance / 2)) }
  }
  if (meaning === 'credentials') return { type: 'stop', code }
  // A request timed out at the connector, and a fault of the connector, may both come after the message was taken.
  if (meaning === 'maybe' || meaning === 'cut' || meaning === 'fault') return { type: 'unknown', code }
  return { type: 'failed', code, unreachable: meaning === 'blocked' || meaning === 'gone' }
}

// What became of a mail (RFC 5321 section 4.2; greylisting: RFC 6647).

/** What came back instead of «taken». */
export type MailFailure = {
  /**
   * How far it had come. `server`: the server is away, slow, not to be trusted or refuses us, whoever the mail is for.
   * `recipient`: the server refused this recipient. `message`: it took the recipient, and refused what was to be said.
   * `handed_over`: all of it was given, and no answer came.
   */
  at: 'server' | 'recipient' | 'message' | 'handed_over'
  /** The reply's code, as in 550; null: no reply. */
  status: number | null
  /** The enhanced status, as in 5.1.1 (RFC 3463); null: the reply has none. */
  enhanced: string | null
  /** In a word of ours, for lists and logs: `no_connection`, `starttls`, `login`, `smtp_550` and the like. */
  code: string
}

type MailVerdict =
  | { type: 'retry'; afterMs: number }
  | { type: 'unknown' }
  /** This address takes no mail: nobody who has it is written to until it is changed. */
  | { type: 'refused' }
  /** This mail was not taken, for what it says or for what we are: the same is not sent again, the next reminder is. */
  | { type: 'rejected' }

/** Greylisting wants some minutes; a server that is away for hours is asked now and then. */
const MAIL_FIRST_WAIT_MS = 60_000
const MAIL_LONGEST_WAIT_MS = 15 * 60_000
/** Of answers about the recipient: more than a working week of windows. */
export const MAIL_MAX_TRIES = 200

/**
 * What a refusal for good is about, by its enhanced status or the two first numbers of it (RFC 3463, RFC 7505; 5.4.1 is how
 * Exchange Online says that nobody has the address). What is not here is about the message or about us: the system, the
 * protocol, what is said, security and policy.
 */
const ABOUT_THE_ADDRESS: ReadonlyMap<string, boolean> = new Map([
  ['5.1', true],
  // The sender's address.
  ['5.1.7', false],
  ['5.1.8', false],
  ['5.2', true],
  // Longer than the mailbox allows.
  ['5.2.3', false],
  ['5.4.1', true],
  ['5.4.4', true],
])
/** Without an enhanced status, of an answer to the recipient alone (RFC 5321, RFC 7504). A bare 554 says nothing of whom. */
const BARE_ABOUT_THE_ADDRESS: ReadonlySet<number> = new Set([521, 550, 551, 552, 553, 556])

const isAboutTheAddress = ({ at, status, enhanced }: MailFailure): boolean => {
  if (enhanced === null) return at === 'recipient' && status !== null && BARE_ABOUT_THE_ADDRESS.has(status)
  const detail = ABOUT_THE_ADDRESS.get(enhanced)
  return detail ?? ABOUT_THE_ADDRESS.get(enhanced.slice(0, enhanced.lastIndexOf('.'))) ?? false
}

/**
 * `tries` made before this one; `chance` from 0 to 1 spreads the waits. What is the server's own fault is tried again until
 * the survey closes: nothing was delivered.
 */
export const mailVerdictOf = (failure: MailFailure, tries: number, chance: number): MailVerdict => {
  const { at, status } = failure
  if (at === 'handed_over') return { type: 'unknown' }
  const isAnswered = at === 'recipient' || at === 'message'
  if (isAnswered && status !== null && status >= 500)
    return { type: isAboutTheAddress(failure) ? 'refused' : 'rejected' }
  if (isAnswered && tries + 1 >= MAIL_MAX_TRIES) return { type: 'rejected' }
  const wait = Math.min(MAIL_FIRST_WAIT_MS * 2 ** Math.min(tries, 16), MAIL_LONGEST_WAIT_MS)
  return { type: 'retry', afterMs: Math.round(wait * (0.5 + chance / 2)) }
}

// What Teams' refusals mean: the one table, for the conversation and for reminders (teams-facts.md section 4).

/** What came back instead of a message id. `status` null: no whole answer. */
export type Refusal = { status: number | null; code: string | null; retryAfterMs?: number }

export type Meaning =
  /** Not taken, and worth another try: too fast, two at once, no connection, no token of our own. */
  | 'wait'
  /** The connector did not get the whole request in its time. */
  | 'cut'
  /** May have been taken. */
  | 'maybe'
  /** The connector's own fault; not to be tried again with what may be there only once. */
  | 'fault'
  /** The bot itself is refused. */
  | 'credentials'
  /** The person does not take messages of the bot until they write or install again. */
  | 'blocked'
  /** The message or the conversation is no longer there. */
  | 'gone'
  /** Not taken, and would not be: ours to mend. */
  | 'ours'

/** Codes of ours where no whole answer came; everything else there may have been taken. */
const UNANSWERED: ReadonlyMap<string | null, Meaning> = new Map([
  ['no_connection', 'wait'],
  ['token', 'wait'],
  ['token_refused', 'credentials'],
  ['service_url', 'ours'],
  ['address', 'ours'],
])
const STATUSES: ReadonlyMap<number, Meaning> = new Map([
  [401, 'credentials'],
  [404, 'gone'],
  [408, 'cut'],
  [410, 'gone'],
  [412, 'wait'],
  [429, 'wait'],
  [502, 'maybe'],
  [503, 'maybe'],
  [504, 'maybe'],
])

/** Of a new message: only that tells whether the person can be reached. */
export const meaningOf = ({ status, code }: Refusal): Meaning => {
  if (status === null) return UNANSWERED.get(code) ?? 'maybe'
  // Without a code it is taken for one of them.
  if (status === 403) return code === null || isForbidding(code) ? 'blocked' : 'ours'
  return STATUSES.get(status) ?? (status >= 500 ? 'fault' : 'ours')
}
