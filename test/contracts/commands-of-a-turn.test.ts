/** What a turn asks of Redis, counted by Redis: whatever else is added, it is seen here. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandCounts, commandsBetween } from '../support/redis-commands.ts'
import { type Office, openOffice } from '../support/reminders/desk.ts'
import { startPglite } from '../support/start-pglite.ts'
import { openTownHall } from '../support/together/town-hall.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office?.close())

const ranIn = async (deed: () => Promise<unknown>): Promise<Record<string, number>> => {
  const before = await commandCounts(office.redis)
  await deed()
  return commandsBetween(before, await commandCounts(office.redis))
}
const sum = (ran: Record<string, number>): number => Object.values(ran).reduce((all, one) => all + one, 0)

test('a turn that stores and says its answer runs few commands, typed or pressed', async () => {
  const hall = await openTownHall(office)
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await kari.press('Start')
  const typed = await ranIn(() => kari.say('Rådmann'))
  await kari.say('endre 1')
  const pressed = await ranIn(() => kari.press('Svar', { answer: 'assisterende' }))
  expect(sum(typed)).toBeLessThanOrEqual(17)
  expect(sum(pressed)).toBeLessThanOrEqual(16)
})
