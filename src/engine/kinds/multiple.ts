/** Several choices, some of which may exclude all others. */
import type { Kind } from './base.ts'
import { input, inputList, notUnderstood, problem } from './base.ts'
import { acceptOther, notShown, showChoices, specifying } from './choices.ts'

export const multiple: Kind<'multiple'> = {
  fromCard: (question, values, facts) => {
    const given = inputList(values, 'answer')
    const other = input(values, 'other')
    const specified = given.length === 0 && other !== '' ? specifying(question.choices, facts.choiceIds) : undefined
    const chosen = specified === undefined ? given : [specified.id]
    if (chosen.length === 0) return problem({ code: 'empty' })
    return { answer: { kind: 'multiple', value: chosen, ...(other === '' ? {} : { other }) } }
  },

  /** Stores the choices in the questionnaire's order, each once, so that the same answer is always the same data. */
  accept: (question, answer, facts) => {
    if (answer.kind !== 'multiple') return notUnderstood
    if (answer.value.length === 0) return problem({ code: 'empty' })
    if (notShown(answer.value, facts.choiceIds) !== undefined) return problem({ code: 'unknown_choice' })
    const chosen = question.choices.filter((c) => answer.value.includes(c.id))
    const value = chosen.map((c) => c.id)
    const exclusive = chosen.find((c) => c.exclusive)
    if (exclusive !== undefined && chosen.length > 1)
      return problem({ code: 'exclusive_combined', choice: exclusive.id })
    if (exclusive === undefined && value.length < question.min) return problem({ code: 'too_few', min: question.min })
    if (question.max !== undefined && value.length > question.max)
      return problem({ code: 'too_many', max: question.max })
    const other = acceptOther(question.choices, value, answer.other)
    return 'problem' in other ? other : { ok: { kind: 'multiple', value, ...other } }
  },

  complete: () => true,

  values: (_question, answer) => {
    if (answer.kind !== 'multiple') return {}
    return { answer: answer.value.join(','), ...(answer.other === undefined ? {} : { other: answer.other }) }
  },

  display: (question, answer, say) => {
    if (answer.kind !== 'multiple') return []
    return showChoices(question.choices, { chosen: answer.value, other: answer.other }, say)
  },
}
