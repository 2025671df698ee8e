/** `trend.yaml`: published figures of earlier years. The file's own heading says what each field means. */
import { z } from 'zod'
import { idPattern, text } from '../questionnaire/schema.ts'
import type { TrendPoint } from './model.ts'

const percent = z.number().min(0).max(100)

const figure = z
  .strictObject({
    variable: z.string(),
    choices: z.array(z.string()).min(1).optional(),
    year: z.int().nullable(),
    value: percent.optional(),
    range: z.tuple([percent, percent]).optional(),
    phrase: text.optional(),
    about: percent.optional(),
    base: text,
    askedOf: z.string(),
    source: z.string(),
    comparable: z.boolean(),
    comparison: text.optional(),
    note: text.optional(),
  })
  .refine((f) => [f.value, f.range, f.phrase].filter((x) => x !== undefined).length === 1, {
    message: 'a figure has exactly one of value, range and phrase',
  })
  .refine((f) => f.about === undefined || f.phrase !== undefined, { message: 'about stands only beside a phrase' })

/** Figures from elsewhere that are about no question of the survey, such as how many were settled each year. */
const series = z.strictObject({
  id: z.string().regex(idPattern),
  title: text,
  /** What is counted, after the number. */
  unit: text,
  points: z
    .array(z.strictObject({ year: z.int(), value: z.number(), about: z.literal(true).optional(), source: z.string() }))
    .min(2),
  comparison: text.optional(),
})
export const trend = z
  .strictObject({
    schema: z.literal('kommunedialog.trend.v1'),
    askedOf: z.record(z.string(), text),
    sources: z.record(z.string(), z.strictObject({ title: z.string(), address: z.string() })),
    figures: z.array(figure),
    series: z.array(series).default([]),
    /** What changed in the survey, by the first year after it. */
    breaks: z.array(z.strictObject({ year: z.int(), text })).default([]),
  })
  .superRefine(({ askedOf, sources, figures, series: several }, context) => {
    for (const [i, { points }] of several.entries()) {
      for (const [j, { source }] of points.entries()) {
        if (!Object.hasOwn(sources, source)) {
          const path = ['series', i, 'points', j, 'source']
          context.addIssue({ code: 'custom', path, message: `«${source}» is not in sources` })
        }
      }
    }
    for (const [i, f] of figures.entries()) {
      if (!Object.hasOwn(askedOf, f.askedOf)) {
        context.addIssue({
          code: 'custom',
          path: ['figures', i, 'askedOf'],
          message: `«${f.askedOf}» is not in askedOf`,
        })
      }
      if (!Object.hasOwn(sources, f.source)) {
        context.addIssue({ code: 'custom', path: ['figures', i, 'source'], message: `«${f.source}» is not in sources` })
      }
    }
  })
export type Trend = z.infer<typeof trend>

/** The response rate's id in `figures`. */
export const responseRate = 'response_rate'

/** The earlier figures of one variable, oldest first, those without a year last. */
export const trendOf = (variable: string, { figures }: Trend): TrendPoint[] =>
  figures
    .filter((f) => f.variable === variable)
    .map(({ variable: _, ...point }) => point)
    .sort((a, b) => (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY))
