/** On the real service: older clients are told why an answer is refused, and a person with three parts can go between them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuestion } from '../support/answering.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

test('an empty answer sent as a message, as by clients without Action.Execute, is refused in the card', async () => {
  const person = whole.person(0)
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  const open = await person.until(() => openQuestion(person))
  const shownBefore = JSON.stringify(person.chat().find(({ id }) => id === open.id)?.texts)
  const { answer: _, ...data } = open.button.data
  const { status } = await person.post(
    person.activity({ type: 'message', value: { ...data, do: 'answer' }, replyToId: open.id }),
  )
  expect(status).toBe(200)
  await person.until(() => JSON.stringify(person.chat().find(({ id }) => id === open.id)?.texts) !== shownBefore)
  expect(openQuestion(person)?.question).toBe(open.question)
})

test('«bytt del» with three parts: the number or a name chooses, and answers nothing', async () => {
  const [one, two, three] = [20, 21, 22].map((n) => whole.respondents[n]?.unit ?? '')
  const objectId = objectIdOf(900)
  await register(
    whole.postgres.url,
    [one, two, three].map((unit) => ({ unit: unit ?? '', part: 'integrering' as const, tenantId, objectId })),
  )
  const person = whole.person(900)
  const list = () => person.chat().filter(({ texts }) => texts.some((text) => /Skriv nummeret/.test(text))).length
  await person.say('hei')
  await person.until(() => list() === 1)
  await person.say('1')
  const first = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(first.button, first.id)
  await person.until(() => openQuestion(person))
  await person.say('bytt del')
  await person.until(() => list() === 2)
  await person.say('2')
  const second = await person.until(() => {
    const found = person.find(({ data }) => data.do === 'start')
    return found !== undefined && found.id !== first.id ? found : undefined
  })
  expect(second.button.data.s).not.toBe(first.button.data.s)
  await person.say('bytt del')
  await person.until(() => list() === 3)
  const lines = person.chat().flatMap(({ texts }) => texts.flatMap((text) => text.split('\n')))
  const named = lines.findLast((line) => line.startsWith('3. '))?.split(' – ')[1]
  await person.say(named ?? '')
  const third = await person.until(() => {
    const found = person.find(({ data }) => data.do === 'start')
    return found !== undefined && found.id !== second.id ? found : undefined
  })
  expect(new Set([first, second, third].map(({ button }) => button.data.s)).size).toBe(3)
})
