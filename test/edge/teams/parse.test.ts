import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { steadyNow } from '../../../src/app/steady.ts'
import { parse } from '../../../src/edge/teams/parse.ts'
import type { Input } from '../../../src/engine/session.ts'
import { executed, submitted, typed } from './activities.ts'

const url = 'https://smba.trafficmanager.net/emea/'
const came = steadyNow()
const read = (activity: unknown) =>
  parse(activity, { now: came, personIdOf: (tenant, object) => `${tenant}/${object}` })
const inputOf = (activity: unknown): Input | string => {
  const parsed = read(activity)
  return parsed.type === 'envelope' ? parsed.envelope.input : parsed.type
}
const card = (values: Record<string, string> = {}) => ({
  type: 'card',
  card: { s: 's1', q: 'q1', r: 0, do: 'answer', values },
  trigger: 'manual',
})
const data = { s: 's1', q: 'q1', r: 0, do: 'answer' }

test('an envelope says who, where and what', () => {
  expect(read(typed('Ja', url))).toEqual({
    type: 'envelope',
    envelope: {
      activityId: '1731492000001',
      person: {
        personId: '7c9d2b10-0000-4000-8000-00000000000b/2f7e0a51-0000-4000-8000-00000000000a',
        tenantId: '7c9d2b10-0000-4000-8000-00000000000b',
        objectId: '2f7e0a51-0000-4000-8000-00000000000a',
      },
      reference: {
        serviceUrl: url,
        channelId: 'msteams',
        conversationId: 'a:1-samtale',
        tenantId: '7c9d2b10-0000-4000-8000-00000000000b',
        botId: '28:bot',
        userId: '29:1-ola',
      },
      input: { type: 'text', text: 'Ja' },
      via: 'message',
      locale: 'nb-NO',
      receivedAt: came,
    },
  })
})

describe('what the Agents Playground sends', () => {
  const expected: Record<string, unknown> = {
    'execute.json': card(),
    'installed.json': { type: 'joined' },
    'members-added.json': { type: 'joined' },
    'submit.json': card({ answer: 'mitt svar', rate: '3' }),
    'typed.json': { type: 'text', text: 'hei <5 & "æøå"' },
  }
  const folder = new URL('fixtures/playground/', import.meta.url)
  test.each(readdirSync(folder))('%s', (name) => {
    expect(inputOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))).toEqual(expected[name])
  })
})

describe('events', () => {
  const event = (type: string, changes: Record<string, unknown> = {}) =>
    typed('', url, { type, text: undefined, ...changes })
  const bot = { id: '28:bot' }
  test.each<[string, Record<string, unknown>, unknown]>([
    ['installed', event('installationUpdate', { action: 'add' }), { type: 'joined' }],
    ['brought by a new version of the app', event('installationUpdate', { action: 'add-upgrade' }), 'ignored'],
    ['installed, it is not said how', event('installationUpdate'), 'ignored'],
    ['installed in a way not known yet', event('installationUpdate', { action: 'added' }), 'ignored'],
    ['an update of another kind', event('installationUpdate', { action: 'add-later' }), 'ignored'],
    ['no word for an installation', event('installationUpdate', { action: 'constructor' }), 'ignored'],
    ['removed', event('installationUpdate', { action: 'remove' }), { type: 'left' }],
    ['removed by an upgrade', event('installationUpdate', { action: 'remove-upgrade' }), { type: 'left' }],
    ['bot added', event('conversationUpdate', { membersAdded: [bot] }), { type: 'joined' }],
    ['another person added', event('conversationUpdate', { membersAdded: [{ id: '29:2' }] }), 'ignored'],
    ['bot removed', event('conversationUpdate', { membersRemoved: [bot] }), { type: 'left' }],
    ['edited', event('messageUpdate', { channelData: { eventType: 'editMessage' }, text: 'Nei' }), { type: 'edited' }],
    ['edited, without channel data', event('messageUpdate', { channelData: undefined }), { type: 'edited' }],
    ['taken back', event('messageUpdate', { channelData: { eventType: 'undeleteMessage' } }), { type: 'edited' }],
    ['deleted', event('messageDelete', { channelData: { eventType: 'softDeleteMessage' } }), { type: 'edited' }],
    ['reaction', event('messageReaction', { reactionsAdded: [{ type: 'like' }] }), { type: 'reaction' }],
    ['changed in a way not known yet', event('messageUpdate', { channelData: { eventType: 'pinned' } }), 'ignored'],
    ['an event', event('event', { name: 'application/vnd.microsoft.readReceipt' }), 'ignored'],
    ['invoke without a name', event('invoke', { value: {} }), 'ignored'],
    ['invoke of a name like ours', event('invoke', { name: 'adaptiveCard/refresh', value: {} }), 'ignored'],
    ['typing', event('typing'), 'ignored'],
    ['of a type that is not known yet', event('somethingNew'), 'ignored'],
    ['invoke of another kind', event('invoke', { name: 'fileConsent/invoke', value: {} }), 'ignored'],
    ['from the bot itself', event('message', { from: bot, text: 'hei' }), 'ignored'],
  ])('%s', (_name, activity, expected) => {
    expect(inputOf(activity)).toEqual(expected)
  })

  test('an edit has another activity id than the message it changes, and the same each time it is delivered', () => {
    const edit = event('messageUpdate', { channelData: { eventType: 'editMessage' } })
    const ids = [read(typed('Ja', url)), read(edit), read(edit)].map(
      (it) => it.type === 'envelope' && it.envelope.activityId,
    )
    expect(ids[1]).toBe(ids[2])
    expect(ids[1]).not.toBe(ids[0])
  })
})

describe('card data', () => {
  test('of Action.Execute and of Action.Submit means the same', () => {
    const values = { ...data, answer: 'ja', 'row.a': 'god' }
    expect(inputOf(executed(values, url))).toEqual(card({ answer: 'ja', 'row.a': 'god' }))
    expect(inputOf(submitted(values, url))).toEqual(card({ answer: 'ja', 'row.a': 'god' }))
  })

  test('values become text; objects, lists and nulls are dropped, and nothing reaches the prototype', () => {
    const values = JSON.parse('{"answer":3,"other":true,"a":null,"b":{"c":1},"d":["x"],"__proto__":"x","msteams":{}}')
    const input = inputOf(executed({ ...values, ...data }, url))
    expect(input).toEqual(card({ answer: '3', other: 'true' }))
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype)
  })

  test.each<[string, unknown]>([
    ['no session', { ...data, s: undefined }],
    ['a session that is a number', { ...data, s: 1 }],
    ['a question that is a list', { ...data, q: ['q1'] }],
    ['a revision under nought', { ...data, r: -1 }],
    ['a revision in words', { ...data, r: 'first' }],
    ['an unknown verb', { ...data, do: 'drop_table' }],
    ['a text', 'data'],
    ['a list', [data]],
    ['a number', 5],
  ])('that is not ours (%s) gets the present state', (_name, value) => {
    expect(inputOf(executed(value, url))).toEqual({ type: 'other' })
    expect(inputOf(submitted(value, url))).toEqual({ type: 'other' })
  })

  test.each([0, 7, 1_000_000_000])('the revision %i may stand as text', (r) => {
    const read = inputOf(executed({ ...data, r: `${r}` }, url))
    expect(read).toMatchObject({ type: 'card', card: { r } })
  })

  test.each(['', ' 1', '-1', '1e3', '0x1', '1.0', '99999999999', '1000000001'])('but «%s» is none', (r) => {
    expect(inputOf(executed({ ...data, r }, url))).toEqual({ type: 'other' })
  })

  test('the verb may stand beside the data', () => {
    expect(inputOf(executed({ s: 's1', q: 'q1', r: 0 }, url))).toEqual(card())
  })

  test.each<[string, (json: string) => unknown]>([
    ['data of Action.Execute', (json) => executed(json, url)],
    ['data of Action.Submit', (json) => submitted(json, url)],
    ['data, twice', (json) => executed(JSON.stringify(json), url)],
    ['data behind a byte order mark', (json) => submitted(`\uFEFF${json}`, url)],
    ['data with blanks around', (json) => submitted(` \n${json} `, url)],
    ['the action', (json) => executed({}, url, { value: { action: `{"verb":"answer","data":${json}}` } })],
    ['the whole value', (json) => executed({}, url, { value: `{"action":{"verb":"answer","data":${json}}}` })],
  ])('is read where a client sends it as JSON text: %s', (_name, activity) => {
    expect(inputOf(activity(JSON.stringify({ ...data, answer: 'ja "og" {nei}' })))).toEqual(
      card({ answer: 'ja "og" {nei}' }),
    )
  })

  test.each(['{', '{"s":', '"{\\"s\\":1', '[]', '"x"', '{"s":"s1","do":"drop_table"}'])(
    'JSON text that is not ours gets the present state: %s',
    (json) => {
      expect(inputOf(executed(json, url))).toEqual({ type: 'other' })
      expect(inputOf(submitted(json, url))).toEqual({ type: 'other' })
    },
  )

  test('what is not surely a press changes nothing', () => {
    const activity = executed(data, url, { value: { action: { verb: 'answer', data }, trigger: 'scheduled' } })
    expect(inputOf(activity)).toMatchObject({ trigger: 'automatic' })
  })

  test('a refresh is told from a press', () => {
    const activity = executed(data, url, { value: { action: { verb: 'answer', data }, trigger: 'automatic' } })
    expect(inputOf(activity)).toMatchObject({ trigger: 'automatic' })
  })
})

describe('not a personal chat', () => {
  const group = { id: '19:group', conversationType: 'groupChat', tenantId: 't', isGroup: true }
  test('a message gets a notice, an event silence', () => {
    expect(inputOf(typed('hei', url, { conversation: group }))).toBe('not_personal')
    expect(inputOf(typed('hei', url, { conversation: { id: '19:c', conversationType: 'channel' } }))).toBe(
      'not_personal',
    )
    expect(inputOf(typed('hei', url, { conversation: { id: '19:c', tenantId: 't' } }))).toBe('not_personal')
    expect(inputOf(typed('hei', url, { conversation: { id: 'a:1', tenantId: 't', isGroup: true } }))).toBe(
      'not_personal',
    )
    expect(inputOf(typed('', url, { conversation: group, type: 'messageReaction' }))).toBe('ignored')
  })
  test.each<[string, Record<string, unknown>]>([
    ['the type is left out', { id: 'a:1', tenantId: 't' }],
    ['the type is left out of a meeting', { id: '19:meeting_x@thread.v2', tenantId: 't' }],
    ['personal, and a group', { id: 'a:1', conversationType: 'personal', isGroup: true, tenantId: 't' }],
    ['personal, with a group’s id', { id: '19:x@thread.v2', conversationType: 'personal', tenantId: 't' }],
    ['a type not known yet', { id: 'a:1', conversationType: 'community', tenantId: 't' }],
    ['another spelling', { id: 'a:1', conversationType: 'Personal ', tenantId: 't' }],
    ['no type, and no group', { id: 'a:1', conversationType: null, isGroup: false, tenantId: 't' }],
  ])('what is not surely personal is a group: %s', (_name, conversation) => {
    expect(inputOf(typed('hei', url, { conversation }))).toBe('not_personal')
    expect(inputOf(executed(data, url, { conversation }))).toBe('not_personal')
  })
  test.each<[string, Record<string, unknown>]>([
    ['team', { team: { id: '19:t@thread.tacv2' } }],
    ['channel', { channel: { id: '19:c@thread.tacv2' } }],
    ['meeting', { meeting: { id: 'MCMx' } }],
    ['team by the older name', { teamsTeamId: '19:t@thread.skype' }],
    ['channel by the older name', { teamsChannelId: '19:c@thread.skype' }],
    ['team in words', { team: '19:t@thread.tacv2' }],
  ])('nor is what names its %s', (_name, channelData) => {
    expect(inputOf(typed('hei', url, { channelData }))).toBe('not_personal')
    expect(inputOf(executed(data, url, { channelData }))).toBe('not_personal')
  })
  test('a place that is left open is none', () => {
    const channelData = { team: null, meeting: undefined, settings: { selectedChannel: { id: '19:c' } } }
    expect(inputOf(typed('hei', url, { channelData }))).toEqual({ type: 'text', text: 'hei' })
  })
})

test('without an object id, or with two tenants, nobody is named', () => {
  expect(inputOf(typed('hei', url, { from: { id: '29:1' } }))).toBe('no_identity')
  expect(inputOf(typed('hei', url, { channelData: { tenant: { id: 'another' } } }))).toBe('no_identity')
})
