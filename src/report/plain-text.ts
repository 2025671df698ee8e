/** A questionnaire's text in a report, where no single unit is meant. */

import { placeholderPattern, readPlaceholder } from '../questionnaire/placeholders.ts'
import type { Language } from '../questionnaire/schema.ts'
import { translate } from '../wording/translate.ts'

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Unit words become those of a municipality («kommunen»); what repeats an answer is left out. */
export const plainText = (language: Language, text: string): string =>
  text.replace(placeholderPattern, (_, raw: string) => {
    const placeholder = readPlaceholder(raw)
    if (placeholder.type !== 'unit') return ''
    const word = translate(language, `report.unit_words.${placeholder.word}`)
    return placeholder.capital === 'yes' ? capital(word) : word
  })

/** A label inside a sentence: «Praksisplasser» becomes «praksisplasser», «NAVs nettverk» stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
