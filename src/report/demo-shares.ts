/** `demo.yaml` of a wave: what a generated answer set is to show. */
import { z } from 'zod'
import { type Finding, said } from '../questionnaire/fault.ts'
import { id } from '../questionnaire/schema.ts'
import { asks, choicesOf } from '../questionnaire/shape.ts'
import { valueAt } from '../questionnaire/yaml.ts'
import type { AskedQuestions } from './check-plan.ts'

const shares = z.record(id, z.record(id, z.number().min(0).max(100)))

/** Question → choice (or row) → per cent of the base. Of what is not named, the generator decides. */
export type DemoShares = Readonly<Record<string, Readonly<Record<string, number>>>>

export const demoFile = z.strictObject({ schema: z.literal('kommunedialog.demo.v1'), shares })
export type DemoFile = z.infer<typeof demoFile>

/** Questions, choices and rows that the wave does not have: a target that is misspelt would be passed over. */
export const demoFindings = (data: unknown, asked: AskedQuestions): Finding[] =>
  keysAt(data, ['shares']).flatMap((question): Finding[] => {
    const path = ['shares', question]
    const questions = asked.get(question)
    if (questions === undefined) return [{ path, ...said('unknown_question.wave', { id: question }) }]
    const known = new Set(questions.flatMap((it) => (asks(it, 'rows') ? it.rows : choicesOf(it)).map(({ id }) => id)))
    return keysAt(data, path).flatMap((choice): Finding[] =>
      known.has(choice)
        ? []
        : [{ path: [...path, choice], ...said('unknown_choice.or_row', { question, id: choice }) }],
    )
  })

const keysAt = (data: unknown, path: string[]): string[] => {
  const found = valueAt(data, path)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.keys(found) : []
}

/** One target changed; the rest as they are. */
export const withTarget = (targets: DemoShares, question: string, key: string, percent: number): DemoShares => ({
  ...targets,
  [question]: { ...targets[question], [key]: percent },
})
