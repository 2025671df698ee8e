/** A process that took a person's last turn does not read it again, and never goes on from what is no longer so. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nothingSeen } from '../../src/app/service.ts'
import type { CardData } from '../../src/engine/session.ts'
import { plainOf } from '../../src/wording/view.ts'
import { commandCounts, commandsBetween } from '../support/redis-commands.ts'
import { type Office, openOffice } from '../support/reminders/desk.ts'
import { startPglite } from '../support/start-pglite.ts'
import { buttonsOf, cardOf } from '../support/tester.ts'
import { type Chatting, openWithTwo, type TownHall } from '../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
/** The card of the first question, as it was answered, and its message. */
let asked: [card: CardData, id: string]
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office?.close())
beforeEach(async () => {
  ;({ hall, kari } = await openWithTwo(office))
  const open = kari.chat().at(-1)
  const button = open && buttonsOf(open.view).find(({ title }) => title === 'Svar')
  if (open === undefined || button === undefined) throw new Error('no card that asks')
  asked = [cardOf(button, { answer: 'raadmann' }), open.id]
  await kari.send(...asked)
})

/** What one process knows is its `seen`; the deed happens in another one, on the same stores. */
const elsewhere = async <T>(deed: () => Promise<T>): Promise<T> => {
  const here = hall.deps.seen
  hall.deps.seen = nothingSeen()
  try {
    return await deed()
  } finally {
    hall.deps.seen = here
  }
}
const answer = async (question: string) => (await hall.session()).entries[question]?.answer
/** How many hashes were read outside scripts and inside them: session, seat and what surrounds them are three of them. */
const readsOf = async (deed: () => Promise<unknown>): Promise<number> => {
  const before = await commandCounts(office.redis)
  await deed()
  return commandsBetween(before, await commandCounts(office.redis)).hmget ?? 0
}

test('what it has just stored it does not read', async () => {
  expect(await readsOf(() => kari.say('4 år'))).toBe(1)
  expect(await readsOf(() => kari.say('nei'))).toBe(1)
})

test('a text is heard where the person stands now, though another process took them there', async () => {
  await elsewhere(() => kari.say('4 år'))
  await elsewhere(() => kari.say('endre 1'))
  await kari.say('2')
  expect(await answer('leder_rolle')).toEqual({ kind: 'single', value: 'assisterende' })
  expect(await answer('leder_aar')).toMatchObject({ value: 4 })
})

test('a press goes on from what another process stored', async () => {
  const card = kari.chat().at(-1)
  await elsewhere(() => kari.say('4 år'))
  await kari.press('Nei, ikke vanskeligere')
  expect(await answer('leder_aar')).toMatchObject({ value: 4 })
  expect(await answer('svingninger')).toEqual({ kind: 'single', value: 'nei' })
  expect(kari.chat().at(-1)?.id).not.toBe(card?.id)
})

test('the card that is closed is the one that stands open, whoever sent it', async () => {
  await elsewhere(() => kari.say('4 år'))
  const sentElsewhere = kari.chat().at(-1)
  await kari.say('nei')
  expect(kari.chat().find(({ id }) => id === sentElsewhere?.id)?.view.type).not.toBe('question')
})

test('an old card shows the answer as it stands, though it was another process that changed it', async () => {
  const [card, id] = asked
  await kari.say('4 år')
  await elsewhere(() => kari.say('endre 1'))
  await elsewhere(() => kari.say('2'))
  const { pressed } = await kari.send(card, id)
  expect(pressed && plainOf(pressed)).toContain('Assisterende rådmann')
})

test('after somebody else’s turn it reads, for a while', async () => {
  await elsewhere(() => kari.say('4 år'))
  await kari.say('nei')
  expect(await readsOf(() => kari.say('oversikt'))).toBe(4)
})

test('a connection that was lost is one after which it reads', async () => {
  const lost = office.redis.listenerCount('close')
  expect(lost).toBeGreaterThan(0)
  office.redis.emit('close')
  expect(await readsOf(() => kari.say('4 år'))).toBe(4)
  expect(await readsOf(() => kari.say('nei'))).toBe(1)
})
