import { importRespondents } from '../../../app/import-respondents.ts'
import type { AdminApiDeps } from './admin-deps.ts'
import { maybeIso } from './instants.ts'
import { noQuery, type Route, route } from './route.ts'
import * as schemas from './schemas.ts'

const LISTED = 1000

/** Import of respondents, and submissions on their way to the results store. */
export const registerRoutes = ({ book, results, reminders, readSheet }: AdminApiDeps): Route[] => [
  route({
    method: 'post',
    path: '/api/admin/respondents/import',
    operationId: 'importRespondents',
    summary: 'Adds and updates respondents from CSV or XLSX, all or nothing',
    roles: ['Survey.Admin'],
    query: schemas.importQuery,
    body: {
      type: 'bytes',
      mediaTypes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
    response: schemas.importResponse,
    problems: ['import_refused'],
    handle: async ({ query, body, caller }) => {
      const read = await readSheet(body)
      if (read.type === 'refused') return { problem: 'import_refused', more: { faults: read.faults } }
      const { survey, now, newId } = reminders
      const report = await importRespondents(book, {
        sheet: read.sheet,
        rules: { unitIds: new Set(survey.units.keys()), parts: Object.keys(survey.wave.parts) },
        mode: query.dryRun === 'true' ? 'dry_run' : 'write',
        at: new Date(now()),
        actor: caller.actor,
        newId,
      })
      if (report.type === 'refused') return { problem: 'import_refused', more: { faults: report.faults } }
      return { status: 200, body: { ...report, notices: report.notices.map((notice) => ({ ...notice })) } }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/deliveries',
    operationId: 'listDeliveries',
    summary: 'Submissions on their way to the results store',
    roles: ['Survey.Admin'],
    query: schemas.deliveriesQuery,
    body: { type: 'none' },
    response: schemas.deliveriesResponse,
    problems: [],
    handle: async ({ query }) => {
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
    roles: ['Survey.Admin'],
    query: noQuery,
    body: { type: 'none' },
    response: schemas.retryResponse,
    problems: ['not_parked'],
    handle: async ({ id, caller }) => {
      const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
      const revisions = isId ? await results.retry(id, { at: new Date(reminders.now()), actor: caller.actor }) : []
      return revisions.length === 0 ? { problem: 'not_parked' } : { status: 200, body: { revisions } }
    },
  }),
]
