/**
 * The questionnaire as a survey editor writes it in YAML: one zod schema, from which the types here and the
 * JSON Schema for editor completion are made. Rules that need more than one question at once (order, reachability,
 * placeholders) are in `checks/`.
 */
import { z } from 'zod'
import { condition } from './condition.ts'
import { reason } from './fault.ts'

const idPattern = /^[a-z][a-z0-9_]{0,63}$/
/** Ids are stored and exported for years: ASCII, lower case, no comma (Teams joins multi-select values with commas). */
export const id = z.string().regex(idPattern, reason('wrong_format.id'))

/** A sign that leaves something on the page: no blank, none that is passed over, nor the blank of Braille. */
const visible = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u
/** What steers a printer or turns the direction of writing; line breaks and tabs are the editor's own. */
const steering = /[\p{Cc}--[\n\r\t]]|[\u202a-\u202e\u2066-\u2069]/v

/** A string that people are shown. */
export const shown = z
  .string()
  .min(1)
  .superRefine((it, context) => {
    if (it === '') return
    if (!visible.test(it)) context.addIssue({ code: 'custom', message: reason('unseen') })
    const sign = steering.exec(it)?.[0].charCodeAt(0)
    if (sign === undefined) return
    const params = { sign: `U+${sign.toString(16).toUpperCase().padStart(4, '0')}` }
    context.addIssue({ code: 'custom', message: reason('unseen.steering'), params })
  })

/** Every text stands in both language forms, side by side. Placeholders in double braces: see `placeholders.ts`. */
export const text = z.strictObject({ nb: shown, nn: shown })
export type Text = z.infer<typeof text>

/**
 * Which answers count in the denominator of a published share (kommuneundersokelsen.md section 3). `with_not_asked`: also
 * those whose answer to the question that `when` reads spared them this one, for a share of all.
 */
const base = z.enum(['substantive', 'with_dont_know', 'with_not_applicable', 'with_not_asked'])
export type Base = z.infer<typeof base>

const words = z.array(shown).min(1)
/** Words a respondent may type, in either language form; never shown. */
const names = z.strictObject({ nb: words, nn: words }).partial()

/** What a term of the question means. `terms`: what a respondent may call it, one spelling each; `text`: a sentence or two. */
const explanation = z.strictObject({ terms: z.strictObject({ nb: words, nn: words }), text })
export type Explanation = z.infer<typeof explanation>

/**
 * Whether something is to be counted, or is meant, here: «teller familiegjenforente med?». `text` says it, and where it goes if not
 * here. `included` absent: whose, which day or how exactly is meant, so that it makes no answer a yes or a no.
 */
const counting = z.strictObject({
  terms: z.strictObject({ nb: words, nn: words }),
  included: z.boolean().optional(),
  text,
})

/** What a person is told who asks about a question, a row or a choice instead of answering. Absent: there is only `help`. */
const asked = { explain: z.array(explanation).min(1).optional(), counts: z.array(counting).min(1).optional() }

/**
 * Which figures a choice stands for, both ends included; an end that is absent is open. `of`: what is counted, the
 * thing itself (persons, participants), months, or times a year. «6–10 deltakere» is `{ from: 6, to: 10 }`.
 */
const figures = z.strictObject({
  from: z.number().optional(),
  to: z.number().optional(),
  of: z.enum(['number', 'months', 'times_a_year']).default('number'),
})

/**
 * Words by which somebody tells of a choice in a sentence, where an alias is the whole answer: «tak over hodet» of
 * housing. All words of one must stand near each other, in any order; `*` at the end of a word is any ending. Both
 * language forms and dialects in one list.
 */
const signs = z.array(z.string().regex(/^[^\s*]+\*?(?: [^\s*]+\*?){0,5}$/u)).min(1)

const choice = z.strictObject({
  id,
  text,
  aliases: names.optional(),
  signs: signs.optional(),
  range: figures.optional(),
  ...asked,
  /** Shown only when this holds. */
  when: condition.optional(),
  /** In a multiple choice: cannot be combined with any other. */
  exclusive: z.boolean().default(false),
  /** «Annet, spesifiser»: choosing it asks for a short text, stored as `other`. At most one choice of a question. */
  specify: z.boolean().default(false),
})
export type Choice = z.infer<typeof choice>

/** One row of a matrix. */
const row = z.strictObject({
  id,
  text,
  aliases: names.optional(),
  signs: signs.optional(),
  ...asked,
  when: condition.optional(),
})
export type Row = z.infer<typeof row>

/**
 * A rule about the answer. `hard` refuses it with the message; `soft` stores it only after a «ja, det stemmer».
 * It fires when `when` holds, read with the new answer in place, so it can compare with earlier answers too.
 */
const check = z.strictObject({ id, level: z.enum(['hard', 'soft']), when: condition, message: text })
export type Check = z.infer<typeof check>

const common = {
  id,
  /** The id this question had in an earlier version of the questionnaire; its answers are kept. */
  was: id.optional(),
  text,
  help: text.optional(),
  ...asked,
  /** Asked only when this holds; absent = always. */
  when: condition.optional(),
  /** True: «hopp over» is refused. */
  required: z.boolean().default(false),
  dontKnow: z.boolean().default(true),
  notApplicable: z.boolean().default(false),
  checks: z.array(check).default([]),
  base: base.default('substantive'),
  /** How the unit's answer of the last wave is used when the wave carries one. */
  prefill: z.enum(['before', 'after', 'hidden']).default('hidden'),
}
const choices = z.array(choice).min(2)
const range = { min: z.number().optional(), max: z.number().optional() }
/** The figure in the hint («for eksempel 4»): small and common, since a high one draws answers upwards. Absent: the hint's own. */
const example = z.number().optional()

export const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...common, choices }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...common,
    choices,
    min: z.int().min(1).default(1),
    max: z.int().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('matrix'),
    ...common,
    rows: z.array(row).min(1),
    /** The one scale of all rows, best or most first. `dontKnow` / `notApplicable` of the question apply per row. */
    choices,
    /** How many rows a card shows at a time, each card stored as it is answered; absent = all on one. */
    rowsPerCard: z.int().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('number'),
    ...common,
    ...range,
    example,
    /** Digits after the decimal comma; 0 = whole numbers only. */
    decimals: z.int().min(0).max(6).default(0),
    /** Shown after the field and dropped when typed: «årsverk», «personer». */
    unit: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('percent'),
    ...common,
    ...range,
    example,
    decimals: z.int().min(0).max(2).default(0),
  }),
  z.strictObject({
    kind: z.literal('date'),
    ...common,
    /** ISO 8601 calendar dates, inclusive. */
    min: z.iso.date().optional(),
    max: z.iso.date().optional(),
  }),
  z.strictObject({
    kind: z.literal('ranking'),
    ...common,
    choices,
    /** How many places are to be filled, from the first; absent = all choices. */
    places: z.int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('short_text'), ...common, maxLength: z.int().min(1).max(500).default(200) }),
  z.strictObject({ kind: z.literal('long_text'), ...common, maxLength: z.int().min(1).max(4000).default(2000) }),
  z.strictObject({
    kind: z.literal('info'),
    id,
    was: id.optional(),
    text,
    help: text.optional(),
    when: condition.optional(),
  }),
])
export type Question = z.infer<typeof question>
export type QuestionKind = Question['kind']
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>
/** Every kind but `info`: those that take an answer. */
export type Asked = Exclude<Question, { kind: 'info' }>

const section = z.strictObject({
  id,
  title: text,
  /** Who in the unit usually knows this; shown in «se alle spørsmål». */
  knows: text.optional(),
  when: condition.optional(),
  /** At most ten, so that a section is one sitting. */
  questions: z.array(question).min(1).max(10),
})
export type Section = z.infer<typeof section>

export const questionnaire = z.strictObject({
  schema: z.literal('kommunedialog.questionnaire.v1'),
  wave: z.string().min(1),
  part: z.string().regex(idPattern, reason('wrong_format.id')),
  version: z.int().min(1),
  title: text,
  /** What the part is about and who should answer it; shown at the start. */
  intro: text,
  /** How long it takes, for the start text; with `minutesFrom` at the longest, since the route decides. */
  minutes: z.int().min(1),
  minutesFrom: z.int().min(1).optional(),
  sections: z.array(section).min(1),
})
export type Questionnaire = z.infer<typeof questionnaire>

/** The language forms that people read. */
export const languages = ['nb', 'nn'] as const
export type Language = (typeof languages)[number]

// The questionnaire's JSON Schema, for completion and hints while editing the YAML.

/**
 * Draft 7, which the YAML extensions of editors read. What an editor writes, so defaults may be left out. Rules across
 * keys and questions are the checker's alone.
 */
export const questionnaireJsonSchema = (): string => {
  const schema = z.toJSONSchema(questionnaire, { io: 'input', target: 'draft-7', reused: 'ref' })
  return `${JSON.stringify({ title: 'Questionnaire of kommunedialog', ...schema }, null, 2)}\n`
}
