import { z } from 'zod'
import { allProgress, placeKey } from '../../../app/reminders/part-progress.ts'
import { collectStatus } from '../../../app/status/collect-status.ts'
import { PARTIAL_FROM } from '../../../register/status.ts'
import type { AdminApiDeps } from './admin-deps.ts'
import { iso, maybeIso } from './instants.ts'
import { type Route, route } from './route.ts'
import { respondentsQuery, respondentsResponse, statusResponse } from './schemas.ts'

/** Rows of a page; a wave has about nine hundred. */
const PAGE = 200

/** `GET status` and `GET respondents`: how far everybody is, never what they answered. */
export const statusRoutes = (deps: AdminApiDeps): Route[] => [
  route({
    method: 'get',
    path: '/api/admin/status',
    operationId: 'getStatus',
    summary: 'Counts by state and response rates, per part, county, language form and centrality',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: z.strictObject({ wave: z.string().max(100).optional() }),
    body: { type: 'none' },
    response: statusResponse,
    problems: ['unknown_wave'],
    handle: async ({ query }) => {
      const { survey, now } = deps.reminders
      if (query.wave !== undefined && query.wave !== survey.wave.id) return { problem: 'unknown_wave' }
      const { parts, imdi, rateBase } = await collectStatus(deps.reminders)
      const body = { wave: survey.wave.id, at: iso(now()), rateBase, partialFrom: PARTIAL_FROM, imdi, parts }
      return { status: 200, body }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/respondents',
    operationId: 'listRespondents',
    summary: 'A page of respondents with their state, without answers',
    roles: ['Survey.Admin'],
    query: respondentsQuery,
    body: { type: 'none' },
    response: respondentsResponse,
    problems: [],
    handle: async ({ query }) => ({ status: 200, body: await respondentsPage(deps, query) }),
  }),
]

/** The cursor is the id of the last row shown: rows that come or go in between move nothing. */
const respondentsPage = async ({ reminders, book }: AdminApiDeps, query: z.output<typeof respondentsQuery>) => {
  const { survey } = reminders
  const [progress, listed] = await Promise.all([allProgress(reminders), book.list({})])
  const rows = listed.flatMap((one) => {
    const place = progress.get(placeKey(one.unitId, one.part))
    const unit = survey.units.get(one.unitId)
    if (place === undefined || unit === undefined) return []
    const isAsked =
      (query.part === undefined || one.part === query.part) &&
      (query.county === undefined || unit.county.toLowerCase() === query.county.toLowerCase()) &&
      (query.status === undefined || one.status === query.status || place.state === query.status)
    return isAsked ? [{ one, place, unit }] : []
  })
  const after = query.cursor === undefined ? null : Buffer.from(query.cursor, 'base64url').toString()
  const from = after === null ? 0 : rows.findIndex(({ one }) => one.id === after) + 1
  const page = rows.slice(from, from + PAGE)
  const last = page.at(-1)
  return {
    respondents: page.map(({ one, place, unit }) => ({
      id: one.id,
      unit: { id: unit.id, name: unit.name, county: unit.county },
      part: one.part,
      name: one.name,
      email: one.email,
      language: one.language,
      status: one.status,
      unreachable: one.unreachable,
      optedOut: one.optedOut,
      snoozedUntil: maybeIso(one.snoozedUntil),
      lastContactAt: maybeIso(one.lastContactAt),
      session: {
        state: place.state,
        answered: place.answered,
        of: place.of,
        startedAt: maybeIso(place.startedAt),
        submittedAt: maybeIso(place.submittedAt),
        delivered: place.delivered,
      },
    })),
    next: last !== undefined && from + PAGE < rows.length ? Buffer.from(last.one.id).toString('base64url') : null,
  }
}
