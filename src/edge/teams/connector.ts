import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { Agent, type Dispatcher } from 'undici'
import type { SendFailure } from '../../app/ports/channel.ts'
import { jsonIn } from '../../json.ts'
import { type Meaning, meaningOf } from '../../reminders/refusals.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import { tokenFaultOf } from './own-token.ts'

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

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
/** What the SDK takes as `connectorClientOptions.httpClient`. */
type HttpClient = NonNullable<Options['httpClient']>

/**
 * The SDK's way out, on our own connections. Failures are thrown as `ConnectorError`, which the SDK's retry policy leaves
 * alone: left to itself it sends messages twice, sleeps as long as the connector says and waits for ever.
 */
export function createHttpClient(calls: ConnectorCalls): HttpClient {
  return {
    async sendRequest(request) {
      const { url, body } = request
      const answer = await calls.call({
        method: methodOf(request.method),
        url,
        headers: request.headers.rawHeaders(),
        body: typeof body === 'string' ? body : null,
      })
      const headers = request.headers.clone()
      for (const name of headers.headerNames()) headers.remove(name)
      for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) headers.set(name, `${value}`)
      return { request, headers, status: answer.status, bodyAsText: answer.text }
    },
  }
}

function methodOf(method: string): ConnectorCall['method'] {
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'DELETE') return method
  throw new ConnectorError({ status: null, reason: 'method' })
}

/** A call to the connector that did not succeed. Holds nothing of what was sent. */
export class ConnectorError extends Error {
  override name = 'ConnectorError'
  /** HTTP status; null when no whole answer came. */
  readonly status: number | null
  /** The connector's own code, such as `MessageWritesBlocked`; `timeout` or `no_connection` when no answer came. */
  readonly reason: string | null
  readonly retryAfterMs: number | null

  constructor(fault: { status: number | null; reason: string | null; retryAfterMs?: number | null; cause?: unknown }) {
    // The property is not called `code`: the SDK's retry policy takes system codes as a wish to try again.
    super(`connector: ${fault.status ?? 'no answer'} ${fault.reason ?? ''}`.trim(), { cause: fault.cause })
    this.status = fault.status
    this.reason = fault.reason
    this.retryAfterMs = fault.retryAfterMs ?? null
  }
}

/**
 * The code in a connector's error body, of both shapes: `{ error: { code } }`, and `{ errorCode, message }` with JSON
 * inside `message`. Null when there is none. The text beside the code is dropped.
 */
export function reasonIn(body: string): string | null {
  const outer = parseObject(body)
  if (outer === null) return null
  const inner = typeof outer.message === 'string' ? parseObject(outer.message) : null
  const error = outer.error
  const nested = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  const code = nested ?? inner?.subCode ?? inner?.code ?? outer.code ?? outer.errorCode
  return typeof code === 'number' || typeof code === 'string'
    ? String(code)
        .replace(/[^\w.-]/g, '')
        .slice(0, 60)
    : null
}

function parseObject(text: string): Record<string, unknown> | null {
  const value = jsonIn(text)
  return typeof value === 'object' && value !== null ? { ...value } : null
}

const KINDS: Record<Meaning, SendFailure['kind']> = {
  wait: 'later',
  cut: 'later',
  maybe: 'unknown',
  fault: 'refused',
  credentials: 'credentials',
  blocked: 'blocked',
  gone: 'gone',
  ours: 'refused',
}

/**
 * Why a call to the channel failed, by the table of Teams' refusals. `method`: `POST` says something new, and only its
 * refusal tells that a person cannot be reached; a message that may not be changed says nothing of the next one. An error
 * that is not the connector's came from taking the bot's own token, before anything was sent: `credentials`, whoever is to
 * blame, since nothing can be said without.
 */
export function failureOf(error: unknown, method: ConnectorCall['method'] = 'POST'): SendFailure {
  if (!(error instanceof ConnectorError)) return { kind: 'credentials', status: null, code: tokenFaultOf(error).code }
  const { status, reason: code } = error
  const retry = error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }
  const kind = KINDS[meaningOf({ status, code })]
  return { kind: kind === 'blocked' && method !== 'POST' ? 'refused' : kind, status, code, ...retry }
}
