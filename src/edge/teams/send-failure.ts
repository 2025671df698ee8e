import type { SendFailure } from '../../app/ports.ts'
import { type Meaning, meaningOf } from '../../reminders/refusal.ts'
import type { ConnectorCall } from './connector-calls.ts'
import { ConnectorError } from './connector-error.ts'
import { tokenFaultOf } from './token-fault.ts'

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
