/** Names of variables, choices and groups in one language form. */

import { unitFor } from '../norwegian/singular.ts'
import type { Disposition } from '../outcome/rates.ts'
import type { Language, Text } from '../questionnaire/schema.ts'
import { hasChoices } from '../questionnaire/shape.ts'
import { plainText, translate } from '../texts/translate.ts'
import { rounded } from './compared.ts'
import type { CountedQuestion } from './count.ts'
import type { NamedGroups } from './model.ts'

/** A text of `doc` in `report.json`. */
export const doc = (language: Language, key: string, vars: Record<string, string | number> = {}): string =>
  translate(language, `report.doc.${key}`, vars)

export const say = (language: Language, text: Text | undefined): string =>
  text === undefined ? '' : plainText(language, text[language])

/** «a», «a og b», «a, b og c». */
export const join = (language: Language, items: string[]): string =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${translate(language, 'report.and')} ${items.at(-1)}`

/** A choice, or a missing kind that counts as a category. */
export const categoryLabel = (language: Language, question: CountedQuestion, id: string): string => {
  const choice = hasChoices(question) ? question.choices.find((c) => c.id === id) : undefined
  if (choice !== undefined) return say(language, choice.text)
  return translate(language, `report.missing.${id}`, { defaultValue: id })
}

/** The words that a wave has for its groups. */
export type GroupWords = { language: Language; groups: readonly NamedGroups[] }

/** A group's name; the id where the report knows none. */
export const groupLabel = ({ language, groups }: GroupWords, dimension: string, id: string): string =>
  groups.find(({ by }) => by === dimension)?.names[id]?.[language] ?? id

/** What became of a unit and part. */
export const outcomeLabel = (language: Language, outcome: Disposition): string =>
  translate(language, `report.outcome.${outcome}`)

export const dimensionLabel = ({ language, groups }: GroupWords, dimension: string): string =>
  groups.find(({ by }) => by === dimension)?.title[language] ?? dimension

/** «begge delene», «alle tre delene»; of a wave with one part nobody says it. */
export const allParts = (language: Language, count: number): string => {
  if (count === 2) return doc(language, 'parts_two')
  const number = translate(language, `report.numerals.${count}`, { defaultValue: String(count) })
  return doc(language, 'parts_many', { number })
}

/** Wide enough for the labels of a chart, in letters. */
const chartLine = 40

/** Breaks a label into lines at spaces. */
export const wrapped = (label: string): string => {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= chartLine) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

// Numbers as Norwegian readers write them.

const formats: Record<Language, Intl.NumberFormat> = {
  nb: new Intl.NumberFormat('nb-NO', { maximumFractionDigits: 1 }),
  nn: new Intl.NumberFormat('nn-NO', { maximumFractionDigits: 1 }),
}

/** At most one decimal, decimal comma, a space that does not break between thousands. */
export const formatNumber = (language: Language, value: number): string => formats[language].format(value)

/** What is counted, beside a figure as `formatNumber` shows it: of 0,96 «1» is read, and «1 person». */
export const unitShown = (value: number, unit: string): string => unitFor(rounded(value), unit)

/** A value of a series; one that the source gives as about so much says so. */
export const seriesValue = (
  language: Language,
  { value, about }: { value: number; about?: true | undefined },
): string =>
  about
    ? translate(language, 'report.share.about', { fraction: formatNumber(language, value) })
    : formatNumber(language, value)
