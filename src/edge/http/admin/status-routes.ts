/** How far everything is: counts and rates, and the submissions on their way to the results store. */

import { collectStatus } from '../../../app/administration/status.ts'
import { iso, maybeIso } from '../../../app/reminding/as-json.ts'
import { isUuid } from '../../../register/ids.ts'
import { noQuery, type Route, route } from './route.ts'
import * as schemas from './schemas.ts'

const LISTED = 1000

/** `GET status`, and deliveries, which can be sent again. */
export const statusRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/admin/status',
    operationId: 'getStatus',
    summary: 'Counts by state and response rates, per part, county, language form and centrality',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: noQuery,
    response: schemas.statusResponse,
    problems: [],
    handle: async ({ reminders }) => {
      const { survey, now } = reminders
      const { parts, imdi, rateBase } = await collectStatus(reminders)
      const { complete, partial } = survey.wave.interview
      const line = { completeFrom: complete / 100, partialFrom: partial / 100 }
      const body = { wave: survey.wave.id, at: iso(now()), rateBase, ...line, imdi, parts }
      return { status: 200, body }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/deliveries',
    operationId: 'listDeliveries',
    summary: 'Submissions on their way to the results store',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: schemas.deliveriesQuery,
    response: schemas.deliveriesResponse,
    problems: [],
    handle: async ({ results }, { query }) => {
      const found = await results.deliveries({
        limit: LISTED,
        ...(query.state === undefined ? {} : { states: [query.state] }),
      })
      const deliveries = found.map(({ wave: _, lastAttemptAt, ...one }) => ({
        ...one,
        lastAttemptAt: maybeIso(lastAttemptAt),
      }))
      return { status: 200, body: { deliveries } }
    },
  }),
  route({
    method: 'post',
    path: '/api/admin/deliveries/:id/retry',
    operationId: 'retryDelivery',
    summary: 'Sends a submission again that was given up',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: noQuery,
    response: schemas.retryResponse,
    problems: ['not_parked'],
    handle: async ({ results, reminders }, { id, caller }) => {
      const isId = isUuid(id)
      const revisions = isId ? await results.retry(id, { at: new Date(reminders.now()), actor: caller.actor }) : []
      return revisions.length === 0 ? { problem: 'not_parked' } : { status: 200, body: { revisions } }
    },
  }),
]
