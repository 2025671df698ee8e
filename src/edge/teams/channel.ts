import type { Channel, ConversationReference, SendFailure } from '../../app/ports.ts'
import type { TeamsAdapter } from './adapter.ts'
import type { ConnectorClient, TeamsAuthentication } from './authentication.ts'
import { messageOf } from './message.ts'
import { failureOf } from './send-failure.ts'

/** Guests keep their home address with this mark in the principal name; they are no match. */
const GUEST = '#ext#'

/**
 * The bot's way to Teams. Every call has one timeout and is tried once; failures are values. Nothing of what is sent
 * is logged or kept.
 */
export function createChannel(adapter: TeamsAdapter, authentication: TeamsAuthentication): Channel {
  async function call<T>(
    reference: ConversationReference,
    use: (connector: ConnectorClient) => Promise<T>,
  ): Promise<T | SendFailure> {
    if (!authentication.allowsService(reference.serviceUrl))
      return { kind: 'refused', status: null, code: 'service_url' }
    try {
      const connector = await adapter.connector(reference.serviceUrl)
      await authentication.ownToken(connector)
      return await use(connector)
    } catch (error) {
      return failureOf(error)
    }
  }

  return {
    send: (reference, view, notify) =>
      call(reference, async ({ conversations }) => {
        const sent = await conversations.sendToConversation(
          reference.conversationId,
          messageOf(reference, view, notify),
        )
        return { activityId: sent.id || null }
      }),
    update: (reference, activityId, view) =>
      call(reference, async ({ conversations }) => {
        const message = { ...messageOf(reference, view), id: activityId }
        const sent = await conversations.updateActivity(reference.conversationId, activityId, message)
        return { activityId: sent.id || activityId }
      }),
    principalName: (reference) =>
      call(reference, async ({ conversations }) => {
        const member: object = await conversations.getConversationMember(reference.conversationId, reference.userId)
        return principalNameOf(member)
      }),
  }
}

function principalNameOf(member: object): string | null {
  const name = 'userPrincipalName' in member ? member.userPrincipalName : null
  return typeof name === 'string' && name !== '' && !name.toLowerCase().includes(GUEST) ? name : null
}
