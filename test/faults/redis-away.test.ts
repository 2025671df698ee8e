/** Redis is killed, paused, full or read-only in the middle of a chat: «ikke lagret», never «saved», and alone back. */
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerOnce, isConfirmed } from '../support/answering.ts'
import { begins } from '../support/finishing.ts'
import { HANGS_MS, promised } from '../support/patience.ts'
import type { Answer, PersonInTeams } from '../support/person-in-teams.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

/** contracts and issue: no turn over 5 s without an answer, whatever happens around it. */
const ANSWERED_WITHIN_MS = 5_000

let whole: WholeService
let admin: Redis

beforeAll(async () => {
  whole = await wholeService()
  admin = new Redis(whole.redis.url, { maxRetriesPerRequest: 1, retryStrategy: () => 100 })
  admin.on('error', () => {})
})
afterAll(async () => {
  admin?.disconnect()
  await whole?.stop()
})

const begun = (n: number): Promise<PersonInTeams> => begins(whole.person(n))

const isRefused = ({ status, body }: Answer): boolean => status === 200 && /ikke lagret/i.test(JSON.stringify(body))

const faults: { name: string; n: number; break: () => Promise<unknown>; mend: () => Promise<unknown> }[] = [
  { name: 'killed', n: 0, break: () => whole.redis.kill(), mend: () => whole.redis.start() },
  {
    name: 'paused',
    n: 1,
    break: async () => process.kill(whole.redis.pid(), 'SIGSTOP'),
    mend: async () => process.kill(whole.redis.pid(), 'SIGCONT'),
  },
  {
    name: 'out of memory',
    n: 2,
    break: () => admin.config('SET', 'maxmemory', '1'),
    mend: () => admin.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'read-only',
    n: 3,
    break: () => admin.config('SET', 'min-replicas-to-write', '1'),
    mend: () => admin.config('SET', 'min-replicas-to-write', '0'),
  },
]

describe.each(faults)('Redis $name', ({ n, break: breakIt, mend }) => {
  test('a press is refused in time, and the same press counts when Redis is back', async () => {
    const person = await begun(n)
    await breakIt()
    const before = performance.now()
    const { answer } = await answerOnce(person, 0)
    const ms = performance.now() - before
    await mend()
    expect(isConfirmed(answer)).toBe(false)
    expect(isRefused(answer), JSON.stringify(answer)).toBe(true)
    expect(ms).toBeLessThan(promised(ANSWERED_WITHIN_MS))
    await comesBack(person)
  })

  test('a typed answer is told in the chat, and nothing is believed to be saved', async () => {
    const person = await begun(n + 10)
    await breakIt()
    const { status } = await person.say('1')
    await person.until(() => person.chat().some(({ texts }) => texts.some((text) => /ikke lagret/i.test(text))))
    await mend()
    expect(status).toBe(200)
    await comesBack(person)
  })
})

/** Recovers without a restart: tries until the bot confirms. */
const comesBack = async (person: PersonInTeams): Promise<void> => {
  for (const end = Date.now() + HANGS_MS; Date.now() < end; await wait(100)) {
    const { answer } = await answerOnce(person, 0)
    if (isConfirmed(answer)) return
  }
  throw new Error('the service did not come back')
}
