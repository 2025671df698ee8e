/** Many rows on one scale. By card all at once or a few, by typing row by row; the same data each way. */
import type { AnswerOf, GivenMissing } from '../questionnaire/answer.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import { choiceText, notShown } from './choice.ts'
import { type Facts, input, type Kind, notUnderstood, problem, rowMissing, type ShownAnswer } from './kind.ts'

const isOpen = (answer: AnswerOf<'matrix'>, row: string): boolean =>
  !Object.hasOwn(answer.value, row) && !Object.hasOwn(answer.missing ?? {}, row)

/** Shown rows that have neither a value nor a missing value yet, in the order shown. */
export const openRows = (answer: AnswerOf<'matrix'> | undefined, facts: Facts): string[] =>
  facts.rowIds.filter((row) => answer === undefined || isOpen(answer, row))

/**
 * The rows that a card shows: all, or, while rows are open, `rowsPerCard` of them: the group that has the first open one.
 * Whoever changes a whole answer sees all of it.
 */
export const rowsOnCard = (
  { rowsPerCard }: QuestionOf<'matrix'>,
  answer: AnswerOf<'matrix'> | undefined,
  facts: Facts,
): string[] => {
  const [open] = openRows(answer, facts)
  if (rowsPerCard === undefined || open === undefined) return [...facts.rowIds]
  const from = Math.floor(facts.rowIds.indexOf(open) / rowsPerCard) * rowsPerCard
  return facts.rowIds.slice(from, from + rowsPerCard)
}

/** What was there with new rows laid over it: a row is in `value` or in `missing`, never in both. */
export const mergeRows = (
  before: AnswerOf<'matrix'> | undefined,
  rows: Record<string, string>,
  missing: Record<string, GivenMissing> = {},
): AnswerOf<'matrix'> => {
  const isNew = (row: string) => Object.hasOwn(rows, row) || Object.hasOwn(missing, row)
  const kept = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([row]) => !isNew(row)))
  const value = { ...kept(before?.value ?? {}), ...rows }
  const allMissing = { ...kept(before?.missing ?? {}), ...missing }
  return { kind: 'matrix', value, ...(Object.keys(allMissing).length === 0 ? {} : { missing: allMissing }) }
}

const refusal = (question: QuestionOf<'matrix'>, missing: GivenMissing) => {
  if (missing === 'dont_know' && !question.dontKnow) return problem({ code: 'no_dont_know' })
  if (missing === 'not_applicable' && !question.notApplicable) return problem({ code: 'no_not_applicable' })
  if (missing === 'skipped' && question.required) return problem({ code: 'required' })
  return undefined
}

const readRows = (values: Record<string, string>, facts: Facts): AnswerOf<'matrix'> => {
  const value: Record<string, string> = {}
  const missing: Record<string, GivenMissing> = {}
  for (const row of facts.rowIds) {
    const given = input(values, `row.${row}`)
    if (given === rowMissing.dont_know) missing[row] = 'dont_know'
    else if (given === rowMissing.not_applicable) missing[row] = 'not_applicable'
    else if (given !== '') value[row] = given
  }
  return mergeRows(undefined, value, missing)
}

export const matrix: Kind<'matrix'> = {
  fromCard: (_question, values, facts) => {
    const answer = readRows(values, facts)
    const open = openRows(answer, facts)
    if (open.length === facts.rowIds.length) return problem({ code: 'empty' })
    return open.length === 0 ? { answer } : { rows: answer.value, missing: answer.missing ?? {} }
  },

  /** Accepts a partial answer too (`complete` tells); rows that are not shown are left out, the others keep their order. */
  accept: (question, answer, facts) => {
    if (answer.kind !== 'matrix') return notUnderstood
    const value: Record<string, string> = {}
    const missing: Record<string, GivenMissing> = {}
    const given = Object.keys({ ...answer.value, ...answer.missing })
    for (const row of given.filter((id) => facts.rowIds.includes(id))) {
      const choice = Object.hasOwn(answer.value, row) ? answer.value[row] : undefined
      const why = Object.hasOwn(answer.missing ?? {}, row) ? answer.missing?.[row] : undefined
      if (choice !== undefined) {
        if (notShown([choice], facts.choiceIds) !== undefined) return problem({ code: 'unknown_choice' })
        value[row] = choice
      } else if (why !== undefined) {
        const refused = refusal(question, why)
        if (refused !== undefined) return refused
        missing[row] = why
      }
    }
    const ok = mergeRows(undefined, value, missing)
    return openRows(ok, facts).length === facts.rowIds.length ? problem({ code: 'empty' }) : { ok }
  },

  complete: (_question, answer, facts) => answer.kind === 'matrix' && openRows(answer, facts).length === 0,

  values: (_question, answer) => {
    if (answer.kind !== 'matrix') return {}
    const given = Object.entries(answer.value).map(([row, choice]) => [`row.${row}`, choice])
    // A skipped row is an empty input: there is no «hopp over» on a row of the card.
    const missing = Object.entries(answer.missing ?? {}).flatMap(([row, why]) =>
      why === 'skipped' ? [] : [[`row.${row}`, rowMissing[why]]],
    )
    return Object.fromEntries([...given, ...missing])
  },

  display: (question, answer, say) => {
    if (answer.kind !== 'matrix') return []
    return question.rows.flatMap((row): ShownAnswer[] => {
      const choice = Object.hasOwn(answer.value, row.id) ? answer.value[row.id] : undefined
      const why = answer.missing?.[row.id]
      if (choice !== undefined) return [{ label: say(row.text), text: choiceText(question.choices, choice, say) }]
      return why === undefined ? [] : [{ label: say(row.text), missing: why }]
    })
  },
}
