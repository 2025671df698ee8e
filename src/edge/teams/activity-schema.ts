import { z } from 'zod'
import { fromJson } from './parse-card.ts'

/**
 * Ids of Teams are under 300 characters; longer ones are not from Teams. They go into addresses, keys and SQL, where
 * control characters, half letters and ways up (`..`) would be something else.
 */
const id = z
  .string()
  .max(1000)
  .regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]+$/u)
const directoryId = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
const account = z.looseObject({ id, aadObjectId: directoryId.nullish(), role: z.string().nullish() })

/**
 * As much of an activity as we read. Unknown fields are accepted (specification A2005) and unknown entities ignored
 * (A2104); a known field of the wrong type makes the activity malformed. Optional fields may also be null.
 */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  timestamp: z.string().max(100).nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(500),
  from: account,
  recipient: account.nullish(),
  conversation: z.looseObject({
    id,
    tenantId: directoryId.nullish(),
    conversationType: z.string().max(100).nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .looseObject({
      eventType: z.string().max(100).nullish(),
      tenant: z.looseObject({ id: directoryId.nullish() }).nullish(),
    })
    .nullish(),
  text: z.string().nullish(),
  textFormat: z.string().max(100).nullish(),
  locale: z.string().max(100).nullish(),
  replyToId: id.or(z.literal('')).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(300).nullish(), content: z.unknown().optional() }))
    .nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  value: z.unknown().optional(),
})

/** An activity of which every field that is read has its right type. */
export type Activity = z.infer<typeof activitySchema>

/** `value` of an `adaptiveCard/action` invoke. */
export const invokeValueSchema = z.looseObject({
  action: z.preprocess(fromJson, z.looseObject({ verb: z.string().max(200).nullish(), data: z.unknown().optional() })),
  trigger: z.string().max(100).nullish(),
})

/** The mention entity; other entities do not pass. */
export const mentionSchema = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1).max(1000),
  mentioned: z.looseObject({ id }),
})
