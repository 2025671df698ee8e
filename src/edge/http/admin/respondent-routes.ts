import { Readable } from 'node:stream'
import { z } from 'zod'
import type { ByHand } from '../../../app/respondents/by-hand.ts'
import { MAILED_AT_ONCE, whyNoMail } from '../../../app/respondents/desk.ts'
import { languages } from '../../../questionnaire/schema.ts'
import { type AdminApiDeps, jsonRoute, noQuery, type Route, route } from './route.ts'
import { held } from './schemas.ts'

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

/** One respondent at a time, by the rules of the file: added, corrected, ended; and codes, which nobody is shown. */
export const respondentRoutes = ({ desk, erase, reminders: { survey } }: AdminApiDeps): Route[] => {
  const strange = (named: readonly string[] = []) =>
    named.flatMap((part, i) =>
      Object.hasOwn(survey.wave.parts, part) ? [] : [{ path: `parts.${i}`, code: 'unknown' }],
    )
  return [
    jsonRoute(addition, {
      method: 'post',
      path: '/api/admin/respondents',
      operationId: 'addRespondent',
      summary: 'Adds a respondent, or changes the one with the same address in the same unit and part',
      roles: ['Survey.Admin'],
      query: noQuery,
      response: z.object({ type: z.enum(['added', 'changed', 'there']), held }),
      problems: ['import_refused'],
      handle: async ({ body, caller }) => {
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
      response: z.object({ changed: z.array(z.string()), held }),
      problems: ['import_refused', 'not_found'],
      handle: async ({ body, caller, id }) => {
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
      handle: async ({ body, caller }) => {
        const errors = 'ids' in body ? [] : strange(body.parts)
        if (errors.length > 0) return { problem: 'invalid_request', errors }
        const wanted =
          'ids' in body
            ? { ids: body.ids, parts: null, renew: body.renew }
            : { ids: 'lacking' as const, parts: body.parts ?? null, renew: false }
        const made = await desk.letters(wanted, caller.actor)
        if (made.type === 'no_pages') return { problem: 'no_pages' }
        const { answered, unknown } = made
        if (made.type === 'nobody') return { problem: 'nobody_to_send_to', more: { answered, unknown } }
        const content = Readable.from([made.file])
        return { file: { name: 'brev.pdf', type: 'application/pdf', content, remove: async () => undefined } }
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
      handle: async ({ body, caller }) => ({ status: 200, body: await desk.mailCodes(body.ids, caller.actor) }),
    }),
    jsonRoute(z.strictObject({ parts }), {
      method: 'post',
      path: '/api/admin/invitations',
      operationId: 'inviteLacking',
      summary: 'Invites by mail everybody who is neither linked nor has a code',
      roles: ['Survey.Admin'],
      query: noQuery,
      response: z.object({ id: z.string(), count: z.int() }),
      problems: ['nobody_to_send_to'],
      handle: async ({ body, caller }) => {
        const errors = strange(body.parts)
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
      body: { type: 'none' },
      response: z.object({ ended: z.boolean() }),
      problems: ['not_found'],
      handle: async ({ id, caller }) =>
        (await erase(id, caller.actor)) ? { status: 200, body: { ended: true } } : { problem: 'not_found' },
    }),
  ]
}
