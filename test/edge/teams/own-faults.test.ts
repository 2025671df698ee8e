/** A fault of ours while an activity is read: answered as any other fault, 200 and a word, and counted. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { executed, typed } from './activities.ts'
import { echoTurn, openSettings, type Service, startService } from './service.ts'

const data = { s: 's', q: 'q', r: 0, do: 'answer' }
const fault = () => {
  throw new RangeError('a fault of ours')
}

let connector: LoopbackConnector
let service: Service
beforeAll(async () => {
  connector = await startLoopbackConnector()
})
afterEach(async () => {
  await service.stop()
  connector.clear()
})
afterAll(async () => connector.stop())

const broken = async (parts: Parameters<typeof startService>[3] = { personIdOf: fault }) => {
  service = await startService(openSettings, echoTurn, Date.now, parts)
}
const wordsSaid = () => connector.delivered.map(({ body }) => body?.text)

test.each([
  ['a text', {}],
  ['a text in nynorsk', { locale: 'nn-NO' }],
  ['a card that is sent as a message', { text: undefined, value: data }],
  ['a text beside rich text', { attachments: [{ contentType: 'text/html', content: '<p>Ja</p>' }] }],
])('%s: 200, and the word by a message', async (_, fields) => {
  await broken()
  expect((await service.post(typed('Ja', connector.serviceUrl, fields))).status).toBe(200)
  await connector.delivers(1)
  expect(wordsSaid()).toEqual(['ord: not_stored'])
  expect(service.outcomes).toEqual(['not_stored'])
  expect(service.faults).toHaveLength(1)
})

test('a word by a message that does not reach the person is heard of, beside the fault', async () => {
  await broken()
  connector.misbehave({ type: 'status', status: 404 })
  await service.post(typed('Ja', connector.serviceUrl))
  await expect.poll(() => service.unsaid).toHaveLength(1)
  expect(service.faults).toHaveLength(1)
})

test('a button: the word in the answer', async () => {
  await broken()
  const response = await service.post(executed(data, connector.serviceUrl))
  expect([response.status, JSON.stringify(await response.json())]).toEqual([200, expect.stringContaining('not_stored')])
  expect(service.outcomes).toEqual(['not_stored'])
  expect(connector.calls).toEqual([])
})

test.each([
  ['an installation', { type: 'installationUpdate', action: 'add', text: undefined }],
  ['a reaction', { type: 'messageReaction', text: undefined }],
])('%s: 200, counted, and silence', async (_, fields) => {
  await broken()
  expect((await service.post(typed('', connector.serviceUrl, fields))).status).toBe(200)
  expect(service.outcomes).toEqual(['not_stored'])
  expect(connector.calls).toEqual([])
})

test('where even the words cannot be found: 200 all the same', async () => {
  await broken({ personIdOf: fault, words: fault })
  expect((await service.post(typed('Ja', connector.serviceUrl))).status).toBe(200)
  expect(service.outcomes).toEqual(['not_stored'])
  expect(service.faults).toHaveLength(2)
})

test('who is not let in learns nothing by it', async () => {
  await broken()
  expect((await service.post(typed('Ja', 'https://elsewhere.example/'))).status).toBe(401)
})

test('a storm of it is told once', async () => {
  await broken()
  for (let n = 0; n < 5; n++) expect((await service.post(typed('Ja', connector.serviceUrl))).status).toBe(200)
  await connector.delivers(1)
  expect(wordsSaid()).toEqual(['ord: not_stored'])
  expect(service.outcomes).toHaveLength(5)
})
