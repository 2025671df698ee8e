export type DeliveryState = 'pending' | 'delivered' | 'parked'

/** PostgreSQL: submissions and their way out. Methods throw `StoreAway`. */
export type ResultsStore = {
  /** Idempotent by submission id and revision; the audit entry of who submitted (`by`: person id, '' = known already) is
   * written with it, once. */
  storeSubmission(document: SubmissionKey & Record<string, unknown>, from: { by: string; at: Date }): Promise<void>
  /** The document as stored and where its delivery stands; null when it is not stored. */
  readSubmission(submissionId: string, revision: number): Promise<{ document: unknown; state: DeliveryState } | null>
  /** Keeps the newest state and counts the attempt. A delivered submission stays delivered. `status` null: no HTTP answer. */
  recordAttempt(attempt: SubmissionKey & { at: Date; state: DeliveryState; status: number | null }): Promise<void>
  /** The newest document of a unit and part; null: none. */
  newestOf(wave: string, unitId: string, part: string): Promise<unknown>
  /** Submissions whose post is still pending, oldest first. */
  pendingDeliveries(limit: number): Promise<(SubmissionKey & { storedAt: Date })[]>
}
type SubmissionKey = { submissionId: string; revision: number }

/** Posts a submission to RESULTS_URL as Standard Webhooks. `taken`: 2xx. */
export type ResultsPost = (
  document: { submissionId: string; revision: number },
  body: string,
) => Promise<{ type: 'taken' } | NotTaken | { type: 'refused'; status: number }>
/** To be tried again. `afterMs`: not before, as the receiver asked. */
export type NotTaken = { type: 'again'; status: number | null; afterMs?: number }
