/** What every question kind can do, and the few things they share. */
import type { Answer, GivenMissing, Problem } from '../questionnaire/answer.ts'
import type { QuestionKind, QuestionOf, Text } from '../questionnaire/schema.ts'

/** Choices and rows that are shown to this respondent, in the order shown (conditions already applied). */
export type Facts = { readonly choiceIds: readonly string[]; readonly rowIds: readonly string[] }

/** What a card's inputs say. `rows`: a matrix with some of its shown rows filled in; all of them make an `answer`. */
export type ReadAnswer =
  | { answer: Answer }
  | { rows: Record<string, string>; missing: Record<string, GivenMissing> }
  | { problem: Problem }

export type Accepted = { ok: Answer } | { problem: Problem }

/**
 * One line of an answer as it is shown. `own`: `text` is the person's own words. `label`: what the line is about (matrix
 * row, «Annet», place in a ranking); a matrix row without substantive answer has `missing` in place of `text`.
 */
export type ShownAnswer = { label?: string; text: string; own?: true } | { label: string; missing: GivenMissing }

/** A text in the respondent's language with its placeholders filled in. */
export type Say = (text: Text) => string

export type Kind<K extends QuestionKind> = {
  fromCard: (question: QuestionOf<K>, values: Record<string, string>, facts: Facts) => ReadAnswer
  accept: (question: QuestionOf<K>, answer: Answer, facts: Facts) => Accepted
  complete: (question: QuestionOf<K>, answer: Answer, facts: Facts) => boolean
  values: (question: QuestionOf<K>, answer: Answer) => Record<string, string>
  display: (question: QuestionOf<K>, answer: Answer, say: Say) => ShownAnswer[]
}

/** What a matrix row's input sends for a missing value. No choice id begins with `_`, so it cannot be taken for one. */
export const rowMissing: Record<'dont_know' | 'not_applicable', string> = {
  dont_know: '_dont_know',
  not_applicable: '_not_applicable',
}

/** Characters (code points) of «annet, spesifiser»: a phrase, not an essay. */
export const maxOther = 200

/** One input's value, trimmed; an input that was not sent is ''. Inherited names such as `constructor` are not inputs. */
export const input = (values: Record<string, string>, key: string): string => {
  const value: unknown = Object.hasOwn(values, key) ? values[key] : ''
  return typeof value === 'string' ? value.trim() : ''
}

/** The `answer` of a multi-select as Teams joins its values: "a,b". Repeats are dropped. */
export const inputList = (values: Record<string, string>): string[] => [
  ...new Set(
    input(values, 'answer')
      .split(',')
      .map((v) => v.trim())
      .filter((v) => v !== ''),
  ),
]

export const problem = (value: Problem): { problem: Problem } => ({ problem: value })

/** An answer of another kind than the question's: a card of another question, or a fault in the caller. */
export const notUnderstood = problem({ code: 'not_understood' })
