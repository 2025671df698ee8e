import type { View } from '../../wording/view.ts'
import { cardOf } from './cards/card.ts'
import { CARD_TYPE } from './message.ts'

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
