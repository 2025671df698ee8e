/** What is stored of a session or a seat, read: stored text is never trusted, and what does not parse is never guessed at. */

import type { Seat, Session } from '../../engine/session.ts'
import { readSeat, readSession } from '../../engine/stored.ts'
import { jsonIn } from '../../json.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { OfNewerRelease, StoreAway, type Versioned } from '../ports/progress.ts'

/** `none`: nothing is stored. `broken`: it does not parse, and may still be mended by hand. */
export type Stored<T> = { type: 'none' } | { type: 'broken' } | { type: 'read'; value: T }

const NONE = { type: 'none' } as const
const BROKEN = { type: 'broken' } as const

/** Throws `StoreAway` of what a newer release wrote: it is not broken, and waits for a process that knows it. */
export const sessionIn = (stored: Versioned | null): Stored<Session> => {
  if (stored === null) return NONE
  const result = readSession(jsonIn(stored.json))
  return 'session' in result ? { type: 'read', value: result.session } : unreadable(result.broken)
}

/** As `sessionIn`. */
export const seatIn = (stored: Versioned | null): Stored<Seat> => {
  if (stored === null) return NONE
  const result = readSeat(jsonIn(stored.json))
  return 'seat' in result ? { type: 'read', value: result.seat } : unreadable(result.broken)
}

/** `sessionIn` for views over many sessions: one that a newer release wrote is one that cannot be read, and stops no other. */
export const readableSession = (stored: Versioned | null): Stored<Session> => {
  try {
    return sessionIn(stored)
  } catch (error) {
    if (error instanceof StoreAway) return BROKEN
    throw error
  }
}

/** For who does the same where nothing stands and where it cannot be read. */
export const readOrNull = <T>(stored: Stored<T>): T | null => (stored.type === 'read' ? stored.value : null)

/** The language that the person chose in the chat; null: no seat of theirs can be read. Throws as `sessionIn`. */
export const languageOfSeat = (stored: Versioned | null): Language | null =>
  readOrNull(seatIn(stored))?.language ?? null

/** The wave that a stored session says it is of; null: there is none, or it cannot be read. */
export const waveOfStored = (stored: Versioned | null): string | null =>
  readOrNull(readableSession(stored))?.wave ?? null

const unreadable = (reason: string): { type: 'broken' } => {
  if (reason.startsWith('schema_newer')) throw new OfNewerRelease('stored by a newer release')
  return BROKEN
}
