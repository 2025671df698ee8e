/** `wave.yaml` and `units.csv` of one survey wave. */
import { z } from 'zod'
import { text } from './schema.ts'

const days = z.int().min(0)
const percent = z.int().min(1).max(100)

export const wave = z.strictObject({
  schema: z.literal('kommunedialog.wave.v1'),
  id: z.string().min(1),
  title: text,
  /** ISO 8601; without a zone it is Europe/Oslo. A date alone: `opensAt` its beginning, `closesAt` its end. */
  opensAt: z.string(),
  closesAt: z.string(),
  /** The newest questionnaire version of each part; older sessions stay or are moved by `moveSessions`. */
  parts: z.record(z.string(), z.strictObject({ version: z.int().min(1), title: text })),
  moveSessions: z.enum(['stay', 'move']).default('stay'),
  /** Base of IMDi's response rate: 437 counts Oslo and its districts, 436 the districts instead of Oslo. */
  rateBase: z.enum(['with_oslo', 'without_oslo']),
  contact: z.strictObject({ name: z.string(), email: z.email(), phone: z.string().optional() }),
  controller: text,
  legalBasis: text,
  privacyUrl: z.url().optional(),
  retention: z.strictObject({ progressDays: days, linkDays: days, textAnswerDays: days }),
  partials: z.enum(['keep', 'deliver']),
  /** From how many per cent of the applicable questions answered an interview is complete, and from how many partial. */
  interview: z
    .strictObject({ complete: percent.default(80), partial: percent.default(50) })
    .refine(({ complete, partial }) => partial <= complete, {
      message: '`partial` is no more than `complete`',
      path: ['partial'],
    })
    .prefault({}),
  reminders: z.strictObject({
    standing: z.boolean(),
    daysBeforeClosing: z.array(days),
    minDaysBetween: days,
    maxPerPerson: z.int().min(0),
    window: z.strictObject({
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day, such as 08:00'),
      to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is no time of day, such as 16:00'),
    }),
  }),
  /** ISO dates on which no reminder leaves, besides public holidays. */
  quietDays: z.array(z.iso.date()).default([]),
  /** A share whose base is under this is not published. */
  suppressionLimit: z.int().min(1).default(5),
})
export type Wave = z.infer<typeof wave>

export type UnitKind = 'kommune' | 'bydel'

/** One row of `units.csv`. `language` is the unit's own decision; neutral = either. */
export type Unit = {
  id: string
  kind: UnitKind
  name: string
  county: string
  language: 'nb' | 'nn' | 'neutral'
  population: number
  imdiRegion: string
  /** SSB's 2008 standard, 0 (least central) … 3; null for districts. */
  centrality: number | null
}
