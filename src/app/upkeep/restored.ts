/** After a restore: what SQL knows of submissions counts, whatever day Redis comes from. */

import { sessionText } from '../../engine/stored.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { submissionDocument } from '../../results/submission.ts'
import { restoredSession } from '../conversation/begin.ts'
import { readOrNull, sessionIn } from '../conversation/stored-state.ts'
import type { ProgressStore, Versioned } from '../ports/progress.ts'
import type { ResultsStore } from '../ports/results.ts'
import { fromSubmissionKey } from '../submissions/waiting.ts'

type RestoreDeps = {
  progress: Pick<ProgressStore, 'readSession' | 'undelivered' | 'markDelivered'>
  results: Pick<ResultsStore, 'readSubmission'> & { latest(wave: string): AsyncIterable<unknown> }
  /** Who sent in a revision; '' when nobody knows. */
  submittedBy(submissionId: string, revision: number): Promise<string>
  writeSession(sessionId: string, session: Versioned): Promise<void>
}

/** `resubmitted`: sessions set to submitted. `delivered`: documents that need not go out again. `unreadable`: left alone. */
export type Settled = { resubmitted: number; delivered: number; unreadable: string[] }

/** Brings the sessions of a wave up to their submissions. Safe to repeat. Throws `StoreAway`. */
export const settleRestored = async (deps: RestoreDeps, wave: string): Promise<Settled> => {
  const settled: Settled = { resubmitted: 0, delivered: 0, unreadable: [] }
  for await (const stored of deps.results.latest(wave)) {
    const document = submissionDocument.safeParse(stored)
    if (!document.success) continue
    const { part, unit, submissionId, revision } = document.data
    const sessionId = sessionIdOf(wave, unit.id, part)
    const old = await deps.progress.readSession(sessionId)
    const session = sessionIn(old)
    if (session.type === 'broken') settled.unreadable.push(sessionId)
    const by = await deps.submittedBy(submissionId, revision)
    const restored = restoredSession(readOrNull(session), document.data, by)
    if (restored === null) continue
    const rev = (old?.rev ?? 0) + 1
    await deps.writeSession(sessionId, { rev, json: sessionText({ ...restored, rev }) })
    settled.resubmitted += 1
  }
  for (const { sessionId, key } of await deps.progress.undelivered()) {
    const { submissionId, revision } = fromSubmissionKey(key)
    const stored = await deps.results.readSubmission(submissionId, revision)
    // Stored is enough: the post goes on from SQL.
    if (stored === null) continue
    await deps.progress.markDelivered(sessionId, key)
    settled.delivered += 1
  }
  return settled
}
