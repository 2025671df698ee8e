import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCampaign, type Order } from '../../../src/app/reminders/create-campaign.ts'
import { sendOne } from '../../../src/app/reminders/send-one.ts'
import { erase } from '../../../src/edge/sql/person-record.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import type { Someone } from '../../support/reminders/world.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

const order: Order = {
  kind: 'reminder',
  template: 'reminder',
  selection: { parts: ['raadmann', 'integrering'], statuses: ['not_started', 'started', 'reopened'] },
  sendAt: null,
  actor: 'test',
  dedupeKey: null,
  bodyHash: null,
}
const two = [
  { unitId: '1201', part: 'raadmann', tenant: 1 },
  { unitId: '1411', part: 'raadmann', tenant: 2 },
]
const HOUR = 3_600_000

describe.each([
  ['PGlite', startPglite],
  ['PostgreSQL', startPostgres],
])('reminders on %s', (_, start) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice(await start())
  })
  afterAll(() => office.close())

  const open = async (wanted: Parameters<Desk['people']>[0] = two) => {
    const desk = await openDesk(office)
    return { ...desk, who: await desk.people(wanted) }
  }
  const send = async ({ deps }: Desk, more: Partial<Order> = {}) => {
    const ordered = await createCampaign(deps, { ...order, ...more })
    if (ordered.type !== 'created') throw new Error(ordered.type)
    return ordered.id
  }
  const outcomes = async ({ deps }: Desk, id: string) =>
    (await deps.campaigns.recipients(id)).map(({ state, reason, code }) =>
      [state, reason ?? code].filter((word) => word !== null).join(' '),
    )
  const submit = ({ sql, survey }: Desk, { unitId, part }: Someone) =>
    sql
      .insertInto('submissions')
      .values({
        submission_id: randomUUID(),
        revision: 1,
        wave: survey.wave.id,
        part,
        unit_id: unitId,
        complete: true,
        submitted_at: new Date(),
        stored_at: new Date(),
        document: '{}',
      })
      .execute()

  it('reaches each once, with a button that resumes and nothing personal in the toast', async () => {
    const desk = await open()
    const id = await send(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    expect(await desk.deps.campaigns.find(id)).toMatchObject({ state: 'finished', counts: { sent: 2 } })
    const again = await send(desk)
    expect(await outcomes(desk, again)).toEqual(['skipped recently_reminded', 'skipped recently_reminded'])
    await desk.work()
    expect(desk.sent).toHaveLength(2)
    expect(desk.sent[0]).toMatchObject({
      notify: 'alert',
      view: { summary: 'Påminnelse: Kommuneundersøkelsen 2018', actions: [{ verb: 'continue', main: true }] },
    })
    expect(desk.sent[1]?.view).toMatchObject({ language: 'nn', summary: 'Påminning: Kommuneundersøkinga 2018' })
  })

  it.each<[string, (desk: Desk, who: Someone) => Promise<unknown>]>([
    ['answered', (desk, who) => submit(desk, who)],
    [
      'opted_out',
      (desk, { personId }) => desk.deps.register.setReminders(personId, 'opt_out', new Date(desk.clock.at)),
    ],
    [
      'unreachable',
      (desk, { personId }) => desk.deps.register.markUnreachable(personId, 'uninstalled', new Date(desk.clock.at)),
    ],
    [
      'not_linked',
      ({ sql }, { respondentId }) =>
        sql
          .updateTable('respondents')
          .set({ person_id: null, status: 'imported' })
          .where('id', '=', respondentId)
          .execute(),
    ],
  ])('looks again at the moment of sending: %s', async (reason, happens) => {
    const desk = await open()
    const id = await send(desk)
    await happens(desk, desk.who[0] as Someone)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual([`skipped ${reason}`, 'sent'])
  })

  it('holds what is not sent by four to the next working day, and past the closing not at all', async () => {
    const desk = await open()
    desk.clock.at = Date.parse('2018-11-16T15:59:00+01:00')
    const id = await send(desk)
    desk.clock.at += 2 * 60_000
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['held', 'held'])
    expect((await desk.deps.campaigns.recipients(id))[0]?.dueAt).toBe(Date.parse('2018-11-19T08:00:00+01:00'))
    desk.clock.at += 24 * HOUR
    expect(await desk.work()).toBe(0)
    desk.clock.at = Date.parse('2018-11-19T08:00:00+01:00')
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])

    const late = await open()
    late.clock.at = Date.parse('2018-12-07T15:59:00+01:00')
    const closing = await send(late)
    late.clock.at += 60_000
    await late.work()
    expect(await outcomes(late, closing)).toEqual(['skipped closed', 'skipped closed'])
  })

  it('sends nothing twice when the clock is set back', async () => {
    const desk = await open()
    const id = await send(desk)
    await desk.work()
    desk.clock.at -= HOUR
    await desk.work()
    const again = await send(desk)
    await desk.work()
    expect(desk.sent).toHaveLength(2)
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    expect(await outcomes(desk, again)).toEqual(['skipped recently_reminded', 'skipped recently_reminded'])
  })

  it('reminds a person who answers for two parts once', async () => {
    const personId = `${randomUUID()}`.slice(0, 22)
    const desk = await open([
      { unitId: '1201', part: 'raadmann', tenant: 1, personId },
      { unitId: '1201', part: 'integrering', tenant: 1, personId },
    ])
    const id = await send(desk)
    await desk.work()
    expect((await outcomes(desk, id)).sort()).toEqual(['sent', 'skipped recently_reminded'])
  })

  it('lets two campaigns race for a person, and one of them win', async () => {
    const desk = await open()
    const [one, other] = [await send(desk), await send(desk)]
    await desk.deps.campaigns.startDue(desk.clock.at)
    const keys = [one, other].flatMap((campaignId) =>
      desk.who.map(({ respondentId }) => ({ campaignId, respondentId })),
    )
    await Promise.all([...keys, ...keys].map((key) => sendOne(desk.deps, key)))
    expect(desk.sent).toHaveLength(2)
    // Who was told to wait for the tenant's turn comes again.
    await office.redis.del(...(await office.redis.keys('{kd}:rate:*')))
    for (const key of keys) await sendOne(desk.deps, key)
    const all = [...(await outcomes(desk, one)), ...(await outcomes(desk, other))]
    expect(all.filter((outcome) => outcome === 'sent')).toHaveLength(2)
    expect(all.filter((outcome) => outcome === 'skipped recently_reminded')).toHaveLength(2)
  })

  it('never sends again what was about to be sent when its sender died', async () => {
    const desk = await open()
    const id = await send(desk)
    await desk.deps.campaigns.startDue(desk.clock.at)
    const [first, second] = desk.who.map(({ respondentId, personId }) => ({
      campaignId: id,
      respondentId,
      personId,
      now: desk.clock.at,
    }))
    for (const key of [first, second]) if (key) await desk.deps.campaigns.claim(key, () => null)
    if (first) await sendOne(desk.deps, first)
    desk.clock.at += HOUR
    await desk.work()
    expect(desk.sent).toEqual([])
    expect(await outcomes(desk, id)).toEqual(['unknown interrupted', 'unknown interrupted'])
    // It may have arrived: it counts as a contact.
    expect(await outcomes(desk, await send(desk))).toEqual(['skipped recently_reminded', 'skipped recently_reminded'])
  })

  it('tries again what certainly did not arrive, and says what it does not know', async () => {
    const desk = await open()
    const [throttled, lost] = desk.who
    desk.fails.set(throttled?.conversationId ?? '', [
      { kind: 'later', status: 429, code: 'Throttled', retryAfterMs: 5000 },
    ])
    desk.fails.set(lost?.conversationId ?? '', [{ kind: 'unknown', status: 502, code: null }])
    const id = await send(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['queued Throttled', 'unknown 502'])
    desk.clock.at += 5000
    await office.redis.del(...(await office.redis.keys('{kd}:rate:*')))
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'unknown 502'])
  })

  it('stops at refused credentials, with one alarm', async () => {
    const desk = await open([...two, { unitId: '1211', part: 'raadmann', tenant: 3 }])
    const alarms: string[] = []
    desk.deps.log = { ...desk.deps.log, error: (_fields, event) => void alarms.push(event) }
    const refused = { kind: 'credentials' as const, status: 401, code: 'BotNotRegistered' }
    for (const { conversationId } of desk.who) desk.fails.set(conversationId, [refused, refused])
    const id = await send(desk)
    await desk.work()
    expect((await outcomes(desk, id)).sort()).toEqual(['cancelled', 'cancelled', 'failed BotNotRegistered'])
    expect(await desk.deps.campaigns.find(id)).toMatchObject({ state: 'stopped', stopCode: 'BotNotRegistered' })
    expect(alarms).toEqual(['reminders.stopped'])
  })

  it('cancels what is left', async () => {
    const desk = await open()
    const id = await send(desk, { sendAt: desk.clock.at + HOUR })
    await desk.work()
    expect(await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'test' })).toBe(2)
    expect(await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'test' })).toBe(0)
    expect(await desk.deps.campaigns.cancel(randomUUID(), { at: desk.clock.at, actor: 'test' })).toBe(null)
    desk.clock.at += 2 * HOUR
    await desk.work()
    expect(desk.sent).toEqual([])
    expect(await outcomes(desk, id)).toEqual(['cancelled', 'cancelled'])
  })

  it('keeps what happened when a person is erased, and not to whom', async () => {
    const desk = await open()
    const id = await send(desk)
    await desk.work()
    const [first] = desk.who
    const by = { at: new Date(desk.clock.at), actor: 'test' }
    await office.sql
      .transaction()
      .execute((tx) => erase(tx, { wave: desk.survey.wave.id, id: first?.respondentId ?? '', by }))
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    const left = await office.sql
      .selectFrom('people')
      .select('person_id')
      .where('person_id', '=', first?.personId ?? '')
      .execute()
    expect(left).toEqual([])
  })

  it('writes down who ordered and stopped what', async () => {
    const desk = await open()
    const id = await send(desk, { actor: 'kari' })
    await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'ola' })
    const trail = await office.sql
      .selectFrom('audit')
      .select(['actor', 'action', 'count'])
      .where('subject', '=', id)
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { actor: 'kari', action: 'reminders.create.reminder', count: 2 },
      { actor: 'ola', action: 'reminders.cancel', count: 2 },
    ])
  })
})
