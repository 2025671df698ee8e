import { createHash } from 'node:crypto'
import { campaignJson, maybeIso, previewJson, recipientJson } from '../../../app/reminding/as-json.ts'
import { orderReminder, previewReminder, type WishFaults } from '../../../app/reminding/order.ts'
import { standingPlan } from '../../../app/reminding/rounds.ts'
import { readInstant } from '../../../questionnaire/wave.ts'
import type { Problem } from './problem.ts'
import { type AdminApiDeps, jsonRoute, noQuery, type Route, route } from './route.ts'
import * as schemas from './schemas.ts'

/** The newest; older ones are in the audit trail. */
const LISTED = 100

/** Dry run and order, list, outcome and cancel of reminders. */
export const reminderRoutes: Route[] = [
  jsonRoute(schemas.reminderRequest, {
    method: 'post',
    path: '/api/admin/reminders',
    operationId: 'orderReminders',
    summary: 'Reminds the chosen respondents, or says whom a reminder would reach and why not the others',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: schemas.reminderResponse,
    answers: { 200: 'A dry run, or ordered before under the same key.', 201: 'Ordered.' },
    takesKey: true,
    problems: ['send_at_past', 'send_at_after_closing', 'nobody_to_send_to', 'idempotency_key_reused'],
    handle: async ({ reminders }, { body, caller, key }) => {
      const { template, sendAt: said, dryRun, ...selection } = body
      const dedupeKey = key === null ? null : `api:${caller.actor}:${key}`
      const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
      const sendAt = said === undefined ? null : readInstant(said, 'opening')
      if (said !== undefined && sendAt === null)
        return { problem: 'invalid_request', errors: [{ path: 'sendAt', code: 'invalid_time' }] }
      // A look says nothing of what was ordered under the key: it is another request.
      if (dryRun && dedupeKey !== null && (await reminders.campaigns.ordered(dedupeKey)) !== null)
        return { problem: 'idempotency_key_reused' }
      const wish = { selection, template, sendAt }
      const asked = dryRun
        ? await previewReminder(reminders, wish)
        : await orderReminder(reminders, { ...wish, actor: caller.actor, dedupeKey, bodyHash })
      switch (asked.type) {
        case 'faulty':
          return problemOf(asked.faults)
        case 'nobody':
          return { problem: 'nobody_to_send_to' }
        case 'other_body':
          return { problem: 'idempotency_key_reused' }
        case 'exists':
          return { status: 200, body: { id: asked.id, preview: null } }
        case 'preview':
          return { status: 200, body: { id: null, preview: previewJson(asked.preview) } }
        case 'created':
          return { status: 201, body: { id: asked.id, preview: previewJson(asked.preview) } }
      }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/reminders',
    operationId: 'listReminders',
    summary: 'The newest campaigns with their counts, and the standing reminders',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: schemas.campaignsResponse,
    problems: [],
    handle: async ({ reminders }) => {
      const campaigns = await reminders.campaigns.list(LISTED)
      return { status: 200, body: { campaigns: campaigns.map(campaignJson), standing: await standingBody(reminders) } }
    },
  }),
  jsonRoute(schemas.standingRequest, {
    method: 'post',
    path: '/api/admin/reminders/standing',
    operationId: 'switchStandingReminders',
    summary: 'Turns the standing reminders on or off',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: schemas.standingResponse,
    problems: [],
    handle: async ({ reminders }, { body, caller }) => {
      await reminders.campaigns.setStanding(body.to, { at: reminders.now(), actor: caller.actor })
      return { status: 200, body: await standingBody(reminders) }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/reminders/:id',
    operationId: 'getReminders',
    summary: 'One campaign with the outcome for every recipient',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: schemas.campaignResponse,
    problems: ['not_found'],
    handle: async ({ reminders }, { id }) => {
      const found = await reminders.campaigns.find(id)
      if (found === null) return { problem: 'not_found' }
      const recipients = await reminders.campaigns.recipients(id)
      return { status: 200, body: { campaign: campaignJson(found), recipients: recipients.map(recipientJson) } }
    },
  }),
  route({
    method: 'post',
    path: '/api/admin/reminders/:id/cancel',
    operationId: 'cancelReminders',
    summary: 'Stops what is not sent',
    roles: ['Survey.Admin'],
    query: noQuery,
    response: schemas.cancelResponse,
    problems: ['not_found'],
    handle: async ({ reminders }, { id, caller }) => {
      const cancelled = await reminders.campaigns.cancel(id, { at: reminders.now(), actor: caller.actor })
      return cancelled === null ? { problem: 'not_found' } : { status: 200, body: { cancelled } }
    },
  }),
]

const standingBody = async (reminders: AdminApiDeps['reminders']) => {
  const { on, next } = await standingPlan(reminders)
  return { on, nextAt: maybeIso(next?.at ?? null) }
}

const problemOf = ({ unknown, time }: WishFaults): Problem => {
  const errors = unknown.slice(0, 20).map(({ list, index }) => ({ path: `${list}.${index}`, code: 'unknown' }))
  if (errors.length > 0) return { problem: 'invalid_request', errors }
  return { problem: time === 'passed' ? 'send_at_past' : 'send_at_after_closing' }
}
