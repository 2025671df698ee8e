import { z } from 'zod'
import { collectStatus } from '../../../app/administration/status.ts'
import { type ThemeProgress, themesPassedOn } from '../../../app/administration/themes.ts'
import type { ListedRespondent } from '../../../app/ports/register.ts'
import { allProgress, type PartProgress, placeKey } from '../../../app/progress.ts'
import { iso, maybeIso } from '../../../app/reminding/as-json.ts'
import type { Unit } from '../../../questionnaire/wave.ts'
import { isUuid } from '../../../register/ids.ts'
import { standsAs } from '../../../register/states.ts'
import { unknownNames } from '../../../reminders/selection.ts'
import { type AdminApiDeps, noQuery, type Route, route } from './route.ts'
import * as schemas from './schemas.ts'
import { respondentsQuery, respondentsResponse, statusResponse } from './schemas.ts'

type RespondentsQuery = z.output<typeof respondentsQuery>

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
    query: noQuery,
    body: { type: 'none' },
    response: statusResponse,
    problems: [],
    handle: async () => {
      const { survey, now } = deps.reminders
      const { parts, imdi, rateBase } = await collectStatus(deps.reminders)
      const { complete, partial } = survey.wave.interview
      const line = { completeFrom: complete / 100, partialFrom: partial / 100 }
      const body = { wave: survey.wave.id, at: iso(now()), rateBase, ...line, imdi, parts }
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
    handle: async ({ query }) => {
      const after = positionIn(query.cursor)
      const unknown = unknownFilters(deps, query)
      if (unknown.length > 0) return { problem: 'invalid_request', errors: unknown }
      if (after === 'wrong') return { problem: 'invalid_request', errors: [{ path: 'cursor', code: 'invalid_format' }] }
      return { status: 200, body: await respondentsPage(deps, query, after) }
    },
  }),
]

/** Names the survey does not know: an empty page would say that nobody is left there. */
const unknownFilters = ({ reminders: { survey } }: AdminApiDeps, { part, county }: RespondentsQuery) => {
  const names = {
    parts: part === undefined ? [] : [part],
    ...(county === undefined ? {} : { counties: [county] }),
  }
  const known = { parts: Object.keys(survey.wave.parts), units: survey.units.values() }
  return unknownNames(names, known).map(({ list }) => ({
    path: list === 'counties' ? 'county' : 'part',
    code: 'unknown',
  }))
}

/** Where a page begins: after this place and respondent. Rows that come, go or change in between move nothing. */
const position = z.tuple([z.string(), z.string(), z.string()])
type Position = z.infer<typeof position>

const positionIn = (cursor: string | undefined): Position | null | 'wrong' => {
  if (cursor === undefined) return null
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return 'wrong'
  }
}

const cursorOf = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url')

const compared = (a: Position, b: Position): number => {
  const differs = a.findIndex((each, i) => each !== b[i])
  return differs === -1 ? 0 : (a[differs] ?? '') < (b[differs] ?? '') ? -1 : 1
}

const respondentsPage = async ({ reminders, book }: AdminApiDeps, query: RespondentsQuery, after: Position | null) => {
  const { survey } = reminders
  const [progress, listed] = await Promise.all([allProgress(reminders), book.list({})])
  const rows = listed.flatMap((one) => {
    const place = progress.get(placeKey(one.unitId, one.part))
    const unit = survey.units.get(one.unitId)
    if (place === undefined || unit === undefined) return []
    const at: Position = [one.unitId, one.part, one.id]
    const isAsked =
      (after === null || compared(at, after) > 0) &&
      (query.part === undefined || one.part === query.part) &&
      (query.county === undefined || unit.county.toLowerCase() === query.county.toLowerCase()) &&
      (query.status === undefined || place.state === query.status || standsAs(one, query.status))
    return isAsked ? [{ one, place, unit, at }] : []
  })
  const page = rows.sort((a, b) => compared(a.at, b.at)).slice(0, PAGE)
  const last = page.at(-1)
  const themes = await themesPassedOn(
    reminders,
    page.map(({ one }) => one),
  )
  return {
    respondents: page.map((row) => respondentBody(row, themes.get(row.one.id) ?? null)),
    next: last !== undefined && rows.length > PAGE ? cursorOf(last.at) : null,
  }
}

type Row = { one: ListedRespondent; place: PartProgress; unit: Unit }

const respondentBody = ({ one, place, unit }: Row, theme: ThemeProgress | null) => ({
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
  theme,
  session: {
    state: place.state,
    startedAt: maybeIso(place.startedAt),
    submittedAt: maybeIso(place.submittedAt),
    delivered: place.delivered,
  },
})

const LISTED = 1000

/** Import of respondents, and submissions on their way to the results store. */
export const registerRoutes = ({ desk, results, reminders, readSheet }: AdminApiDeps): Route[] => [
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
      const report = await desk.importSheet(read.sheet, query.dryRun === 'true' ? 'dry_run' : 'write', caller.actor)
      if (report.type === 'refused') return { problem: 'import_refused', more: { faults: report.faults } }
      return { status: 200, body: { ...report, notices: report.notices.map((notice) => ({ ...notice })) } }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/deliveries',
    operationId: 'listDeliveries',
    summary: 'Submissions on their way to the results store',
    roles: ['Survey.Admin', 'Survey.Analyst'],
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
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: noQuery,
    body: { type: 'none' },
    response: schemas.retryResponse,
    problems: ['not_parked'],
    handle: async ({ id, caller }) => {
      const isId = isUuid(id)
      const revisions = isId ? await results.retry(id, { at: new Date(reminders.now()), actor: caller.actor }) : []
      return revisions.length === 0 ? { problem: 'not_parked' } : { status: 200, body: { revisions } }
    },
  }),
]
