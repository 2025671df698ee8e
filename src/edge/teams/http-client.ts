import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { Agent } from 'undici'
import { ConnectorError, reasonIn, retryAfterMs } from './connector-error.ts'

/** A send that takes longer is given up; whether it arrived is then unknown. */
const CALL_TIMEOUT_MS = 10_000
/** Enough for the connector's 50 requests a second at 1 s each. */
const CONNECTIONS_PER_HOST = 64
const LARGEST_ANSWER_BYTES = 1024 * 1024

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
/** What the SDK takes as `connectorClientOptions.httpClient`. */
export type HttpClient = NonNullable<Options['httpClient']>
type Request = Parameters<HttpClient['sendRequest']>[0]
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>

/**
 * The SDK's way out: pooled connections, one timeout for the whole call, no retry. Any status from 400 up and any call
 * without an answer is thrown as `ConnectorError`, which the SDK's own retry policy leaves alone.
 */
export function createHttpClient(timeoutMs = CALL_TIMEOUT_MS): HttpClient & { close(): Promise<void> } {
  const agent = new Agent({ connections: CONNECTIONS_PER_HOST, maxResponseSize: LARGEST_ANSWER_BYTES })
  return {
    sendRequest: (request) => call(agent, request, timeoutMs),
    close: () => agent.destroy(),
  }
}

async function call(agent: Agent, request: Request, timeoutMs: number): Promise<Response> {
  const url = new URL(request.url)
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: methodOf(request.method),
      headers: request.headers.rawHeaders(),
      body: typeof request.body === 'string' ? request.body : null,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bodyAsText = await answer.body.text()
    if (answer.statusCode >= 400) throw refusal(answer.statusCode, bodyAsText, answer.headers['retry-after'])
    const { headers } = request.clone()
    for (const name of headers.headerNames()) headers.remove(name)
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) headers.set(name, String(value))
    return { request, headers, status: answer.statusCode, bodyAsText }
  } catch (cause) {
    throw cause instanceof ConnectorError ? cause : noAnswer(cause)
  }
}

function refusal(status: number, body: string, retryAfter: string | string[] | undefined): ConnectorError {
  const header = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter
  return new ConnectorError({ status, reason: reasonIn(body), retryAfterMs: retryAfterMs(header, Date.now()) })
}

/** Refused connections never carried the call; of everything else nobody knows whether it arrived. */
function noAnswer(cause: unknown): ConnectorError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new ConnectorError({ status: null, reason: 'no_connection' })
  }
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
  return new ConnectorError({ status: null, reason: timedOut ? 'timeout' : 'broken' })
}

function methodOf(method: string): 'GET' | 'POST' | 'PUT' | 'DELETE' {
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'DELETE') return method
  throw new ConnectorError({ status: null, reason: 'method' })
}
