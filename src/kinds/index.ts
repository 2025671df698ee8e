/** The registry of question kinds: one question in, its kind's file does the work. */

import type { Answer } from '../questionnaire/answer.ts'
import type { Question, QuestionKind, QuestionOf } from '../questionnaire/schema.ts'
import { multiple, single } from './choice.ts'
import { date } from './date.ts'
import { number, percent } from './figure.ts'
import type { Accepted, Facts, Kind, ReadAnswer, Say, ShownAnswer } from './kind.ts'
import { matrix } from './matrix.ts'
import { ranking } from './ranking.ts'
import { info, longText, shortText } from './words.ts'

type Bound = {
  fromCard: (values: Record<string, string>, facts: Facts) => ReadAnswer
  accept: (answer: Answer, facts: Facts) => Accepted
  complete: (answer: Answer, facts: Facts) => boolean
  values: (answer: Answer) => Record<string, string>
  display: (answer: Answer, say: Say) => ShownAnswer[]
}

const bind = <K extends QuestionKind>(kind: Kind<K>, question: QuestionOf<K>): Bound => ({
  fromCard: (values, facts) => kind.fromCard(question, values, facts),
  accept: (answer, facts) => kind.accept(question, answer, facts),
  complete: (answer, facts) => kind.complete(question, answer, facts),
  values: (answer) => kind.values(question, answer),
  display: (answer, say) => kind.display(question, answer, say),
})

const kindOf = (question: Question): Bound => {
  switch (question.kind) {
    case 'single':
      return bind(single, question)
    case 'multiple':
      return bind(multiple, question)
    case 'matrix':
      return bind(matrix, question)
    case 'number':
      return bind(number, question)
    case 'percent':
      return bind(percent, question)
    case 'date':
      return bind(date, question)
    case 'ranking':
      return bind(ranking, question)
    case 'short_text':
      return bind(shortText, question)
    case 'long_text':
      return bind(longText, question)
    case 'info':
      return bind(info, question)
  }
}

/**
 * What a card's inputs say, read as Teams sends them: strings keyed `answer`, `other`, `row.<id>`, `rank.<n>`, absent when
 * left empty. Only read; `accept` decides. Rubbish is a problem, never a throw.
 */
export const fromCard = (question: Question, values: Record<string, string>, facts: Facts): ReadAnswer =>
  kindOf(question).fromCard(values, facts)

/**
 * Whether an answer, typed or from a card, can be stored, and in which form (cleaned, in the questionnaire's order).
 * Accepting twice changes nothing. A matrix with open rows is accepted; `complete` tells that it is partial.
 */
export const accept = (question: Question, answer: Answer, facts: Facts): Accepted =>
  kindOf(question).accept(answer, facts)

/** False for a matrix with open rows; true for every other answer. */
export const complete = (question: Question, answer: Answer, facts: Facts): boolean =>
  kindOf(question).complete(answer, facts)

/** What of an answer are the person's own words; '' when nothing is. */
export const ownWords = (answer: Answer): string => {
  if (answer.kind === 'text') return answer.value
  return answer.kind === 'single' || answer.kind === 'multiple' ? (answer.other ?? '') : ''
}

/** The inverse of `fromCard`: prefilled inputs for «Endre». */
export const cardValues = (question: Question, answer: Answer): Record<string, string> =>
  kindOf(question).values(answer)

/** The answer as lines in the respondent's language; `say` gives a text in it with placeholders filled in. */
export const display = (question: Question, answer: Answer, say: Say): ShownAnswer[] =>
  kindOf(question).display(answer, say)
