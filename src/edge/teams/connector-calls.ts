import { Agent } from 'undici'
import { ConnectorError, reasonIn, retryAfterMs } from './connector-error.ts'

/** A call that takes longer is given up; whether a message arrived is then unknown. */
const CALL_TIMEOUT_MS = 10_000
/** Enough for the connector's 50 requests a second at 1 s each. */
const CONNECTIONS_PER_HOST = 64
const LARGEST_ANSWER_BYTES = 1024 * 1024

export type ConnectorCall = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body: string | null
}
export type ConnectorAnswer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }
export type ConnectorCalls = { call(call: ConnectorCall): Promise<ConnectorAnswer>; close(): Promise<void> }

/**
 * Calls to the connector: pooled connections, one timeout for the whole call, no retry. Any status from 400 up and any call
 * without an answer is thrown as `ConnectorError`.
 */
export function createConnectorCalls(timeoutMs = CALL_TIMEOUT_MS): ConnectorCalls {
  const agent = new Agent({ connections: CONNECTIONS_PER_HOST, maxResponseSize: LARGEST_ANSWER_BYTES })
  return { call: (call) => request(agent, call, timeoutMs), close: () => agent.destroy() }
}

async function request(agent: Agent, { url, ...rest }: ConnectorCall, timeoutMs: number): Promise<ConnectorAnswer> {
  const { origin, pathname, search } = new URL(url)
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await agent.request({ ...rest, origin, path: pathname + search, signal })
    const text = await answer.body.text()
    if (answer.statusCode >= 400) throw refusal(answer.statusCode, text, answer.headers['retry-after'])
    return { status: answer.statusCode, headers: answer.headers, text }
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
