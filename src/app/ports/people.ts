/** People as the service knows them: who they are in Teams, where they can be reached, what they may do. */
import { z } from 'zod'
import type { Language } from '../../questionnaire/schema.ts'

/** A Teams identity. `personId` is derived from tenant and object id (`register/ids.ts`) and may stand in logs. */
export type Person = { personId: string; tenantId: string; objectId: string }

/** Where somebody is reached in Teams, as it was stored; what else stands there is left out. */
export const storedReference = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversationId: z.string(),
  tenantId: z.string(),
  /** Channel ids of the bot (`28:…`) and the person (`29:…`). */
  botId: z.string(),
  userId: z.string(),
})

/** Where a person can be reached; the newest one counts. Never an activity id. */
export type ConversationReference = z.infer<typeof storedReference> & {
  /** The seat (`<session>:<person>`) whose next page shows what is said; absent: the chat does. */
  web?: string
}

/** A right to answer one part for one unit. */
export type Membership = {
  respondentId: string
  wave: string
  unitId: string
  part: string
  sessionId: string
  language: Language | null
  /** The only sections the person was asked about; absent: a respondent of the whole part. */
  sections?: string[]
  /** An administrator who enters a returned form. */
  mode?: 'assisted'
}

export type AdminRole = 'administrator' | 'analyst'
/** What a person may do. A person without memberships and role is not linked. */
export type Link = { personId: string; memberships: Membership[]; role: AdminRole | null }
