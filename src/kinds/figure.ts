/** Figures: what number and per cent share. */

import { unitFor } from '../norwegian/singular.ts'
import type { Answer, Problem } from '../questionnaire/answer.ts'
import { boundsOf } from '../questionnaire/shape.ts'
import { input, type Kind, notUnderstood, problem, type ReadAnswer } from './kind.ts'

/** Above this a double no longer holds every whole number (2^53 ≈ 9.007 · 10^15) with room for decimals. */
const largest = 1e12

/**
 * A figure as a card sends it: "100", "12.5", "12,5", "−3", with or without spaces between thousands (also the no-break
 * ones). Not a number: undefined. Typed Norwegian («tjuefem», «ca. 30») is `norwegian/`'s to read.
 */
const parseAmount = (text: string): number | undefined => {
  const plain = text.replace(/[\s\u00a0\u202f\u2009]/gu, '').replace('−', '-')
  if (!/^[-+]?\d{1,30}(?:[.,]\d{1,30})?$/u.test(plain)) return undefined
  const value = Number(plain.replace(',', '.'))
  return value === 0 ? 0 : value
}

/** «12.000» and «12,000» have two readings, unless the field takes so many decimals. */
const twofold = /^[-+−]?\d{1,3}[.,]\d{3}$/u

/** The figure in input `answer`; what is not one beyond doubt is `not_a_number`, and is heard as if it had been typed. */
const readAmount = (
  kind: 'number' | 'percent',
  values: Record<string, string>,
  { decimals }: { decimals: number },
): ReadAnswer => {
  const text = input(values, 'answer')
  if (text === '') return problem({ code: 'empty' })
  const value = decimals < 3 && twofold.test(text) ? undefined : parseAmount(text)
  return value === undefined ? problem({ code: 'not_a_number' }) : { answer: { kind, value } }
}

/** Why a figure does not fit its field; undefined when it does. Without `min` / `max`: ± 10^12. */
const amountProblem = (
  value: number,
  field: { min?: number | undefined; max?: number | undefined; decimals: number },
): Problem | undefined => {
  if (!Number.isFinite(value)) return { code: 'not_a_number' }
  if (Number(value.toFixed(field.decimals)) !== value) {
    return field.decimals === 0 ? { code: 'whole_number' } : { code: 'decimals', max: field.decimals }
  }
  const min = field.min ?? -largest
  const max = field.max ?? largest
  if (value < min) return { code: 'too_small', min }
  if (value > max) return { code: 'too_large', max }
  return undefined
}

/** A figure in Norwegian, both forms alike: decimal comma, no-break space between thousands: 1 234,5. */
export const formatAmount = (value: number): string => {
  const [whole = '', decimals] = Math.abs(value).toString().split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, '\u00a0')
  return `${value < 0 ? '−' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`
}

/** «om lag 1 200 årsverk», «1 person»; «om lag» is the same in both language forms. `unit` absent: the bare figure. */
export const showAmount = (answer: { value: number; approximate?: true | undefined }, unit?: string): string =>
  `${answer.approximate ? 'om lag ' : ''}${formatAmount(answer.value)}${unit === undefined ? '' : `\u00a0${unitFor(answer.value, unit)}`}`

/** As `Input.Number` wants it: decimal point. That a figure was approximate is not kept in the field. */
const amountValues = (answer: Answer): Record<string, string> =>
  answer.kind === 'number' || answer.kind === 'percent' ? { answer: String(answer.value) } : {}

// A count or an amount, with a unit and a range.

export const number: Kind<'number'> = {
  fromCard: (question, values) => readAmount('number', values, question),

  accept: (question, answer) => {
    if (answer.kind !== 'number') return notUnderstood
    const problem = amountProblem(answer.value, question)
    return problem === undefined ? { ok: answer } : { problem }
  },

  complete: () => true,
  values: (_question, answer) => amountValues(answer),

  display: (question, answer, say) => {
    if (answer.kind !== 'number') return []
    return [{ text: showAmount(answer, question.unit === undefined ? undefined : say(question.unit)) }]
  },
}

// A share in per cent, 0–100 unless the question says otherwise.

export const percent: Kind<'percent'> = {
  fromCard: (question, values) => readAmount('percent', values, question),

  /** In a field of whole per cent, 0,3 may mean 30 per cent: the person is asked. */
  accept: (question, answer) => {
    if (answer.kind !== 'percent') return notUnderstood
    const { value } = answer
    if (question.decimals === 0 && value > 0 && value < 1) return { problem: { code: 'share_as_fraction', value } }
    const problem = amountProblem(value, { ...boundsOf(question), decimals: question.decimals })
    return problem === undefined ? { ok: answer } : { problem }
  },

  complete: () => true,
  values: (_question, answer) => amountValues(answer),
  display: (_question, answer) => (answer.kind === 'percent' ? [{ text: showAmount(answer, 'prosent') }] : []),
}
