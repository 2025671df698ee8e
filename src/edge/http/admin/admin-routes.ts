/** The admin API, mounted on the public server: who is it, may they, does the request fit, then the use case. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { z } from 'zod'
import { StoreAway } from '../../../app/ports/progress.ts'
import { isWithin } from '../../../app/steady.ts'
import { remember } from '../../../memory.ts'
import { answer, answerFile } from '../answer.ts'
import { accessRoutes } from './access-routes.ts'
import { formRoutes, reportRoutes, resultsRoutes } from './file-routes.ts'
import { openApi } from './openapi.ts'
import { answerProblem, type Problem } from './problem.ts'
import { readRequest } from './read-request.ts'
import { reminderRoutes } from './reminder-routes.ts'
import { respondentRoutes } from './respondent-routes.ts'
import type { AdminApiDeps, Reply, Route } from './route.ts'
import { statusRoutes } from './status-routes.ts'
import type { Caller } from './verify-token.ts'

/** A person at a desk and a dashboard stay far below. */
const PER_CALLER = 300
/** Refused tokens from one address; those that are right are never held up by them. */
const REFUSED_PER_ADDRESS = 120

/** Every route may name its wave. */
const ofWave = z.object({ wave: z.string().max(100).optional() })

const routes = [
  ...statusRoutes,
  ...reminderRoutes,
  ...respondentRoutes,
  ...accessRoutes,
  ...reportRoutes,
  ...formRoutes,
  ...resultsRoutes,
].map(
  (route): Route => ({
    ...route,
    query: route.query.extend(ofWave.shape),
    problems: [...route.problems, 'unknown_wave'],
  }),
)

/** The API of the wave of that id, or for null the one that is talked about now; null: there is no such wave. */
export type OfWave = (wave: string | null) => AdminApiDeps | null

/** For `PublicRoutes.mount`. `deps`: of any wave, for what is the same in each: tokens, clock, faults. */
export const adminRoutes = (deps: AdminApiDeps, of: OfWave): ((server: Server) => void) => {
  const { now } = deps.reminders
  const limits = { callers: createThrottle(PER_CALLER, now), refused: createThrottle(REFUSED_PER_ADDRESS, now) }
  const description = openApi(routes)
  return (server) => {
    server.get('/api/admin/openapi.json', (request, response, next) => {
      const ended = orProblem(deps, response, async () => {
        const caller = await callerOf(deps, limits, request)
        if ('problem' in caller) answerProblem(response, caller)
        else if (caller.roles.length === 0) answerProblem(response, { problem: 'forbidden' })
        else answer(response, 200, description)
      })
      ended.finally(() => next(false))
    })
    for (const route of routes) {
      server[route.method](route.path, (request, response, next) => {
        const id: unknown = request.params?.id
        const asked = { route, request, response, id: typeof id === 'string' ? id : '' }
        orProblem(deps, response, () => serve(deps, limits, of, asked)).finally(() => next(false))
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
type Asked = { route: Route; request: IncomingMessage; response: ServerResponse; id: string }

const serve = async (
  deps: AdminApiDeps,
  limits: Limits,
  of: OfWave,
  { route, request, response, id }: Asked,
): Promise<void> => {
  const caller = await callerOf(deps, limits, request)
  if ('problem' in caller) return answerProblem(response, caller)
  if (!route.roles.some((role) => caller.roles.includes(role))) return answerProblem(response, { problem: 'forbidden' })
  const checked = await readRequest(route, request)
  if (checked.type === 'gone') return
  if (checked.type === 'refused') return answerProblem(response, checked.problem)
  const inWave = of(ofWave.parse(checked.read.query).wave ?? null)
  if (inWave === null) return answerProblem(response, { problem: 'unknown_wave' })
  const reply: Reply<unknown> = await route.handle(inWave, { ...checked.read, caller, id })
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

/** What the work throws is told as a problem: a store that is away as that, all else as a fault of ours. */
const orProblem = async (deps: AdminApiDeps, response: ServerResponse, work: () => Promise<void>): Promise<void> => {
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

const WINDOW_MS = 60_000

/** `now`: ms. Windows are fixed, so that at most twice as many pass within any minute; of very many keys the oldest is forgotten. */
const createThrottle = (perMinute: number, now: () => number): Throttle => {
  const windows = new Map<string, { from: number; count: number }>()
  return (key) => {
    const at = now()
    const last = windows.get(key)
    const window = last !== undefined && isWithin(WINDOW_MS, last.from, at) ? last : { from: at, count: 0 }
    window.count++
    remember(windows, key, window)
    if (window.count <= perMinute) return { type: 'go' }
    return { type: 'wait', seconds: Math.max(1, Math.ceil((window.from + WINDOW_MS - at) / 1000)) }
  }
}
