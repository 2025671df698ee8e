import { createServer } from 'node:http'
import type { Registry } from 'prom-client'
import { answer, answerFault } from './answer.ts'
import { limit } from './limits.ts'
import { type Listener, listening } from './server.ts'

/** What the operator may see; codes and counts only. `health` gives each dependency its state. */
export type OpsRoutes = {
  metrics: Registry
  health: () => Promise<{ ready: boolean; [detail: string]: unknown }>
}

/**
 * Starts the operator's listener, in every role: `/metrics`; health in detail under `/healthz`, which is 200 as long as the
 * process lives, and under `/health`, whose status says whether it is ready; bare `/readyz`.
 */
export function startOps(listen: { host: string; port: number }, routes: OpsRoutes): Promise<Listener> {
  const server = createServer((request, response) => {
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
