import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLimiter, perConversation, perTenant } from './teams-limits.ts'

/** How one call goes wrong. `taken`: the message was delivered before the connection broke. */
export type Fault =
  | { type: 'status'; status: number; body?: unknown; retryAfter?: string | (() => string) }
  | { type: 'reset'; taken: boolean }

export type SimulatedTeams = {
  serviceUrl: string
  /** Messages delivered, by conversation. */
  delivered: Map<string, number>
  /** The activities, in order of delivery. */
  messages: Record<string, unknown>[]
  /** Calls that a limit of Teams refused. */
  overLimit: { conversation: number; tenant: number }
  mostInASecond(): { all: number; tenant: number }
  /** Resolves when so many have been delivered in all. */
  delivers(count: number): Promise<void>
  stop(): Promise<void>
}

/**
 * A connector that holds to Teams' limits and misbehaves as planned: `faultsOf` gives what goes wrong with the calls of
 * a conversation, in order; after them all is well.
 */
export const startSimulatedTeams = async (
  faultsOf: (conversationId: string) => readonly Fault[],
  limits: 'of_teams' | 'none' = 'of_teams',
): Promise<SimulatedTeams> => {
  const calls = new Map<string, number>()
  const delivered = new Map<string, number>()
  const messages: Record<string, unknown>[] = []
  const overLimit = { conversation: 0, tenant: 0 }
  const conversations = createLimiter(perConversation)
  const tenants = createLimiter(perTenant)
  const everything = createLimiter([{ count: Number.POSITIVE_INFINITY, withinMs: 1_000 }])
  const waiting: { count: number; resolve: () => void }[] = []

  const take = (conversationId: string, activity: Record<string, unknown>) => {
    delivered.set(conversationId, (delivered.get(conversationId) ?? 0) + 1)
    messages.push(activity)
    for (const each of waiting) if (messages.length >= each.count) each.resolve()
  }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const activity = JSON.parse(await bodyOf(request))
    const conversationId = decodeURIComponent((request.url ?? '').split('/')[3] ?? '')
    const at = performance.now()
    everything.take('all', at)
    const refusedBy = [
      conversations.take(conversationId, at) ? null : 'conversation',
      tenants.take(activity.conversation?.tenantId ?? '', at) ? null : 'tenant',
    ].find((limit) => limit !== null)
    if (limits === 'of_teams' && (refusedBy === 'conversation' || refusedBy === 'tenant')) {
      overLimit[refusedBy]++
      return answer(response, 429, throttled)
    }
    const nth = calls.get(conversationId) ?? 0
    calls.set(conversationId, nth + 1)
    const fault = faultsOf(conversationId)[nth]
    if (fault === undefined) {
      take(conversationId, activity)
      return answer(response, 201, { id: `m${messages.length}` })
    }
    if (fault.type === 'reset') {
      if (fault.taken) take(conversationId, activity)
      return request.socket.destroy()
    }
    const { retryAfter } = fault
    if (retryAfter !== undefined) {
      response.setHeader('retry-after', typeof retryAfter === 'string' ? retryAfter : retryAfter())
    }
    answer(response, fault.status, fault.body ?? {})
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    delivered,
    messages,
    overLimit,
    mostInASecond: () => ({ all: everything.mostInASecond(), tenant: tenants.mostInASecond() }),
    delivers: (count) =>
      messages.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const throttled = { error: { code: 'Throttled', message: 'Too many requests' } }
/** The two shapes in which the connector says that a person has blocked the bot. */
export const blocked = { error: { code: 'ConversationBlockedByUser', message: 'blocked' } }
export const writesBlocked = {
  errorCode: 209,
  message: '{"subCode":"MessageWritesBlocked","details":"Thread is blocked"}',
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8') || '{}'
}

const answer = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
