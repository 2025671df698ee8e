import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { order, outcomes, two } from '../../support/reminders/campaigns.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import type { Someone } from '../../support/reminders/world.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

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
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    expect(await desk.deps.campaigns.find(id)).toMatchObject({ state: 'finished', counts: { sent: 2 } })
    const again = await order(desk)
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
    const id = await order(desk)
    await happens(desk, desk.who[0] as Someone)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual([`skipped ${reason}`, 'sent'])
  })

  it('looks again, when it begins, at those who were skipped when it was ordered for later', async () => {
    const desk = await open([...two, { unitId: '0301', part: 'raadmann', tenant: 3 }])
    const [first, second, third] = desk.who
    const at = new Date(desk.clock.at)
    for (const one of desk.who) await desk.deps.register.markUnreachable(one.personId, 'uninstalled', at)
    const id = await order(desk, { sendAt: Date.parse('2018-11-19T09:00:00+01:00') })
    expect(await outcomes(desk, id)).toEqual(Array.from({ length: 3 }, () => 'skipped unreachable'))
    const back = { unreachable_reason: null, unreachable_at: null }
    await desk.sql
      .updateTable('people')
      .set(back)
      .where(
        'person_id',
        'in',
        [first, second].map((one) => one?.personId ?? ''),
      )
      .execute()
    await desk.deps.register.setReminders(second?.personId ?? '', 'opt_out', at)
    await desk.work()
    expect(desk.sent).toEqual([])
    desk.clock.at = Date.parse('2018-11-19T09:00:00+01:00')
    await desk.work()
    const by = new Map((await desk.deps.campaigns.recipients(id)).map((one) => [one.respondentId, one]))
    expect(by.get(first?.respondentId ?? '')).toMatchObject({ state: 'sent', reason: null })
    expect(by.get(second?.respondentId ?? '')).toMatchObject({ state: 'skipped', reason: 'opted_out' })
    expect(by.get(third?.respondentId ?? '')).toMatchObject({ state: 'skipped', reason: 'unreachable' })
    expect(desk.sent).toHaveLength(1)
  })

  it('counts who asked for a day of their own as it will be, and does not stay open for them', async () => {
    const desk = await open()
    await desk.deps.campaigns.snooze(desk.who[0]?.personId ?? '', Date.parse('2018-11-19T08:00:00+01:00'))
    const id = await order(desk)
    await desk.work()
    expect(await desk.deps.campaigns.find(id)).toMatchObject({ state: 'finished', counts: { sent: 1, skipped: 1 } })
  })

  it('leaves alone who asked for another day after a campaign was ordered', async () => {
    const desk = await open()
    const id = await order(desk)
    await desk.deps.campaigns.snooze(desk.who[0]?.personId ?? '', Date.parse('2018-11-19T08:00:00+01:00'))
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['skipped recently_reminded', 'sent'])
  })

  it('holds what is not sent by four to the next working day, and past the closing not at all', async () => {
    const desk = await open()
    desk.clock.at = Date.parse('2018-11-16T15:59:00+01:00')
    const id = await order(desk)
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
    const closing = await order(late)
    late.clock.at += 60_000
    await late.work()
    expect(await outcomes(late, closing)).toEqual(['skipped closed', 'skipped closed'])
  })

  it('sends nothing twice when the clock is set back', async () => {
    const desk = await open()
    const id = await order(desk)
    await desk.work()
    desk.clock.at -= HOUR
    await desk.work()
    const again = await order(desk)
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
    const id = await order(desk)
    await desk.work()
    expect((await outcomes(desk, id)).sort()).toEqual(['sent', 'skipped recently_reminded'])
  })
})
