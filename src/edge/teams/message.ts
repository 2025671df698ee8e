import type { Activity } from 'botbuilder'
import type { ConversationReference } from '../../app/people.ts'
import type { View } from '../../wording/view.ts'
import { cardText } from './cards/card.ts'

/** Content type of an Adaptive Card, as attachment and as invoke response. */
export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/** `alert`: only for what comes unasked; in a turn the person is in the chat already. `id`: of the message updated. */
export type MessageOptions = { notify?: 'alert' | undefined; id?: string }

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
