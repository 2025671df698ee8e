/** The Bot Framework's side of conversations: takes every call at once and tells who it was for. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `id`: the message sent or updated. */
export type Call = { kind: 'send' | 'update' | 'other'; conversationId: string; id: string; body: string }

/** Starts it on a free loopback port. `take` is called before the bot gets its answer. */
export const startConnector = async (take: (call: Call) => void): Promise<{ serviceUrl: string; stop(): void }> => {
  let count = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const call = callOf(request, Buffer.concat(chunks).toString('utf8'))
      if (call.kind === 'send') call.id = `m${++count}`
      take(call)
      respond(response, call)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { serviceUrl: `http://127.0.0.1:${port}/`, stop: () => server.close().closeAllConnections() }
}

/** `/v3/conversations/{id}/activities[/{activity}]`; the SDK answers to an activity at its own address, by POST. */
const callOf = (request: IncomingMessage, body: string): Call => {
  const [, , , conversationId = '', collection = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? []
  const kind = collection !== 'activities' ? 'other' : request.method === 'PUT' ? 'update' : 'send'
  return { kind, conversationId: decodeURIComponent(conversationId), id, body }
}

const respond = (response: ServerResponse, { kind, id }: Call): void => {
  const text = kind === 'other' ? '{"id":"29:x","name":"Ola Nordmann"}' : `{"id":"${id}"}`
  response.writeHead(kind === 'send' ? 201 : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
