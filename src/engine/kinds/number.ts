/** A count or an amount, with a unit and a range. */
import { amountProblem, amountValues, readAmount, showAmount } from './amount.ts'
import type { Kind } from './base.ts'
import { notUnderstood } from './base.ts'

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
