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
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
