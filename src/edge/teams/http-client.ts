import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { ConnectorCall, ConnectorCalls } from './connector-calls.ts'
import { ConnectorError } from './connector-error.ts'

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
/** What the SDK takes as `connectorClientOptions.httpClient`. */
export type HttpClient = NonNullable<Options['httpClient']>

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
