/** A person's own words: cleaned before they are stored, measured in characters as people count them. */
import type { Answer } from '../../questionnaire/answer.ts'
import type { Accepted, Read, Shown } from './base.ts'
import { input, notUnderstood, problem } from './base.ts'

/** Code points, so that «😀» is one character and not two. */
export const lengthOf = (text: string): number => [...text].length

/**
 * Own words as they are stored: trimmed, NFC, control characters and direction overrides removed. PostgreSQL refuses
 * U+0000 in text and JSON refuses lone surrogates. `lines: 'many'` keeps line breaks, at most two in a row.
 */
export const cleanText = (text: string, lines: 'one' | 'many'): string => {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
  return (lines === 'many' ? plain.replace(/\n{3,}/gu, '\n\n') : plain.replace(/\s*\n\s*/gu, ' ')).trim()
}

/** The text input of a card. */
export const readText = (values: Record<string, string>): Read => {
  const value = input(values, 'answer')
  return value === '' ? problem({ code: 'empty' }) : { answer: { kind: 'text', value } }
}

/** Clean, not empty, not longer than `max` code points. Never cut: the person says it shorter. */
export const acceptText = (answer: Answer, lines: 'one' | 'many', max: number): Accepted => {
  if (answer.kind !== 'text') return notUnderstood
  const value = cleanText(answer.value, lines)
  const length = lengthOf(value)
  if (length === 0) return problem({ code: 'empty' })
  if (length > max) return problem({ code: 'too_long', max, length })
  return { ok: { kind: 'text', value } }
}

export const textValues = (answer: Answer): Record<string, string> =>
  answer.kind === 'text' ? { answer: answer.value } : {}

export const showText = (answer: Answer): Shown[] =>
  answer.kind === 'text' ? answer.value.split('\n').map((text) => ({ text, own: true })) : []
