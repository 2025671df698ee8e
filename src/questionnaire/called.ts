/** `called.json` of a wave: what people call the answers of its closed questions, as the weights of a model. Made by `scripts/train-called.ts`. */

import { z } from 'zod'
import { type Fault, type Finding, said, sortFaults } from './fault.ts'
import type { Questionnaire } from './schema.ts'
import { asks, choicesOf } from './shape.ts'
import { findingsOf, parseYaml } from './yaml.ts'

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

/** Reads `called.json`, held against the questionnaires of its wave; all faults at once. Null: they cannot all be read, and nothing is held against them. */
export const loadCalled = (
  file: string,
  text: string,
  questionnaires: readonly Questionnaire[] | null,
): { called: Called } | { faults: Fault[] } => {
  const data = jsonOf(text)
  const parsed = called.safeParse(data)
  const findings = parsed.success && questionnaires !== null ? gone(parsed.data, questionnaires) : []
  if (parsed.success && findings.length === 0) return { called: parsed.data }
  // Only where something is to be pointed out: half a megabyte as YAML takes its time.
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const issues = parsed.success ? findings : parsed.error.issues.flatMap((issue) => findingsOf(issue, located.data))
  return { faults: sortFaults(issues.map(located.locate)) }
}

/** Undefined where it is no JSON. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
