import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listener, startServer } from '../../../src/edge/http/server.ts'

let listener: Listener
let ready = true
const bodies: unknown[] = []
const faults: unknown[] = []

beforeAll(async () => {
  listener = await startServer(
    { host: '127.0.0.1', port: 0 },
    {
      messages: async (body, _request, response) => {
        if (body === 'fault') throw new Error('secret detail')
        bodies.push(body)
        response.end()
      },
      ready: async () => ready,
      onFault: (error) => faults.push(error),
      mount: (server) => {
        // As the administrators' pages read where they are.
        for (const method of ['get', 'post'] as const)
          server[method]('/address', (request, response, next) => {
            response.end(String(new URL(request.url ?? '', `http://${request.headers.host}`)))
            next(false)
          })
      },
    },
  )
})
afterAll(() => listener.stop(100))

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${listener.url}/api/messages`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
const told = async (response: Response) => [response.status, await response.text()]

/** Sends bytes as they are, `next` when an answer comes, and gives everything that came back when the connection closed. */
function raw(text: string, next?: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (data) => {
      if (answer === '' && next !== undefined) socket.write(next)
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', () => undefined)
  })
}

describe('a request without an address', () => {
  test.each([
    ['an address of a host that cannot be', 'GET http://1.2.3.400/healthz HTTP/1.1\r\nHost: localhost'],
    ['a host that cannot be', 'GET /healthz HTTP/1.1\r\nHost: 1.2.3.400'],
    ['a port that cannot be', 'GET /healthz HTTP/1.1\r\nHost: localhost:99999'],
    ['brackets left open', 'GET /healthz HTTP/1.1\r\nHost: [::1'],
    ['an empty host', 'GET /address HTTP/1.1\r\nHost:'],
    ['an empty host, and a path of two steps', 'GET /address/er HTTP/1.1\r\nHost: '],
    ['an empty host, and a body', 'POST /address HTTP/1.1\r\nHost:\r\nContent-Length: 0'],
    ['a path that is read as a host that cannot be', 'GET //[/address HTTP/1.1\r\nHost: localhost'],
    ['a path that is read as a port that cannot be', 'GET //x:99999/address HTTP/1.1\r\nHost: localhost'],
    ['a blank in the host', 'GET /address HTTP/1.1\r\nHost: a b'],
    ['a per cent sign in the host', 'GET /address HTTP/1.1\r\nHost: %'],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost'],
    ['no slash', 'GET healthz HTTP/1.1\r\nHost: localhost'],
    [
      'a host that cannot be, with a body to come',
      'POST /api/messages HTTP/1.1\r\nHost: 1.2.3.400\r\nExpect: 100-continue\r\nContent-Length: 2',
    ],
  ])('%s is refused, and the service goes on', async (_name, head) => {
    expect(await raw(`${head}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect((await fetch(`${listener.url}/healthz`)).status).toBe(200)
  })
})

describe('a body is', () => {
  test.each([
    ['not JSON', '{"type":', 400, 'bad_request'],
    ['empty', '', 400, 'bad_request'],
    ['300 KB', JSON.stringify('x'.repeat(300 * 1024)), 413, 'too_large'],
    ['nested 100,000 deep', '['.repeat(100_000), 400, 'bad_request'],
    ['nested 33 deep', `${'['.repeat(33)}${']'.repeat(33)}`, 400, 'bad_request'],
  ])('%s: fixed text', async (_name, body, status, error) => {
    expect(await told(await post(body))).toEqual([status, JSON.stringify({ error })])
  })

  test('not UTF-8: 400', async () => {
    expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400)
  })

  test('something else than JSON: 415', async () => {
    expect((await post('type=message', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  test('compressed: 415, whatever it would become', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(10_000_000, 0x20)))
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  test('of 300 KB without a stated length: 413 as soon as it is too long', async () => {
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
    const answer = await raw(
      `POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(10)}`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('nested 32 deep, brackets in strings apart: taken', async () => {
    const body = `${'['.repeat(31)}{"a":"[[[\\"[["}${']'.repeat(31)}`
    expect((await post(body)).status).toBe(200)
    expect(bodies.at(-1)).toEqual(JSON.parse(body))
  })
})

describe.concurrent('slow callers are cut off', () => {
  const start = 'POST /api/messages HTTP/1.1\r\nhost: x\r\n'
  test.each([
    ['a body that never ends', `${start}content-type: application/json\r\ncontent-length: 100\r\n\r\n{`],
    ['headers that never end', `${start}x-slow: `],
  ])(
    '%s',
    async (_name, bytes) => {
      expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 408 /)
    },
    15_000,
  )
})

test.each([
  ['a WebSocket', 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n'],
  ['HTTP/2 in the clear', 'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQ\r\n'],
])('%s is not begun: the request is answered as any other, and its connection ends', async (_name, headers) => {
  const next = 'GET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'
  const answer = await raw(`GET /healthz HTTP/1.1\r\nhost: x\r\n${headers}\r\n`, next)
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 404 /)
})

test('stopping lets a running request finish and takes no new ones', async () => {
  let finish: () => void = () => undefined
  const begun = Promise.withResolvers<void>()
  const other = await startServer(
    { host: '127.0.0.1', port: 0 },
    {
      messages: (_body, _request, response) => {
        begun.resolve()
        return new Promise((resolve) => {
          finish = () => {
            response.end('done')
            resolve()
          }
        })
      },
      ready: async () => true,
      onFault: () => undefined,
    },
  )
  const headers = { 'content-type': 'application/json' }
  const running = fetch(`${other.url}/api/messages`, { method: 'POST', body: '1', headers })
  await begun.promise
  const stopped = other.stop(60_000)
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow()
  finish()
  expect(await (await running).text()).toBe('done')
  await stopped
})

test('a fault of ours is 500 with a fixed text, and is told to us', async () => {
  expect(await told(await post('"fault"'))).toEqual([500, '{"error":"internal"}'])
  expect(faults.map(String)).toEqual(['Error: secret detail'])
})

test.each([
  ['GET', '/api/messages', 405, 'method_not_allowed'],
  ['PUT', '/api/messages', 405, 'method_not_allowed'],
  ['GET', '/nothing/<script>', 404, 'not_found'],
  ['GET', '/%', 404, 'not_found'],
])('%s %s: %i with a fixed text, and the service goes on', async (method, path, status, error) => {
  const response = await fetch(`${listener.url}${path}`, { method })
  expect(await told(response)).toEqual([status, JSON.stringify({ error })])
  expect((await fetch(`${listener.url}/healthz`)).status).toBe(200)
})

test('an address that is taken is told to who starts it', async () => {
  const routes = { messages: async () => undefined, ready: async () => true, onFault: () => undefined }
  const again = startServer({ host: '127.0.0.1', port: listener.port }, routes)
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a balancer may ask without wanting a body', async () => {
  for (const path of ['/healthz', '/readyz'])
    expect((await fetch(`${listener.url}${path}`, { method: 'HEAD' })).status).toBe(200)
})

test('health and readiness are bare', async () => {
  expect(await told(await fetch(`${listener.url}/healthz`))).toEqual([200, ''])
  expect(await told(await fetch(`${listener.url}/readyz`))).toEqual([200, ''])
  ready = false
  expect(await told(await fetch(`${listener.url}/readyz`))).toEqual([503, ''])
})

test('every answer forbids browsers everything and names no software', async () => {
  const { headers } = await fetch(`${listener.url}/nothing`)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
})
