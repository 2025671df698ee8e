/** What somebody gave on a form, in words, to be shown back to them where it could not be stored. */
import type { Language, Question, Questionnaire } from '../../../questionnaire/schema.ts'
import { choicesOf, rowsOf } from '../../../questionnaire/shape.ts'

/** The values of a form as lines: choices by their texts, everything else as it was typed. */
export const typedLines = (
  values: Record<string, string>,
  question: Question | undefined,
  language: Language,
): string[] => {
  const choices = choicesOf(question)
  const rows = rowsOf(question)
  return Object.entries(values)
    .filter(([key, value]) => /^(answer|other|text|row\..+|rank\.\d+)$/.test(key) && value.trim() !== '')
    .map(([key, value]) => {
      const named = value.split(',').map((id) => choices.find((choice) => choice.id === id)?.text[language])
      const said = named.every((name) => name !== undefined) ? named.join(', ') : value
      const row = rows.find(({ id }) => key === `row.${id}`)
      return row === undefined ? said : `${row.text[language]}: ${said}`
    })
}

/** A question by its id. */
export const questionIn = (questionnaire: Questionnaire | undefined, id: string | undefined): Question | undefined =>
  questionnaire?.sections.flatMap(({ questions }) => questions).find((question) => question.id === id)
