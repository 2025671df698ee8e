/** Earlier answers inside later texts: `{{svar.<question id>}}`. */
import { display } from '../engine/kinds/index.ts'
import type { Stop } from '../engine/route.ts'
import type { Entry } from '../engine/types.ts'
import type { Language, Question, Text } from '../questionnaire/schema.ts'
import { isolated } from './isolated.ts'
import { escapeMarkdown } from './markdown.ts'
import { fill, translate } from './translate.ts'

/** Stands where an answer would, when there is none yet. */
const none = '…'

/** By question id, the answer in one line. `markdown`: a person's own words are escaped. */
export const pipedAnswers = (
  stops: readonly Stop[],
  language: Language,
  unit: Record<string, string>,
  form: 'plain' | 'markdown',
): Record<string, string> =>
  Object.fromEntries(
    stops.map(({ question, entry }) => [question.id, oneLine(question, entry, { language, unit, form })]),
  )

type How = { language: Language; unit: Record<string, string>; form: 'plain' | 'markdown' }

const oneLine = (question: Question, entry: Entry | undefined, { language, unit, form }: How): string => {
  if (entry?.missing) return translate(language, missingKey(entry.missing)).toLowerCase()
  if (!entry?.answer) return none
  const say = (text: Text) => fill(language, text[language], unit)
  return display(question, entry.answer, say)
    .map((shown) => {
      const text = 'text' in shown ? shown.text : translate(language, missingKey(shown.missing)).toLowerCase()
      const own = 'own' in shown && shown.own ? ownText(text, form) : text
      return 'own' in shown || question.kind === 'matrix' ? [shown.label, own].filter(Boolean).join(': ') : own
    })
    .join(', ')
}

const ownText = (text: string, form: How['form']): string => isolated(form === 'markdown' ? escapeMarkdown(text) : text)

/** The key of the word for a missing value. */
export const missingKey = (missing: 'skipped' | 'dont_know' | 'not_applicable'): string =>
  missing === 'skipped' ? 'card.skipped' : `card.${missing}`
