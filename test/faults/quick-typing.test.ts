/** People type faster than cards travel. What was typed before its question was shown is no answer to it. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { openQuestion } from '../support/answering.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

const answersOf = async (n: number): Promise<string[]> => {
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const id = sessionIdOf(wave2018, whole.respondents[n]?.unit ?? '', 'raadmann')
  const stored = await progressStore(redis, async () => {}).readSession(id)
  redis.disconnect()
  return Object.keys(JSON.parse(stored?.json ?? '{"entries":{}}').entries).sort()
}

const begun = async (n: number): Promise<PersonInTeams> => {
  const person = whole.person(n)
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => openQuestion(person)?.question === 'leder_rolle')
  return person
}

test('ten texts at once: the first answers the question that was shown, the others nothing', async () => {
  const person = await begun(0)
  const texts = Array.from({ length: 10 }, (_, i) => person.saying(String(1 + (i % 3))))
  expect(await person.postTogether(texts)).toEqual(texts.map(() => 200))
  await person.until(() => openQuestion(person)?.question === 'leder_aar')
  expect(await answersOf(0)).toEqual(['leder_rolle'])
})

test('a press and a text at the same moment: the text does not answer the question behind the card', async () => {
  const person = await begun(1)
  const choice = await person.until(() => person.find(({ data }) => data.q === 'leder_rolle' && data.do === 'answer'))
  await person.postTogether([person.pressing(choice.button, choice.id, { answer: 'raadmann' }), person.saying('2')])
  await person.until(() => openQuestion(person)?.question === 'leder_aar')
  expect(await answersOf(1)).toEqual(['leder_rolle'])
})

test('an answer typed the moment the question is there counts', async () => {
  const person = await begun(2)
  await person.say('1')
  await person.until(() => openQuestion(person)?.question === 'leder_aar')
  await person.say('4')
  await person.until(() => openQuestion(person)?.question === 'svingninger')
  await person.say('nei')
  await person.until(() => openQuestion(person)?.question === 'kapasitet_tid')
  expect(await answersOf(2)).toEqual(['leder_aar', 'leder_rolle', 'svingninger'])
})

test('the next card does not come through, and the same is typed again: told, and stored once', async () => {
  const person = await begun(3)
  whole.connector.misbehave({ type: 'status', status: 502 }, 'always')
  const before = whole.connector.calls.length
  await person.say('2')
  await person.until(() => whole.connector.calls.length > before)
  whole.connector.behave()
  await person.say('2')
  await person.until(() => openQuestion(person)?.question === 'leder_aar')
  expect(await answersOf(3)).toEqual(['leder_rolle'])
})
