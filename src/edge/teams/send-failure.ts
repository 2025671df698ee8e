import type { SendFailure } from '../../app/ports.ts'
import { ConnectorError } from './connector-error.ts'
import { tokenFaultOf } from './token-fault.ts'

/** Codes of 403 that say that the person cannot be reached until they write or install again (Teams, conversation messages). */
const BLOCKED = new Set([
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
])

/**
 * Why a message did not reach the channel, by the table of Teams' status codes. Whatever is not told there to be
 * retryable is not; a call without a whole answer may have arrived. An error that is not the connector's came from taking
 * the bot's own token, before anything was sent: `credentials`, whoever is to blame, since nothing can be said without.
 */
export function failureOf(error: unknown): SendFailure {
  if (!(error instanceof ConnectorError)) return { kind: 'credentials', status: null, code: tokenFaultOf(error).code }
  const { status, reason: code } = error
  const retry = error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }
  return { kind: kindOf(status, code), status, code, ...retry }
}

function kindOf(status: number | null, code: string | null): SendFailure['kind'] {
  if (status === null) return code === 'no_connection' ? 'later' : 'unknown'
  if (status === 401) return 'credentials'
  if (status === 403) return code === null || BLOCKED.has(code) ? 'blocked' : 'refused'
  if (status === 404 || status === 410) return 'gone'
  if (status === 412 || status === 429) return 'later'
  if (status === 502 || status === 503 || status === 504) return 'unknown'
  // 408: the connector did not get our request in whole.
  return status === 408 ? 'later' : 'refused'
}
