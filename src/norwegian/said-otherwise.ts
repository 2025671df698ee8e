/** The words of an answer, and something in them that says the contrary: asked about, however likely it looks. */

import type { Asked } from '../questionnaire/schema.ts'
import { hasChoices } from '../questionnaire/shape.ts'

const insteadOf =
  /(?<!\p{L})(?:i stedet for|i staden for|istedenfor|istadenfor|istedet for|framfor|fremfor)(?: å)? (\p{L}{3})/iu

const no = '^\\P{L}{0,3}(?:nei|neida|næ)(?!\\p{L}).{0,40}(?<!\\p{L})'
const not = '(?:ikke|ikkje|itj|itte)'
const easy = '(?:lett|enkelt|greitt?|problemfritt|uproblematisk|moro)'
/** «Nei, det har ikke vært lett», «nei, lett var det ikke»: it was hard. */
const notEasy = new RegExp(
  `${no}(?:${not}(?: \\p{L}+){0,3} ${easy}|${easy} (?:har|var|er|e|va) d(?:et)? ${not})(?!\\p{L})`,
  'iu',
)

/** «Kjøpt boliger i stedet for å leie», where a choice is «leid boliger i stedet for å kjøpe»: the same words, the other way round. */
const isSwapped = (text: string, question: Asked): boolean => {
  const left = insteadOf.exec(text)?.[1]?.toLowerCase()
  if (left === undefined || !hasChoices(question)) return false
  const compared = question.choices.flatMap((choice) => insteadOf.exec(choice.text.nb)?.[1]?.toLowerCase() ?? [])
  return compared.length > 0 && !compared.includes(left)
}

/** Whether something in the text turns the answer that its words look like. */
export const isSaidOtherwise = (text: string, question: Asked): boolean =>
  notEasy.test(text) || isSwapped(text, question)
