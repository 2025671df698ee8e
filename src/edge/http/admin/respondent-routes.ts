import { z } from 'zod'
import { addRespondent, type ByHand, correctRespondent } from '../../../app/respondents/by-hand.ts'
import { type AdminApiDeps, jsonRoute, noQuery, type Route, route } from './route.ts'

const cell = z.string().max(300)
/** What is stored of a person; an absent member is as an empty cell of a file. */
const person = {
  name: cell,
  email: cell,
  language: z.enum(['nb', 'nn']).optional(),
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

/** One respondent at a time, by the rules of the file: added, corrected, ended. */
export const respondentRoutes = ({ book, reminders, erase }: AdminApiDeps): Route[] => {
  const { survey, now, newId } = reminders
  const rules = { unitIds: new Set(survey.units.keys()), parts: Object.keys(survey.wave.parts) }
  const by = (actor: string) => ({ at: new Date(now()), actor, newId })
  return [
    jsonRoute(addition, {
      method: 'post',
      path: '/api/admin/respondents',
      operationId: 'addRespondent',
      summary: 'Adds a respondent, or changes the one with the same address in the same unit and part',
      roles: ['Survey.Admin'],
      query: noQuery,
      response: z.object({ type: z.enum(['added', 'changed', 'there']) }),
      problems: ['import_refused'],
      handle: async ({ body, caller }) => {
        const request = { values: byHand(body), rules, by: by(caller.actor), wave: survey.wave.id }
        const added = await addRespondent(book, request)
        if (added.type === 'refused') return { problem: 'import_refused', more: { faults: added.faults } }
        return { status: added.type === 'added' ? 201 : 200, body: { type: added.type } }
      },
    }),
    jsonRoute(correction, {
      method: 'post',
      path: '/api/admin/respondents/:id',
      operationId: 'correctRespondent',
      summary: 'Changes what is stored of a respondent; unit and part stay',
      roles: ['Survey.Admin'],
      query: noQuery,
      response: z.object({ changed: z.array(z.string()) }),
      problems: ['import_refused', 'not_found'],
      handle: async ({ body, caller, id }) => {
        const result = await correctRespondent(book, id, { values: byHand(body), rules, by: by(caller.actor) })
        if (result.type === 'unknown') return { problem: 'not_found' }
        if (result.type === 'refused') return { problem: 'import_refused', more: { faults: result.faults } }
        return { status: 200, body: { changed: result.fields } }
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
