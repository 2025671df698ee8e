/** Limits that no answer could meet. */
import type { Finding } from '../faults.ts'
import type { Question } from '../schema.ts'
import type { Draft } from './draft.ts'

type Said = { key: string; code: string; message: string }

const ofRange = (question: Question): Said[] => {
  if (question.kind !== 'number' && question.kind !== 'percent' && question.kind !== 'date') return []
  const { min, max } = question
  if (min === undefined || max === undefined || min <= max) return []
  return [{ key: 'min', code: 'empty_range', message: `no answer lies between ${min} and ${max}` }]
}

const ofChoices = (question: Question): Said[] => {
  if (!('choices' in question)) return []
  const said: Said[] = []
  const tooMany = (key: string, n: number, of: string) =>
    said.push({ key, code: 'empty_range', message: `\`${key}\` is ${n}, but there are only ${of}` })
  const open = question.choices.filter((c) => !c.exclusive).length
  if (question.choices.filter((c) => c.specify).length > 1) {
    said.push({ key: 'choices', code: 'several_specify', message: 'only one choice can be specified' })
  }
  if (question.kind === 'matrix' || question.kind === 'ranking') {
    const unfit = question.choices.find((c) => c.specify || c.exclusive)
    const message = `\`specify\` and \`exclusive\` mean nothing in a ${question.kind}`
    if (unfit !== undefined) said.push({ key: 'choices', code: 'choice_unfit', message })
  }
  if (question.kind === 'multiple') {
    if (question.min > open) tooMany('min', question.min, `${open} choices that can be combined`)
    if (question.max !== undefined && question.max < question.min) {
      said.push({
        key: 'max',
        code: 'empty_range',
        message: `no answer has ${question.min} to ${question.max} choices`,
      })
    }
  }
  if (question.kind === 'ranking' && (question.places ?? 0) > question.choices.length) {
    tooMany('places', question.places ?? 0, `${question.choices.length} choices`)
  }
  return said
}

/** Ranges without an answer, choices that cannot be as they are said to be. */
export const checkLimits = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) =>
    [...ofRange(question), ...ofChoices(question)].map(({ key, ...said }) => ({
      path: [...path, key],
      ...said,
    })),
  )
