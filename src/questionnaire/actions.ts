/** How a question's card takes an answer. */
import type { Question } from './schema.ts'

/** Teams shows at most six actions of a card as buttons; the rest goes into an overflow menu. */
export const maxActions = 6
/** Four choices and «vet ikke» and «hopp over» make six. */
const maxButtonChoices = 4
/** Button text is one line and is cut; 24 characters stand on a phone 320 px wide. */
const maxButtonText = 24

type Presentation = 'buttons' | 'input'

/** Missing values that get a button of their own; those of a matrix are given per row. */
const missingActions = (question: Question): number => {
  if (question.kind === 'info') return 0
  const perRow = question.kind === 'matrix'
  const named = perRow ? 0 : Number(question.dontKnow) + Number(question.notApplicable)
  return named + (question.required ? 0 : 1)
}

const fitsButton = (text: string): boolean => [...text].length <= maxButtonText

/**
 * `buttons`: one tap answers. A single choice with at most four choices, each at most 24 characters in both language
 * forms and none to be specified, when they and the missing values make at most six. Else `input`, with «Svar».
 */
export const presentation = (question: Question): Presentation => {
  if (question.kind !== 'single') return 'input'
  const { choices } = question
  const short = choices.every((c) => !c.specify && fitsButton(c.text.nb) && fitsButton(c.text.nn))
  const few = choices.length <= maxButtonChoices && choices.length + missingActions(question) <= maxActions
  return short && few ? 'buttons' : 'input'
}
