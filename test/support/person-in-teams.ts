/** A person in a Teams client, over real HTTP: types, presses, sees what the connector delivered. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Button, buttonsIn, fieldsIn, type Json, textsIn } from './card-json.ts'
import type { LoopbackConnector } from './channel.ts'
import { HANGS_MS } from './patience.ts'
import { postTogether } from './post-together.ts'

export type PersonInTeams = ReturnType<typeof personInTeams>
/** `authorize`: the header that the channel would send; none where the service runs without credentials. */
type Place = { url: () => string; connector: LoopbackConnector; authorize?: () => Promise<string> }
type Who = { tenantId: string; objectId: string; locale?: string }

/** What came back from the bot's endpoint; status 0: the connection broke. */
export type Answer = { status: number; body: Json | null }

/** A person with a personal chat. `url` is asked anew each time: the service may have been started again elsewhere. */
export const personInTeams = ({ url, connector, authorize }: Place, { tenantId, objectId, locale = 'nb-NO' }: Who) => {
  const conversationId = `a:${objectId}`
  const userId = `29:${objectId}`

  const activity = (fields: Json): Json => ({
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: userId, name: 'Ola Nordmann', aadObjectId: objectId },
    conversation: { id: conversationId, conversationType: 'personal', tenantId },
    recipient: { id: '28:bot', name: 'Kommunedialog' },
    channelData: { tenant: { id: tenantId } },
    locale,
    ...fields,
  })

  const post = async (body: Json): Promise<Answer> => {
    try {
      const response = await fetch(`${url()}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorize ? { authorization: await authorize() } : {}),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(HANGS_MS),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    } catch {
      return { status: 0, body: null }
    }
  }

  /** Cards that came as the answer to a press, and how many calls the connector had had by then. */
  const answered: { after: number; id: string; card: Json }[] = []
  const takesAnswer = (id: string, { body }: Answer): void => {
    if (body?.type !== 'application/vnd.microsoft.card.adaptive') return
    answered.push({ after: connector.delivered.length, id, card: body.value as Json })
  }

  /** The chat as it stands: newest content of every message, in the order they were first sent. */
  const chat = (): { id: string; texts: string[]; card: Json | null }[] => {
    const messages = new Map<string, Json>()
    const waiting = [...answered]
    const takeUntil = (calls: number): void => {
      for (let next = waiting[0]; next !== undefined && next.after <= calls; next = waiting[0]) {
        waiting.shift()
        if (messages.has(next.id)) messages.set(next.id, { attachments: [{ content: next.card }] })
      }
    }
    for (const [i, call] of connector.delivered.entries()) {
      takeUntil(i)
      if (call.conversationId !== conversationId || call.kind === 'member' || call.body === null) continue
      if (call.kind === 'send' || messages.has(call.id)) messages.set(call.id, call.body)
    }
    takeUntil(Number.POSITIVE_INFINITY)
    return [...messages].map(([id, body]) => {
      const [attachment] = (body.attachments as { content: Json }[] | undefined) ?? []
      const card = attachment?.content ?? null
      return { id, card, texts: card === null ? [String(body.text ?? '')] : textsIn(card) }
    })
  }

  const until = async <T>(look: () => T | undefined | null | false): Promise<T> => {
    for (const end = Date.now() + HANGS_MS; Date.now() < end; ) {
      const seen = look()
      if (seen) return seen
      await wait(5)
    }
    throw new Error(`not seen in the chat; its end: ${JSON.stringify(chat().at(-1)?.texts)}`)
  }

  const pressing = (button: Button, messageId: string, inputs: Json = {}, id: string = randomUUID()): Json =>
    activity({
      ...{ type: 'invoke', name: 'adaptiveCard/action', id, replyToId: messageId },
      value: {
        action: { type: 'Action.Execute', verb: button.verb, data: { ...button.data, ...inputs } },
        trigger: 'manual',
      },
    })
  const saying = (text: string, id: string = randomUUID()): Json =>
    activity({ type: 'message', text, textFormat: 'plain', id })

  return {
    conversationId,
    activity,
    post,
    chat,
    until,
    pressing,
    saying,
    /** Teams shows the card of the answer in place of the one that was pressed. */
    press: async (...given: Parameters<typeof pressing>): Promise<Answer> => {
      const answer = await post(pressing(...given))
      takesAnswer(given[1], answer)
      return answer
    },
    say: (...given: Parameters<typeof saying>) => post(saying(...given)),
    /** Several things at the very same moment; returns the statuses. For a service that checks no token. */
    postTogether: (bodies: readonly Json[]) => postTogether(`${url()}/api/messages`, bodies),
    install: () => post(activity({ type: 'installationUpdate', action: 'add' })),
    /** The newest message with a button that `fits`. */
    find: (fits: (button: Button) => boolean) =>
      chat()
        .flatMap((m) =>
          buttonsIn(m.card)
            .filter(fits)
            .map((button) => ({ ...m, button })),
        )
        .at(-1),
    buttons: (message: { card: Json | null }) => buttonsIn(message.card),
    fields: (message: { card: Json | null }) => fieldsIn(message.card),
  }
}
