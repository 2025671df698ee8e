/** What the admin API sends and takes; the OpenAPI description is made of these. Instants are ISO 8601 in UTC. */

import { z } from 'zod'
import { themeStates } from '../../../app/administration/themes.ts'
import { type Disposition, dispositions, type RateName, rateNames } from '../../../outcome/rates.ts'
import { languages } from '../../../questionnaire/schema.ts'
import { respondentFlags, respondentStatuses, sessionStates } from '../../../register/states.ts'
import { selection } from '../../../reminders/selection.ts'
import {
  type Channel,
  campaignKinds,
  campaignStates,
  channels,
  recipientStates,
  skipReasons,
} from '../../../reminders/states.ts'

const count = z.int().min(0)
export const instant = z.iso.datetime()
const maybeInstant = instant.nullable()
const sessionState = z.enum(sessionStates)

const rate = z.object({ count, base: count, share: z.number().min(0).max(1).nullable() })
const tally = z
  .object({
    not_started: count,
    started: count,
    submitted: count,
    reopened: count,
    closed_partial: count,
    complete: count,
    partial: count,
    break_off: count,
    total: count,
  })
  .meta({
    description:
      'Units by state, and by what their answers count as: complete (sent in, completeFrom of what applies answered), ' +
      'partial (partialFrom answered), break_off (less).',
  })
const groups = z.array(z.object({ group: z.string(), tally }))

export const statusResponse = z.object({
  wave: z.string(),
  at: instant,
  rateBase: z.enum(['with_oslo', 'without_oslo']),
  completeFrom: z.number(),
  partialFrom: z.number(),
  imdi: rate,
  parts: z.array(
    z.object({
      part: z.string(),
      tally,
      rates: z
        .object(Object.fromEntries(rateNames.map((name) => [name, rate])) as Record<RateName, typeof rate>)
        .meta({ description: 'AAPOR, Standard Definitions (10th edition, 2023).' }),
      dispositions: z.object(
        Object.fromEntries(dispositions.map((one) => [one, count])) as Record<Disposition, typeof count>,
      ),
      groups: z.object({ county: groups, language: groups, centrality: groups }),
      people: z.object({
        asked: count,
        linked: count,
        unreachable: count,
        unreachableReasons: z.record(z.string(), count),
        optedOut: count,
        reachable: count,
        declined: count,
      }),
    }),
  ),
})

export const respondentsQuery = z.strictObject({
  part: z.string().max(60).optional(),
  status: z.enum([...respondentStatuses, ...respondentFlags, ...sessionState.options]).optional(),
  county: z.string().max(60).optional(),
  cursor: z.string().max(200).optional(),
})
export const respondentsResponse = z.object({
  respondents: z.array(
    z.object({
      id: z.string(),
      unit: z.object({ id: z.string(), name: z.string(), county: z.string() }),
      part: z.string(),
      name: z.string(),
      email: z.string(),
      language: z.enum(languages).nullable(),
      status: z.enum(respondentStatuses),
      unreachable: z.string().nullable(),
      optedOut: z.boolean(),
      snoozedUntil: maybeInstant,
      lastContactAt: maybeInstant,
      theme: z
        .object({
          id: z.string(),
          title: z.object({ nb: z.string(), nn: z.string() }).nullable(),
          state: z.enum(themeStates).nullable(),
        })
        .nullable()
        .meta({
          description:
            'The theme that was passed on to the person, and how far it is; title and state are null where they are not known. Null: the whole part.',
        }),
      session: z.object({
        state: sessionState,
        startedAt: maybeInstant,
        submittedAt: maybeInstant,
        delivered: z.boolean(),
      }),
    }),
  ),
  next: z.string().nullable().meta({ description: 'The cursor of the next page; null: this is the last.' }),
})

export const reminderRequest = z.strictObject({
  ...selection.shape,
  template: z.enum(['reminder', 'last_chance']),
  sendAt: z.string().max(40).optional().meta({ description: 'ISO 8601; Europe/Oslo without a zone. Absent: now.' }),
  dryRun: z.boolean(),
})

const messageText = z.object({ summary: z.string(), title: z.string(), lines: z.array(z.string()), button: z.string() })
export const preview = z.object({
  selected: count,
  receiving: count,
  byChannel: z
    .object(Object.fromEntries(channels.map((one) => [one, count])) as Record<Channel, typeof count>)
    .meta({ description: 'Of those who get it, how many by which way: Teams first, mail where the bot cannot write.' }),
  skipped: z.partialRecord(z.enum(skipReasons), count),
  firstLeavesAt: maybeInstant,
  lastLeavesAt: maybeInstant,
  previews: z.array(
    z.object({
      stage: z.enum(['not_started', 'started', 'all_answered', 'reopened']),
      count,
      unitId: z.string(),
      texts: z.object({ nb: messageText, nn: messageText }),
    }),
  ),
})

const counts = z.object(
  Object.fromEntries(recipientStates.map((state) => [state, count])) as Record<
    (typeof recipientStates)[number],
    typeof count
  >,
)
export const campaign = z.object({
  id: z.string(),
  kind: z.enum(campaignKinds),
  template: z.string(),
  selection,
  state: z.enum(campaignStates),
  createdAt: instant,
  createdBy: z.string(),
  sendAt: instant,
  startedAt: maybeInstant,
  endedAt: maybeInstant,
  stopCode: z.string().nullable(),
  counts,
})

export const reminderResponse = z.object({
  id: z.string().nullable().meta({ description: 'Null: a dry run.' }),
  preview: preview.nullable().meta({ description: 'Null: ordered before under the same Idempotency-Key.' }),
})
export const standingRequest = z.strictObject({ to: z.enum(['on', 'off']) })
export const standingResponse = z.object({ on: z.boolean(), nextAt: maybeInstant })
export const campaignsResponse = z.object({ campaigns: z.array(campaign), standing: standingResponse })
export const campaignResponse = z.object({
  campaign,
  recipients: z.array(
    z.object({
      respondentId: z.string(),
      unitId: z.string(),
      part: z.string(),
      state: z.enum(recipientStates),
      reason: z.enum(skipReasons).nullable(),
      channel: z.enum(channels).nullable().meta({ description: 'The way that was taken; null: none.' }),
      code: z.string().nullable(),
      tries: count,
      dueAt: instant,
      settledAt: maybeInstant,
    }),
  ),
})
export const cancelResponse = z.object({ cancelled: count })

const deliveryState = z.enum(['pending', 'delivered', 'parked'])
export const deliveriesQuery = z.strictObject({ state: deliveryState.optional() })
export const deliveriesResponse = z.object({
  deliveries: z.array(
    z.object({
      submissionId: z.string(),
      revision: count,
      part: z.string(),
      unitId: z.string(),
      state: deliveryState,
      attempts: count,
      lastAttemptAt: maybeInstant,
      lastStatus: z.int().nullable(),
    }),
  ),
})
export const retryResponse = z.object({ revisions: z.array(count) })

/** Ids of those who are let in when one who answers the part has said yes. */
export const held = z
  .array(z.string())
  .optional()
  .meta({ description: 'Who waits for a yes of those who answer the part, as it has answers; absent: nobody.' })

export const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') })
export const importResponse = z.object({
  type: z.enum(['imported', 'would_import']),
  added: z.array(count),
  changed: z.array(z.object({ line: count, fields: z.array(z.string()) })),
  unchanged: z.array(count),
  notices: z.array(z.looseObject({ line: count, message: z.string() })),
  held,
  heldLines: z.array(count).optional().meta({
    description: 'Lines of the file whose person waits for such a yes; in a dry run, would wait. Absent: none.',
  }),
})
