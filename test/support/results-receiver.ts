/** A results store at RESULTS_URL that can misbehave; checks every signature. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A status, also with `Retry-After` in seconds; or worse. */
export type Behaviour = number | { status: number; after: number } | 'hang' | 'reset_after_taking'
export type Received = { id: string; body: { submissionId: string; revision: number; unit: { id: string } } }

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** `next` is what the coming requests get, then 204. `taken` holds what it believes to have, by webhook id. */
export const startResultsReceiver = async () => {
  const next: Behaviour[] = []
  const tries: string[] = []
  const triedAt: number[] = []
  const taken = new Map<string, Received>()
  const webhook = new Webhook(SECRET)
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
    const id = headers['webhook-id'] ?? ''
    tries.push(id)
    triedAt.push(Date.now())
    webhook.verify(text, headers)
    const behaviour = next.shift() ?? 204
    if (behaviour === 'hang') return
    if (behaviour === 'reset_after_taking' || (typeof behaviour === 'number' && behaviour < 300)) {
      taken.set(id, { id, body: JSON.parse(text) })
    }
    if (behaviour === 'reset_after_taking') return request.socket.destroy()
    const { status, after } = typeof behaviour === 'number' ? { status: behaviour, after: undefined } : behaviour
    response.writeHead(status, after === undefined ? {} : { 'retry-after': String(after) })
    response.end('nope')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    next,
    tries,
    /** When each of `tries` came, ms. */
    triedAt,
    taken,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
