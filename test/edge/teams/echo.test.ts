import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { executed, submitted, typed } from './activities.ts'
import { echoTurn, openSettings, type Service, startService } from './service.ts'

let connector: LoopbackConnector
let service: Service

beforeAll(async () => {
  connector = await startLoopbackConnector()
  service = await startService(openSettings, echoTurn)
})
afterAll(async () => {
  await service.stop()
  await connector.stop()
})

test('a typed text is answered with 200 and no body, and what is said comes by the connector as plain text', async () => {
  const response = await service.post(typed('Ja, *det* har vi', connector.serviceUrl))
  expect([response.status, await response.text()]).toEqual([200, ''])
  await connector.delivers(1)
  expect(connector.delivered[0]).toMatchObject({
    kind: 'send',
    conversationId: 'a:1-samtale',
    body: { type: 'message', text: 'Ja, *det* har vi', textFormat: 'plain' },
  })
})

test('a pressed button is answered in the response with HTTP 200', async () => {
  const response = await service.post(executed({ s: 's1', q: 'q1', r: 0, do: 'answer' }, connector.serviceUrl))
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'card',
  })
})

test('Action.Submit means the same and is answered by a message', async () => {
  connector.clear()
  const response = await service.post(
    submitted({ s: 's1', q: 'q1', r: 0, do: 'answer', answer: 'ja' }, connector.serviceUrl),
  )
  expect([response.status, await response.text()]).toEqual([200, ''])
  await connector.delivers(1)
  expect(connector.delivered[0]?.body).toMatchObject({ text: 'card' })
})
