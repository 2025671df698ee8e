/** Makes the submission document of a session: contracts.md «Submission, version 1». */

import { z } from 'zod'
import { isSettled, route, type Stop, stopOf } from '../engine/route.ts'
import type { Session } from '../engine/session.ts'
import { openRows } from '../kinds/matrix.ts'
import { givenMissing, type Missing } from '../questionnaire/answer.ts'
import { type Language, languages, type Questionnaire } from '../questionnaire/schema.ts'
import { gives, isAsked } from '../questionnaire/shape.ts'
import type { Unit } from '../questionnaire/wave.ts'

/** `complete`: sent in by a person. `partial`: the survey closed first, and the wave delivers what there is. */
type Completeness = 'complete' | 'partial'

const submissionChannels = ['teams', 'web', 'paper'] as const
type SubmissionChannel = (typeof submissionChannels)[number]

type Given = {
  questionnaire: Questionnaire
  unit: Unit
  session: Session
  language: Language
  completeness: Completeness
  /** Where it was sent in, or `paper`: an administrator entered a returned form. Absent: nobody sent it in. */
  channel?: SubmissionChannel
}

/**
 * The document of a session that has a submission (id, revision, time). Set-aside and inapplicable questions are
 * `not_asked`; an applicable one without an answer is `skipped` in a complete submission and `not_reached` in a partial
 * one. No person is named in it. Throws when the session has no submission: the caller's fault.
 */
export const buildSubmission = ({
  questionnaire,
  unit,
  session,
  language,
  completeness,
  channel,
}: Given): SubmissionDocument => {
  const { submission, paradata } = session
  if (submission === null) throw new Error(`session ${session.id} has no submission to make a document of`)
  const stops = route(questionnaire, unit, session.entries)
  const asked = questionnaire.sections.flatMap((s) => s.questions).filter((q) => isAsked(q))
  const ids = asked.map((q) => q.id)
  const outcomes = ids.map((id): [string, Outcome] => [id, outcomeOf(stopOf(stops, id), completeness)])
  return {
    schema: 'kommunedialog.submission.v1',
    submissionId: submission.id,
    revision: submission.revision,
    complete: completeness === 'complete',
    wave: session.wave,
    part: session.part,
    questionnaireVersion: session.version,
    unit: { id: unit.id, kind: unit.kind, name: unit.name },
    language,
    ...(session.mode === undefined ? {} : { mode: session.mode }),
    startedAt: iso(session.startedAt ?? submission.at),
    submittedAt: iso(submission.at),
    answers: Object.fromEntries(outcomes.flatMap(([id, o]) => ('answer' in o ? [[id, o.answer]] : []))),
    missing: Object.fromEntries(outcomes.flatMap(([id, o]) => ('missing' in o ? [[id, o.missing]] : []))),
    paradata: {
      sittings: paradata.sittings,
      secondsPerQuestion: Object.fromEntries(Object.entries(paradata.seconds).filter(([id]) => ids.includes(id))),
      changed: paradata.changed.filter((id) => ids.includes(id)),
      ...(channel === undefined ? {} : { channel }),
      ...(paradata.prefill === undefined
        ? {}
        : { prefill: Object.fromEntries(Object.entries(paradata.prefill).filter(([id]) => ids.includes(id))) }),
    },
  }
}

type Outcome = { answer: SubmittedAnswer } | { missing: Missing }

/** Seconds are enough, and `2018-11-19T13:40:02Z` is how the contract writes them. */
const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/u, 'Z')

const outcomeOf = (stop: Stop | undefined, completeness: Completeness): Outcome => {
  if (stop === undefined) return { missing: 'not_asked' }
  const { entry } = stop
  const open = completeness === 'complete' ? 'skipped' : 'not_reached'
  if (entry?.missing !== undefined) return { missing: entry.missing }
  if (entry?.answer === undefined) return { missing: open }
  if (!gives(entry.answer, 'rows')) return isSettled(entry) ? { answer: entry.answer } : { missing: open }
  const left = openRows(entry.answer, stop).map((row): [string, 'skipped' | 'not_reached'] => [row, open])
  const missing = { ...entry.answer.missing, ...Object.fromEntries(left) }
  const { value } = entry.answer
  return { answer: { kind: 'matrix', value, ...(Object.keys(missing).length > 0 ? { missing } : {}) } }
}

// The submission document, version 1: what others rely on (docs and CHANGELOG name every change).

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

const submissionMissing = z.enum(['not_asked', ...givenMissing.options, 'not_reached'])

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
  language: z.enum(languages),
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
    /** Absent in documents made when only the web was told apart, and where the survey closed first. */
    channel: z.enum(submissionChannels).optional(),
  }),
})
export type SubmissionDocument = z.infer<typeof submissionDocument>
export type SubmittedAnswer = z.infer<typeof submittedAnswer>
