import type { Activity } from 'botbuilder'
import type { ConversationReference } from '../../app/ports/people.ts'
import type { View } from '../../wording/view.ts'
import { cardOf, cardText } from './cards/card.ts'

/** Content type of an Adaptive Card, as attachment and as invoke response. */
const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/** `alert`: only for what comes unasked; in a turn the person is in the chat already. `id`: of the message updated. */
type MessageOptions = { notify?: 'alert' | undefined; id?: string }

/**
 * A view as a message, as JSON: a card alone (a text beside it would be split off and take the id), with the chat list's
 * text in `summary`; or plain text, in which no Markdown is read.
 */
export function messageText(reference: ConversationReference, view: View, { notify, id }: MessageOptions = {}): string {
  const address: Partial<Activity> = {
    type: 'message',
    ...(id === undefined ? {} : { id }),
    channelId: reference.channelId,
    from: { id: reference.botId, name: '' },
    recipient: { id: reference.userId, name: '' },
    conversation: {
      id: reference.conversationId,
      tenantId: reference.tenantId,
      conversationType: 'personal',
      isGroup: false,
      name: '',
    },
    ...(notify === 'alert' ? { channelData: { notification: { alert: true } } } : {}),
  }
  if (view.type === 'text') return JSON.stringify({ ...address, text: view.text, textFormat: 'plain' })
  const head = JSON.stringify({ ...address, summary: view.summary })
  return `${head.slice(0, -1)},"attachments":[{"contentType":"${CARD_TYPE}","content":${cardText(view)}}]}`
}

const TEXT_TYPE = 'application/vnd.microsoft.activity.message'

/** The body of the answer to a pressed button. The HTTP status is 200 whatever is in it: else the client shows nothing. */
export type InvokeBody = { statusCode: 200; type: string; value: unknown }

/** `pressed` replaces the card; without it `note` is shown under the card; without both nothing is. */
export function invokeBody(pressed: View | null, note: View | null): InvokeBody {
  if (pressed && pressed.type !== 'text') return { statusCode: 200, type: CARD_TYPE, value: cardOf(pressed) }
  if (note && note.type !== 'text') return { statusCode: 200, type: CARD_TYPE, value: cardOf(note) }
  const text = pressed?.type === 'text' ? pressed.text : note?.type === 'text' ? note.text : ''
  return textBody(text)
}

/** A line under the card, which stays as it is. */
export function textBody(text: string): InvokeBody {
  return { statusCode: 200, type: TEXT_TYPE, value: text }
}
