import type { View } from '../../wording/view.ts'
import type { ConversationReference } from './people.ts'

/** Why a message did not reach the channel (teams-facts.md section 4). */
export type SendFailure = {
  /** `later`: try again (after `retryAfterMs` when told). `gone`: the message or conversation no longer exists.
   * `blocked`: the person cannot be reached. `refused`: our fault. `credentials`: the connector or Entra does not know
   * us, or we have no token of our own: nothing was sent. `unknown`: may have arrived. */
  kind: 'later' | 'gone' | 'blocked' | 'refused' | 'credentials' | 'unknown'
  status: number | null
  code: string | null
  retryAfterMs?: number
}

/** Teams. Every call is bounded in time and retries nothing itself. */
export type Channel = {
  /** `alert`: also in the person's activity feed, for what comes unasked. */
  send(
    reference: ConversationReference,
    view: View,
    notify?: 'alert',
  ): Promise<{ activityId: string | null } | SendFailure>
  update(
    reference: ConversationReference,
    activityId: string,
    view: View,
  ): Promise<{ activityId: string | null } | SendFailure>
  /** The person's user principal name from the connector's member call; null when unknown or a guest. */
  principalName(reference: ConversationReference): Promise<string | null | SendFailure>
}
