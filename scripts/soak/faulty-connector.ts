/** The Bot Framework's side, where a share of the calls goes wrong, in every way that passes by itself. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FaultyConnector = {
  serviceUrl: string
  /** Share of the calls that go wrong, from now on. */
  setShare(share: number): void
  /** How many went wrong so far. */
  faults(): number
  stop(): void
}

const REFUSALS = [
  { status: 429, code: 'Throttled', after: '1' },
  { status: 412, code: 'PreconditionFailed' },
  { status: 503, code: 'ServiceUnavailable' },
  { status: 502, code: 'BadGateway' },
]

/** Starts it on a free loopback port. `take` hears of each message that arrived: conversation, its id, its body. */
export const startFaultyConnector = async (
  take: (conversationId: string, id: string, body: string) => void,
): Promise<FaultyConnector> => {
  let share = 0
  let faults = 0
  let sent = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [, , , conversation = ''] = (request.url ?? '').split('/')
      const id = `m${++sent}`
      const arrived = () => {
        if (request.method === 'POST')
          take(decodeURIComponent(conversation), id, Buffer.concat(chunks).toString('utf8'))
      }
      if (Math.random() >= share) {
        arrived()
        return answer(response, request.method === 'POST' ? 201 : 200, { id })
      }
      const refusal = REFUSALS[faults++ % (REFUSALS.length + 2)]
      if (refusal === undefined) {
        // The last two: broken off before and after it was taken.
        if (faults % 2 === 0) arrived()
        return void request.socket.destroy()
      }
      if (refusal.after !== undefined) response.setHeader('retry-after', refusal.after)
      answer(response, refusal.status, { error: { code: refusal.code } })
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    setShare: (next) => {
      share = next
    },
    faults: () => faults,
    stop: () => server.close().closeAllConnections(),
  }
}

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
