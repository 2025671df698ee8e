import { z } from 'zod'
import { type ThemeProgress, themesPassedOn } from '../../../app/administration/themes.ts'
import type { ListedRespondent } from '../../../app/ports/register.ts'
import { allProgress, type PartProgress, placeKey } from '../../../app/progress.ts'
import { maybeIso } from '../../../app/reminding/as-json.ts'
import type { ByHand } from '../../../app/respondents/by-hand.ts'
import { MAILED_AT_ONCE, whyNoMail } from '../../../app/respondents/desk.ts'
import type { Survey } from '../../../app/service.ts'
import { languages } from '../../../questionnaire/schema.ts'
import type { Unit } from '../../../questionnaire/wave.ts'
import { standsAs } from '../../../register/states.ts'
import { unknownNames } from '../../../reminders/selection.ts'
import { type AdminApiDeps, fileRoute, jsonRoute, noQuery, pdfReply, type Route, route } from './route.ts'
import * as schemas from './schemas.ts'

type RespondentsQuery = z.output<typeof schemas.respondentsQuery>

/** Rows of a page; a wave has about nine hundred. */
const PAGE = 200

const cell = z.string().max(300)
/** What is stored of a person; an absent member is as an empty cell of a file. */
const person = {
  name: cell,
  email: cell,
  language: z.enum(languages).optional(),
  upn: cell.optional(),
  tenantId: cell.optional(),
  objectId: cell.optional(),
}
const correction = z.strictObject(person)
const addition = z.strictObject({ unit: cell, part: cell, ...person })

const byHand = (given: z.output<typeof correction> & Partial<z.output<typeof addition>>): ByHand => {
  const { tenantId, objectId, ...same } = given
  const all = { ...same, tenant_id: tenantId, object_id: objectId }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

const ids = z.array(z.guid()).min(1)
const parts = z.array(z.string().max(60)).min(1).max(20).optional()
const lettersFor = z.union([
  z.strictObject({ ids: ids.max(1000), renew: z.boolean().default(false) }),
  z.strictObject({ lacking: z.literal(true), parts }),
])
const heldOf = (some: readonly string[]) => (some.length === 0 ? {} : { held: [...some] })

/**
 * Respondents: a page of them, how far each is, never what they answered; the file; one at a time, by the rules of the
 * file: added, corrected, ended; and codes, which nobody is shown.
 */
export const respondentRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/admin/respondents',
    operationId: 'listRespondents',
    summary: 'A page of respondents with their state, without answers',
    roles: ['Survey.Admin'],
    query: schemas.respondentsQuery,
    response: schemas.respondentsResponse,
    problems: [],
    handle: async (deps, { query }) => {
      const after = positionIn(query.cursor)
      const unknown = unknownFilters(deps, query)
      if (unknown.length > 0) return { problem: 'invalid_request', errors: unknown }
      if (after === 'wrong') return { problem: 'invalid_request', errors: [{ path: 'cursor', code: 'invalid_format' }] }
      return { status: 200, body: await respondentsPage(deps, query, after) }
    },
  }),
  fileRoute(['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], {
    method: 'post',
    path: '/api/admin/respondents/import',
    operationId: 'importRespondents',
    summary: 'Adds and updates respondents from CSV or XLSX, all or nothing',
    roles: ['Survey.Admin'],
    query: schemas.importQuery,
    response: schemas.importResponse,
    problems: ['import_refused'],
    handle: async ({ desk, readSheet }, { query, body, caller }) => {
      const read = await readSheet(body)
      if (read.type === 'refused') return { problem: 'import_refused', more: { faults: read.faults } }
      const report = await desk.importSheet(read.sheet, query.dryRun === 'true' ? 'dry_run' : 'write', caller.actor)
      if (report.type === 'refused') return { problem: 'import_refused', more: { faults: report.faults } }
      return { status: 200, body: { ...report, notices: report.notices.map((notice) => ({ ...notice })) } }
    },
  }),
  jsonRoute(addition, {
    method: 'post',
    path: '/api/admin/respondents',
    operationId: 'addRespondent',
    summary: 'Adds a respondent, or changes the one with the same address in the same unit and part',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ type: z.enum(['added', 'changed', 'there']), held: schemas.held }),
    answers: { 200: 'Was there, and is changed or as it was.', 201: 'Added.' },
    problems: ['import_refused'],
    handle: async ({ desk }, { body, caller }) => {
      const added = await desk.add(byHand(body), caller.actor)
      if (added.type === 'refused') return { problem: 'import_refused', more: { faults: added.faults } }
      return { status: added.type === 'added' ? 201 : 200, body: { type: added.type, ...heldOf(added.held) } }
    },
  }),
  jsonRoute(correction, {
    method: 'post',
    path: '/api/admin/respondents/:id',
    operationId: 'correctRespondent',
    summary: 'Changes what is stored of a respondent; unit and part stay',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ changed: z.array(z.string()), held: schemas.held }),
    problems: ['import_refused', 'not_found'],
    handle: async ({ desk }, { body, caller, id }) => {
      const result = await desk.correct(id, byHand(body), caller.actor)
      if (result.type === 'unknown') return { problem: 'not_found' }
      if (result.type === 'refused') return { problem: 'import_refused', more: { faults: result.faults } }
      return { status: 200, body: { changed: result.fields, ...heldOf(result.held) } }
    },
  }),
  jsonRoute(lettersFor, {
    method: 'post',
    path: '/api/admin/respondents/letters',
    operationId: 'makeLetters',
    summary: 'Letters with codes as a PDF, a page for each whose part nobody has answered; `renew`: with new codes',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.string(),
    mediaType: 'application/pdf',
    problems: ['nobody_to_send_to', 'no_pages'],
    handle: async ({ desk, reminders: { survey } }, { body, caller }) => {
      const errors = 'ids' in body ? [] : unknownParts(survey, body.parts)
      if (errors.length > 0) return { problem: 'invalid_request', errors }
      const wanted =
        'ids' in body
          ? { ids: body.ids, parts: null, renew: body.renew }
          : { ids: 'lacking' as const, parts: body.parts ?? null, renew: false }
      const made = await desk.letters(wanted, caller.actor)
      if (made.type === 'no_pages') return { problem: 'no_pages' }
      const { answered, unknown } = made
      if (made.type === 'nobody') return { problem: 'nobody_to_send_to', more: { answered, unknown } }
      return pdfReply('brev.pdf', made.file)
    },
  }),
  jsonRoute(z.strictObject({ ids: ids.max(MAILED_AT_ONCE) }), {
    method: 'post',
    path: '/api/admin/respondents/codes',
    operationId: 'mailCodes',
    summary: 'New codes to the addresses in the register, shown to nobody; the earlier ones stop working',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({
      mailed: z.array(z.string()),
      left: z.array(z.object({ id: z.string(), reason: z.enum(whyNoMail) })),
    }),
    problems: [],
    handle: async ({ desk }, { body, caller }) => ({ status: 200, body: await desk.mailCodes(body.ids, caller.actor) }),
  }),
  jsonRoute(z.strictObject({ parts }), {
    method: 'post',
    path: '/api/admin/invitations',
    operationId: 'inviteLacking',
    summary: 'Invites by mail everybody who is neither linked nor has a code',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ id: z.string(), count: z.int() }),
    answers: { 201: 'Ordered.' },
    problems: ['nobody_to_send_to'],
    handle: async ({ desk, reminders: { survey } }, { body, caller }) => {
      const errors = unknownParts(survey, body.parts)
      if (errors.length > 0) return { problem: 'invalid_request', errors }
      const ordered = await desk.mailLacking(body.parts ?? null, caller.actor)
      if (ordered.type === 'nobody') return { problem: 'nobody_to_send_to' }
      return { status: 201, body: { id: ordered.id, count: ordered.count } }
    },
  }),
  route({
    method: 'post',
    path: '/api/admin/respondents/:id/end',
    operationId: 'endRespondent',
    summary: 'Removes a respondent with name, address, tie and code; the answers of the unit stay',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ ended: z.boolean() }),
    problems: ['not_found'],
    handle: async ({ erase }, { id, caller }) =>
      (await erase(id, caller.actor)) ? { status: 200, body: { ended: true } } : { problem: 'not_found' },
  }),
]

/** Parts of the request that the wave has not. */
const unknownParts = ({ wave }: Survey, named: readonly string[] = []) =>
  named.flatMap((part, i) => (Object.hasOwn(wave.parts, part) ? [] : [{ path: `parts.${i}`, code: 'unknown' }]))

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
