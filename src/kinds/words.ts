/** A person's own words: stored as they were written, measured in characters as people count them. */
import { legible, trimWritten } from '../norwegian/written.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { type Accepted, input, type Kind, notUnderstood, problem, type ReadAnswer, type ShownAnswer } from './kind.ts'

/** Code points, so that «😀» is one character and not two. */
export const lengthOf = (text: string): number => [...text].length

/** Own words as they are stored: as written, without what stands around them; '' when nothing of it can be seen. */
export const cleanText = (text: string, lines: 'one' | 'many'): string => {
  if (legible(text) === '') return ''
  const written = trimWritten(text)
  return lines === 'many' ? written : written.replace(/\s*\n\s*/gu, ' ').trim()
}

/** The text input of a card. */
const readText = (values: Record<string, string>): ReadAnswer => {
  const value = trimWritten(input(values, 'answer') === '' ? '' : (values.answer ?? ''))
  return value === '' ? problem({ code: 'empty' }) : { answer: { kind: 'text', value } }
}

/** Clean, not empty, not longer than `max` code points. Never cut: the person says it shorter. */
const acceptText = (answer: Answer, lines: 'one' | 'many', max: number): Accepted => {
  if (answer.kind !== 'text') return notUnderstood
  const value = cleanText(answer.value, lines)
  const length = lengthOf(value)
  if (length === 0) return problem({ code: 'empty' })
  if (length > max) return problem({ code: 'too_long', max, length })
  return { ok: { kind: 'text', value } }
}

const textValues = (answer: Answer): Record<string, string> => (answer.kind === 'text' ? { answer: answer.value } : {})

const showText = (answer: Answer): ShownAnswer[] =>
  answer.kind === 'text' ? answer.value.split('\n').map((text) => ({ text, own: true })) : []

// One line in the respondent's own words.

export const shortText: Kind<'short_text'> = {
  fromCard: (_question, values) => readText(values),
  accept: (question, answer) => acceptText(answer, 'one', question.maxLength),
  complete: () => true,
  values: (_question, answer) => textValues(answer),
  display: (_question, answer) => showText(answer),
}

// Several lines in the respondent's own words.

export const longText: Kind<'long_text'> = {
  fromCard: (_question, values) => readText(values),
  accept: (question, answer) => acceptText(answer, 'many', question.maxLength),
  complete: () => true,
  values: (_question, answer) => textValues(answer),
  display: (_question, answer) => showText(answer),
}

// Information between questions: it is read, not answered, so nothing given is an answer to it.

export const info: Kind<'info'> = {
  fromCard: () => notUnderstood,
  accept: () => notUnderstood,
  complete: () => true,
  values: () => ({}),
  display: () => [],
}

// How a question's card takes an answer.

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
