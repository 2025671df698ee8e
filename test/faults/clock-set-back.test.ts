/** The machine's clock is set back an hour while people answer: what they say is taken, and no time runs backwards. */

import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionIdOf } from '../../src/register/ids.ts'
import { openQuestion } from '../support/answering.ts'
import { begins } from '../support/finishing.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { setBack as clockSetBack } from '../support/set-back.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
let redis: Redis
beforeAll(async () => {
  whole = await wholeService({ NODE_OPTIONS: '--import ./test/support/settable-clock.ts' })
  redis = new Redis(whole.redis.url)
})
afterAll(async () => {
  redis?.disconnect()
  await whole?.stop()
})

const setBack = () => clockSetBack(whole.service)
const sessionOf = async (n: number) => {
  const [key = ''] = await redis.keys(`*:session:${sessionIdOf(wave2018, units[n]?.id ?? '', 'raadmann')}`)
  return sessionFrom((await redis.hget(key, 'json')) ?? '')
}
/** Types, and waits for the next question. */
const answers = async (person: PersonInTeams, text: string): Promise<void> => {
  const { question } = await person.until(() => openQuestion(person))
  await person.say(text)
  await person.until(() => {
    const open = openQuestion(person)
    return open !== undefined && open.question !== question
  })
}
const begun = (n: number): Promise<PersonInTeams> => begins(whole.person(n))

test.each([
  ['1', '1', '1'],
  ['hopp over', 'hopp over', 'vet ikke'],
  ['1', 'hopp over', '1'],
])('%s, then an hour back, then %s and %s: each is taken at once', async (first, second, third) => {
  const n = people++
  const person = await begun(n)
  await answers(person, first)
  await setBack()
  await answers(person, second)
  await setBack()
  await answers(person, third)
  const session = await sessionOf(n)
  const times = Object.values(session.entries).map(({ at }) => at)
  expect(times).toHaveLength(3)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(session.startedAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(times[0] ?? 0)
})
let people = 0

test('before the very first word, after the start, and between a press and a text', async () => {
  const n = people++
  await setBack()
  const person = await begun(n)
  await setBack()
  await answers(person, 'hopp over')
  await setBack()
  await answers(person, 'hopp over')
  expect(Object.keys((await sessionOf(n)).entries)).toHaveLength(2)
})
