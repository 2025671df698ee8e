/** What a turn gives back to the channel. */
import type { View } from '../wording/view.ts'

/** What the caller answers at once, and what is to be done after it has answered. */
export type TurnResult = {
  outcome: 'stored' | 'unchanged' | 'duplicate' | 'not_stored' | 'not_linked' | 'silent'
  /** Invoke: the card in place of the pressed one. */
  pressed: View | null
  /** Invoke without a card to put in place: a text under it. */
  text: View | null
  /** Sends what the turn has to say. Never rejects. */
  after(): Promise<void>
}

export const nothing = async (): Promise<void> => {}
export const silent: TurnResult = { outcome: 'silent', pressed: null, text: null, after: nothing }
