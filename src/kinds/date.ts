/** A calendar date, stored as ISO 8601 without time or zone. */
import { input, type Kind, notUnderstood, problem } from './kind.ts'

/** Alike in both language forms. */
const months = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ')

/** True for a day that is in the calendar, written YYYY-MM-DD. */
const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

/** «31. desember 2018». Something else than an ISO date is shown as it is. */
export const formatDate = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number)
  const name = month === undefined ? undefined : months[month - 1]
  return name === undefined ? iso : `${day}. ${name} ${year}`
}

export const date: Kind<'date'> = {
  fromCard: (_question, values) => {
    const value = input(values, 'answer')
    if (value === '') return problem({ code: 'empty' })
    return isDate(value) ? { answer: { kind: 'date', value } } : problem({ code: 'not_a_date' })
  },

  accept: (question, answer) => {
    if (answer.kind !== 'date') return notUnderstood
    if (!isDate(answer.value)) return problem({ code: 'not_a_date' })
    // ISO dates of four-digit years sort as text.
    if (question.min !== undefined && answer.value < question.min)
      return problem({ code: 'date_too_early', min: question.min })
    if (question.max !== undefined && answer.value > question.max)
      return problem({ code: 'date_too_late', max: question.max })
    return { ok: answer }
  },

  complete: () => true,
  values: (_question, answer) => (answer.kind === 'date' ? { answer: answer.value } : {}),
  display: (_question, answer) => (answer.kind === 'date' ? [{ text: formatDate(answer.value) }] : []),
}
