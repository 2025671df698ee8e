/** What a turn gives back to the channel. */
import type { View } from '../wording/view.ts'
import type { Deps } from './deps.ts'
import { plainView, sendPlain } from './plain.ts'
import type { Envelope } from './ports.ts'

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

/** Answers outside any session: a text in the client's language. */
export const plainly = (
  deps: Deps,
  envelope: Envelope,
  key: string,
  vars?: Record<string, string | number>,
): TurnResult => {
  const { via, input, locale } = envelope
  // A refresh that nobody pressed is not answered with words.
  if (input.type === 'card' && input.trigger === 'automatic') return silent
  const said = { outcome: 'not_linked' as const, pressed: null }
  if (via === 'invoke') return { ...said, text: plainView(key, locale, vars), after: nothing }
  return { ...said, text: null, after: () => sendPlain(deps, envelope, key, vars) }
}
