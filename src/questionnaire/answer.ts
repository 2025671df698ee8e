/** What a respondent can have answered: ids and typed values, never wording. */
import { z } from 'zod'

/** Missing kinds that a respondent gives; `not_asked` and `not_reached` are made at submission. */
export const givenMissing = z.enum(['skipped', 'dont_know', 'not_applicable'])
export type GivenMissing = z.infer<typeof givenMissing>
export const missingKind = z.enum([...givenMissing.options, 'not_asked', 'not_reached'])
export type Missing = z.infer<typeof missingKind>

const approximate = z.literal(true).optional()
const other = z.string().optional()

export const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), value: z.string(), other }),
  z.strictObject({ kind: z.literal('multiple'), value: z.array(z.string()), other }),
  z.strictObject({
    kind: z.literal('matrix'),
    /** Row id → choice id. A row is in `value` or in `missing` or, while the answer is partial, in neither. */
    value: z.record(z.string(), z.string()),
    missing: z.record(z.string(), givenMissing).optional(),
  }),
  z.strictObject({ kind: z.literal('number'), value: z.number(), approximate }),
  z.strictObject({ kind: z.literal('percent'), value: z.number(), approximate }),
  z.strictObject({ kind: z.literal('date'), value: z.iso.date() }),
  z.strictObject({ kind: z.literal('ranking'), value: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('text'), value: z.string() }),
])
export type Answer = z.infer<typeof answer>
export type AnswerOf<K extends Answer['kind']> = Extract<Answer, { kind: K }>

/**
 * Why something given is no answer yet, in terms the respondent can act on. `wording` has one text per code in nb and
 * nn (`problems.<code>`); choice ids in `candidates` are shown as the choices' texts.
 */
export type Problem =
  | { code: 'empty' }
  | { code: 'not_understood' }
  | { code: 'unknown_choice' }
  | { code: 'ambiguous_choice'; candidates: string[] }
  | { code: 'ambiguous_number'; candidates: number[] }
  | { code: 'ambiguous_row' }
  | { code: 'several_given' }
  | { code: 'exclusive_combined'; choice: string }
  | { code: 'too_few'; min: number }
  | { code: 'too_many'; max: number }
  | { code: 'specify_missing'; choice: string }
  | { code: 'not_a_number' }
  | { code: 'whole_number' }
  | { code: 'decimals'; max: number }
  | { code: 'too_small'; min: number }
  | { code: 'too_large'; max: number }
  | { code: 'number_range'; low: number; high: number }
  | { code: 'number_bound' }
  | { code: 'number_vague' }
  /** The number counts something else than is asked for; `unit` is the question's, in the respondent's language. */
  | { code: 'other_unit'; unit: string }
  | { code: 'share_as_fraction'; value: number }
  | { code: 'not_a_date' }
  | { code: 'date_incomplete' }
  | { code: 'date_too_early'; min: string }
  | { code: 'date_too_late'; max: string }
  | { code: 'too_long'; max: number; length: number }
  | { code: 'rows_missing'; rows: string[] }
  | { code: 'rank_repeated' }
  | { code: 'rank_incomplete'; places: number }
  | { code: 'required' }
  | { code: 'no_dont_know' }
  | { code: 'no_not_applicable' }
  | { code: 'nothing_to_repeat' }
  /** «Samme for resten», where rows before and after the open one have different answers. */
  | { code: 'same_as_which' }
  /** «Ja» where the answer is a text: what, then? */
  | { code: 'only_yes' }
  /** A hard check of the questionnaire fired; its message is in the questionnaire. */
  | { code: 'check'; check: string }
