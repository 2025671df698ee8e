/** An answer as it is shown: in lines on a card, or in one line in a sentence. */

import { isTakenOver, type Last, lastAnswers } from '../engine/answering.ts'
import type { Stop } from '../engine/route.ts'
import type { Entry } from '../engine/session.ts'
import { display } from '../kinds/index.ts'
import type { ShownAnswer } from '../kinds/kind.ts'
import { openRows } from '../kinds/matrix.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { gives, isAsked, isLongText } from '../questionnaire/shape.ts'
import { closed, isolated, type Line } from './view.ts'
import { joined, missingKey, type Words } from './words.ts'

/** Characters of an answer inside a sentence; longer ones end in «…». */
const maxInSentence = 120

/** The answer line by line; empty when there is none. */
export const answerLines = (words: Words, question: Question, entry: Entry | undefined): Line[] => {
  if (entry?.read) return [{ text: words.t('card.was_read'), subtle: true }]
  if (entry?.missing) return [{ text: words.t(missingKey(entry.missing, question)), strong: true }]
  if (!entry?.answer) return []
  return display(question, entry.answer, words.plain).map((shown) => line(words, shown))
}

// Everything here is shown where no Markdown is read: a choice may hold a piped answer.
const line = (words: Words, shown: ShownAnswer): Line => ({ text: labelled(words, shown), own: true, strong: true })

const valueText = ({ t }: Words, shown: ShownAnswer): string => {
  if (!('text' in shown)) return t(missingKey(shown.missing))
  return shown.own ? isolated(shown.text) : shown.text
}

const labelled = (words: Words, shown: ShownAnswer): string => {
  const text = valueText(words, shown)
  if (shown.label === undefined) return text
  // A place in a ranking is a number: «1. Været».
  return /^\d+$/u.test(shown.label) ? `${shown.label}. ${text}` : `${shown.label}: ${text}`
}

/** The answer in one line for a sentence, cut at 120 characters; «Ikke besvart ennå» when there is none. */
export const answerText = (words: Words, question: Question, entry: Entry | undefined): string => {
  // Row by row it would fill the message; the closed card shows them all.
  if (gives(entry?.answer, 'rows')) return rowsText(words, display(question, entry.answer, words.plain))
  const lines = answerLines(words, question, entry)
  if (lines.length === 0) return words.t('card.unanswered')
  return closed(clipped(lines.map((l) => l.text).join(isLongText(question) ? ' ' : ', '), maxInSentence))
}

/** «svar på 8 områder, 3 hoppet over»: a row that was skipped has no answer; «vet ikke» and «ikke aktuelt» are answers. */
const rowsText = ({ t }: Words, rows: readonly ShownAnswer[]): string => {
  const skipped = rows.filter((row) => 'missing' in row && row.missing === 'skipped').length
  const count = rows.length - skipped
  if (skipped === 0) return t('card.rows', { count })
  return count === 0 ? t('card.rows_skipped', { count: skipped }) : t('card.rows_and_skipped', { count, skipped })
}

/** An answer that is not stored yet, in one line. Chosen answers are not cut: who is asked for a «ja» must see them all. */
export const givenText = (words: Words, question: Question, answer: Answer): string => {
  if (gives(answer, 'rows')) return newRowsText(words, question, answer)
  const entry: Entry = { r: 0, by: 0, at: 0, answer }
  const chosen = gives(answer, 'choices', 'order')
  if (!chosen) return answerText(words, question, entry)
  return answerLines(words, question, entry)
    .map(({ text }) => text)
    .join(', ')
}

type Rows = Extract<Answer, { kind: 'matrix' }>

/** The rows that would get another value, each with it; together when all would get the same. */
const newRowsText = (words: Words, question: Question, answer: Rows): string => {
  const stored = words.session.entries[question.id]?.answer
  const before: Rows = gives(stored, 'rows') ? stored : { kind: 'matrix', value: {} }
  const isNew = ([row, given]: [string, string]) => ({ ...before.missing, ...before.value })[row] !== given
  const only = <T extends string>(rows: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(rows).filter(isNew))
  const shown = display(question, { ...answer, value: only(answer.value), missing: only(answer.missing) }, words.plain)
  if (shown.length === 0) return answerText(words, question, { r: 0, by: 0, at: 0, answer })
  return byValue(words, shown)
}

/** These rows of an answer by name, each with its value. */
export const rowsNamed = (
  words: Words,
  question: Question,
  answer: Answer | undefined,
  rows: readonly string[],
): string => {
  if (!gives(answer, 'rows')) return ''
  const only = <T extends string>(given: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(given).filter(([row]) => rows.includes(row)))
  return byValue(
    words,
    display(question, { ...answer, value: only(answer.value), missing: only(answer.missing) }, words.plain),
  )
}

/** Rows with the same value stand together under it: «Svært nyttig: tolk, tilskudd; Litt nyttig: bosetting». */
const byValue = (words: Words, shown: readonly ShownAnswer[]): string => {
  const together = Map.groupBy(shown, (row) => valueText(words, row))
  if (together.size === shown.length) return shown.map((row) => labelled(words, row)).join('; ')
  return [...together].map(([value, rows]) => `${value}: ${rows.map(({ label }) => label).join(', ')}`).join('; ')
}

/** At most `max` characters (code points), with «…» where something was cut. */
export const clipped = (text: string, max: number): string => {
  const said = text.replace(/\s+/gu, ' ')
  if (said.length <= max) return said
  const characters = [...said]
  return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`
}

/** «Begynt: svar på 3 av 11 områder» for a matrix under way; undefined otherwise. */
export const partlyText = (words: Words, question: string): string | undefined => {
  const stop = words.stops.find((s) => s.question.id === question)
  if (!stop?.entry?.partial || !gives(stop.entry.answer, 'rows')) return undefined
  const of = stop.rowIds.length
  return words.t('card.partly', { answered: of - openRows(stop.entry.answer, stop).length, count: of })
}

// What the unit answered in the last wave, in words.

/** «I forrige undersøkelse svarte dere «Ja».», above a question where it is shown beforehand. */
export const previousLines = (words: Words, stop: Stop): Line[] => {
  const { question } = stop
  if (!isAsked(question) || question.prefill !== 'before') return []
  const text = previousText(words, stop)
  return text === '' ? [] : [{ text, own: true, subtle: true }]
}

/**
 * The same sentence; of those that have merged into the unit one for all that answered at the same time, of what was divided one
 * each; then which areas have come or gone since, as no answer follows them. '' when there is nothing to tell.
 */
export const previousText = (words: Words, stop: Stop): string => {
  const all = lastAnswers(stop, words.previous)
  const merged = Map.groupBy(all, (one) => (one.became === 'merged' ? `${one.year}` : one))
  return [...[...merged.values()].map((same) => saidBefore(words, stop, same)), ...movedSince(words, all)].join(' ')
}

const movedSince = (words: Words, all: readonly Last[]): string[] => {
  const borders = new Set(all.flatMap((one) => one.borders ?? []))
  if (borders.size === 0) return []
  const each = [...borders].map(({ date, from, to }) => words.t('card.border', { year: date.slice(0, 4), from, to }))
  return [...each, words.t('card.borders_not_followed', { count: all.length })]
}

const saidBefore = (words: Words, { question }: Stop, same: readonly Last[]): string => {
  const [first] = same
  if (first === undefined) return ''
  const { name, year, became } = first
  const when = words.t(year === undefined ? 'card.last_time' : 'card.in_year', year === undefined ? {} : { year })
  const given = ({ answer }: Last) => answerText(words, question, { r: 0, by: 0, at: 0, answer })
  if (became === undefined) return words.t('card.previous', { when, answer: given(first) })
  const each = same.map((one) => words.t('card.previous_each', { name: one.name, answer: given(one) }))
  const text = words.t('card.previous_of', { when, each: joined(words, each, 'and') })
  return became === 'split' ? `${text} ${words.t('card.divided', { name })}` : text
}

/** What a «ja» is asked for: that the answer is another one now, or that it holds though the unit it was of is divided. */
export const previousConfirmText = (words: Words, stop: Stop, answer: Answer): string => {
  const key = isTakenOver(stop, lastAnswers(stop, words.previous), answer) ? 'still_so' : 'other_than_previous'
  return words.t(`card.${key}`, { previous: previousText(words, stop) })
}
