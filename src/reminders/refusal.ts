/** What Teams' refusals mean: the one table, for the conversation and for reminders (teams-facts.md section 4). */

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
/** Of 403; one without a code is taken for one of them. */
const BLOCKED: ReadonlySet<string | null> = new Set([
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
  null,
])

/** Of a new message: only that tells whether the person can be reached. */
export const meaningOf = ({ status, code }: Refusal): Meaning => {
  if (status === null) return UNANSWERED.get(code) ?? 'maybe'
  if (status === 403) return BLOCKED.has(code) ? 'blocked' : 'ours'
  return STATUSES.get(status) ?? (status >= 500 ? 'fault' : 'ours')
}
