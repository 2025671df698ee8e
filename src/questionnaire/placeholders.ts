/**
 * Placeholders in texts: `{{kommunen}}` follows the unit (kommunen / bydelen), `{{rådmannen|bydelsdirektøren}}` says the first
 * to a municipality and the second to a district of Oslo, `{{svar.<question id>}}` repeats an earlier answer. `wording/` fills
 * them in; the same ones stand in nb and nn.
 */

import { type Finding, type Path, type SaidOfFault, said } from './fault.ts'
import { textsOf } from './yaml.ts'

/** Words that follow the unit's kind; `enhet` is the unit's name. With a capital first letter at the start of a sentence. */
export const unitWords = ['kommune', 'kommunen', 'kommunens', 'kommuner', 'kommunene', 'enhet'] as const
type UnitWord = (typeof unitWords)[number]

export type Placeholder =
  /** `capital`: it begins a sentence. */
  | { type: 'unit'; word: UnitWord; raw: string; capital: 'yes' | 'no' }
  /** Words of the text's own for the two kinds of unit, as they stand in it: who answers is called otherwise in each wave. */
  | { type: 'either'; kommune: string; bydel: string; raw: string }
  | { type: 'answer'; question: string; raw: string }
  | { type: 'unknown'; raw: string }

/** Everything between double braces, whatever stands there. */
export const placeholderPattern = /\{\{\s*([^{}]*?)\s*\}\}/gu

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1)

/** What one placeholder says; `raw` is what stands between the braces. */
export const readPlaceholder = (raw: string): Placeholder => {
  const answer = /^svar\.([a-z][a-z0-9_]*)$/u.exec(raw)
  if (answer?.[1] !== undefined) return { type: 'answer', question: answer[1], raw }
  const [kommune, bydel, more] = raw.split('|').map((one) => one.trim())
  if (kommune && bydel && more === undefined) return { type: 'either', kommune, bydel, raw }
  const word = unitWords.find((w) => w === lowerFirst(raw))
  if (word === undefined) return { type: 'unknown', raw }
  return { type: 'unit', word, raw, capital: raw === word ? 'no' : 'yes' }
}

/** The placeholders of a text in order, repeats included. */
export const placeholdersIn = (text: string): Placeholder[] =>
  [...text.matchAll(placeholderPattern)].map((match) => readPlaceholder(match[1] ?? ''))

/** How one is written, for who has written it otherwise. */
export const placeholderExample = '{{kommunen}}'

/** Braces that open or close nothing, so that people would read them; undefined: there are none. */
export const loneBraces = (text: string): SaidOfFault | undefined => {
  const braces = /\{\{|\}\}/u.exec(text.replace(placeholderPattern, ''))?.[0]
  return braces === undefined ? undefined : said('unknown_placeholder.open', { braces, example: placeholderExample })
}

/**
 * Every text of the data, however deep, with something to be put in where nothing is: people would read the braces, on a page,
 * in a letter or a PDF. `isFilled`: whether a text is filled in, or looked at by another check, by its place.
 */
export const unfilledFindings = (data: unknown, isFilled: (path: Path) => boolean): Finding[] =>
  textsOf(data).flatMap(({ text, path }): Finding[] => {
    if (isFilled(path)) return []
    const [first] = placeholdersIn(text)
    const wrong =
      loneBraces(text) ??
      (first === undefined ? undefined : said('unknown_placeholder.here', { placeholder: `{{${first.raw}}}` }))
    return wrong === undefined ? [] : [{ path, ...wrong }]
  })
