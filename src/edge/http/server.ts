import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { Registry } from 'prom-client'
import type { createServer, ServerOptions } from 'restify'
// The two parts that are used: the whole brings its plugins, which are half of what it loads.
// @ts-expect-error its types know the whole alone
import Router from 'restify/lib/router.js'
// @ts-expect-error the same
import RestifyServer from 'restify/lib/server.js'
import { answer, answerFault } from './answer.ts'
import { readJson } from './read-body.ts'

const SWEEP_MS = 50

/** What the public listener serves besides `/healthz`. */
export type PublicRoutes = {
  /** `POST /api/messages`: the whole answer is the handler's. It must not reject. */
  messages: (body: unknown, request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Whether every dependency is there. */
  ready: () => Promise<boolean>
  /** Other routes, as the admin API; mounted as they are. */
  mount?: (server: ReturnType<typeof createServer>) => void
  /** Answers what no route takes; false: it is answered as everywhere. */
  refused?: (request: IncomingMessage, response: ServerResponse, status: number) => boolean
  /** A fault in our own code; told without the request. */
  onFault: (error: unknown) => void
}

export type Listener = { host: string; port: number; url: string; stop(graceMs: number): Promise<void> }

/** Starts the public listener. Rejects when the address is taken. Port 0 takes any free one. */
export async function startServer(listen: { host: string; port: number }, routes: PublicRoutes): Promise<Listener> {
  // restify 12 logs with pino; its types still ask for bunyan.
  const log = pino({ level: 'silent' }) as unknown as NonNullable<ServerOptions['log']>
  const server: ReturnType<typeof createServer> = new RestifyServer({ name: '', log, router: new Router({ log }) })
  limit(server.server)
  // restify raises the listener's faults a second time on itself, where nobody else listens: an address that is taken would
  // end the process before `listening` can tell.
  server.on('error', () => {})
  // restify listens for upgrades and answers none: such a connection would be outside of every limit, and stopping waits for it.
  server.server.removeAllListeners('upgrade')
  refuseWithoutAddress(server.server)
  server.on('restifyError', (request, response, error, _done) => {
    const status = typeof error?.statusCode === 'number' && error.statusCode < 500 ? error.statusCode : 500
    if (status === 500) routes.onFault(error)
    // `done` is not called: restify would answer a second time, with its own text, and end the process by doing so.
    if (routes.refused?.(request, response, status) !== true) answerFault(response, status)
  })
  server.post('/api/messages', (request, response, next) => {
    receive(request, response, routes).finally(() => next(false))
  })
  // Balancers ask with either.
  for (const method of ['get', 'head'] as const) {
    server[method]('/healthz', (_request, response, next) => {
      answer(response, 200)
      next(false)
    })
    server[method]('/readyz', (_request, response, next) => {
      readiness(routes).then((status) => {
        answer(response, status)
        next(false)
      })
    })
  }
  routes.mount?.(server)
  return listening(server.server, listen)
}

/**
 * Answers 400 before restify sees a request whose target and `Host` make no address: it and the pages read them as a URL where
 * nothing can catch the fault, and one such request would end the process.
 */
function refuseWithoutAddress(server: Server): void {
  for (const event of ['request', 'checkContinue'] as const) {
    const handlers = server.listeners(event)
    server.removeAllListeners(event)
    server.on(event, (request: IncomingMessage, response: ServerResponse) => {
      const { url = '', headers } = request
      const { host = 'localhost' } = headers
      // With an empty host the first step of the path is read as one, and nothing is left to lead on from.
      const hasAddress = url.startsWith('/') && host !== '' && URL.canParse(`http://${host}${url}`)
      if (!hasAddress || !URL.canParse(url, `http://${host}`)) return answerFault(response, 400, 'close')
      for (const handler of handlers) handler.call(server, request, response)
    })
  }
}

async function receive(request: IncomingMessage, response: ServerResponse, routes: PublicRoutes): Promise<void> {
  try {
    const body = await readJson(request)
    if (body.type === 'refused') answerFault(response, body.status, 'close')
    else if (body.type === 'json') await routes.messages(body.value, request, response)
  } catch (error) {
    routes.onFault(error)
    answerFault(response, 500)
  }
}

async function readiness(routes: PublicRoutes): Promise<200 | 503> {
  return routes.ready().then(
    (ready) => (ready ? 200 : 503),
    () => 503,
  )
}

/** Listens, and hands back how to stop: no new connections, running requests get `graceMs`, then everything is closed. */
async function listening(server: Server, listen: { host: string; port: number }): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: listen.port, host: listen.host, backlog: BACKLOG }, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host
  return { host: listen.host, port, url: `http://${host}:${port}`, stop: (graceMs) => stop(server, graceMs) }
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    // A kept connection becomes idle when its request is answered, and nobody else would close it then.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    server.close(() => {
      clearTimeout(timer)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** All in ms. Teams gives up at 15 s; load balancers keep idle connections for a minute. */
const HEADERS_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 65_000
const CHECK_EVERY_MS = 1_000
const MOST_HEADERS = 100
/** Node closes whatever comes beyond it, so it is far more than come at once; turns wait in line inside (`app/waiting-line.ts`). */
const MOST_CONNECTIONS = 10_000
/** Connections that came while the process had its hands full. Node's own 511 are too few when a whole survey is invited at once. */
const BACKLOG = 4_096

/** Sets the limits that keep slow and numerous callers from holding the server. Before `listen`. */
function limit(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.maxHeadersCount = MOST_HEADERS
  server.maxConnections = MOST_CONNECTIONS
  // Node looks for late requests every 30 s; restify offers no way to hand this to the constructor.
  Object.assign(server, { connectionsCheckingInterval: CHECK_EVERY_MS })
}

/** What the operator may see; codes and counts only. `health` gives each dependency its state. */
type OpsRoutes = {
  metrics: Registry
  health: () => Promise<{ ready: boolean; [detail: string]: unknown }>
}

/**
 * Starts the operator's listener, in every role: `/metrics`; health in detail under `/healthz`, which is 200 as long as the
 * process lives, and under `/health`, whose status says whether it is ready; bare `/readyz`.
 */
export function startOps(listen: { host: string; port: number }, routes: OpsRoutes): Promise<Listener> {
  const server = createPlainServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerFault(response, 405, 'close')
    serve(path, routes).then(
      ({ status, body, type }) => {
        if (type !== undefined) response.setHeader('content-type', type)
        if (status >= 400 && body === undefined && status !== 503) answerFault(response, status)
        else if (type === undefined) answer(response, status, body)
        else response.end(body)
      },
      () => answerFault(response, 503),
    )
  })
  limit(server)
  return listening(server, listen)
}

type Served = { status: number; body?: unknown; type?: string }

async function serve(path: string, { metrics, health }: OpsRoutes): Promise<Served> {
  switch (path) {
    case '/healthz':
      return { status: 200, body: await health().catch(() => ({ ready: false })) }
    case '/readyz':
      return { status: (await health()).ready ? 200 : 503 }
    case '/health': {
      const body = await health()
      return { status: body.ready ? 200 : 503, body }
    }
    case '/metrics':
      return { status: 200, body: await metrics.metrics(), type: metrics.contentType }
    default:
      return { status: 404 }
  }
}
