/** `called.json` of a wave: what people call the answers of its closed questions, as the weights of a model. Made by `scripts/train-called.ts`. */

import { inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { type Fault, type Finding, type SaidOfFault, said, sortFaults } from './fault.ts'
import { brokenJsonAt, offsetAt, placeIn } from './json-places.ts'
import type { Questionnaire } from './schema.ts'
import { asks, choicesOf } from './shape.ts'
import { findingsOf, notUtf8, notUtf8At } from './yaml.ts'

/** Weights of signs, by which the model's chance is trusted. */
const signs = z.record(z.string(), z.number().min(-1000).max(1000))
const sure = z.strictObject({ one: signs, several: signs })
/** At questions with one choice and with several. */
export type Sure = z.infer<typeof sure>

const called = z.strictObject({
  schema: z.literal('kommunedialog.called.v1'),
  /** Hash of the lines that the model was trained on. */
  lines: z.string(),
  /** Part → question → ids of the choices that it knows. */
  questions: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  labels: z.array(z.string()).max(256),
  most: z.number().positive().max(1000),
  numbers: z.base64(),
  counts: z.base64(),
  labelled: z.base64(),
  weights: z.base64(),
  /** `numbers` to `weights` are deflated. */
  deflated: z.literal(true).optional(),
  /** What its scores are multiplied by, so that its chances hold for hands that it has not seen; absent: 1. */
  sharp: z
    .strictObject({ one: z.number().positive(), several: z.number().positive(), figure: z.number().positive() })
    .optional(),
  /** How sure it is that just what it hears was meant; absent: nothing is stored by it without a question back. */
  sure: sure.optional(),
})

/** As the file holds it; how the weights are packed is told by `Packed` of `norwegian/topic-model.ts`. */
export type Called = z.infer<typeof called>

/** Questions and choices that no version of the part has any more: what was trained on them is heard nowhere. */
const gone = ({ questions }: Called, questionnaires: readonly Questionnaire[]): Finding[] =>
  Object.entries(questions).flatMap(([part, ofPart]) => {
    const versions = questionnaires.filter((one) => one.part === part)
    // That a part has no questionnaire is told by itself.
    if (versions.length === 0) return []
    return Object.entries(ofPart).flatMap(([id, choices]): Finding[] => {
      const path = ['questions', part, id]
      const asked = versions
        .flatMap(({ sections }) => sections.flatMap((section) => section.questions))
        .filter((question) => question.id === id && asks(question, 'choice', 'choices', 'figure'))
      if (asked.length === 0) return [{ path, on: 'key', ...said('called_question', { part, id }) }]
      const known = new Set(asked.flatMap((question) => choicesOf(question).map((choice) => choice.id)))
      return choices.flatMap((choice, i): Finding[] =>
        known.has(choice) ? [] : [{ path: [...path, i], ...said('called_choice', { part, id, choice }) }],
      )
    })
  })

/** As many bytes as a field of weights may hold; a real one holds a thirtieth of it. */
const MOST_BYTES = 16e6

/** The bytes of a field of weights; undefined: they cannot be inflated, or are far too many. */
export const inflated = (text: string): Buffer | undefined => {
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: MOST_BYTES })
  } catch {
    return undefined
  }
}

const fields = ['numbers', 'counts', 'labelled', 'weights'] as const

const unreadable = (called: Called): Finding[] =>
  called.deflated === true
    ? fields.flatMap((key) =>
        inflated(called[key]) === undefined ? [{ path: [key], ...said('called_packed', { key }) }] : [],
      )
    : []

/** The file is made by a script: whoever gets it wrong does not mend it line by line, and looking up many takes its time. */
const MOST_TOLD = 50

/** Reads `called.json`, held against the questionnaires of its wave; the first fifty faults at once. Null: they cannot all be read, and nothing is held against them. */
export const loadCalled = (
  file: string,
  text: string,
  questionnaires: readonly Questionnaire[] | null,
): { called: Called } | { faults: Fault[] } => {
  const fault = (offset: number, it: SaidOfFault): Fault => ({ file, ...placeIn(text, offset), ...it })
  const broken = brokenJsonAt(text)
  if (broken !== null) {
    const bent = notUtf8At(text)
    return { faults: [bent >= 0 ? fault(bent, notUtf8) : fault(broken, said('yaml.NOT_JSON'))] }
  }
  const data: unknown = JSON.parse(text)
  const parsed = called.safeParse(data)
  const packed = parsed.success ? unreadable(parsed.data) : []
  const findings =
    parsed.success && questionnaires !== null ? [...packed, ...gone(parsed.data, questionnaires)] : packed
  if (parsed.success && findings.length === 0) return { called: parsed.data }
  const issues = parsed.success
    ? findings.slice(0, MOST_TOLD)
    : parsed.error.issues
        .slice(0, MOST_TOLD)
        .flatMap((issue) => findingsOf(issue, data))
        .slice(0, MOST_TOLD)
  return { faults: sortFaults(issues.map(({ path, on, ...it }) => fault(offsetAt(text, path, on), it))) }
}
