import type { Activity } from 'botbuilder'
import type { ConversationReference } from '../../app/ports.ts'
import type { View } from '../../wording/view.ts'
import { cardOf } from './cards/card.ts'

/** Content type of an Adaptive Card, as attachment and as invoke response. */
export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/**
 * A view as a message: a card alone (a text beside it would be split off and take the id), with the chat list's text in
 * `summary`; or plain text, in which no Markdown is read. `notify`: only for what comes unasked; in a turn the person is
 * in the chat already.
 */
export function messageOf(reference: ConversationReference, view: View, notify?: 'alert'): Partial<Activity> {
  const address: Partial<Activity> = {
    type: 'message',
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
  if (view.type === 'text') return { ...address, text: view.text, textFormat: 'plain' }
  return { ...address, summary: view.summary, attachments: [{ contentType: CARD_TYPE, content: cardOf(view) }] }
}
