/** What a request to a route of the admin API holds, checked by what the route takes. */

import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { largestFile } from '../../../register/respondents-file.ts'
import { type Body, readBytes, readJson } from '../read-body.ts'
import type { Problem } from './problem.ts'
import type { Requested, Route } from './route.ts'

type Refused = { type: 'refused'; problem: Problem }
/** Nobody is there to answer. */
type Gone = { type: 'gone' }
type Read = Omit<Requested<unknown, unknown>, 'caller' | 'id'>

const PROBLEMS: Record<Extract<Body, { type: 'refused' }>['status'], Problem> = {
  400: { problem: 'invalid_json' },
  408: { problem: 'request_timeout' },
  413: { problem: 'too_large' },
  415: { problem: 'unsupported_media_type' },
}
const KEY_TWICE: Problem = { problem: 'invalid_request', errors: [{ path: '', code: 'repeated' }] }
/** Visible ASCII, as the draft standard of the header has it. */
const KEY = /^[\x21-\x7e]{1,200}$/

/** Say nothing of what a file is, the last being what Windows calls a CSV: its content tells. */
const UNTOLD: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'application/vnd.ms-excel'])

/** Checks query, header and body; the first that does not fit is told. */
export const readRequest = async (
  route: Route,
  request: IncomingMessage,
): Promise<{ type: 'read'; read: Read } | Refused | Gone> => {
  const asked = [...new URL(request.url ?? '/', 'http://localhost').searchParams]
  const twice = asked.find(([name], i) => asked.findIndex(([other]) => other === name) < i)
  // Which of the two is meant nobody knows: a dry run, or none?
  if (twice !== undefined)
    return refused({ problem: 'invalid_request', errors: [{ path: nameIn(route, twice[0]), code: 'repeated' }] })
  // «status=» says no more than nothing where only something is shown; a write with half a wish is refused.
  const said = route.method === 'get' ? asked.filter(([, value]) => value !== '') : asked
  const query = route.query.safeParse(Object.fromEntries(said))
  if (!query.success) return invalid(query.error)
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' ? header : null
  if (key !== null && !KEY.test(key)) {
    return refused({ problem: 'invalid_request', errors: [{ path: 'Idempotency-Key', code: 'invalid_format' }] })
  }
  const body = await bodyOf(route, request)
  return body.type === 'body' ? { type: 'read', read: { query: query.data, key, body: body.body } } : body
}

/** A name of the route's own; what was sent is not repeated. */
const nameIn = ({ query }: Route, name: string): string => (Object.hasOwn(query.shape, name) ? name : '')

const bodyOf = async (
  route: Route,
  request: IncomingMessage,
): Promise<{ type: 'body'; body: unknown } | Refused | Gone> => {
  if (route.body.type === 'none') return { type: 'body', body: undefined }
  if (route.body.type === 'bytes') {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (!route.body.mediaTypes.includes(type) && !UNTOLD.has(type)) return refused(PROBLEMS[415])
    const bytes = await readBytes(request, largestFile)
    if (Buffer.isBuffer(bytes)) return { type: 'body', body: bytes }
    return bytes.type === 'gone' ? bytes : refused(PROBLEMS[bytes.status])
  }
  const read = await readJson(request, 'once')
  if (read.type === 'gone') return read
  if (read.type === 'refused') return refused(read.keyTwice ? KEY_TWICE : PROBLEMS[read.status])
  const parsed = route.body.schema.safeParse(read.value)
  return parsed.success ? { type: 'body', body: parsed.data } : invalid(parsed.error)
}

/** Where and which rule; what was sent is not repeated. */
const invalid = (error: z.ZodError): Refused =>
  refused({
    problem: 'invalid_request',
    errors: error.issues.slice(0, 20).map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code })),
  })

const refused = (problem: Problem): Refused => ({ type: 'refused', problem })
