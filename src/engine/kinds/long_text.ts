/** Several lines in the respondent's own words. */
import type { Kind } from './base.ts'
import { acceptText, readText, showText, textValues } from './text.ts'

export const longText: Kind<'long_text'> = {
  fromCard: (_question, values) => readText(values),
  accept: (question, answer) => acceptText(answer, 'many', question.maxLength),
  complete: () => true,
  values: (_question, answer) => textValues(answer),
  display: (_question, answer) => showText(answer),
}
