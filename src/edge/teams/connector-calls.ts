import { Agent, type Dispatcher } from 'undici'
import { retryAfterMs } from '../../app/retry-after.ts'
import { ConnectorError, reasonIn } from './connector-error.ts'

/** A call that takes longer once it has left is given up; whether a message arrived is then unknown. */
const CALL_TIMEOUT_MS = 10_000
/** A call that waits longer for one of our own connections has certainly not left. */
const LINE_TIMEOUT_MS = 30_000
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
 * Calls to the connector: pooled connections, one timeout for the call once it leaves, no retry. Any status but 2xx and any
 * call without an answer is thrown as `ConnectorError`.
 */
export function createConnectorCalls(timeoutMs = CALL_TIMEOUT_MS): ConnectorCalls {
  const agent = new Agent({ connections: CONNECTIONS_PER_HOST, maxResponseSize: LARGEST_ANSWER_BYTES })
  return { call: (call) => request(agent, call, timeoutMs), close: () => agent.destroy() }
}

async function request(agent: Agent, call: ConnectorCall, timeoutMs: number): Promise<ConnectorAnswer> {
  const answer = await wholeAnswer(agent, call, timeoutMs)
  if (answer.status < 200 || answer.status >= 300)
    throw refusal(answer.status, answer.text, answer.headers['retry-after'])
  return answer
}

/** Dispatched as it is: answers are short, and a stream for each costs more than all else in a call. */
function wholeAnswer(agent: Agent, { url, ...rest }: ConnectorCall, timeoutMs: number): Promise<ConnectorAnswer> {
  const { origin, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let head: Pick<ConnectorAnswer, 'status' | 'headers'> = { status: 0, headers: {} }
    let running: Dispatcher.DispatchController | null = null
    let isGivenUp = false
    const giveUp = (reason: 'timeout' | 'no_connection') => {
      isGivenUp = true
      reject(new ConnectorError({ status: null, reason }))
      running?.abort(new Error(reason))
    }
    // Not AbortSignal.timeout: it stays for its whole time, however soon the answer comes.
    let timer = setTimeout(giveUp, LINE_TIMEOUT_MS, 'no_connection')
    agent.dispatch(
      { ...rest, origin, path: pathname + search },
      {
        onRequestStart: (controller) => {
          running = controller
          clearTimeout(timer)
          // It waited for a connection until nobody waited for it.
          if (isGivenUp) controller.abort(new Error('timeout'))
          else timer = setTimeout(giveUp, timeoutMs, 'timeout')
        },
        onResponseStart: (_, status, headers) => {
          head = { status, headers }
        },
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          clearTimeout(timer)
          resolve({ ...head, text: Buffer.concat(chunks).toString('utf8') })
        },
        onResponseError: (_, cause) => {
          clearTimeout(timer)
          reject(noAnswer(cause))
        },
      },
    )
  })
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
  return new ConnectorError({ status: null, reason: 'broken' })
}
