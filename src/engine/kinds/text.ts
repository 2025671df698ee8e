/** A person's own words: stored as they were written, measured in characters as people count them. */
import { legible, trimWritten } from '../../norwegian/written.ts'
import type { Answer } from '../../questionnaire/answer.ts'
import type { Accepted, Read, Shown } from './base.ts'
import { input, notUnderstood, problem } from './base.ts'

/** Code points, so that «😀» is one character and not two. */
export const lengthOf = (text: string): number => [...text].length

/** Own words as they are stored: as written, without what stands around them; '' when nothing of it can be seen. */
export const cleanText = (text: string, lines: 'one' | 'many'): string => {
  if (legible(text) === '') return ''
  const written = trimWritten(text)
  return lines === 'many' ? written : written.replace(/\s*\n\s*/gu, ' ').trim()
}

/** The text input of a card. */
export const readText = (values: Record<string, string>): Read => {
  const value = trimWritten(input(values, 'answer') === '' ? '' : (values.answer ?? ''))
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
