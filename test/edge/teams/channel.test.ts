import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SendFailure } from '../../../src/app/ports/channel.ts'
import type { ConversationReference } from '../../../src/app/ports/people.ts'
import { openTeams, type Teams } from '../../../src/edge/teams/channel.ts'
import { failureOf } from '../../../src/edge/teams/connector.ts'
import { type LoopbackConnector, type Misbehaviour, startLoopbackConnector } from '../../support/channel.ts'
import { openSettings } from './service.ts'
import { cards } from './views.ts'

let connector: LoopbackConnector
let teams: Teams
let reference: ConversationReference
const hei = { type: 'text' as const, language: 'nb' as const, text: 'Hei *du*' }

beforeAll(async () => {
  connector = await startLoopbackConnector()
  teams = openTeams(openSettings, { words: (text) => text, personIdOf: () => 'p', onFault: () => undefined })
  reference = {
    serviceUrl: connector.serviceUrl,
    channelId: 'msteams',
    conversationId: 'a:1/samtale',
    tenantId: 'tenant',
    botId: '28:bot',
    userId: '29:ola',
  }
})
beforeEach(() => {
  connector.behave()
  connector.clear()
})
afterAll(async () => {
  await teams.close()
  await connector.stop()
})

test('a card goes alone, with the chat list’s text in summary and no notification', async () => {
  const sent = await teams.channel.send(reference, cards.buttons ?? hei)
  expect(sent).toEqual({ activityId: expect.stringMatching(/^m\d+$/) })
  const body = connector.delivered[0]?.body
  expect(body).toMatchObject({ type: 'message', summary: 'Spørsmål 7 av 24', conversation: { id: 'a:1/samtale' } })
  expect(body).toHaveProperty('attachments.0.contentType', 'application/vnd.microsoft.card.adaptive')
  expect(Object.keys(body ?? {})).not.toEqual(expect.arrayContaining(['text']))
  expect(body).not.toHaveProperty('channelData')
})

test('a text goes as plain text', async () => {
  await teams.channel.send(reference, hei)
  expect(connector.delivered[0]?.body).toMatchObject({ text: 'Hei *du*', textFormat: 'plain' })
})

test('an update replaces the message it names', async () => {
  expect(await teams.channel.update(reference, 'm7', cards.closed ?? hei)).toEqual({ activityId: 'm7' })
  expect(connector.delivered[0]).toMatchObject({ kind: 'update', conversationId: 'a:1/samtale', id: 'm7' })
})

test.each(['\ud800x', '.', '..'])('an id that names no place (%j) is refused, and nothing is called', async (id) => {
  const refused = { kind: 'refused', status: null, code: 'address' }
  expect(await teams.channel.update(reference, id, hei)).toEqual(refused)
  expect(await teams.channel.send({ ...reference, conversationId: id }, hei)).toEqual(refused)
  expect(await teams.channel.principalName({ ...reference, userId: id })).toEqual(refused)
  expect(connector.calls).toEqual([])
})

describe('the principal name', () => {
  test.each<[string, Record<string, unknown> | null, unknown]>([
    ['of a member', { id: '29:ola', userPrincipalName: 'ola@bergen.kommune.no' }, 'ola@bergen.kommune.no'],
    ['of a guest is no match', { id: '29:ola', userPrincipalName: 'ola_gmail.com#EXT#@bergen.onmicrosoft.com' }, null],
    [
      'of a guest whose name looks like anybody’s',
      { userPrincipalName: 'ola@bergen.kommune.no', userRole: 'guest' },
      null,
    ],
    ['of a visitor', { userPrincipalName: 'ola@bergen.kommune.no', userRole: 'Anonymous' }, null],
    ['that another tenant vouches for', { userPrincipalName: 'ola@bergen.kommune.no', tenantId: 'other' }, null],
    [
      'of one’s own tenant',
      { userPrincipalName: 'ola@bergen.no', tenantId: 'TENANT', userRole: 'user' },
      'ola@bergen.no',
    ],
    ['that is not told is none', { id: '29:ola' }, null],
    ['of nobody', null, { kind: 'gone', status: 404, code: null }],
  ])('%s', async (_name, member, expected) => {
    connector.setMember('29:ola', member)
    expect(await teams.channel.principalName(reference)).toEqual(expected)
  })
})

describe('403 InvalidBotApiHost', () => {
  const elsewhere: Misbehaviour = { type: 'status', status: 403, code: 'InvalidBotApiHost' }
  let gcc: LoopbackConnector
  let both: Teams
  beforeAll(async () => {
    gcc = await startLoopbackConnector()
    const options = { words: (text: string) => text, personIdOf: () => 'p', onFault: () => undefined }
    both = openTeams(openSettings, { ...options, gccServiceUrl: gcc.serviceUrl })
  })
  beforeEach(() => {
    gcc.behave()
    gcc.clear()
  })
  afterAll(async () => {
    await both.close()
    await gcc.stop()
  })

  test('is said once, at the connector of GCC', async () => {
    connector.misbehave(elsewhere)
    expect(await both.channel.send(reference, hei)).toEqual({ activityId: 'm1' })
    expect(connector.calls).toHaveLength(1)
    expect(connector.delivered).toEqual([])
    expect(gcc.calls).toMatchObject([{ kind: 'send', conversationId: 'a:1/samtale', body: { text: 'Hei *du*' } }])
  })

  test('an update goes there too', async () => {
    connector.misbehave(elsewhere)
    await both.channel.update(reference, 'm7', hei)
    expect(gcc.delivered).toMatchObject([{ kind: 'update', id: 'm7' }])
  })

  test('from there too is a refusal, and not tried a third time', async () => {
    connector.misbehave(elsewhere, 'always')
    gcc.misbehave(elsewhere, 'always')
    expect(await both.channel.send(reference, hei)).toEqual({
      kind: 'refused',
      status: 403,
      code: 'InvalidBotApiHost',
    })
    expect([connector.calls.length, gcc.calls.length]).toEqual([1, 1])
  })

  test.each([403, 404, 502])('%d with another code stays where it was', async (code) => {
    connector.misbehave({ type: 'status', status: code, code: 'Other' })
    await both.channel.send(reference, hei)
    expect(gcc.calls).toEqual([])
  })
})

describe('a failure is a value, tried once', () => {
  const status = (code: number, reason?: string, retryAfter?: string): Misbehaviour => ({
    type: 'status',
    status: code,
    ...(reason ? { code: reason } : {}),
    ...(retryAfter ? { retryAfter } : {}),
  })
  test.each<[Misbehaviour, SendFailure]>([
    // Somewhere else was named; the token is not carried there, and the message has not arrived.
    [status(302, 'Found'), { kind: 'refused', status: 302, code: 'Found' }],
    [status(400, 'BadArgument'), { kind: 'refused', status: 400, code: 'BadArgument' }],
    [status(401, 'BotNotRegistered'), { kind: 'credentials', status: 401, code: 'BotNotRegistered' }],
    [status(403, 'BotDisabledByAdmin'), { kind: 'blocked', status: 403, code: 'BotDisabledByAdmin' }],
    [status(403, 'ConversationBlockedByUser'), { kind: 'blocked', status: 403, code: 'ConversationBlockedByUser' }],
    [status(403, 'BotNotInConversationRoster'), { kind: 'blocked', status: 403, code: 'BotNotInConversationRoster' }],
    [
      {
        type: 'status',
        status: 403,
        body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked","details":"x"}' },
      },
      { kind: 'blocked', status: 403, code: 'MessageWritesBlocked' },
    ],
    [status(404, 'ConversationNotFound'), { kind: 'gone', status: 404, code: 'ConversationNotFound' }],
    [
      status(404, 'ActivityNotFoundInConversation'),
      { kind: 'gone', status: 404, code: 'ActivityNotFoundInConversation' },
    ],
    [status(412, 'PreconditionFailed'), { kind: 'later', status: 412, code: 'PreconditionFailed' }],
    [status(413, 'MessageSizeTooBig'), { kind: 'refused', status: 413, code: 'MessageSizeTooBig' }],
    [status(429, 'Throttled', '60'), { kind: 'later', status: 429, code: 'Throttled', retryAfterMs: 60_000 }],
    [status(429, 'Throttled'), { kind: 'later', status: 429, code: 'Throttled' }],
    [status(500, 'ServiceError'), { kind: 'refused', status: 500, code: 'ServiceError' }],
    [status(502), { kind: 'unknown', status: 502, code: 'Fault' }],
    [
      status(503, 'ServiceUnavailable', '2'),
      { kind: 'unknown', status: 503, code: 'ServiceUnavailable', retryAfterMs: 2000 },
    ],
    [status(504), { kind: 'unknown', status: 504, code: 'Fault' }],
    [
      { type: 'status', status: 503, body: 'no JSON object' },
      { kind: 'unknown', status: 503, code: null },
    ],
    [
      { type: 'reset', taken: true },
      { kind: 'unknown', status: null, code: 'broken' },
    ],
  ])('%j', async (fault, expected) => {
    connector.misbehave(fault, 'always')
    expect(await teams.channel.send(reference, hei)).toEqual(expected)
    expect(connector.calls).toHaveLength(1)
  })

  test('a connector that hangs is given up, and whether the message arrived is unknown', async () => {
    const options = { words: () => '', personIdOf: () => 'p', onFault: () => undefined, callTimeoutMs: 50 }
    const hasty = openTeams(openSettings, options)
    connector.misbehave({ type: 'hang' })
    expect(await hasty.channel.send(reference, hei)).toEqual({ kind: 'unknown', status: null, code: 'timeout' })
    await hasty.close()
  })

  test('a connector that nobody serves was never reached', async () => {
    const gone = await startLoopbackConnector()
    await gone.stop()
    const failure = await teams.channel.send({ ...reference, serviceUrl: gone.serviceUrl }, hei)
    expect(failure).toEqual({ kind: 'later', status: null, code: 'no_connection' })
  })

  test('a stored service URL off the allow-list is not called', async () => {
    const failure = await teams.channel.send({ ...reference, serviceUrl: 'https://evil.example/' }, hei)
    expect(failure).toEqual({ kind: 'refused', status: null, code: 'service_url' })
  })

  test.each([
    [{ errorCode: 'invalid_client', errorNo: '7000215' }, 'token_refused'],
    [{ errorCode: 'unauthorized_client' }, 'token_refused'],
    [{ errorCode: 'invalid_client_credential' }, 'token_refused'],
    [{ code: 'ERR_OSSL_UNSUPPORTED' }, 'token_refused'],
    [{ errorCode: 'network_error' }, 'token'],
    [{ code: 'ENOTFOUND' }, 'token'],
    [{ statusCode: 503 }, 'token'],
    [new Error('no own token in time'), 'token'],
    [undefined, 'token'],
  ])('without a token of our own, because of %j, it is a matter of credentials', (error, code) => {
    expect(failureOf(error)).toEqual({ kind: 'credentials', status: null, code })
  })
})
