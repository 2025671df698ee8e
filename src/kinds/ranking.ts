/** The most important first: some or all choices in order. */
import type { QuestionOf } from '../questionnaire/schema.ts'
import { choiceText, notShown } from './choice.ts'
import { type Facts, input, inputList, type Kind, notUnderstood, problem } from './kind.ts'

/** Places to fill: those the question asks for, never more than there are choices shown. */
export const placesOf = (question: QuestionOf<'ranking'>, facts: Facts): number =>
  Math.min(question.places ?? facts.choiceIds.length, facts.choiceIds.length)

export const ranking: Kind<'ranking'> = {
  fromCard: (question, values, facts) => {
    const places = placesOf(question, facts)
    const ranks = Array.from({ length: places }, (_, i) => input(values, `rank.${i + 1}`))
    const given = ranks.filter((id) => id !== '')
    const value = given.length > 0 ? given : inputList(values)
    if (value.length === 0) return problem({ code: 'empty' })
    // A gap between two places is not closed: which place was meant is the person's to say.
    if (given.length > 0 && given.length < places) return problem({ code: 'rank_incomplete', places })
    return { answer: { kind: 'ranking', value } }
  },

  accept: (question, answer, facts) => {
    if (answer.kind !== 'ranking') return notUnderstood
    const places = placesOf(question, facts)
    if (answer.value.length === 0) return problem({ code: 'empty' })
    if (notShown(answer.value, facts.choiceIds) !== undefined) return problem({ code: 'unknown_choice' })
    if (new Set(answer.value).size < answer.value.length) return problem({ code: 'rank_repeated' })
    if (answer.value.length < places) return problem({ code: 'rank_incomplete', places })
    if (answer.value.length > places) return problem({ code: 'too_many', max: places })
    return { ok: answer }
  },

  complete: () => true,

  values: (_question, answer) => {
    if (answer.kind !== 'ranking') return {}
    return Object.fromEntries(answer.value.map((id, i) => [`rank.${i + 1}`, id]))
  },

  display: (question, answer, say) => {
    if (answer.kind !== 'ranking') return []
    return answer.value.map((id, i) => ({ label: `${i + 1}`, text: choiceText(question.choices, id, say) }))
  },
}
