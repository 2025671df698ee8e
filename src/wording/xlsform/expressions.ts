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
const units = ['kind', 'language', 'population', 'county', 'centrality'] as const
/** The other way. */
export const unitFields: ReadonlyMap<string, UnitTest['unit']> = new Map(units.map((unit) => [unitField(unit), unit]))

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

// The other way: what is written there, in parts.

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Expression =
  | { is: 'all' | 'any'; of: Expression[] }
  | { is: 'call'; name: string; of: Expression[] }
  | { is: 'compare'; sign: Sign; left: Expression; right: Expression }
  | { is: 'field' | 'column'; name: string }
  | { is: 'value'; value: string | number }

/** The sign with both sides changed about. */
export const flipped: Readonly<Record<Sign, Sign>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** All that must hold, in one list. */
export const conjuncts = (it: Expression): Expression[] => (it.is === 'all' ? it.of.flatMap(conjuncts) : [it])

class NoExpression extends Error {}
const none = (): never => {
  throw new NoExpression()
}

/** The parts of an expression; null where it is none, or has what no condition of ours could have, as sums and paths. */
export const parseExpression = (typed: string): Expression | null => {
  try {
    return parsed(typed)
  } catch (error) {
    if (error instanceof NoExpression) return null
    throw error
  }
}

const tokens =
  /\$\{([^{}]*)\}|'([^']*)'|"([^"]*)"|(\d+(?:\.\d+)?|\.\d+)|([\p{L}_][\p{L}\p{N}_.:-]*)|(!=|<=|>=|[=<>()+*,.-])|(\s+)/uy

type Token = { is: 'field' | 'text' | 'number' | 'name' | 'sign'; text: string }

const tokensOf = (typed: string): Token[] => {
  // Spreadsheet programs bend the marks as one types.
  const text = typed.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"')
  const found: Token[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.length) {
    const match = tokens.exec(text)
    if (match === null) throw new NoExpression()
    const [, field, single, double, number, name, sign] = match
    if (field !== undefined) found.push({ is: 'field', text: field.trim() })
    else if (single !== undefined || double !== undefined) found.push({ is: 'text', text: single ?? double ?? '' })
    else if (number !== undefined) found.push({ is: 'number', text: number })
    else if (name !== undefined) found.push({ is: 'name', text: name })
    else if (sign !== undefined) found.push({ is: 'sign', text: sign })
  }
  return found
}

const signNames: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']
const deepest = 200

const parsed = (typed: string): Expression => {
  const list = tokensOf(typed)
  let at = 0
  let depth = 0
  const isNext = (text: string) => list[at]?.text === text && (list[at]?.is === 'sign' || list[at]?.is === 'name')
  const take = (text: string): void => {
    if (!isNext(text)) none()
    at += 1
  }
  const series = (word: 'or' | 'and', is: 'any' | 'all', part: () => Expression): Expression => {
    const of = [part()]
    while (isNext(word)) {
      at += 1
      of.push(part())
    }
    const [only] = of
    return of.length === 1 && only !== undefined ? only : { is, of }
  }
  const either = (): Expression => series('or', 'any', () => series('and', 'all', compared))
  const compared = (): Expression => {
    const left = summed()
    const token = list[at]
    if (token?.is !== 'sign' || !signNames.includes(token.text)) return left
    at += 1
    return { is: 'compare', sign: token.text as Sign, left, right: summed() }
  }
  const summed = (): Expression => {
    const first = single()
    const next = list[at]
    if (next?.is === 'sign' && ['+', '-', '*'].includes(next.text)) return none()
    return first
  }
  const single = (): Expression => {
    const token = list[at]
    at += 1
    depth += 1
    if (token === undefined || depth > deepest) return none()
    try {
      if (token.is === 'field') return { is: 'field', name: token.text }
      if (token.is === 'text') return { is: 'value', value: token.text }
      if (token.is === 'number') return { is: 'value', value: Number(token.text) }
      if (token.is === 'name') return isNext('(') ? called(token.text) : { is: 'column', name: token.text }
      if (token.text === '.') return { is: 'field', name: '.' }
      if (token.text === '-' && list[at]?.is === 'number') {
        at += 1
        return { is: 'value', value: -Number(list[at - 1]?.text) }
      }
      if (token.text !== '(') return none()
      const inside = either()
      take(')')
      return inside
    } finally {
      depth -= 1
    }
  }
  const called = (name: string): Expression => {
    take('(')
    const of: Expression[] = []
    while (!isNext(')')) {
      of.push(either())
      if (!isNext(')')) take(',')
    }
    take(')')
    return { is: 'call', name, of }
  }
  const whole = either()
  return at < list.length ? none() : whole
}

// Conditions that are said side by side.

/** What a condition is of: an answer, a row of it, or the unit; null: several. */
export const keyOf = (it: Condition): string | null =>
  'question' in it ? `${it.question} ${it.row ?? ''}` : 'unit' in it ? it.unit : null

/** The question, and the row where there is one. */
export const atOf = ({ question, row }: { question: string; row?: string | undefined }) =>
  row === undefined ? { question } : { question, row }

/** Of what kind of «given» a condition is: of what it has an answer, or something in place of one. */
const givenKey = (it: Condition): string | null => {
  if ('question' in it && it.answered === true) return keyOf(it)
  const [first, ...rest] = 'any' in it ? it.any : []
  if (first === undefined || !('question' in first) || first.answered !== true) return null
  return rest.every((one) => 'question' in one && one.missing !== undefined && keyOf(one) === keyOf(first))
    ? keyOf(first)
    : null
}

/** That a field is given, and something of its answer, are said side by side there: here the second says both. */
export const saidTogether = (parts: readonly Condition[]): Condition[] => {
  const isRuledOut = (missing: Condition): boolean =>
    parts.some((part) => 'not' in part && JSON.stringify(part.not) === JSON.stringify(missing))
  const strict = new Set(
    parts.flatMap((it) => {
      const key = givenKey(it)
      const missing = 'any' in it ? it.any.slice(1) : []
      return key !== null && missing.every(isRuledOut) ? [key] : []
    }),
  )
  const changed = parts.flatMap((it): Condition[] => {
    const key = givenKey(it)
    if (key !== null) return 'any' in it && strict.has(key) ? it.any.slice(0, 1) : [it]
    if (!('not' in it) || !strict.has(keyOf(it.not) ?? '')) return [it]
    return 'question' in it.not && it.not.missing !== undefined ? [] : [ofGiven(it.not)]
  })
  const kept = excludesTogether(changed)
  return kept.filter((it, at) => {
    const key = givenKey(it)
    if (key === null || !strict.has(key)) return true
    const isSaid = kept.some((one) => givenKey(one) === null && [keyOf(one), ...sideKeys(one)].includes(key))
    return !isSaid && kept.findIndex((one) => givenKey(one) === key) === at
  })
}

const sideKeys = (it: Condition): string[] =>
  'question' in it
    ? [it.gt, it.gte, it.lt, it.lte].flatMap((side) => (typeof side === 'object' ? [`${side.question} `] : []))
    : []

/** Of a bound: the one that holds where it does not. */
export const opposite = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' } as const

/** What is not so of an answer that is there. */
const ofGiven = (it: Condition): Condition => {
  if (!('question' in it)) return { not: it }
  const at = atOf(it)
  if (it.is !== undefined) return { ...at, isNot: it.is }
  if (it.includes !== undefined) return { ...at, excludes: it.includes }
  const [bound, ...more] = Object.entries(it.count ?? {}) as [keyof typeof opposite, number][]
  return bound === undefined || more.length > 0 ? { not: it } : { ...at, count: { [opposite[bound[0]]]: bound[1] } }
}

const excludesTogether = (parts: readonly Condition[]): Condition[] => {
  const found = new Map<string, string[]>()
  for (const it of parts) {
    if (!('question' in it) || it.excludes === undefined) continue
    found.set(keyOf(it) ?? '', [...(found.get(keyOf(it) ?? '') ?? []), ...[it.excludes].flat()])
  }
  const told = new Set<string>()
  return parts.flatMap((it): Condition[] => {
    if (!('question' in it) || it.excludes === undefined) return [it]
    const key = keyOf(it) ?? ''
    if (told.has(key)) return []
    told.add(key)
    const ids = found.get(key) ?? []
    return [{ ...atOf(it), excludes: ids.length === 1 ? (ids[0] ?? '') : ids }]
  })
}
