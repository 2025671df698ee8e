/** The submission document, version 1: what others rely on (docs and CHANGELOG name every change). */
import { z } from 'zod'
import { givenMissing } from '../questionnaire/answer.ts'

const approximate = z.literal(true).optional()
const other = z.string().optional()

/** A submitted answer: ids and typed values, never wording. */
const submittedAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), value: z.string(), other }),
  z.strictObject({ kind: z.literal('multiple'), value: z.array(z.string()), other }),
  z.strictObject({
    kind: z.literal('matrix'),
    value: z.record(z.string(), z.string()),
    /** Every shown row is in `value` or here; rows that were not shown are in neither. */
    missing: z.record(z.string(), z.enum([...givenMissing.options, 'not_reached'])).optional(),
  }),
  z.strictObject({ kind: z.literal('number'), value: z.number(), approximate }),
  z.strictObject({ kind: z.literal('percent'), value: z.number(), approximate }),
  z.strictObject({ kind: z.literal('date'), value: z.iso.date() }),
  z.strictObject({ kind: z.literal('ranking'), value: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('text'), value: z.string() }),
])

export const submissionMissing = z.enum(['not_asked', ...givenMissing.options, 'not_reached'])

/** Every asked question of the questionnaire is in `answers` or in `missing`, never in both. */
export const submissionDocument = z.strictObject({
  schema: z.literal('kommunedialog.submission.v1'),
  submissionId: z.string().min(1),
  revision: z.int().min(1),
  /** False: the survey closed before it was sent in. */
  complete: z.boolean(),
  wave: z.string(),
  part: z.string(),
  questionnaireVersion: z.int().min(1),
  unit: z.strictObject({ id: z.string(), kind: z.enum(['kommune', 'bydel']), name: z.string() }),
  language: z.enum(['nb', 'nn']),
  /** A returned form, entered by an administrator. */
  mode: z.literal('assisted').optional(),
  startedAt: z.iso.datetime(),
  submittedAt: z.iso.datetime(),
  answers: z.record(z.string(), submittedAnswer),
  missing: z.record(z.string(), submissionMissing),
  paradata: z.strictObject({
    sittings: z.int().min(0),
    secondsPerQuestion: z.record(z.string(), z.number()),
    changed: z.array(z.string()),
    /** Only where the wave carries the last one's answers: how each was shown, and whether it was given again. */
    prefill: z.record(z.string(), z.enum(['before_same', 'before_changed', 'after_same', 'after_changed'])).optional(),
  }),
})
export type SubmissionDocument = z.infer<typeof submissionDocument>
export type SubmittedAnswer = z.infer<typeof submittedAnswer>
