/** One message that cannot be made or sent, by a fault of our own, does not silence the person it was for. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { sweepOutbox } from '../../../src/app/conversation/say.ts'
import type { OutsideWork } from '../../../src/app/ports/progress.ts'
import { plainOf } from '../../../src/wording/view.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { openTownHall } from '../../support/together/town-hall.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())

/** Somebody of whose messages those with `words` in them make the channel throw. */
const chatting = async (words: RegExp) => {
  const hall = await openTownHall(office)
  const { channel } = hall.deps
  const faults: string[] = []
  const queued: OutsideWork[] = []
  let calls = 0
  hall.deps.log.error = (_, event) => void faults.push(event)
  hall.deps.enqueueOutside = async (work) => void queued.push(work)
  hall.deps.channel = {
    ...channel,
    send: async (reference, view) => {
      if (!words.test(plainOf(view))) return await channel.send(reference, view)
      calls += 1
      throw new TypeError('a fault of ours')
    },
  }
  const person = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await person.join()
  return { hall, person, faults, queued, calls: () => calls }
}

it('is tried again and then left out, and what was said after it comes', async () => {
  const { hall, person, faults, calls } = await chatting(/== Personvern/i)
  await person.say('personvern')
  await person.say('hjelp')
  const waiting = person.chat().length
  const swept = async () => {
    hall.clock.at += 5_000
    await sweepOutbox(hall.service)
    return person.chat().length
  }
  await expect.poll(swept, { interval: 200 }).toBe(waiting + 1)
  expect(person.last()).toContain('Hjelp')
  expect(calls()).toBe(3)
  expect(faults).toEqual(['outbox.left_out'])
  await person.say('status')
  expect(person.last()).toContain('Status')
})

it('what was to be done besides is handed to the queue first', async () => {
  const { hall, person, queued } = await chatting(/påminnelser/i)
  hall.deps.register = {
    ...hall.deps.register,
    setReminders: async () => {
      throw new TypeError('a fault of ours')
    },
  }
  await person.say('stopp påminnelser')
  const swept = async () => {
    hall.clock.at += 5_000
    await sweepOutbox(hall.service)
    return queued.length
  }
  await expect.poll(swept, { interval: 200 }).toBe(1)
  expect(queued[0]?.effects).toEqual([{ type: 'opt_out' }])
})
