import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** What every answer carries. The service answers no browsers, so everything is forbidden to them. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The only bodies that a fault gets; no library's text and nothing of the request. */
const FAULTS: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  500: 'internal',
  503: 'unavailable',
}

/**
 * Answers with JSON, or with no body when `body` is undefined. `type`: the kind of JSON. Does nothing when an answer has
 * begun.
 */
export function answer(response: ServerResponse, status: number, body?: unknown, type = 'application/json'): void {
  if (response.headersSent || response.destroyed) return
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...(text === '' ? {} : { 'content-type': `${type}; charset=utf-8` }),
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** Answers 200 with a file, as fast as the other side reads it. Rejects when either side breaks off. */
export async function answerFile(
  response: ServerResponse,
  { name, type }: { name: string; type: string },
  content: AsyncIterable<Buffer>,
): Promise<void> {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
  await pipeline(content, response)
}

/** Answers with the fixed body of a fault. `then: 'close'` ends the connection, whose body was not read to its end. */
export function answerFault(response: ServerResponse, status: number, then: 'keep' | 'close' = 'keep'): void {
  if (response.headersSent || response.destroyed) return
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  if (status === 503) response.setHeader('retry-after', '5')
  if (then === 'close') response.setHeader('connection', 'close')
  answer(response, status, { error: FAULTS[status] ?? 'error' })
}
