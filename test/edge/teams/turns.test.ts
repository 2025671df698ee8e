import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import type { Turn } from '../../../src/edge/teams/messages.ts'
import type { View } from '../../../src/wording/view.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { executed, typed } from './activities.ts'
import { openSettings, type Service, startService } from './service.ts'
import { cards } from './views.ts'

const data = { s: 's1', q: 'q1', r: 0, do: 'answer' }
let connector: LoopbackConnector
let service: Service
let turn: Turn

beforeEach(async () => {
  connector = await startLoopbackConnector()
  service = await startService(openSettings, () => (envelope) => turn(envelope))
})
afterEach(async () => {
  await service.stop()
  await connector.stop()
})
const press = async () => {
  const response = await service.post(executed(data, connector.serviceUrl))
  return [response.status, await response.json()]
}
const message = (value: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value })

test('a pressed card is replaced in the answer', async () => {
  turn = async () => ({ pressed: cards.closed ?? null, text: null, after: async () => undefined })
  expect(await press()).toMatchObject([
    200,
    {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', version: '1.5' },
    },
  ])
})

test('without a card to put in place nothing is shown', async () => {
  turn = async () => ({ pressed: null, text: null, after: async () => undefined })
  expect(await press()).toEqual([200, message('')])
})

test('what follows is said only after the answer', async () => {
  const order: string[] = []
  turn = async ({ reference, input }) => ({
    pressed: null,
    text: null,
    after: async () => {
      order.push(input.type)
      await service.channel.send(reference, { type: 'text', language: 'nb', text: 'neste' })
    },
  })
  await press()
  await connector.delivers(1)
  expect(order).toEqual(['card'])
})

test('an answer that cannot be made is left out, and what follows is said all the same', async () => {
  turn = async ({ reference }) => ({
    get pressed(): View {
      throw new TypeError('a fault of ours')
    },
    text: null,
    after: async () => {
      await service.channel.send(reference, { type: 'text', language: 'nb', text: 'neste' })
    },
  })
  expect(await press()).toEqual([200, message('')])
  await connector.delivers(1)
  expect(service.faults).toHaveLength(1)
})

test('a store that is away: a button is told in its answer, with HTTP 200', async () => {
  turn = async () => {
    throw new StoreAway()
  }
  expect(await press()).toEqual([200, message('ord: not_stored')])
  expect(service.outcomes).toEqual(['not_stored'])
  expect(connector.calls).toEqual([])
})

test('a store that is away: who typed is told by a message', async () => {
  turn = async () => {
    throw new StoreAway()
  }
  expect((await service.post(typed('Ja', connector.serviceUrl))).status).toBe(200)
  await connector.delivers(1)
  expect(connector.delivered[0]?.body).toMatchObject({ text: 'ord: not_stored' })
})

test('a turn that takes too long is answered before Teams gives up, and says what it has to say when it is done', async () => {
  let finish: () => void = () => undefined
  turn = ({ reference }) =>
    new Promise((resolve) => {
      finish = () =>
        resolve({
          pressed: null,
          text: null,
          after: async () => {
            await service.channel.send(reference, { type: 'text', language: 'nb', text: 'lagret' })
          },
        })
    })
  expect(await press()).toEqual([200, message('ord: not_stored')])
  expect(service.outcomes).toEqual(['late'])
  finish()
  await connector.delivers(1)
  expect(connector.delivered[0]?.body).toMatchObject({ text: 'lagret' })
})

test('a group chat is told once why nothing is asked there', async () => {
  turn = async () => {
    throw new Error('no turn in a group')
  }
  const conversation = { id: '19:group', conversationType: 'groupChat', tenantId: 't' }
  for (const text of ['hei', 'hallo']) await service.post(typed(text, connector.serviceUrl, { conversation }))
  await connector.delivers(1)
  expect(connector.calls.map((call) => call.body?.text)).toEqual(['ord: not_personal'])
  const response = await service.post(executed(data, connector.serviceUrl, { conversation }))
  expect(await response.json()).toEqual(message('ord: not_personal'))
  expect(service.faults).toEqual([])
})

test('stopping waits for what is still to be said', async () => {
  let said = false
  turn = async () => ({
    pressed: null,
    text: null,
    after: async () => {
      await new Promise((resolve) => setImmediate(resolve))
      said = true
    },
  })
  await press()
  await service.stop()
  expect(said).toBe(true)
})
