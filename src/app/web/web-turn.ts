/** A post on the web: the same turn as in the chat, and whether what was typed came through. */
import type { CardData, Input } from '../../engine/session.ts'
import type { View } from '../../wording/view.ts'
import { type Deps, nothing } from '../service.ts'
import { turn } from '../turn.ts'
import { wavesOf } from '../waves.ts'
import { isInChat } from './web-channel.ts'
import { envelopeOf, type Place } from './web-page.ts'
import type { OnWeb, SignedIn } from './web-ports.ts'

/** `id`: of the form, so that the same one posted twice counts once. `text`: where a text was waited for. */
export type Posted = { id: string } & ({ card: CardData } | { text: string })

/**
 * `shown`: what answers the press. `notice`: a text in place of it. `lost`: values that were given and are not stored; what
 * is shown with a problem keeps them in its fields, and is none of these. `isTold`: something was said, in the chat or for the
 * next page.
 */
export type WebTurn = { shown: View | null; notice: View | null; lost: Record<string, string> | null; isTold: boolean }

/** The chat's card is closed by then as a rule; the page does not wait for a connector that is slow. */
const SAYING_MS = 1_500

/** Never throws for what is posted, or for a store that is away: the notice says so. */
export const webTurn = async (
  deps: Deps,
  who: OnWeb,
  signedIn: SignedIn,
  { place, posted }: { place: Place; posted: Posted },
): Promise<WebTurn> => {
  const { sessionId } = place.membership
  const card = 'card' in posted ? posted.card : null
  const input: Input =
    'card' in posted ? { type: 'card', card: posted.card, trigger: 'manual' } : { type: 'text', text: posted.text }
  const envelope = envelopeOf(who, signedIn, { sessionId: card?.s ?? sessionId, activityId: posted.id })
  const isOpenInChat = card?.q !== undefined && place.state.seat.open?.question === card.q && isInChat(place.cardId)
  // What is pressed or typed on a page is about the wave of the page, whichever is open.
  const result = await turn(wavesOf([deps]), {
    ...envelope,
    input,
    via: card === null ? 'message' : 'invoke',
    ...(isOpenInChat && place.cardId !== null ? { replyToId: place.cardId } : {}),
    ...(place.looked === null ? {} : { looked: place.looked }),
  })
  await Promise.race([result.after(), deps.pause(SAYING_MS)])
  const given = card?.do === 'answer' ? filled(card.values) : null
  const isLost = given !== null && !isStored(result.pressed) && result.isRepeated !== true
  const isTold = result.after !== nothing
  return { shown: result.pressed, notice: result.text, lost: isLost ? given : null, isTold }
}

const filled = (values: Record<string, string>): Record<string, string> | null => {
  const given = Object.entries(values).filter(([, value]) => value.trim() !== '')
  return given.length === 0 ? null : Object.fromEntries(given)
}

/** A card that is closed and says nothing more was answered; one that is asked again holds what was given. */
const isStored = (pressed: View | null): boolean => {
  switch (pressed?.type) {
    case 'closed':
      return pressed.notes.length === 0
    case 'question':
      return pressed.problem !== undefined || pressed.input.kind === 'none'
    case 'panel':
      return true
    default:
      return false
  }
}
