/** Which time a reminder may be ordered for, and what is said of another: one rule, whoever asks and wherever. */

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { orderReminder } from '../../../src/app/reminding/order.ts'
import { type AdminApi, deskWithApi } from '../../support/reminders/admin-api.ts'
import { chatOf } from '../../support/reminders/admin-chat.ts'
import type { Desk, Office } from '../../support/reminders/desk.ts'

let office: Office
let desk: Desk
let api: AdminApi
deskWithApi([{ unitId: '1201', part: 'raadmann', tenant: 1 }], (opened) => {
  ;({ office, desk, api } = opened)
})

const reminders = async () => (await desk.deps.campaigns.list(100)).filter(({ kind }) => kind === 'reminder').length

const minute = 60_000

it.each<[string, (at: { now: number; closesAt: number }) => number, 'created' | 'passed' | 'after_closing']>([
  ['five minutes ago: a clock may be off, a request may have waited', ({ now }) => now - 5 * minute, 'created'],
  ['more than five minutes ago', ({ now }) => now - 5 * minute - 1, 'passed'],
  ['the day before', ({ now }) => now - 24 * 60 * minute, 'passed'],
  ['this very moment', ({ now }) => now, 'created'],
  ['in the night, when it waits for the morning', ({ now }) => now + 14 * 60 * minute, 'created'],
  ['the last moment that the survey is open', ({ closesAt }) => closesAt - 1, 'created'],
  ['when it closes', ({ closesAt }) => closesAt, 'after_closing'],
  ['the year after', ({ closesAt }) => closesAt + 365 * 24 * 60 * minute, 'after_closing'],
])('%s', async (_, timeOf, verdict) => {
  const before = await reminders()
  const sendAt = timeOf({ now: desk.clock.at, closesAt: desk.survey.closesAt })
  const selection = { parts: ['raadmann'], statuses: ['not_started' as const] }
  const ordered = await orderReminder(desk.deps, {
    ...{ selection, sendAt, template: 'reminder', actor: 'test', dedupeKey: null, bodyHash: null },
  })
  expect(ordered.type === 'faulty' ? ordered.faults : ordered.type).toEqual(
    verdict === 'created' ? 'created' : { unknown: [], time: verdict },
  )

  const body = { ...selection, template: 'reminder', sendAt: new Date(sendAt).toISOString() }
  const token = await api.issuer.token()
  const said = { created: undefined, passed: 'send_at_past', after_closing: 'send_at_after_closing' }[verdict]
  for (const dryRun of [true, false])
    expect((await api.post('reminders', token, { ...body, dryRun })).json.code, `API, dryRun ${dryRun}`).toBe(said)

  const chat = await chatOf(office, desk, { role: 'administrator' })
  const shown = { created: 'Påminnelse', passed: 'har passert', after_closing: 'Da er undersøkelsen stengt' }[verdict]
  for (const verb of ['admin_remind', 'admin_send'] as const) {
    await chat.pressVerb(verb, { draft: randomUUID(), words: 'bergen', at: String(sendAt) })
    expect(chat.log.at(-1), `chat, ${verb}`).toContain(shown)
  }
  expect(await reminders()).toBe(before + (verdict === 'created' ? 3 : 0))
})
