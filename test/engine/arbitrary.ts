/** Random answers to a question, as they stand in a session. */
import fc from 'fast-check'
import type { Entry } from '../../src/engine/session.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Question } from '../../src/questionnaire/schema.ts'

const one = (ids: string[]) => fc.constantFrom(...ids)

const answerTo = (it: Question): fc.Arbitrary<Answer> => {
  switch (it.kind) {
    case 'single':
      return one(it.choices.map((c) => c.id)).map((value) => ({ kind: 'single', value }))
    case 'multiple': {
      const open = it.choices.filter((c) => !c.exclusive).map((c) => c.id)
      const alone = it.choices.filter((c) => c.exclusive).map((c) => [c.id])
      const several = fc.subarray(open, { minLength: it.min, maxLength: it.max ?? open.length })
      return fc
        .oneof(several, fc.constantFrom(...alone, open.slice(0, it.min)))
        .map((value) => ({ kind: 'multiple', value }))
    }
    case 'matrix':
      return fc
        .tuple(
          ...it.rows.map((row) => one(it.choices.map((c) => c.id)).map((choice): [string, string] => [row.id, choice])),
        )
        .map((pairs) => ({ kind: 'matrix', value: Object.fromEntries(pairs) }))
    case 'number':
      return fc
        .integer({ min: it.min ?? 0, max: Math.min(it.max ?? 60, 60) })
        .map((value) => ({ kind: 'number', value }))
    case 'percent':
      return fc.integer({ min: 0, max: 100 }).map((value) => ({ kind: 'percent', value }))
    case 'date':
      return fc.constantFrom('2018-05-17', '2018-06-23', '2018-09-01').map((value) => ({ kind: 'date', value }))
    case 'ranking': {
      const ids = it.choices.map((c) => c.id)
      const places = it.places ?? ids.length
      return fc
        .shuffledSubarray(ids, { minLength: places, maxLength: places })
        .map((value) => ({ kind: 'ranking', value }))
    }
    default:
      return fc.constant({ kind: 'text', value: 'Noe' })
  }
}

/** An answer or a missing value that the question takes; information is read. */
export const entryTo = (it: Question): fc.Arbitrary<Entry> => {
  const base = { r: 1, by: 0, at: 1 }
  if (it.kind === 'info') return fc.constant({ ...base, read: true })
  const missing = [
    ...(it.dontKnow ? (['dont_know'] as const) : []),
    ...(it.notApplicable ? (['not_applicable'] as const) : []),
    ...(it.required ? [] : (['skipped'] as const)),
  ]
  const answered = answerTo(it).map((answer) => ({ ...base, answer }))
  if (missing.length === 0) return answered
  return fc.oneof(
    { arbitrary: answered, weight: 3 },
    fc.constantFrom(...missing).map((why) => ({ ...base, missing: why })),
  )
}
