import { describe, expect, it } from 'vitest'
import { MAX_TRIES, RETRY_AFTER_MAX_MS, type Refusal, verdictOf } from '../../src/reminders/refusals.ts'

const of = (refusal: Refusal, tries = 0) => verdictOf(refusal, tries, 1)

describe('what an answer of the channel means', () => {
  it.each<[string, Refusal, object]>([
    ['412', { status: 412, code: 'PreconditionFailed' }, { type: 'retry', afterMs: 2000 }],
    ['429 with seconds', { status: 429, code: 'Throttled', retryAfterMs: 7000 }, { type: 'retry', afterMs: 7000 }],
    ['429 without', { status: 429, code: null }, { type: 'retry', afterMs: 2000 }],
    [
      '429 with an hour',
      { status: 429, code: null, retryAfterMs: 3_600_000 },
      { type: 'retry', afterMs: RETRY_AFTER_MAX_MS },
    ],
    ['503 with Retry-After', { status: 503, code: null, retryAfterMs: 1000 }, { type: 'retry', afterMs: 1000 }],
    ['refused connection', { status: null, code: 'no_connection' }, { type: 'retry', afterMs: 2000 }],
    ['Entra refuses the app', { status: null, code: 'token_refused' }, { type: 'stop', code: 'token_refused' }],
    ['no token of our own', { status: null, code: 'token' }, { type: 'retry', afterMs: 2000 }],
    ['500', { status: 500, code: 'ServiceError' }, { type: 'unknown', code: 'ServiceError' }],
    ['502', { status: 502, code: null }, { type: 'unknown', code: '502' }],
    ['503 without', { status: 503, code: null }, { type: 'unknown', code: '503' }],
    ['504', { status: 504, code: null }, { type: 'unknown', code: '504' }],
    ['500 with Retry-After', { status: 500, code: null, retryAfterMs: 1000 }, { type: 'unknown', code: '500' }],
    ['408', { status: 408, code: null }, { type: 'unknown', code: '408' }],
    ['timeout', { status: null, code: 'timeout' }, { type: 'unknown', code: 'timeout' }],
    ['reset', { status: null, code: 'broken' }, { type: 'unknown', code: 'broken' }],
    ['401', { status: 401, code: 'BotNotRegistered' }, { type: 'stop', code: 'BotNotRegistered' }],
    [
      'blocked',
      { status: 403, code: 'MessageWritesBlocked' },
      { type: 'failed', code: 'MessageWritesBlocked', unreachable: true },
    ],
    [
      'not in the conversation',
      { status: 403, code: 'BotNotInConversationRoster' },
      { type: 'failed', code: 'BotNotInConversationRoster', unreachable: true },
    ],
    [
      'wrong host',
      { status: 403, code: 'InvalidBotApiHost' },
      { type: 'failed', code: 'InvalidBotApiHost', unreachable: false },
    ],
    [
      '404',
      { status: 404, code: 'ConversationNotFound' },
      { type: 'failed', code: 'ConversationNotFound', unreachable: true },
    ],
    [
      'too large',
      { status: 413, code: 'MessageSizeTooBig' },
      { type: 'failed', code: 'MessageSizeTooBig', unreachable: false },
    ],
    ['our fault', { status: 400, code: 'Bad Argument' }, { type: 'failed', code: 'Bad Argument', unreachable: false }],
    [
      'an address not allowed',
      { status: null, code: 'service_url' },
      { type: 'failed', code: 'service_url', unreachable: false },
    ],
  ])('%s', (_, refusal, expected) => {
    expect(of(refusal)).toEqual(expected)
  })

  it('waits longer each time when nobody says how long, with chance in it, and gives up at last', () => {
    const throttled = { status: 429, code: 'Throttled' }
    expect([0, 1, 2, 20].map((tries) => of(throttled, tries))).toMatchObject(
      [2000, 4000, 8000, RETRY_AFTER_MAX_MS].map((afterMs) => ({ afterMs })),
    )
    expect(verdictOf(throttled, 0, 0)).toMatchObject({ afterMs: 1000 })
    expect(of(throttled, MAX_TRIES - 1)).toEqual({ type: 'failed', code: 'Throttled', unreachable: false })
  })
})
