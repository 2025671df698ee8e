/** What comes back from Redis passes a schema; what does not fit counts as not there. */

import { z } from 'zod'
import { type Link, storedReference } from '../../app/ports/people.ts'
import type { OutboxGroup } from '../../app/ports/progress.ts'
import { jsonIn } from '../../json.ts'
import { languages } from '../../questionnaire/schema.ts'

const link: z.ZodType<Link> = z.object({
  personId: z.string(),
  memberships: z.array(
    z.object({
      respondentId: z.string(),
      wave: z.string(),
      unitId: z.string(),
      part: z.string(),
      sessionId: z.string(),
      language: z.enum(languages).nullable(),
      sections: z.array(z.string()).exactOptional(),
      mode: z.literal('assisted').exactOptional(),
    }),
  ),
  role: z.enum(['administrator', 'analyst']).nullable(),
})

const group = z.object({
  id: z.string(),
  sessionId: z.string(),
  personId: z.string(),
  at: z.number(),
  attempts: z.number(),
  reference: storedReference.extend({ web: z.string().exactOptional() }),
  pressedId: z.string().optional(),
  /** Written by this service alone and read once; the engine's own union is not repeated here. */
  placed: z.array(
    z.looseObject({ reply: z.looseObject({ type: z.string() }), place: z.enum(['pressed', 'open', 'new']) }),
  ),
  openId: z.string().nullable().optional(),
  outside: z
    .object({
      sessionId: z.string(),
      personId: z.string(),
      effects: z.array(
        z.object({ type: z.enum(['opt_out', 'opt_in', 'snooze', 'decline']), until: z.number().optional() }),
      ),
      forget: z.boolean().optional(),
    })
    .optional(),
  deliver: z.object({ key: z.string() }).optional(),
  delegate: z.object({ name: z.string(), section: z.string().optional() }).optional(),
})

/** A link copy; null when it does not fit, so that it is read from SQL again. */
export const storedLink = (json: string): Link | null => link.safeParse(jsonIn(json)).data ?? null

/** An outbox group; null when it does not fit. */
export const storedGroup = (json: string): OutboxGroup | null => {
  const result = group.safeParse(jsonIn(json))
  return result.success ? (result.data as unknown as OutboxGroup) : null
}
