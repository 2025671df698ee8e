/** What is counted: a question, or one row of a matrix, and what each submission says about it. */
import type { Missing } from '../questionnaire/answer.ts'
import type { Asked, Base, Choice, Question, Questionnaire } from '../questionnaire/schema.ts'
import type { SubmittedAnswer } from '../results/submission-schema.ts'
import type { Answered, VariableKind } from './model.ts'

/** One thing counted. `row` is set for a row of a matrix. */
export type Item = {
  question: string
  row?: string
  part: string
  kind: Exclude<VariableKind, 'matrix'> | 'scale'
  base: Base
  choices: Choice[]
  /** The sum of its numbers means something (`sums` of the plan). */
  summed?: true
}

/** What a submission says of an item. A date is counted by its year. */
export type Said =
  | { type: 'choices'; ids: string[] }
  | { type: 'number'; value: number }
  | { type: 'missing'; kind: Missing }

export type CountedQuestion = Exclude<Asked, { kind: 'short_text' | 'long_text' }>

/** Text is left out of tables, information has no answer. */
export const isCounted = (question: Question): question is CountedQuestion =>
  question.kind !== 'info' && question.kind !== 'short_text' && question.kind !== 'long_text'

/** The questions of a part that are counted, in order. */
export const countedQuestions = (questionnaire: Questionnaire): CountedQuestion[] =>
  questionnaire.sections.flatMap((s) => s.questions).filter(isCounted)

/** The items of a question: itself, or its rows. */
export const itemsOf = (question: CountedQuestion, part: string): Item[] => {
  const { id, base } = question
  switch (question.kind) {
    case 'matrix':
      return question.rows.map((row) => ({
        question: id,
        row: row.id,
        part,
        kind: 'scale',
        base,
        choices: question.choices,
      }))
    case 'single':
    case 'multiple':
    case 'ranking':
      return [{ question: id, part, kind: question.kind, base, choices: question.choices }]
    default:
      // A mean has no place for «vet ikke», whatever base is declared; nor has a year.
      return [{ question: id, part, kind: question.kind, base: 'substantive', choices: [] }]
  }
}

const own = <T>(record: Record<string, T> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined

const saidBy = (answer: SubmittedAnswer): Said => {
  switch (answer.kind) {
    case 'single':
      return { type: 'choices', ids: [answer.value] }
    case 'multiple':
    case 'ranking':
      return { type: 'choices', ids: answer.value }
    case 'number':
    case 'percent':
      return { type: 'number', value: answer.value }
    case 'date':
      return { type: 'choices', ids: [answer.value.slice(0, 4)] }
    default:
      return { type: 'missing', kind: 'not_asked' }
  }
}

/**
 * What the submission says of the item. A question that stands neither under `answers` nor under `missing` was not in
 * the version answered: not asked.
 */
export const saidOf = (item: Item, submission: Answered): Said => {
  const answer = own(submission.answers, item.question)
  if (answer === undefined) return { type: 'missing', kind: own(submission.missing, item.question) ?? 'not_asked' }
  if (item.row === undefined) return saidBy(answer)
  if (answer.kind !== 'matrix') return { type: 'missing', kind: 'not_asked' }
  const value = own(answer.value, item.row)
  return value === undefined
    ? { type: 'missing', kind: own(answer.missing, item.row) ?? 'not_asked' }
    : { type: 'choices', ids: [value] }
}

/** The missing kinds that count in the denominator, shown as categories of their own. */
export const countedMissing: Record<Base, readonly Missing[]> = {
  substantive: [],
  with_dont_know: ['dont_know'],
  with_not_applicable: ['not_applicable'],
}

/** In the denominator of the item's shares? */
export const inBase = (item: Item, said: Said): boolean =>
  said.type !== 'missing' || countedMissing[item.base].includes(said.kind)
