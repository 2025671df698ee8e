/** Short forms for making meanings. */
import type { Answer, Problem } from '../questionnaire/answer.ts'
import type { Content } from './meaning.ts'

/** Asks back with a problem. */
export function ask(problem: Problem): Content {
  return { type: 'ask', problem }
}

/** Nothing was recognised. */
export const notUnderstood: Content = { type: 'ask', problem: { code: 'not_understood' } }

export function answered(answer: Answer): Content {
  return { type: 'answer', answer }
}

/** The same meaning, stored only after a «ja». Meanings that store nothing stay as they are. */
export function toConfirm(meaning: Content): Content {
  if (meaning.type === 'answer') return { type: 'confirm', answer: meaning.answer }
  if (meaning.type !== 'rows') return meaning
  const { type: _, ...rows } = meaning
  return { type: 'confirm', answer: { kind: 'rows', ...rows } }
}
