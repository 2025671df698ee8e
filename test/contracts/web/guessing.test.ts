/** Too many wrong codes on the web: who guesses is slowed down before SQL is asked, and a right code opens all the same. */

import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openingOf } from '../../../src/app/web/opening.ts'
import type { WrongCodes } from '../../../src/app/web/web-ports.ts'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { wrongCodes } from '../../../src/edge/redis/web-sessions.ts'
import { startRedis } from '../../support/start-redis.ts'
import { strangersCode } from '../sql/fixture.ts'

let server: Awaited<ReturnType<typeof startRedis>>
let redis: Redis
let wrong: WrongCodes
beforeAll(async () => {
  server = await startRedis()
  redis = (await connectRedis({ socketPath: server.socketPath })) as Redis
  wrong = wrongCodes(redis)
})
afterAll(async () => {
  redis?.disconnect()
  await server?.stop()
})
beforeEach(async () => void (await redis.flushall()))

const right = strangersCode()
const at = new Date()
/** A register that answers when it is let, and notes how many ask it at once. */
const register = () => {
  const asked = { now: 0, most: 0, all: 0 }
  const waiting: (() => void)[] = []
  const open = async (typed: string) => {
    asked.now += 1
    asked.all += 1
    asked.most = Math.max(asked.most, asked.now)
    await new Promise<void>((resolve) => waiting.push(resolve))
    asked.now -= 1
    return typed === right ? { respondentId: 'r', hash: 'h' } : null
  }
  const answerAll = async (work: Promise<unknown>[]) => {
    let isDone = false
    const done = Promise.all(work).finally(() => {
      isDone = true
    })
    while (!isDone) {
      waiting.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await done
  }
  return { asked, open, answerAll }
}
const guessed = async (address: string, times: number) => {
  for (let n = 0; n < times; n++) await wrong.count(address)
}

it('asks SQL for one code at a time from an address that has guessed twenty times, and for all at once from others', async () => {
  await guessed('192.0.2.1', 20)
  const { asked, open, answerAll } = register()
  const opens = openingOf({ open }, wrong)
  const tries = Array.from({ length: 12 }, () => opens(strangersCode(), { address: '192.0.2.1', at }))
  await answerAll(tries)
  expect(asked).toMatchObject({ most: 1, all: 12 })
  expect(new Set((await Promise.all(tries)).map(({ type }) => type))).toEqual(new Set(['too_many']))
  const others = Array.from({ length: 5 }, (_, n) => opens(strangersCode(), { address: `192.0.2.${n + 2}`, at }))
  await expect.poll(() => asked.now).toBe(5)
  await answerAll(others)
  expect(new Set((await Promise.all(others)).map(({ type }) => type))).toEqual(new Set(['refused']))
})

it('opens a right code in the middle of guesses from the same place', async () => {
  await guessed('2001:db8:1:1::1', 20)
  const { open, answerAll } = register()
  const opens = openingOf({ open }, wrong)
  const guesses = Array.from({ length: 6 }, (_, n) => opens(strangersCode(), { address: `2001:db8:1:1::${n + 2}`, at }))
  const mine = opens(right, { address: '2001:db8:1:1::99', at })
  await answerAll([...guesses, mine])
  expect(await mine).toEqual({ type: 'opened', opened: { respondentId: 'r', hash: 'h' } })
})

it('slows everybody down, each by themselves, when a thousand have been wrong in all', async () => {
  for (let n = 0; n < 50; n++) await guessed(`198.51.100.${n}`, 20)
  const { asked, open, answerAll } = register()
  const opens = openingOf({ open }, wrong)
  const two = ['203.0.113.1', '203.0.113.2'].flatMap((address) => [
    opens(right, { address, at }),
    opens(strangersCode(), { address, at }),
  ])
  await expect.poll(() => asked.now).toBe(2)
  await answerAll(two)
  expect(asked.most).toBe(2)
  expect((await Promise.all(two)).map(({ type }) => type)).toEqual(['opened', 'too_many', 'opened', 'too_many'])
})

it.each(['', 'hei', '1234', '0'.repeat(12), 'x'.repeat(50)])(
  '%j is no guess: not looked up, not counted',
  async (typed) => {
    const { asked, open } = register()
    const opens = openingOf({ open }, wrong)
    expect(await opens(typed, { address: '192.0.2.9', at })).toEqual({ type: 'refused' })
    expect(asked.all).toBe(0)
    expect(await redis.get('web:wrong')).toBeNull()
  },
)

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::5', '2001:db8:1:2'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is of %s', (address, network) => expect(wrong.networkOf(address)).toBe(network))
