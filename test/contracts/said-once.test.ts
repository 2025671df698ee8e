/** A store goes away between a message and taking it down: it is said once, and what follows is said. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepOutbox } from '../../src/app/conversation/say.ts'
import { StoreAway } from '../../src/app/ports/progress.ts'
import { type Office, openOffice } from '../support/reminders/desk.ts'
import { startPglite } from '../support/start-pglite.ts'
import { type Chatting, openTownHall, type TownHall } from '../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
/** How the store fails: before it takes something down, or after, when only its answer is lost. */
let fault: 'before' | 'after' | null

beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  hall = await openTownHall(office)
  const { progress } = hall.deps
  hall.deps.progress = {
    ...progress,
    finish: async (done) => {
      if (fault === 'before') throw new StoreAway('away')
      const next = await progress.finish(done)
      if (fault === 'after') throw new StoreAway('away')
      return next
    },
  }
  fault = null
  kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await kari.press('Start')
})

const questions = (): number => kari.chat().length
/** Returns how many messages stand in the chat then. */
const answersWhile = async (failing: 'before' | 'after'): Promise<number> => {
  fault = failing
  await kari.press('Svar', { answer: 'raadmann' })
  fault = null
  return questions()
}

test.each(['before', 'after'] as const)(
  '%s it is taken down: the sweep does that, and says nothing again',
  async (when) => {
    const said = await answersWhile(when)
    await sweepOutbox(hall.service)
    hall.clock.at += 60_000
    await sweepOutbox(hall.service)
    expect(questions()).toBe(said)
    await kari.say('1')
    expect(questions()).toBe(said + 1)
  },
)

test.each(['before', 'after'] as const)(
  '%s it is taken down: the next answer is stored and gets the next question',
  async (when) => {
    const said = await answersWhile(when)
    await kari.say('1')
    await sweepOutbox(hall.service)
    expect(questions()).toBe(said + 1)
    expect(kari.last()).toContain('Spørsmål 3 av')
    await kari.say('1')
    expect(questions()).toBe(said + 2)
  },
)

test('SQL is away when a chat turns out to be blocked: it is not tried on and on', async () => {
  let calls = 0
  const refused = async () => {
    calls += 1
    return { kind: 'blocked' as const, status: 403, code: 'MessageWritesBlocked' }
  }
  hall.deps.channel = { ...hall.deps.channel, send: refused, update: refused }
  hall.deps.register = {
    ...hall.deps.register,
    markUnreachable: async () => {
      throw new StoreAway('away')
    },
  }
  await kari.say('status')
  const { sessionId, clock } = hall
  const { personId } = kari.who
  clock.at += 120_000
  await sweepOutbox(hall.service)
  expect(calls).toBe(1)
  expect(await hall.deps.progress.claimDue(clock.at + 1e9, 10)).toEqual([])
  expect((await hall.deps.progress.readTurn(sessionId, personId)).seat).not.toBeNull()
})
