/** Deletes what the wave's retention no longer allows to keep: progress in Redis, links and free text in SQL. */
import type { Session } from '../engine/types.ts'
import { sessionIdOf } from '../register/session-id.ts'
import type { Deps } from './deps.ts'
import { sessionIn } from './load-state.ts'
import type { ResultsStore } from './ports.ts'

/** PostgreSQL: the end of retention. Methods throw `StoreAway`, are audited, and do nothing a second time. */
export type Expiry = {
  /** Unties people from the respondents of a wave and forgets those who have no other tie. */
  dropLinks(wave: string, at: Date): Promise<void>
  /** Empties free text in stored submissions: `text` answers and «annet, spesifiser». */
  dropTexts(wave: string, at: Date): Promise<void>
}

const DAY_MS = 24 * 3_600_000

/**
 * Counts from closing, since a submission can be reopened until then; nothing goes that has not been delivered. Returns
 * how many sessions were deleted. Safe to repeat. Throws `StoreAway`.
 */
export const deleteExpired = async (deps: Deps, results: ResultsStore, expiry: Expiry): Promise<number> => {
  const { wave, closesAt } = deps.survey
  const { progressDays, linkDays, textAnswerDays } = wave.retention
  const now = deps.now()
  const isPast = (days: number) => now >= closesAt + days * DAY_MS
  if (isPast(linkDays)) await expiry.dropLinks(wave.id, new Date(now))
  if (isPast(textAnswerDays)) await expiry.dropTexts(wave.id, new Date(now))
  return isPast(progressDays) ? await deleteProgress(deps, results) : 0
}

const deleteProgress = async (deps: Deps, results: ResultsStore): Promise<number> => {
  const { wave, units } = deps.survey
  let deleted = 0
  for (const unitId of units.keys()) {
    for (const part of Object.keys(wave.parts)) {
      const sessionId = sessionIdOf(wave.id, unitId, part)
      const session = sessionIn(await deps.progress.readSession(sessionId))
      if (session === null || session === 'broken' || !(await isOver(session, results))) continue
      await deps.progress.deleteSession(sessionId)
      deleted += 1
    }
  }
  return deleted
}

/** Submitted and in SQL, or closed without being submitted. */
const isOver = async ({ state, submission }: Session, results: ResultsStore): Promise<boolean> => {
  if (submission === null) return state === 'closed_partial' || state === 'not_started'
  const stored = await results.readSubmission(submission.id, submission.revision)
  return stored?.state === 'delivered'
}
