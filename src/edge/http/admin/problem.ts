/** Errors of the admin API as RFC 9457 problem details. `code` is the contract; titles may change. */
import type { ServerResponse } from 'node:http'
import { answer } from '../answer.ts'

const catalogue = {
  invalid_request: [422, 'The request does not fit the description.'],
  invalid_json: [400, 'The body is not JSON.'],
  send_at_past: [422, 'The time to send has passed.'],
  send_at_after_closing: [422, 'The survey is closed at the time to send.'],
  no_pages: [422, 'Codes need PUBLIC_URL and CODE_SECRET.'],
  nobody_to_send_to: [422, 'Nobody would get it; a dry run says why.'],
  unauthorized: [401, 'A valid token is needed.'],
  forbidden: [403, 'The token does not have the role for this.'],
  not_found: [404, 'There is no such thing.'],
  method_not_allowed: [405, 'There is no such method here.'],
  unknown_wave: [404, 'This service runs another wave.'],
  request_timeout: [408, 'The body did not come in time.'],
  idempotency_key_reused: [409, 'The key was used for another request.'],
  not_parked: [409, 'The submission is not among the deliveries that were given up.'],
  import_refused: [422, 'Nothing was imported; every fault is listed.'],
  too_large: [413, 'The body is too large.'],
  unsupported_media_type: [415, 'The body is of another type.'],
  too_many_requests: [429, 'Too many requests; try again later.'],
  internal: [500, 'Something went wrong here.'],
  unavailable: [503, 'A store or the token issuer cannot be reached; try again later.'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof catalogue
export const problemCodes = Object.keys(catalogue) as ProblemCode[]

/** `errors`: where in the request and which rule; never a value that was sent. `more`: members of this problem alone. */
export type Problem = {
  problem: ProblemCode
  errors?: { path: string; code: string }[]
  more?: Record<string, unknown>
  /** Seconds. */
  retryAfter?: number
}

export const statusOf = (code: ProblemCode): number => catalogue[code][0]

/** Answers with a problem. Does nothing when an answer has begun. */
export const answerProblem = (response: ServerResponse, { problem, errors, more, retryAfter }: Problem): void => {
  if (response.headersSent || response.destroyed) return
  const [status, title] = catalogue[problem]
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  if (retryAfter !== undefined || status === 503) response.setHeader('retry-after', String(retryAfter ?? 5))
  // Bodies that were refused unread stay in the connection.
  if (status === 413 || status === 415 || status === 408) response.setHeader('connection', 'close')
  const body = { type: 'about:blank', title, status, code: problem, ...(errors ? { errors } : {}), ...more }
  answer(response, status, body, 'application/problem+json')
}
