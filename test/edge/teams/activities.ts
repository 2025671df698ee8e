/** Activities as Teams sends them, with invented people; `changes` go over the top level. */
export function typed(
  text: string,
  serviceUrl: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type: 'message',
    id: '1731492000001',
    timestamp: '2018-11-13T10:00:00.001Z',
    localTimestamp: '2018-11-13T11:00:00.001+01:00',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:1-ola', name: 'Ola Nordmann', aadObjectId: '2F7E0A51-0000-4000-8000-00000000000A' },
    recipient: { id: '28:bot', name: 'Kommuneundersøkelsen' },
    conversation: { id: 'a:1-samtale', conversationType: 'personal', tenantId: '7C9D2B10-0000-4000-8000-00000000000B' },
    channelData: { tenant: { id: '7C9D2B10-0000-4000-8000-00000000000B' } },
    entities: [{ type: 'clientInfo', locale: 'nb-NO', country: 'NO', platform: 'Windows', timezone: 'Europe/Oslo' }],
    locale: 'nb-NO',
    textFormat: 'plain',
    text,
    ...changes,
  }
}

/** A pressed `Action.Execute`. */
export function executed(
  data: unknown,
  serviceUrl: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const { text: _text, textFormat: _format, ...rest } = typed('', serviceUrl)
  return {
    ...rest,
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:invoke-1',
    replyToId: '1731491990000',
    value: { action: { type: 'Action.Execute', verb: 'answer', data }, trigger: 'manual' },
    ...changes,
  }
}

/** The `Action.Submit` that older clients fall back to. */
export function submitted(data: unknown, serviceUrl: string): Record<string, unknown> {
  const { text: _text, textFormat: _format, ...rest } = typed('', serviceUrl)
  return { ...rest, replyToId: '1731491990000', value: data }
}
