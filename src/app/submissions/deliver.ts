/**
 * Brings one submission to the results store: into SQL, and then, where an address is set, out by post. Every step can be
 * done again without a second effect; the copy in Redis goes last.
 */

import { DAY_MS } from '../../questionnaire/wave.ts'
import type { ProgressStore } from '../ports/progress.ts'
import type { NotTaken, ResultsPost, ResultsStore } from '../ports/results.ts'
import { fromSubmissionKey, type Waiting, waitingOf } from './waiting.ts'

type DeliveryDeps = {
  progress: Pick<ProgressStore, 'readDocument' | 'markDelivered'>
  results: ResultsStore
  /** Null: SQL only. */
  post: ResultsPost | null
  now(): number
}

/** `again`: the queue tries later. `parked`: somebody must look at it and retry by hand. */
export type DeliveryResult = { type: 'done' } | { type: 'parked'; status: number | null } | NotTaken

/** contracts.md: tried again for 14 days, then parked. */
const GIVE_UP_AFTER_MS = 14 * DAY_MS

/**
 * `key`: of `submissionKey`. `since`: when it was first tried, ms. Throws `StoreAway` when Redis or SQL is away.
 */
export const deliverSubmission = async (
  deps: DeliveryDeps,
  { sessionId, key, since }: { sessionId: string; key: string; since: number },
): Promise<DeliveryResult> => {
  const found = await read(deps, sessionId, key)
  if (found === null) return { type: 'done' }
  if (found === 'settled') {
    // An earlier release could be killed between taking the copy away and no longer counting it as waiting.
    await deps.progress.markDelivered(sessionId, key)
    return { type: 'done' }
  }
  const { document, by } = found
  const { submissionId, revision } = document
  await deps.results.storeSubmission(document, { by, at: new Date(deps.now()) })
  const result = await posted(deps, document, since)
  const state = result.type === 'done' ? 'delivered' : result.type === 'parked' ? 'parked' : 'pending'
  const status = 'status' in result ? result.status : null
  await deps.results.recordAttempt({ submissionId, revision, at: new Date(deps.now()), state, status })
  // It stands in SQL whatever happened to the post, and a post tried again reads it there.
  await deps.progress.markDelivered(sessionId, key)
  return result
}

/** `settled`: it stands in SQL and nothing is to be posted; null: nobody knows of it. */
const read = async (deps: DeliveryDeps, sessionId: string, key: string): Promise<Waiting | 'settled' | null> => {
  const json = await deps.progress.readDocument(sessionId, key)
  if (json !== null) return waitingOf(JSON.parse(json))
  const { submissionId, revision } = fromSubmissionKey(key)
  const stored = await deps.results.readSubmission(submissionId, revision)
  if (stored === null) return null
  return stored.state === 'pending' ? waitingOf({ by: '', document: stored.document }) : 'settled'
}

const posted = async (deps: DeliveryDeps, document: Waiting['document'], since: number): Promise<DeliveryResult> => {
  if (deps.post === null) return { type: 'done' }
  const { submissionId, revision } = document
  const stored = await deps.results.readSubmission(submissionId, revision)
  if (stored?.state === 'delivered') return { type: 'done' }
  const answer = await deps.post({ submissionId, revision }, JSON.stringify(document))
  if (answer.type === 'taken') return { type: 'done' }
  if (answer.type === 'refused') return { type: 'parked', status: answer.status }
  return deps.now() - since > GIVE_UP_AFTER_MS ? { type: 'parked', status: answer.status } : answer
}
