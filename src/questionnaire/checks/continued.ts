/** A wave held against the one that it continues: a question that goes on under its id asks the same kind of thing. */

import { type Fault, type Said, said } from '../fault.ts'
import type { Question, Questionnaire } from '../schema.ts'
import { isSameKind } from '../shape.ts'
import { daysOf, type Wave } from '../wave.ts'
import { parseYaml } from '../yaml.ts'

/** `text`: of the file that the questionnaire is read from. */
export type Written = { file: string; text: string; questionnaire: Questionnaire }

type Asked = { question: Question; part: string }

/** Question id → the question, in the newest version of each part that asks it. */
const askedBefore = (earlier: readonly Questionnaire[]): ReadonlyMap<string, Asked> =>
  new Map(
    [...earlier]
      .sort((a, b) => a.version - b.version)
      .flatMap(({ part, sections }) =>
        sections.flatMap(({ questions }) =>
          questions.map((question): [string, Asked] => [question.id, { question, part }]),
        ),
      ),
  )

/** Where the same id is of another kind: the answers of then could neither be shown nor compared, and nobody would see why. */
export const continuedFaults = (
  written: readonly Written[],
  { wave, questionnaires }: { wave: string; questionnaires: readonly Questionnaire[] },
): Fault[] => {
  const before = askedBefore(questionnaires)
  return written.flatMap(({ file, text, questionnaire }): Fault[] => {
    const found = questionnaire.sections.flatMap(({ questions }, s) =>
      questions.flatMap((question, q) => {
        const then = before.get(question.id)
        if (then === undefined || isSameKind(then.question, question)) return []
        const { id, kind } = question
        const vars = { id, kind, before: then.question.kind, wave, part: then.part }
        return [{ path: ['sections', s, 'questions', q, 'kind'], ...said('other_kind', vars) }]
      }),
    )
    if (found.length === 0) return []
    const located = parseYaml(file, text)
    return 'faults' in located ? [] : found.map(located.locate)
  })
}

/** A wave that is continued comes before, and does not continue this one itself. */
export const orderFindings = (wave: Wave, before: Wave): Said[] => {
  if (before.id === wave.id) return []
  const ring = before.continues?.wave === wave.id ? [said('continues_ring', { wave: before.id })] : []
  const [{ from }, { from: date }] = [daysOf(wave), daysOf(before)]
  return date > from ? [...ring, said('wrong_order.continues', { wave: before.id, date, from })] : ring
}
