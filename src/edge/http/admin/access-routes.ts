import { z } from 'zod'
import { addAdmin, removeAdmin, trailForAdministrators } from '../../../app/administration/admins.ts'
import { iso } from '../../../app/reminding/as-json.ts'
import { type AdminApiDeps, jsonRoute, noQuery, type Route, route } from './route.ts'
import { instant } from './schemas.ts'
import type { Caller } from './verify-token.ts'

const identity = { tenantId: z.guid(), objectId: z.guid() }
const role = z.enum(['administrator', 'analyst'])
const listed = z.object({ ...identity, personId: z.string(), role, addedAt: instant })
const auditQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
})
const entry = z.object({
  id: z.string(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  count: z.int().nullable(),
})

/** Entries of a page. */
const PAGE = 200

/** Who administers by the table, and the audit trail. */
export const accessRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/admin/admins',
    operationId: 'listAdmins',
    summary: 'Who may administer by the table; roles that the sign-in gives are not in it',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ admins: z.array(listed) }),
    problems: [],
    handle: async ({ book }) => {
      const admins = await book.admins()
      return {
        status: 200,
        body: { admins: admins.map(({ addedAt, ...one }) => ({ ...one, addedAt: iso(addedAt) })) },
      }
    },
  }),
  jsonRoute(z.strictObject({ ...identity, role }), {
    method: 'post',
    path: '/api/admin/admins',
    operationId: 'addAdmin',
    summary: 'Lets an identity administer; a second time changes the role',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ personId: z.string() }),
    answers: { 201: 'Done.' },
    problems: [],
    handle: async (deps, { body, caller }) => {
      // Whoever gives roles gives themselves none.
      if (caller.actor.toLowerCase() === `api:${body.objectId.toLowerCase()}`) return { problem: 'forbidden' }
      const added = await addAdmin(rolesOf(deps), { ...body, ...by(deps, caller) })
      return { status: 201, body: added }
    },
  }),
  jsonRoute(z.strictObject(identity), {
    method: 'post',
    path: '/api/admin/admins/remove',
    operationId: 'removeAdmin',
    summary: 'Ends the role of the table, and every session on the page',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: z.object({ personId: z.string() }),
    problems: ['not_found'],
    handle: async (deps, { body, caller }) => {
      const removed = await removeAdmin(rolesOf(deps), { ...body, ...by(deps, caller) })
      return removed === null ? { problem: 'not_found' } : { status: 200, body: removed }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/audit',
    operationId: 'listAudit',
    summary: 'The audit trail, newest first; `before`: only entries older than this one',
    roles: ['Survey.Admin'],
    query: auditQuery,
    response: z.object({ entries: z.array(entry) }),
    problems: [],
    handle: async ({ book }, { query: { before } }) => {
      const found = await trailForAdministrators(book, { limit: PAGE, ...(before === undefined ? {} : { before }) })
      return {
        status: 200,
        body: { entries: found.map((one) => ({ ...one, at: iso(one.at), count: one.count ?? null })) },
      }
    },
  }),
]

/** The table of roles, and what a role that ends takes with it. */
const rolesOf = ({ book, sessions, reminders: { survey, progress } }: AdminApiDeps) => ({
  wave: survey.wave.id,
  book,
  progress,
  sessions,
})

const by = ({ reminders }: AdminApiDeps, { actor }: Caller) => ({ at: new Date(reminders.now()), actor })
