/** One choice of several. */
import type { Kind } from './base.ts'
import { input, inputList, notUnderstood, problem } from './base.ts'
import { acceptOther, notShown, showChoices, specifying } from './choices.ts'

export const single: Kind<'single'> = {
  fromCard: (question, values, facts) => {
    const given = inputList(values, 'answer')
    const other = input(values, 'other')
    // A specification with nothing ticked can only mean the choice it belongs to.
    const chosen = given.length === 0 && other !== '' ? specifying(question.choices, facts.choiceIds)?.id : given[0]
    if (chosen === undefined) return problem({ code: 'empty' })
    if (notShown(given, facts.choiceIds) !== undefined) return problem({ code: 'unknown_choice' })
    if (given.length > 1) return problem({ code: 'several_given' })
    return { answer: { kind: 'single', value: chosen, ...(other === '' ? {} : { other }) } }
  },

  accept: (question, answer, facts) => {
    if (answer.kind !== 'single') return notUnderstood
    if (notShown([answer.value], facts.choiceIds) !== undefined) return problem({ code: 'unknown_choice' })
    const other = acceptOther(question.choices, [answer.value], answer.other)
    return 'problem' in other ? other : { ok: { kind: 'single', value: answer.value, ...other } }
  },

  complete: () => true,

  values: (_question, answer) => {
    if (answer.kind !== 'single') return {}
    return { answer: answer.value, ...(answer.other === undefined ? {} : { other: answer.other }) }
  },

  display: (question, answer, say) => {
    if (answer.kind !== 'single') return []
    return showChoices(question.choices, { chosen: [answer.value], other: answer.other }, say)
  },
}
