/** A share in per cent, 0–100 unless the question says otherwise. */
import { amountProblem, amountValues, readAmount, showAmount } from './amount.ts'
import type { Kind } from './base.ts'
import { notUnderstood } from './base.ts'

export const percent: Kind<'percent'> = {
  fromCard: (question, values) => readAmount('percent', values, question),

  /** In a field of whole per cent, 0,3 may mean 30 per cent: the person is asked. */
  accept: (question, answer) => {
    if (answer.kind !== 'percent') return notUnderstood
    const { value } = answer
    if (question.decimals === 0 && value > 0 && value < 1) return { problem: { code: 'share_as_fraction', value } }
    const problem = amountProblem(value, {
      min: question.min ?? 0,
      max: question.max ?? 100,
      decimals: question.decimals,
    })
    return problem === undefined ? { ok: answer } : { problem }
  },

  complete: () => true,
  values: (_question, answer) => amountValues(answer),
  display: (_question, answer) => (answer.kind === 'percent' ? [{ text: showAmount(answer, 'prosent') }] : []),
}
