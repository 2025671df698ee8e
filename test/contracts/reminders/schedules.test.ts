import { sql as raw } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schedulerRound, standingPlan } from '../../../src/app/reminding/rounds.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { startPostgres } from '../../support/start-postgres.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPostgres())
})
afterAll(() => office.close())

const open = async () => {
  const desk = await openDesk(office)
  return {
    ...desk,
    who: await desk.people([
      { unitId: '1201', part: 'raadmann', tenant: 1 },
      { unitId: '1201', part: 'integrering', tenant: 1 },
    ]),
  }
}
const on = ({ deps, clock }: Desk, wish: 'on' | 'off') =>
  deps.campaigns.setStanding(wish, { at: clock.at, actor: 'test' })
const titles = ({ sent }: Desk) => sent.map(({ view }) => (view.type === 'panel' ? view.title : ''))

describe('standing reminders', () => {
  it('go out on their days, each once, however many schedulers look', async () => {
    const desk = await open()
    await on(desk, 'on')
    for (const day of [
      '2018-11-23T08:00',
      '2018-11-23T12:00',
      '2018-11-24T09:00',
      '2018-11-30T08:00',
      '2018-12-05T08:00',
      '2018-12-06T09:00',
    ]) {
      desk.clock.at = Date.parse(`${day}:00+01:00`)
      await Promise.all([1, 2, 3, 4].map(() => schedulerRound(desk.deps)))
      await desk.work()
    }
    const kinds = (await desk.deps.campaigns.list(20)).filter(({ kind }) => kind === 'standing')
    expect(kinds.map(({ template }) => template)).toEqual(['last_chance', 'reminder', 'reminder'])
    expect(desk.sent).toHaveLength(6)
    expect(titles(desk).at(-1)).toBe('Fristen nærmer seg for Kommuneundersøkelsen 2018')
  })

  it('are off until switched on, and what fell due before is not made up for', async () => {
    const desk = await open()
    expect(await standingPlan(desk.deps)).toMatchObject({ on: false })
    desk.clock.at = Date.parse('2018-11-23T10:00:00+01:00')
    await desk.work()
    await on(desk, 'on')
    await desk.work()
    expect(desk.sent).toEqual([])
    desk.clock.at = Date.parse('2018-11-30T10:00:00+01:00')
    await desk.work()
    expect(desk.sent).toHaveLength(2)
    await on(desk, 'off')
    desk.clock.at = Date.parse('2018-12-05T10:00:00+01:00')
    await desk.work()
    expect(desk.sent).toHaveLength(2)
  })
})

describe('the invitation', () => {
  it('goes out when the survey opens, within the hours, once', async () => {
    const desk = await open()
    const { sql } = office
    await raw`delete from campaigns where wave = ${desk.survey.wave.id}`.execute(sql)
    desk.clock.at = desk.survey.opensAt - 1
    await desk.work()
    expect(desk.sent).toEqual([])
    desk.clock.at = desk.survey.opensAt
    await Promise.all([desk.work(), schedulerRound(desk.deps), schedulerRound(desk.deps)])
    await desk.work()
    expect(titles(desk)).toEqual(['Kommuneundersøkelsen 2018 er åpen', 'Kommuneundersøkelsen 2018 er åpen'])
  })
})

describe('a reminder the person asked for', () => {
  it('comes then, once, and others wait for it', async () => {
    const desk = await open()
    const [first] = desk.who
    const until = Date.parse('2018-11-26T08:00:00+01:00')
    await desk.deps.campaigns.snooze(first?.personId ?? '', until)
    await on(desk, 'on')
    desk.clock.at = Date.parse('2018-11-23T08:00:00+01:00')
    await desk.work()
    expect(desk.sent.map(({ conversationId }) => conversationId)).toEqual([desk.who[1]?.conversationId])
    desk.clock.at = until
    await Promise.all([schedulerRound(desk.deps), schedulerRound(desk.deps)])
    await desk.work()
    desk.clock.at += 15 * 60_000
    await desk.work()
    const mine = desk.sent.filter(({ conversationId }) => conversationId === first?.conversationId)
    expect(mine.map(({ view }) => (view.type === 'panel' ? view.title : ''))).toEqual(['Her er påminnelsen du ba om'])
    const standing = (await desk.deps.campaigns.list(10)).find(({ kind }) => kind === 'standing')
    expect(standing).toMatchObject({ counts: { sent: 1, skipped: 1 } })
  })

  it('does not come to somebody who has said stop since', async () => {
    const desk = await open()
    const [first] = desk.who
    const until = Date.parse('2018-11-19T08:00:00+01:00')
    await desk.deps.campaigns.snooze(first?.personId ?? '', until)
    await desk.deps.register.setReminders(first?.personId ?? '', 'opt_out', new Date(desk.clock.at))
    desk.clock.at = until
    await desk.work()
    expect(desk.sent).toEqual([])
  })
})
