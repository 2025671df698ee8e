/** A session and a seat as they begin. */
import type { Language } from '../questionnaire/schema.ts'
import type { Seat, Session } from './types.ts'

/** A session that nobody has begun. */
export const newSession = (about: {
  id: string
  wave: string
  unitId: string
  part: string
  version: number
}): Session => ({
  ...about,
  rev: 0,
  state: 'not_started',
  startedAt: null,
  people: [],
  entries: {},
  submission: null,
  paradata: { sittings: 0, lastAt: 0, seconds: {}, changed: [] },
})

/** A seat at the start, with no card open. */
export const newSeat = (about: { sessionId: string; personId: string; language: Language }): Seat => ({
  ...about,
  rev: 0,
  position: { at: 'start' },
  paused: false,
  pending: null,
  open: null,
  askedAt: null,
})
