/** What the kinds with choices share: «annet, spesifiser» and the choices' texts. */

import type { Problem } from '../questionnaire/answer.ts'
import type { Choice } from '../questionnaire/schema.ts'
import { input, inputList, type Kind, maxOther, notUnderstood, problem, type Say, type ShownAnswer } from './kind.ts'
import { cleanText, lengthOf } from './words.ts'

/** The first id that is not among those shown; undefined when all are. */
export const notShown = (chosen: readonly string[], shown: readonly string[]): string | undefined =>
  chosen.find((id) => !shown.includes(id))

/** The choice among `ids` that asks for a specification; undefined when there is none. */
const specifying = (choices: readonly Choice[], ids: readonly string[]): Choice | undefined =>
  choices.find((c) => c.specify && ids.includes(c.id))

/**
 * The specification that goes with the chosen ids: `{}` when none of them asks for one (a text left in the field of a
 * choice that is no longer ticked is not an answer), else the cleaned text, at most 200 code points.
 */
const acceptOther = (
  choices: readonly Choice[],
  chosen: readonly string[],
  other: string | undefined,
): { other?: string } | { problem: Problem } => {
  const choice = specifying(choices, chosen)
  if (choice === undefined) return {}
  const text = cleanText(other ?? '', 'one')
  const length = lengthOf(text)
  if (length === 0) return { problem: { code: 'specify_missing', choice: choice.id } }
  if (length > maxOther) return { problem: { code: 'too_long', max: maxOther, length } }
  return { other: text }
}

/** A choice's text; an id the questionnaire no longer knows is shown as it is. */
export const choiceText = (choices: readonly Choice[], id: string, say: Say): string => {
  const found = choices.find((c) => c.id === id)
  return found === undefined ? id : say(found.text)
}

/** Chosen choices, one line each; the one with a specification as `label` with the person's own words. */
const showChoices = (
  choices: readonly Choice[],
  { chosen, other }: { chosen: readonly string[]; other: string | undefined },
  say: Say,
): ShownAnswer[] => {
  const specified = specifying(choices, chosen)?.id
  return chosen.map((id) => {
    const text = choiceText(choices, id, say)
    return id === specified && other !== undefined ? { label: text, text: other, own: true } : { text }
  })
}

// One choice of several.

export const single: Kind<'single'> = {
  fromCard: (question, values, facts) => {
    const given = inputList(values)
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

// Several choices, some of which may exclude all others.

export const multiple: Kind<'multiple'> = {
  fromCard: (question, values, facts) => {
    const given = inputList(values)
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
