/** Posts submissions to RESULTS_URL as Standard Webhooks (standardwebhooks.com). */

import { Webhook } from 'standardwebhooks'
import { fetch } from 'undici'
import type { ResultsPost } from '../../app/ports/results.ts'
import { submissionKey } from '../../app/submissions/waiting.ts'
import { retryAfterMs } from './retry-after.ts'

/** A receiver that has not answered by then is asked again later. */
const TIMEOUT_MS = 15_000
/** contracts.md «Submission»: these, 5xx and no answer are tried again. */
const AGAIN = new Set([408, 429])

/** `secret`: `whsec_…`. `stop` breaks off what runs: it counts as not taken, and is tried again. */
export type PostOptions = { url: string; secret: string; now: () => number; stop?: AbortSignal }

/** The id is the same at every try, so that a receiver can tell a repeat. */
export const resultsPost = ({ url, secret, now, stop }: PostOptions): ResultsPost => {
  const webhook = new Webhook(secret)
  return async ({ submissionId, revision }, body) => {
    const id = submissionKey(submissionId, revision)
    const at = new Date(now())
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, at, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(stop ? [stop] : [])]),
      })
      await response.body?.cancel()
      if (response.ok) return { type: 'taken' }
      if (AGAIN.has(response.status) || response.status >= 500) {
        const afterMs = retryAfterMs(response.headers.get('retry-after') ?? undefined, now())
        return { type: 'again', status: response.status, ...(afterMs === null ? {} : { afterMs }) }
      }
      return { type: 'refused', status: response.status }
    } catch {
      return { type: 'again', status: null }
    }
  }
}
