/** The admin API, mounted on the public server: who is it, may they, does the request fit, then the use case. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { z } from 'zod'
import { StoreAway } from '../../../app/ports/progress.ts'
import { remember } from '../../../memory.ts'
import { languages } from '../../../questionnaire/schema.ts'
import { largestFile } from '../../../register/respondents-file.ts'
import { type ExportKind, exportFiles, exportKinds, exportMediaType } from '../../../results/media-types.ts'
import { answer, answerFile } from '../answer.ts'
import { type Body, readBytes, readJson } from '../read-body.ts'
import { accessRoutes } from './access-routes.ts'
import { formRoutes, reportRoutes } from './file-routes.ts'
import { openApi } from './openapi.ts'
import { answerProblem, type Problem } from './problem.ts'
import { reminderRoutes } from './reminder-routes.ts'
import { respondentRoutes } from './respondent-routes.ts'
import { type AdminApiDeps, type Given, type Reply, type Route, route } from './route.ts'
import { registerRoutes, statusRoutes } from './status-routes.ts'
import type { Caller } from './verify-token.ts'

/** A person at a desk and a dashboard stay far below. */
const PER_CALLER = 300
/** Refused tokens from one address; those that are right are never held up by them. */
const REFUSED_PER_ADDRESS = 120

/** Every route may name its wave. */
const ofWave = z.object({ wave: z.string().max(100).optional() })

const allRoutes = (deps: AdminApiDeps): Route[] =>
  [
    ...statusRoutes(deps),
    ...reminderRoutes(deps),
    ...registerRoutes(deps),
    ...respondentRoutes(deps),
    ...accessRoutes(deps),
    ...reportRoutes(deps),
    ...formRoutes(deps),
    ...resultsRoutes(deps),
  ].map((route) => ({
    ...route,
    query: route.query.extend(ofWave.shape),
    problems: [...route.problems, 'unknown_wave'],
  }))

/** The API of the wave of that id, or for null the one that is talked about now; null: there is no such wave. */
export type OfWave = (wave: string | null) => AdminApiDeps | null

/** For `PublicRoutes.mount`. `deps`: of any wave; the routes are the same for each. */
export const adminRoutes = (deps: AdminApiDeps, of: OfWave): ((server: Server) => void) => {
  const routes = allRoutes(deps)
  const { now } = deps.reminders
  const limits = { callers: createThrottle(PER_CALLER, now), refused: createThrottle(REFUSED_PER_ADDRESS, now) }
  const description = openApi(routes)
  return (server) => {
    server.get('/api/admin/openapi.json', (request, response, next) => {
      const ended = guarded(deps, response, async () => {
        const caller = await callerOf(deps, limits, request)
        if ('problem' in caller) answerProblem(response, caller)
        else if (caller.roles.length === 0) answerProblem(response, { problem: 'forbidden' })
        else answer(response, 200, description)
      })
      ended.finally(() => next(false))
    })
    for (const [at, route] of routes.entries()) {
      const inWave = (wave: string | null) => {
        const found = of(wave)
        return found === null ? null : (allRoutes(found)[at] ?? null)
      }
      server[route.method](route.path, (request, response, next) => {
        const id: unknown = request.params?.id
        const asked = { request, response, id: typeof id === 'string' ? id : '' }
        guarded(deps, response, () => serve(deps, limits, { route, inWave }, asked)).finally(() => next(false))
      })
    }
  }
}

/**
 * For `PublicRoutes.refused`: what the server itself refuses below `/api/admin/` is told as the API tells everything.
 * False: it is not below it.
 */
export const refusedBelowAdmin = (request: IncomingMessage, response: ServerResponse, status: number): boolean => {
  if (request.url?.startsWith('/api/admin/') !== true) return false
  answerProblem(response, {
    problem: status === 405 ? 'method_not_allowed' : status < 500 ? 'not_found' : 'internal',
  })
  return true
}

type Limits = { callers: Throttle; refused: Throttle }
type Asked = { request: IncomingMessage; response: ServerResponse; id: string }

const serve = async (
  deps: AdminApiDeps,
  limits: Limits,
  { route, inWave }: { route: Route; inWave(wave: string | null): Route | null },
  { request, response, id }: Asked,
): Promise<void> => {
  const caller = await callerOf(deps, limits, request)
  if ('problem' in caller) return answerProblem(response, caller)
  if (!route.roles.some((role) => caller.roles.includes(role))) return answerProblem(response, { problem: 'forbidden' })
  const read = await readRequest(route, request)
  if (read === 'gone') return
  if ('problem' in read) return answerProblem(response, read)
  const of = inWave(ofWave.parse(read.query).wave ?? null)
  if (of === null) return answerProblem(response, { problem: 'unknown_wave' })
  const reply: Reply<unknown> = await of.handle({ ...read, caller, id })
  if ('problem' in reply) answerProblem(response, reply)
  else if ('file' in reply) await answerFile(response, reply.file, reply.file.content).finally(reply.file.remove)
  else answer(response, reply.status, reply.body)
}

const callerOf = async (deps: AdminApiDeps, limits: Limits, request: IncomingMessage): Promise<Caller | Problem> => {
  const verdict = await deps.verify(request.headers.authorization)
  if (verdict.type === 'away') return { problem: 'unavailable' }
  if (verdict.type === 'refused') {
    const pace = limits.refused(request.socket.remoteAddress ?? '')
    return pace.type === 'wait'
      ? { problem: 'too_many_requests', retryAfter: pace.seconds }
      : { problem: 'unauthorized' }
  }
  const pace = limits.callers(verdict.caller.actor)
  return pace.type === 'wait' ? { problem: 'too_many_requests', retryAfter: pace.seconds } : verdict.caller
}

const guarded = async (deps: AdminApiDeps, response: ServerResponse, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof StoreAway) return answerProblem(response, { problem: 'unavailable' })
    deps.onFault(error)
    answerProblem(response, { problem: 'internal' })
  }
}

// So many requests a minute for a key, in this process.

type Throttle = (key: string) => { type: 'go' } | { type: 'wait'; seconds: number }

/** More callers than that at once are not people; the oldest are forgotten. */
const WINDOW_MS = 60_000

/** `now`: ms. Windows are fixed, so that at most twice as many pass within any minute. */
const createThrottle = (perMinute: number, now: () => number): Throttle => {
  const windows = new Map<string, { from: number; count: number }>()
  return (key) => {
    const at = now()
    const last = windows.get(key)
    const window = last !== undefined && at - last.from < WINDOW_MS ? last : { from: at, count: 0 }
    window.count++
    remember(windows, key, window)
    if (window.count <= perMinute) return { type: 'go' }
    return { type: 'wait', seconds: Math.max(1, Math.ceil((window.from + WINDOW_MS - at) / 1000)) }
  }
}

const withText = z.enum(['true', 'false']).default('false')

/** What each file of answers is. */
const SUMMARIES: Record<ExportKind, string> = {
  csv: 'The newest submission of each unit: of one part, or without `part` of all, a row for each thing asked',
  xlsx: 'The newest submission of each unit and part',
  xlsx_long: 'The newest submission of each unit and part, a row for each thing asked',
  spss: 'The newest submission of each unit and part for SPSS: an archive with a table and a syntax file for each part',
  jsonl: 'The newest submission of each unit and part',
  over_waves_csv: 'The same of this wave and those it goes on from, a row for each thing asked, one key a unit',
  over_waves_xlsx: 'The same of this wave and those it goes on from, a row for each thing asked, one key a unit',
  over_waves_jsonl: 'The same of this wave and those it goes on from, a document a line, one key a unit',
}

/** `getResultsOverWavesCsv` for `over_waves_csv`. */
const operationOf = (kind: ExportKind): string =>
  `getResults${kind.replace(/(?:^|_)(.)/gu, (_, first: string) => first.toUpperCase())}`

/** The newest submission of each unit and part, for analysts. */
const resultsRoutes = (deps: AdminApiDeps): Route[] =>
  exportKinds.map((kind) =>
    route({
      method: 'get',
      path: `/api/admin/${exportFiles[kind].name}`,
      operationId: operationOf(kind),
      summary: SUMMARIES[kind],
      roles: ['Survey.Analyst'],
      query: z.strictObject({
        withText,
        ...(kind === 'csv' ? { part: z.string().max(60).optional() } : {}),
        ...(kind === 'spss' ? { language: z.enum(languages).default('nb') } : {}),
      }),
      body: { type: 'none' },
      response: z.string(),
      mediaType: exportMediaType(kind),
      problems: ['not_found'],
      handle: async ({ query, caller }) => {
        const part = 'part' in query && query.part !== undefined ? String(query.part) : null
        const freeText = query.withText === 'true' ? 'with' : 'without'
        const language = 'language' in query && query.language === 'nn' ? 'nn' : 'nb'
        const file = await deps.exportFile({ kind, part, freeText, language }, caller.actor)
        return file === null ? { problem: 'not_found' } : { file: { ...file, type: exportMediaType(kind) } }
      },
    }),
  )

// What a request to a route holds.

type Read = Omit<Given<unknown, unknown>, 'caller' | 'id'>

const PROBLEMS: Record<Extract<Body, { type: 'refused' }>['status'], Problem> = {
  400: { problem: 'invalid_json' },
  408: { problem: 'request_timeout' },
  413: { problem: 'too_large' },
  415: { problem: 'unsupported_media_type' },
}
/** Visible ASCII, as the draft standard of the header has it. */
const KEY = /^[\x21-\x7e]{1,200}$/

/** Checks query, header and body. `gone`: nobody is there to answer. */
const readRequest = async (route: Route, request: IncomingMessage): Promise<Read | Problem | 'gone'> => {
  const asked = [...new URL(request.url ?? '/', 'http://localhost').searchParams]
  const twice = asked.find(([name], i) => asked.findIndex(([other]) => other === name) < i)
  // Which of the two is meant nobody knows: a dry run, or none?
  if (twice !== undefined)
    return { problem: 'invalid_request', errors: [{ path: nameIn(route, twice[0]), code: 'repeated' }] }
  // «status=» says no more than nothing where only something is shown; a write with half a wish is refused.
  const said = route.method === 'get' ? asked.filter(([, value]) => value !== '') : asked
  const query = route.query.safeParse(Object.fromEntries(said))
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
    const bytes = await readBytes(request, largestFile)
    if (Buffer.isBuffer(bytes)) return { body: bytes }
    return bytes.type === 'gone' ? 'gone' : PROBLEMS[bytes.status]
  }
  const read = await readJson(request, 'once')
  if (read.type === 'gone') return 'gone'
  if (read.type === 'refused') return PROBLEMS[read.status]
  if (read.keyTwice) return { problem: 'invalid_request', errors: [{ path: '', code: 'repeated' }] }
  const parsed = route.body.schema.safeParse(read.value)
  return parsed.success ? { body: parsed.data } : invalid(parsed.error)
}

/** Where and which rule; what was sent is not repeated. */
const invalid = (error: z.ZodError): Problem => ({
  problem: 'invalid_request',
  errors: error.issues.slice(0, 20).map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code })),
})
