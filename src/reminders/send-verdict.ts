/** What an answer of the channel means for a reminder (teams-facts.md section 4; issue 4, section 2). */
import { meaningOf, type Refusal } from './refusal.ts'

export type Verdict =
  /** Certainly not delivered, and worth another try after so many ms. */
  | { type: 'retry'; afterMs: number; told: boolean }
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
    if (retryAfterMs !== undefined)
      return { type: 'retry', afterMs: Math.min(retryAfterMs, RETRY_AFTER_MAX_MS), told: true }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 16), RETRY_AFTER_MAX_MS)
    return { type: 'retry', afterMs: Math.round(wait * (0.5 + chance / 2)), told: false }
  }
  if (meaning === 'credentials') return { type: 'stop', code }
  // A request timed out at the connector, and a fault of the connector, may both come after the message was taken.
  if (meaning === 'maybe' || meaning === 'cut' || meaning === 'fault') return { type: 'unknown', code }
  return { type: 'failed', code, unreachable: meaning === 'blocked' || meaning === 'gone' }
}
