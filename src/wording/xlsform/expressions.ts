/**
 * Conditions as expressions of XLSForm (xlsform.org, «Using operators and functions»; functions of the ODK XForms specification). A question that was
 * not asked or not answered is empty there; `_dont_know` and `_not_applicable` are choices, as no choice of ours begins with `_`.
 */

import type { AnswerTest, Condition, UnitTest } from '../../questionnaire/condition.ts'
import type { Question } from '../../questionnaire/schema.ts'
import { asks, rowsOf } from '../../questionnaire/shape.ts'

/** What of ours has no choice of its own in the question is not told apart there. */
export const missingChoices = { dont_know: '_dont_know', not_applicable: '_not_applicable' } as const

/** How a row of a matrix, what is meant by «annet», and a rule are named. */
export const partName = (question: string, part: string): string => `${question}__${part}`
export const unitField = (of: UnitTest['unit']): string => `_enhet_${of}`

/** `questionOf`: of the same questionnaire. `self`: the field that the expression is a rule of, which is `.` there. */
export type Expressions = { questionOf: (id: string) => Question | undefined; self?: string }

export const expressionOf = (about: Expressions, condition: Condition): string => {
  if ('all' in condition) return joined(about, condition.all, ' and ')
  if ('any' in condition) return joined(about, condition.any, ' or ')
  if ('not' in condition) return `not(${expressionOf(about, condition.not)})`
  return 'unit' in condition ? ofUnit(condition) : ofAnswer(about, condition)
}

const joined = (about: Expressions, parts: readonly Condition[], by: string): string =>
  parts.length === 1
    ? parts.map((one) => expressionOf(about, one)).join('')
    : `(${parts.map((one) => expressionOf(about, one)).join(by)})`

const field = ({ self }: Expressions, name: string): string => (name === self ? '.' : `\${${name}}`)

const literal = (value: string | number): string =>
  typeof value === 'number'
    ? String(value)
    : /^\d{4}-\d{2}-\d{2}$/u.test(value)
      ? `date('${value}')`
      : `'${value.replaceAll("'", '’')}'`

/** What is empty is no number, and in some tools equal to 0. */
const equals = (at: string, value: string | number): string =>
  typeof value === 'number' ? `(${at} != '' and ${at} = ${value})` : `${at} = ${literal(value)}`

const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const
const bounds = ['gt', 'gte', 'lt', 'lte'] as const

const ofUnit = (test: UnitTest): string => {
  const at = `\${${unitField(test.unit)}}`
  const there = `${at} != ''`
  if (test.is !== undefined) return equals(at, test.is)
  if (test.isNot !== undefined) return `(${there} and ${at} != ${literal(test.isNot)})`
  if (test.in !== undefined) return anyOf(test.in.map((one) => `${at} = ${literal(one)}`))
  const each = bounds.flatMap((bound) => {
    const side = test[bound]
    return side === undefined ? [] : [`${at} ${signs[bound]} ${side}`]
  })
  return `(${[there, ...each].join(' and ')})`
}

const anyOf = (parts: readonly string[]): string => (parts.length === 1 ? parts.join('') : `(${parts.join(' or ')})`)

const isMany = (question: Question | undefined): boolean => question !== undefined && asks(question, 'choices', 'order')

/** Whether the field has an answer of substance. */
const answered = (at: string, question: Question | undefined): string => {
  if (question === undefined || !asks(question, 'choice', 'choices', 'rows')) return `${at} != ''`
  const missing = Object.entries(missingChoices).flatMap(([kind, choice]) =>
    question[kind === 'dont_know' ? 'dontKnow' : 'notApplicable'] ? [choice] : [],
  )
  const none = missing.map((choice) =>
    isMany(question) ? `not(selected(${at}, '${choice}'))` : `${at} != '${choice}'`,
  )
  return none.length === 0 ? `${at} != ''` : `(${[`${at} != ''`, ...none].join(' and ')})`
}

const ofAnswer = (about: Expressions, test: AnswerTest): string => {
  const question = about.questionOf(test.question)
  if (question !== undefined && asks(question, 'rows') && test.row === undefined) return ofRows(about, question, test)
  const at = field(about, test.row === undefined ? test.question : partName(test.question, test.row))
  const there = answered(at, question)
  if (test.answered !== undefined) return test.answered ? there : `not(${there})`
  if (test.missing !== undefined) return missingText(at, test.missing, question)
  if (test.is !== undefined) return equals(at, test.is)
  if (test.isNot !== undefined) return `(${there} and ${at} != ${literal(test.isNot)})`
  if (test.in !== undefined) return anyOf(test.in.map((one) => `${at} = ${literal(one)}`))
  const has = (choice: string) => chosen(at, choice, question)
  if (test.includes !== undefined) return anyOf([test.includes].flat().map(has))
  if (test.excludes !== undefined) {
    return `(${[there, ...[test.excludes].flat().map((one) => `not(${has(one)})`)].join(' and ')})`
  }
  if (test.count !== undefined) return `(${[there, ...counts(test.count, `count-selected(${at})`)].join(' and ')})`
  const each = bounds.flatMap((bound) => {
    const side = test[bound]
    if (side === undefined) return []
    if (typeof side !== 'object') return [`${at} ${signs[bound]} ${literal(side)}`]
    const other = field(about, side.question)
    return [`${other} != ''`, `${at} ${signs[bound]} ${other}`]
  })
  return `(${[there, ...each].join(' and ')})`
}

/** Of an order all choices are given there: it is chosen where it has one of the places that count. */
const chosen = (at: string, choice: string, question: Question | undefined): string => {
  const places = question !== undefined && asks(question, 'order') ? question.places : undefined
  if (places === undefined) return `selected(${at}, '${choice}')`
  return anyOf(Array.from({ length: places }, (_, i) => `selected-at(${at}, ${i}) = '${choice}'`))
}

const counts = (count: NonNullable<AnswerTest['count']>, what: string): string[] =>
  bounds.flatMap((bound) => (count[bound] === undefined ? [] : [`${what} ${signs[bound]} ${count[bound]}`]))

const missingText = (
  at: string,
  missing: NonNullable<AnswerTest['missing']>,
  question: Question | undefined,
): string => {
  if (missing === 'skipped') return `${at} = ''`
  const isOffered = question !== undefined && asks(question, 'choice', 'choices', 'rows')
  if (!isOffered) return 'false()'
  return isMany(question) ? `selected(${at}, '${missingChoices[missing]}')` : `${at} = '${missingChoices[missing]}'`
}

/** A matrix as a whole: answered where every row is given something, one of them of substance, and counted by those of substance. */
const ofRows = (about: Expressions, question: Question, test: AnswerTest): string => {
  const given = rowsOf(question).map(({ id, when }) => {
    const at = field(about, partName(question.id, id))
    return { at, there: when === undefined ? `${at} != ''` : `(${at} != '' or not(${expressionOf(about, when)}))` }
  })
  const rows = given.map(({ at }) => at)
  const filled = `(${given.map(({ there }) => there).join(' and ')})`
  const some = `(${rows.map((at) => answered(at, question)).join(' or ')})`
  const there = `(${filled} and ${some})`
  if (test.answered !== undefined) return test.answered ? there : `not(${there})`
  if (test.missing !== undefined) {
    const mark = test.missing === 'skipped' ? '' : missingChoices[test.missing]
    return `(${rows.map((at) => `${at} = '${mark}'`).join(' and ')})`
  }
  if (test.count === undefined) return 'false()'
  const number = `(${rows.map((at) => `number(${answered(at, question)})`).join(' + ')})`
  return `(${[there, ...counts(test.count, number)].join(' and ')})`
}
