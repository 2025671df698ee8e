/** What an answer of the receiver at RESULTS_URL means: taken, tried again, or looked at by somebody. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resultsPost } from '../../../src/edge/http/results-post.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const paths: string[] = []
/** Answers with the status that the path names, and sends whoever is redirected on to where it would be taken. */
const receiver = createServer((request, response) => {
  paths.push(request.url ?? '')
  const { pathname, searchParams } = new URL(request.url ?? '', address)
  const after = searchParams.get('after')
  response.writeHead(Number(pathname.slice(1)), { location: '/200', ...(after && { 'retry-after': after }) })
  response.end()
})
let address: string

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const bound = receiver.address()
  address = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`
})

afterAll(() => {
  receiver.close()
  receiver.closeAllConnections()
})

const post = (url: string) => resultsPost({ url, secret, now: Date.now })({ submissionId: 's', revision: 1 }, '{}')

test.each([
  [200, { type: 'taken' }],
  [204, { type: 'taken' }],
  [400, { type: 'refused', status: 400 }],
  [401, { type: 'refused', status: 401 }],
  [408, { type: 'again', status: 408 }],
  [429, { type: 'again', status: 429 }],
  [500, { type: 'again', status: 500 }],
  [503, { type: 'again', status: 503 }],
])('%i', async (status, expected) => {
  expect(await post(`${address}/${status}`)).toEqual(expected)
})

test('is left alone for as long as it asks', async () => {
  expect(await post(`${address}/503?after=120`)).toEqual({ type: 'again', status: 503, afterMs: 120_000 })
  expect(await post(`${address}/429?after=soon`)).toEqual({ type: 'again', status: 429 })
})

test.each([301, 302, 307, 308])('%i is not followed: answers go to no other address', async (status) => {
  paths.length = 0
  expect(await post(`${address}/${status}`)).toEqual({ type: 'refused', status })
  expect(paths).toEqual([`/${status}`])
})

test('nobody there', async () => {
  expect(await post('http://127.0.0.1:1/')).toEqual({ type: 'again', status: null })
})
