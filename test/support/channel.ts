import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call that reached the connector, in order of arrival. `body` is the activity as JSON; null for member calls. */
export type ConnectorCall = {
  kind: 'send' | 'update' | 'member'
  conversationId: string
  /** The message updated, or the id given to the message sent; the user id of a member call. */
  id: string
  body: Record<string, unknown> | null
  authorization: string | null
  /** What the connector did: an HTTP status, or how it misbehaved. */
  outcome: number | 'hang' | 'reset'
}

/**
 * How the next calls go wrong. `taken`: whether the message counts as delivered all the same (a reset after taking).
 * `body` replaces the error body.
 */
export type Misbehaviour =
  | { type: 'status'; status: number; code?: string; retryAfter?: string; body?: unknown }
  | { type: 'hang' }
  | { type: 'reset'; taken: boolean }

export type LoopbackConnector = {
  /** For `serviceUrl`, with the slash at its end. */
  serviceUrl: string
  /** Everything that came. */
  calls: ConnectorCall[]
  /** Messages and updates that were taken, in order: what a person would see come in. */
  delivered: ConnectorCall[]
  /** The next `times` calls (all of them when `'always'`) of `kind` (any when absent) go wrong. */
  misbehave(fault: Misbehaviour, times?: number | 'always', kind?: ConnectorCall['kind']): void
  behave(): void
  /** What the member call answers for a user id; null: 404. */
  setMember(userId: string, member: Record<string, unknown> | null): void
  /** Resolves when this many calls have been taken in all. */
  delivers(count: number): Promise<void>
  /** Forgets what was recorded. */
  clear(): void
  stop(): Promise<void>
}

type Rule = { fault: Misbehaviour; left: number; kind?: ConnectorCall['kind'] }

/** Starts a connector on a free loopback port: the Bot Framework side of a conversation, which can misbehave on demand. */
export async function startLoopbackConnector(): Promise<LoopbackConnector> {
  const calls: ConnectorCall[] = []
  const delivered: ConnectorCall[] = []
  const members = new Map<string, Record<string, unknown> | null>()
  const waiting: { count: number; resolve: () => void }[] = []
  let rules: Rule[] = []
  let sentCount = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = readCall(request, await readBody(request))
    if (call === null) return respond(response, 404, {})
    if (call.kind === 'send') call.id = `m${++sentCount}`
    const fault = takeFault(call.kind)
    calls.push(call)
    if (fault === null) {
      const member = members.get(call.id) ?? (members.has(call.id) ? null : { id: call.id, name: 'Ola Nordmann' })
      if (call.kind === 'member') return respond(response, member ? 200 : 404, member ?? {})
      take(call)
      return respond(response, call.kind === 'send' ? 201 : 200, { id: call.id })
    }
    call.outcome = fault.type === 'status' ? fault.status : fault.type
    if (fault.type === 'hang') return
    if (fault.type === 'reset') {
      if (fault.taken) take(call)
      request.socket.destroy()
      return
    }
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
    respond(response, fault.status, fault.body ?? { error: { code: fault.code ?? 'Fault', message: 'asked for' } })
  }

  function takeFault(kind: ConnectorCall['kind']): Misbehaviour | null {
    const rule = rules.find((each) => each.left > 0 && (each.kind === undefined || each.kind === kind))
    if (!rule) return null
    rule.left--
    return rule.fault
  }

  function take(call: ConnectorCall): void {
    delivered.push(call)
    for (const each of waiting) if (delivered.length >= each.count) each.resolve()
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    calls,
    delivered,
    misbehave: (fault, times = 1, kind) => {
      rules.push({ fault, left: times === 'always' ? Number.POSITIVE_INFINITY : times, ...(kind ? { kind } : {}) })
    },
    behave: () => {
      rules = []
    },
    setMember: (userId, member) => {
      members.set(userId, member)
    },
    delivers: (count) =>
      delivered.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    clear: () => {
      calls.length = 0
      delivered.length = 0
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** `/v3/conversations/{id}/activities[/{activity}]` and `/v3/conversations/{id}/members/{user}`. */
function readCall(request: IncomingMessage, text: string): ConnectorCall | null {
  const parts = (request.url ?? '').split('?')[0]?.split('/').map(decodeURIComponent) ?? []
  const [, version, conversations, conversationId = '', collection, id = ''] = parts
  if (version !== 'v3' || conversations !== 'conversations') return null
  const kind = collection === 'members' ? 'member' : request.method === 'PUT' ? 'update' : 'send'
  const body: Record<string, unknown> | null = text === '' ? null : JSON.parse(text)
  return { kind, conversationId, id, body, authorization: request.headers.authorization ?? null, outcome: 200 }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
