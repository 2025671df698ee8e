import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { steadyNow } from '../../../src/app/steady.ts'
import { parse } from '../../../src/edge/teams/parse.ts'
import { executed, submitted, typed } from './activities.ts'
import { openSettings, type Service, startService } from './service.ts'

const url = 'http://127.0.0.1:9/'
const world = { now: steadyNow(), personIdOf: () => 'p' }
const data = { s: 's1', q: 'q1', r: 0, do: 'answer', answer: 'ja' }
const originals = [typed('Ja', url), executed(data, url), submitted(data, url)]

/** Every place in a value, as a path of keys. */
const pathsIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])])
    : []
const replaced = (value: unknown, [key, ...rest]: string[], other: unknown): unknown =>
  key === undefined ? other : { ...Object(value), [key]: replaced(Object(value)[key], rest, other) }

test('any value in any place is parsed to something, never thrown at', () => {
  const wrong = fc.oneof(fc.anything(), fc.jsonValue())
  const place = fc.constantFrom(
    ...originals.flatMap((original) => pathsIn(original).map((path) => ({ original, path }))),
  )
  let tried = 0
  fc.assert(
    fc.property(place, wrong, ({ original, path }, other) => {
      tried++
      expect(['envelope', 'ignored', 'malformed', 'not_personal', 'no_identity']).toContain(
        parse(replaced(original, path, other), world).type,
      )
    }),
    { numRuns: 3000 },
  )
  console.info(`malformed activities tried: ${tried}`)
})

describe('over HTTP', () => {
  let service: Service
  beforeAll(async () => {
    service = await startService(openSettings, () => async () => ({
      pressed: null,
      text: null,
      after: async () => undefined,
    }))
  })
  afterAll(() => service.stop())

  const wrongs: unknown[] = [5, true, [], {}, [null], '']
  test('a wrong type anywhere is answered with 200 or a 4xx of fixed text, never 5xx', async () => {
    for (const original of originals) {
      for (const path of pathsIn(original)) {
        for (const wrong of wrongs) {
          const response = await service.post(replaced(original, path, wrong))
          const text = await response.text()
          const told = `${path.join('.')}=${JSON.stringify(wrong)} ${response.status} ${text}`
          expect([200, 400, 401], told).toContain(response.status)
          if (response.status !== 200) expect(text, told).toMatch(/^\{"error":"(bad_request|unauthorized)"\}$/)
        }
      }
    }
    expect(service.faults).toEqual([])
  })

  test.each<[string, Record<string, unknown>]>([
    ['type', { type: 5 }],
    ['type left out', { type: undefined }],
    ['from', { from: 'Ola' }],
    ['from.id', { from: { id: 7 } }],
    ['conversation left out', { conversation: undefined }],
    ['text', { text: { a: 1 } }],
    ['id left out', { id: undefined }],
    ['attachments', { attachments: 'file' }],
    ['entities', { entities: [5] }],
    ['locale', { locale: 3 }],
    ['an id that is half a letter', { id: '1\ud800' }],
    ['a conversation with a control character', { conversation: { id: 'a:1\0', conversationType: 'personal' } }],
    ['a conversation that is a way up', { conversation: { id: '..', conversationType: 'personal' } }],
    ['a pressed message that names no place', { replyToId: '\udc00' }],
    ['an object id that SQL cannot hold', { from: { id: '29:1', aadObjectId: '2f7e\0' } }],
    ['a tenant that SQL cannot hold', { channelData: { tenant: { id: '7c9d\0' } } }],
  ])('%s: 400', async (_name, changes) => {
    const response = await service.post(typed('Ja', url, changes))
    expect([response.status, await response.text()]).toEqual([400, '{"error":"bad_request"}'])
  })

  test('an invoke without an action: 400', async () => {
    expect((await service.post(executed(data, url, { value: {} }))).status).toBe(400)
  })

  test('unknown fields, entities, locales and event names are taken', async () => {
    const news = {
      futureField: { deep: [1] },
      entities: [{ type: 'ProductInfo', id: 'COPILOT' }, { type: null }],
      locale: 'xx-Klingon',
    }
    expect((await service.post(typed('Ja', url, news))).status).toBe(200)
    expect(
      (await service.post(typed('Ja', url, { type: 'event', name: 'application/vnd.microsoft.new' }))).status,
    ).toBe(200)
  })
})
