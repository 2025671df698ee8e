/** Whether a typed text is the same message delivered again under a new id (teams-facts.md section 2, «Duplicates»). */
import { hash } from 'node:crypto'
import type { StoredTurn } from './ports.ts'

/** Repeats have been seen up to 45 s after the first delivery. */
const REPEAT_WINDOW_MS = 60_000
/** Some channels give up after 10 s, Teams after 15. */
const GIVEN_UP_MS = 10_000

/** A short hash; the text itself is not kept. */
export const hashOf = (text: string): string => hash('sha256', text.trim(), 'base64url').slice(0, 16)

/**
 * True when the last typed turn had the same text within a minute and may never have been answered in time.
 * `early`: what that turn said has not come through. `startedAt`: an unanswered turn that another life of this process took was cut off by its death.
 */
export const isRepeat = (
  typed: StoredTurn['typed'],
  hash: string,
  { now, startedAt, early }: { now: number; startedAt: number; early: boolean },
): boolean => {
  // A clock that was set back since says nothing of how long ago it was.
  if (typed === null || typed.hash !== hash || Math.abs(now - typed.at) > REPEAT_WINDOW_MS) return false
  if (early) return true
  if (typed.answeredAt !== null) return typed.answeredAt - typed.at >= GIVEN_UP_MS
  return now - typed.at >= GIVEN_UP_MS || typed.at < startedAt
}
