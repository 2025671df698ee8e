/** What Teams delivers twice, late, out of order, or to two processes has one effect. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import type { Session } from '../../src/engine/session.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { isConfirmed, openQuestion } from '../support/answering.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { serviceProcess } from '../support/service-process.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

const sessionOf = async (n: number): Promise<Session> => {
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const id = sessionIdOf(wave2018, whole.respondents[n]?.unit ?? '', 'raadmann')
  const stored = await progressStore(redis, async () => {}).readSession(id)
  redis.disconnect()
  return sessionFrom(stored?.json)
}

/** Stands at `svingninger`, a question of one tap: the position and the years are answered. */
const atSwings = async (person: PersonInTeams): Promise<void> => {
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  for (const [question, text] of [
    ['leder_rolle', '1'],
    ['leder_aar', '4'],
  ] as const) {
    await person.until(() => openQuestion(person)?.question === question)
    await person.say(text)
  }
  await person.until(() => openQuestion(person)?.question === 'svingninger')
}

const tap = async (person: PersonInTeams, value: string) => {
  const found = await person.until(() => person.find(({ data }) => data.q === 'svingninger' && data.answer === value))
  return found
}

test('one press delivered ten times at once, under one id and under others: one change', async () => {
  const person = whole.person(0)
  await atSwings(person)
  const { button, id } = await tap(person, 'ja')
  const same = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => person.press(button, id, {}, i % 2 === 0 ? same : randomUUID())),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(answers.every(isConfirmed)).toBe(true)
  expect((await sessionOf(0)).entries.svingninger).toMatchObject({ r: 1, answer: { value: 'ja' } })
})

test('two different presses of one card at once: one is stored, the other is shown what stands', async () => {
  const person = whole.person(1)
  await atSwings(person)
  const [yes, no] = [await tap(person, 'ja'), await tap(person, 'nei')]
  const answers = await Promise.all([person.press(yes.button, yes.id), person.press(no.button, no.id)])
  expect(answers.every(isConfirmed)).toBe(true)
  const { svingninger } = (await sessionOf(1)).entries
  expect(svingninger?.r).toBe(1)
  const word = svingninger?.answer?.value === 'ja' ? '"Ja, vanskeligere"' : '"Nei, ikke vanskeligere"'
  expect(answers.every(({ body }) => JSON.stringify(body).includes(word))).toBe(true)
})

test('an old card never overwrites', async () => {
  const person = whole.person(2)
  await atSwings(person)
  const yes = await tap(person, 'ja')
  await person.say('nei')
  await person.until(() => openQuestion(person)?.question !== 'svingninger')
  const late = await person.press(yes.button, yes.id)
  expect(isConfirmed(late)).toBe(true)
  expect(JSON.stringify(late.body)).toContain('"Nei, ikke vanskeligere"')
  expect((await sessionOf(2)).entries.svingninger).toMatchObject({ r: 1, answer: { value: 'nei' } })
})

test('a typed answer delivered again under its id, at once and later: one effect', async () => {
  const person = whole.person(3)
  await atSwings(person)
  const id = randomUUID()
  await Promise.all([person.say('ja', id), person.say('ja', id), person.say('ja', id)])
  await person.until(() => openQuestion(person)?.question === 'svingninger_hvilke')
  await person.say('ja', id)
  const { entries } = await sessionOf(3)
  expect(Object.keys(entries).sort()).toEqual(['leder_aar', 'leder_rolle', 'svingninger'])
})

test('killed before the answer, the text comes again under a new id: it counts once, and the person is told', async () => {
  const person = whole.person(4)
  await atSwings(person)
  whole.connector.misbehave({ type: 'hang' }, 'always')
  await person.say('nei')
  await whole.service.kill()
  whole.connector.behave()
  await whole.service.start()
  await person.say('nei')
  await person.until(() =>
    person.chat().some(({ texts }) => texts.some((text) => /allerede|to ganger|en gang til/i.test(text))),
  )
  const { entries } = await sessionOf(4)
  expect(Object.keys(entries).sort()).toEqual(['leder_aar', 'leder_rolle', 'svingninger'])
})

test('the same short answer to two questions in a row is two answers', async () => {
  const person = whole.person(5)
  await atSwings(person)
  await person.say('vet ikke')
  const following = (
    await person.until(() => {
      const open = openQuestion(person)
      return open?.question === 'svingninger' ? undefined : open
    })
  ).question
  await person.say('vet ikke')
  await person.until(() => openQuestion(person)?.question !== following)
  const { entries } = await sessionOf(5)
  expect(entries.svingninger).toMatchObject({ missing: 'dont_know' })
  expect(entries[following]).toMatchObject({ missing: 'dont_know' })
})

test('two web processes, presses spread over both at once: as one', async () => {
  const other = serviceProcess({
    REDIS_URL: whole.redis.url,
    DATABASE_URL: whole.postgres.url,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
    ROLE: 'web',
  })
  await other.start()
  const person = whole.person(6)
  await atSwings(person)
  let turn = 0
  const both = personInTeams(
    { url: () => (turn++ % 2 === 0 ? whole.service.url() : other.url()), connector: whole.connector },
    { tenantId, objectId: objectIdOf(6) },
  )
  const { button, id } = await tap(person, 'ja')
  const answers = await Promise.all(Array.from({ length: 8 }, () => both.press(button, id)))
  await other.stop()
  expect(answers.every(isConfirmed)).toBe(true)
  expect((await sessionOf(6)).entries.svingninger).toMatchObject({ r: 1 })
})
