/** Words that follow the unit: kommunen or bydelen. */

import { placeholderPattern, readPlaceholder, unitWords } from '../questionnaire/placeholders.ts'
import type { Language, Text } from '../questionnaire/schema.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { fill, translate } from './translate.ts'

/** «kommunen» or «bydelen», and so on; with a capital for the beginning of a sentence. `unitKind`: chooses in `{{a|b}}`. */
export const unitData = (language: Language, unit: Pick<Unit, 'kind' | 'name'>): Record<string, string> => {
  const key = `${language}|${unit.kind}|${unit.name}`
  const known = remembered.get(key)
  if (known) return known
  const made = wordsOf(language, unit)
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(key, made)
  return made
}

/** Every unit of a wave (437) in both language forms, with room to spare. */
const maxRemembered = 2000
const remembered = new Map<string, Record<string, string>>()

const wordsOf = (language: Language, unit: Pick<Unit, 'kind' | 'name'>): Record<string, string> =>
  Object.fromEntries([
    ['unitKind', unit.kind],
    ...unitWords.flatMap((word) => {
      const said = translate(language, `units.${unit.kind}.${word}`, { name: unit.name })
      return [
        [word, said],
        [capital(word), capital(said)],
      ]
    }),
  ])

/** A questionnaire's text with the unit's words in place, in both forms; repeated answers are left as they are. */
export const withUnitWords = (text: Text, unit: Pick<Unit, 'kind' | 'name'>): Text => ({
  nb: replaced(text.nb, unitData('nb', unit)),
  nn: replaced(text.nn, unitData('nn', unit)),
})

const replaced = (text: string, words: Record<string, string>): string =>
  text.replace(placeholderPattern, (all, raw: string) => {
    const { type } = readPlaceholder(raw)
    return type === 'unit' ? (words[raw] ?? all) : type === 'either' ? fill('nb', all, words) : all
  })

// A questionnaire's text in a report, where no single unit is meant.

/** With a capital first letter, as a sentence begins. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Unit words become those of a municipality («kommunen»); what repeats an answer is left out. */
export const plainText = (language: Language, text: string): string =>
  text.replace(placeholderPattern, (_, raw: string) => {
    const placeholder = readPlaceholder(raw)
    if (placeholder.type === 'either') return placeholder.kommune
    if (placeholder.type !== 'unit') return ''
    const word = translate(language, `report.unit_words.${placeholder.word}`)
    return placeholder.capital === 'yes' ? capital(word) : word
  })

/** A label inside a sentence: «Praksisplasser» becomes «praksisplasser», «NAVs nettverk» stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
