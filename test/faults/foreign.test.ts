/** People who press what is not theirs: nothing is shown, nothing is stored. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { isConfirmed, openQuestion } from '../support/answering.ts'
import { personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

const stored = async (): Promise<(string | null)[]> => {
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const keys = (await redis.keys('*:session:*')).sort()
  const texts = await Promise.all(keys.map((key) => redis.hget(key, 'json')))
  redis.disconnect()
  return texts
}

const openCard = async () => {
  const owner = whole.person(0)
  const open = openQuestion(owner)
  if (open !== undefined) return open
  await owner.say('hei')
  const start = await owner.until(() => owner.find(({ data }) => data.do === 'start'))
  await owner.press(start.button, start.id)
  return await owner.until(() => openQuestion(owner))
}

test.each([
  ['a respondent of another unit', { tenantId, objectId: objectIdOf(1) }],
  ['somebody nobody knows', { tenantId, objectId: objectIdOf(9_000) }],
  [
    'the same object id in another tenant',
    { tenantId: '22222222-2222-4222-8222-222222222222', objectId: objectIdOf(0) },
  ],
])('%s presses a card with somebody’s session in it', async (_, who) => {
  const card = await openCard()
  const before = await stored()
  const from = whole.connector.delivered.length
  const other = personInTeams({ url: whole.service.url, connector: whole.connector }, who)
  const answer = await other.press(card.button, card.id, { answer: 'raadmann' })
  expect(answer.status).toBe(200)
  expect(isConfirmed(answer)).toBe(false)
  const told = JSON.stringify([answer.body, whole.connector.delivered.slice(from)])
  expect(told.includes('Hvilken stilling')).toBe(false)
  expect(await stored()).toEqual(expect.arrayContaining(before))
  expect((await stored()).join().includes('"value":"raadmann"')).toBe(false)
})
