/** A request as its route wants it, or what is wrong with it. */

import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { type Body, readBytes, readJson } from '../read-body.ts'
import type { Problem } from './problem.ts'
import type { Given, Route } from './route.ts'

type Read = Omit<Given<unknown, unknown>, 'caller' | 'id'>

const PROBLEMS: Record<Extract<Body, { type: 'refused' }>['status'], Problem> = {
  400: { problem: 'invalid_json' },
  408: { problem: 'request_timeout' },
  413: { problem: 'too_large' },
  415: { problem: 'unsupported_media_type' },
}
/** Visible ASCII, as the draft standard of the header has it. */
const KEY = /^[\x21-\x7e]{1,200}$/
/** The largest respondents file, a little rounded up. */
const LARGEST_FILE = 5 * 1024 * 1024 + 1024

/** Checks query, header and body. `gone`: nobody is there to answer. */
export const readRequest = async (route: Route, request: IncomingMessage): Promise<Read | Problem | 'gone'> => {
  const asked = [...new URL(request.url ?? '/', 'http://localhost').searchParams]
  const twice = asked.find(([name], i) => asked.findIndex(([other]) => other === name) < i)
  // Which of the two is meant nobody knows: a dry run, or none?
  if (twice !== undefined)
    return { problem: 'invalid_request', errors: [{ path: nameIn(route, twice[0]), code: 'repeated' }] }
  const query = route.query.safeParse(Object.fromEntries(asked))
  if (!query.success) return invalid(query.error)
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' ? header : null
  if (key !== null && !KEY.test(key)) {
    return { problem: 'invalid_request', errors: [{ path: 'Idempotency-Key', code: 'invalid_format' }] }
  }
  const body = await bodyOf(route, request)
  if (body === 'gone' || (typeof body === 'object' && body !== null && 'problem' in body))
    return body as Problem | 'gone'
  return { query: query.data, key, body: (body as { body: unknown }).body }
}

/** A name of the route's own; what was sent is not repeated. */
const nameIn = ({ query }: Route, name: string): string => (Object.hasOwn(query.shape, name) ? name : '')

const bodyOf = async (route: Route, request: IncomingMessage): Promise<{ body: unknown } | Problem | 'gone'> => {
  if (route.body.type === 'none') return { body: undefined }
  if (route.body.type === 'bytes') {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (!route.body.mediaTypes.includes(type)) return PROBLEMS[415]
    const bytes = await readBytes(request, LARGEST_FILE)
    if (Buffer.isBuffer(bytes)) return { body: bytes }
    return bytes.type === 'gone' ? 'gone' : PROBLEMS[bytes.status]
  }
  const read = await readJson(request)
  if (read.type === 'gone') return 'gone'
  if (read.type === 'refused') return PROBLEMS[read.status]
  const parsed = route.body.schema.safeParse(read.value)
  return parsed.success ? { body: parsed.data } : invalid(parsed.error)
}

/** Where and which rule; what was sent is not repeated. */
const invalid = (error: z.ZodError): Problem => ({
  problem: 'invalid_request',
  errors: error.issues.slice(0, 20).map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code })),
})
