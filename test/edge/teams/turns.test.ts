import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { asTeamsWaits, type Turn } from '../../../src/edge/teams/messages.ts'
import type { View } from '../../../src/wording/view.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../../support/channel.ts'
import { executed, typed } from './activities.ts'
import { openSettings, type Service, startService } from './service.ts'
import { cards } from './views.ts'

const data = { s: 's1', q: 'q1', r: 0, do: 'answer' }
let connector: LoopbackConnector
let service: Service
let turn: Turn
/** As long as Teams waits, but where a test is of those who wait for longer. */
const patience = { ...asTeamsWaits }
const impatient = () => Object.assign(patience, { answerMs: 400, beginMs: 200 })

beforeEach(async () => {
  connector = await startLoopbackConnector()
  Object.assign(patience, asTeamsWaits)
  service = await startService(openSettings, () => (envelope) => turn(envelope), Date.now, { patience })
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

/** A turn that ends when the test says so, with a text for the answer and a word after it. */
const held = () => {
  const ends = Promise.withResolvers<void>()
  const run: Turn = async ({ reference }) => {
    await ends.promise
    const say = (text: string) => ({ type: 'text' as const, language: 'nb' as const, text })
    const after = async () => void (await service.channel.send(reference, say('neste')))
    return { pressed: null, text: say('lagret'), after }
  }
  return { run, end: ends.resolve, fail: ends.reject }
}
const said = () => connector.delivered.map(({ body }) => body?.text)

test('a turn that takes too long is answered before Teams gives up, and says what it has to say when it is done', async () => {
  impatient()
  const { run, end } = held()
  turn = run
  expect(await press()).toEqual([200, message('ord: put_off')])
  expect(service.outcomes).toEqual(['late'])
  end()
  await connector.delivers(2)
  expect(said()).toEqual(['lagret', 'neste'])
})

test('a turn that takes too long and fails in the end: who pressed is told after all', async () => {
  impatient()
  const { run, fail } = held()
  turn = run
  expect(await press()).toEqual([200, message('ord: put_off')])
  fail(new StoreAway())
  await connector.delivers(1)
  expect(said()).toEqual(['ord: not_stored'])
  expect(service.faults).toHaveLength(1)
})

const type = async () => (await service.post(typed('Ja', connector.serviceUrl))).status
/** As many turns as a tenant may have at once, and all of them late. */
const crowded = async () => {
  impatient()
  const crowd = held()
  turn = crowd.run
  const before = Array.from({ length: 64 }, () => press())
  await expect.poll(() => service.outcomes.length).toBe(64)
  return async () => {
    crowd.end()
    await Promise.all(before)
  }
}

test.each([
  ['pressed', press, [200, message('ord: put_off')], 0],
  ['typed', type, 200, 1],
])(
  'what is %s while too many others wait is told so in time, and begun in its turn',
  async (_, ask, answered, told) => {
    const end = await crowded()
    const mine = held()
    turn = mine.run
    expect(await ask()).toEqual(answered)
    expect(service.outcomes.at(-1)).toBe('crowded')
    await end()
    mine.end()
    await expect.poll(() => service.outcomes.length).toBe(66)
    expect(service.outcomes.at(-1)).toBe('late')
    await connector.delivers(130 + told)
    const count = (text: string) => said().filter((each) => each === text).length
    expect([count('lagret'), count('neste'), count('ord: put_off')]).toEqual([65, 65, told])
  },
)

test('a turn that was put off and only changes the pressed card has the card changed', async () => {
  const end = await crowded()
  turn = async ({ via }) => {
    if (via !== 'message') throw new Error('the request has been answered')
    return { pressed: cards.closed ?? null, text: null, after: async () => undefined }
  }
  await press()
  await end()
  await expect.poll(() => connector.delivered.filter(({ kind }) => kind === 'update').length).toBe(1)
})

test('whose turn does not come in the longest time is told to try again, and nothing of it is done', async () => {
  const end = await crowded()
  patience.longestMs = 600
  turn = async () => {
    throw new Error('it was given up')
  }
  await press()
  await type()
  await expect.poll(() => service.outcomes.filter((outcome) => outcome === 'given_up').length).toBe(2)
  await expect.poll(() => said().filter((text) => text === 'ord: too_fast').length).toBe(2)
  await end()
  expect(service.faults).toEqual([])
})

test('who is put off when the process stops is told to try again', async () => {
  await crowded()
  await type()
  await service.stop()
  expect(service.outcomes.at(-1)).toBe('given_up')
  expect(said()).toContain('ord: too_fast')
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

test('what is said beside the turn and does not reach the person is heard of, and is no fault', async () => {
  turn = async () => {
    throw new Error('no turn in a group')
  }
  const conversation = { id: '19:group', conversationType: 'groupChat', tenantId: 't' }
  connector.misbehave({ type: 'status', status: 403, code: 'ConversationBlockedByUser' })
  await service.post(typed('hei', connector.serviceUrl, { conversation }))
  await expect.poll(() => service.unsaid).toEqual(['blocked'])
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
