/** The column `reference` of a linked person. */
import { z } from 'zod'
import type { ConversationReference } from '../../app/ports/people.ts'

/** Where somebody is reached in Teams, as it was stored; what else stands there is left out. */
export const storedReference: z.ZodType<ConversationReference> = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversationId: z.string(),
  tenantId: z.string(),
  botId: z.string(),
  userId: z.string(),
})
