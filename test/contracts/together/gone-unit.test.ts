/** A unit that a newer list no longer has, as after a merger: who answered for it is told so, and is shut out of nothing else. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { units } from '../../support/survey.ts'
import { type Chatting, openTownHall, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  hall = await openTownHall(office)
  kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await kari.press('Start')
})

it.each(['the unit', 'the part'] as const)(
  '%s is gone: typed and pressed, they are told whom to write to',
  async (what) => {
    if (what === 'the unit') hall.survey.units = new Map()
    else hall.survey.wave.parts = {}
    await kari.say('hei')
    expect(kari.last()).toContain('ikke noe å svare på i denne undersøkelsen')
    expect(kari.last()).toContain(hall.survey.wave.contact.email)
    const { text } = await kari.press('Svar', { answer: 'raadmann' })
    expect(text).toMatchObject({ text: expect.stringContaining('ikke noe å svare på') })
  },
)

it('is there again with the unit, and the answers are kept', async () => {
  await kari.press('Svar', { answer: 'raadmann' })
  const before = hall.survey.units
  hall.survey.units = new Map()
  await kari.say('hei')
  hall.survey.units = before
  await kari.say('status')
  expect(kari.last()).toContain('Status')
  expect((await hall.session()).entries).toMatchObject({ leder_rolle: { r: 1 } })
  expect(hall.survey.units.has(units.kommune.id)).toBe(true)
})
