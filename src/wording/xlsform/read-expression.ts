/**
 * Expressions of XLSForm as conditions of ours, where they can be: what `expressions.ts` writes, and what other forms say the same with. What
 * is empty there makes a comparison false, and `!=` true.
 */

import type { Condition, UnitTest } from '../../questionnaire/condition.ts'
import { type SaidOfFault, said } from '../../questionnaire/fault.ts'
import type { Shape } from '../../questionnaire/shape.ts'
import {
  atOf,
  conjuncts,
  type Expression,
  flipped,
  keyOf,
  parseExpression,
  type Sign,
  saidTogether,
} from './expressions.ts'
import { plainName } from './terms.ts'

type MissingKind = 'skipped' | 'dont_know' | 'not_applicable'

/**
 * What a name stands for. `order`: of its question, from the first. `choices`: by their name there. `places`: of an order, how many count.
 * `part`: the text of the one choice that it is asked about. `absent`: of what is not asked here.
 */
export type Field =
  | {
      type: 'answer'
      at: { question: string; row?: string }
      shape: Shape
      order: number
      choices: ReadonlyMap<string, { id: string } | { missing: MissingKind }>
      places: number | undefined
    }
  | { type: 'unit'; unit: UnitTest['unit'] }
  | { type: 'part'; of: Condition; order: number }
  | { type: 'absent' }
type AnswerField = Extract<Field, { type: 'answer' }>

/** `before`: questions of a lower order can be tested. `self`: the field that is `.`. `columns`: of the choice that it is a filter of. */
export type Scope = {
  fieldOf: (name: string) => Field | undefined
  before: number
  self?: string
  columns?: Readonly<Record<string, string>>
}

/** Names of fields in an expression or a text, each as often as it stands. */
export const fieldsIn = (text: string): string[] => [...text.matchAll(fieldPattern)].map(([, name = '']) => name.trim())
export const fieldPattern = /\$\{([^{}]*)\}/gu

/** Thrown within this file and caught by what it exports. */
class Lacking extends Error {
  readonly what: SaidOfFault
  constructor(what: SaidOfFault) {
    super(what.key)
    this.what = what
  }
}
const lacking = (what: SaidOfFault = said('form_left.expression')): never => {
  throw new Lacking(what)
}

const orLacking = <T>(make: () => T): T | { lacks: SaidOfFault } => {
  try {
    return make()
  } catch (error) {
    if (error instanceof Lacking) return { lacks: error.what }
    throw error
  }
}

const parsed = (typed: string): Expression => parseExpression(typed) ?? lacking()

// As conditions.

/** The condition; true or false where it is always so. */
export type Carried = { condition: Condition | boolean } | { lacks: SaidOfFault }

export const conditionOf = (typed: string, scope: Scope): Carried =>
  orLacking(() => ({ condition: read(parsed(typed), scope) }))

/** The same of what has been read. */
export const conditionOfExpression = (expression: Expression, scope: Scope): Carried =>
  orLacking(() => ({ condition: read(expression, scope) }))

/** A value that stands in an expression, dates as texts; null: it is none, or one that is not known beforehand. */
export const valueIn = (it: Expression): string | number | null => {
  const found = orLacking(() => constantOf(it, { fieldOf: () => undefined, before: 0 }))
  return typeof found === 'object' ? null : found
}

/** What is not so. */
export const negated = (it: Condition | boolean): Condition | boolean => {
  if (typeof it === 'boolean') return !it
  if ('not' in it) return it.not
  return 'question' in it && it.answered !== undefined ? { ...it, answered: !it.answered } : { not: it }
}

const read = (it: Expression, scope: Scope): Condition | boolean => {
  switch (it.is) {
    case 'all':
      return all(it, scope)
    case 'any':
      return any(it.of, scope)
    case 'compare':
      return compare(it, scope)
    case 'call':
      return call(it, scope)
    case 'value':
      return typeof it.value === 'number' ? it.value !== 0 : lacking()
    case 'field':
    case 'column':
      return lacking()
  }
}

const call = ({ name, of }: Extract<Expression, { is: 'call' }>, scope: Scope): Condition | boolean => {
  const [first, second] = of
  if (name === 'true' && first === undefined) return true
  if (name === 'false' && first === undefined) return false
  if (name === 'not' && first !== undefined && second === undefined) return negated(read(first, scope))
  if ((name === 'boolean' || name === 'string') && first !== undefined) return read(first, scope)
  if (name !== 'selected' || first === undefined || second === undefined) return lacking()
  const value = constantOf(second, scope) ?? lacking()
  const constant = constantOf(first, scope)
  if (constant !== null) return String(constant).split(/\s+/u).includes(String(value))
  const field = fieldOf(first, scope)
  if (field.type === 'unit') return ofUnit(field, '=', value)
  if (field.type !== 'answer') return lacking()
  const choice = choiceOf(field, value)
  if ('missing' in choice) return { ...field.at, missing: choice.missing }
  if (field.shape === 'choice' || field.at.row !== undefined) return { ...field.at, is: choice.id }
  if (field.shape === 'order' && field.places !== undefined) return lacking()
  return { ...field.at, includes: choice.id }
}

/** A value that is known beforehand: null where it is not. */
const constantOf = (it: Expression, scope: Scope): string | number | null => {
  if (it.is === 'value') return it.value
  if (it.is === 'column') {
    const { columns = {} } = scope
    const name = plainName(it.name)
    return Object.hasOwn(columns, name) ? (columns[name] ?? '') : lacking()
  }
  const [first, second] = it.is === 'call' ? it.of : []
  const isBare = it.is === 'call' && ['date', 'number', 'string'].includes(it.name) && second === undefined
  return isBare && first !== undefined ? constantOf(first, scope) : null
}

const fieldOf = (it: Expression, scope: Scope): Exclude<Field, { type: 'absent' }> => {
  if (it.is === 'call' && ['number', 'string'].includes(it.name) && it.of[0] !== undefined)
    return fieldOf(it.of[0], scope)
  if (it.is !== 'field') return lacking()
  const name = it.name === '.' ? (scope.self ?? '') : it.name
  const field = scope.fieldOf(name)
  if (field === undefined || field.type === 'absent') return lacking(said('form_left.absent', { name }))
  if (field.type !== 'unit' && field.order >= scope.before && name !== scope.self) {
    return lacking(said('form_left.later', { name }))
  }
  return field
}

const choiceOf = (field: AnswerField, value: string | number) =>
  field.choices.get(String(value)) ??
  lacking(said('form_left.choice', { name: field.at.question, choice: String(value) }))

const bounds = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const

const compare = (it: Extract<Expression, { is: 'compare' }>, scope: Scope): Condition | boolean => {
  const [left, right] = [constantOf(it.left, scope), constantOf(it.right, scope)]
  if (left !== null && right !== null) return holdsOf(left, it.sign, right)
  if (left !== null) return compare({ ...it, left: it.right, right: it.left, sign: flipped[it.sign] }, scope)
  if (right === null) return ofTwo(it, scope)
  const { sign } = it
  if (it.left.is === 'call' && it.left.name === 'count-selected') return ofCount(it.left.of[0], sign, right, scope)
  if (it.left.is === 'call' && it.left.name === 'string-length') return ofLength(it.left.of[0], sign, right, scope)
  if (it.left.is === 'call' && it.left.name === 'selected-at') return inPlaces([it], scope) ?? lacking()
  const field = fieldOf(it.left, scope)
  if (field.type === 'unit') return ofUnit(field, sign, right)
  if (right === '' && (sign === '=' || sign === '!=')) return sign === '=' ? negated(given(field)) : given(field)
  return field.type === 'answer' ? ofAnswer(field, sign, right) : lacking()
}

const holdsOf = (left: string | number, sign: Sign, right: string | number): boolean => {
  const isSame = typeof left === typeof right ? left === right : Number(left) === Number(right)
  if (sign === '=' || sign === '!=') return isSame === (sign === '=')
  const [a, b] = [Number(left), Number(right)]
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[sign]
}

/** Whether anything stands in the field, what is said in place of an answer too. */
const given = (field: Exclude<Field, { type: 'unit' | 'absent' }>): Condition => {
  if (field.type === 'part') return field.of
  const missing = missingOf(field).map((kind): Condition => ({ ...field.at, missing: kind }))
  const answered: Condition = { ...field.at, answered: true }
  return missing.length === 0 ? answered : { any: [answered, ...missing] }
}

const missingOf = (field: AnswerField): MissingKind[] =>
  [...field.choices.values()].flatMap((choice) => ('missing' in choice ? [choice.missing] : []))

const ofAnswer = (field: AnswerField, sign: Sign, value: string | number): Condition | boolean => {
  const { at, shape } = field
  if (shape === 'figure' || shape === 'date') {
    const side = shape === 'figure' ? Number(value) : String(value)
    const isFit = shape === 'figure' ? value !== '' && Number.isFinite(side) : /^\d{4}-\d{2}-\d{2}$/u.test(String(side))
    if (!isFit) return lacking()
    if (sign === '=' || sign === '!=') return sign === '=' ? { ...at, is: side } : { not: { ...at, is: side } }
    return { ...at, [bounds[sign]]: side }
  }
  if (sign === '!=') return negated(ofAnswer(field, '=', value))
  if (shape === 'choice' || at.row !== undefined)
    return sign === '=' ? ofChoice(field, value) : ofSteps(field, sign, value)
  if (shape !== 'choices' || sign !== '=') return lacking()
  const choice = choiceOf(field, value)
  if ('missing' in choice) return { ...at, missing: choice.missing }
  return {
    all: [
      { ...at, includes: choice.id },
      { ...at, count: { lte: 1 } },
    ],
  }
}

const ofChoice = (field: AnswerField, value: string | number): Condition => {
  const choice = choiceOf(field, value)
  return 'missing' in choice ? { ...field.at, missing: choice.missing } : { ...field.at, is: choice.id }
}

/** Choices that are named by figures can be compared by them. */
const ofSteps = (field: AnswerField, sign: Sign, value: string | number): Condition | boolean => {
  const names = [...field.choices].filter(([name]) => /^-?\d+(?:\.\d+)?$/u.test(name))
  if (names.length === 0) return lacking()
  const fits = names.filter(([name]) => holdsOf(Number(name), sign, value))
  const ids = fits.flatMap(([, choice]) => ('id' in choice ? [choice.id] : []))
  if (ids.length < fits.length) return lacking()
  return ids.length === 0 ? false : oneOf({ ...field.at }, ids)
}

const oneOf = (at: { question: string; row?: string }, ids: readonly (string | number)[]): Condition => {
  const [only] = ids
  return ids.length === 1 && only !== undefined ? { ...at, is: only } : { ...at, in: [...ids] }
}

const ofUnit = (
  { unit }: Extract<Field, { type: 'unit' }>,
  sign: Sign,
  value: string | number,
): Condition | boolean => {
  // Of a unit everything is known that is asked for there.
  if (value === '') return sign === '!='
  const isFigure = unit === 'population' || unit === 'centrality'
  const side = isFigure ? Number(value) : String(value)
  if (sign === '=' || sign === '!=') return sign === '=' ? { unit, is: side } : { unit, isNot: side }
  return typeof side === 'number' ? { unit, [bounds[sign]]: side } : lacking()
}

const ofCount = (of: Expression | undefined, sign: Sign, value: string | number, scope: Scope): Condition => {
  const field = of === undefined ? lacking() : fieldOf(of, scope)
  const number = Number(value)
  if (field.type !== 'answer' || !(field.shape === 'choices' || field.shape === 'order') || !Number.isInteger(number)) {
    return lacking()
  }
  const at = field.at
  if (sign === '>' || sign === '>=') return { ...at, count: { [bounds[sign]]: number } }
  // None chosen is fewer than any number.
  if (sign === '<' || sign === '<=') return { not: { ...at, count: { [sign === '<' ? 'gte' : 'gt']: number } } }
  const same: Condition = { ...at, count: { gte: number, lte: number } }
  if (number === 0) return { ...at, answered: sign !== '=' }
  return sign === '=' ? same : { not: same }
}

const ofLength = (of: Expression | undefined, sign: Sign, value: string | number, scope: Scope): Condition => {
  const field = of === undefined ? lacking() : fieldOf(of, scope)
  const isSome = (sign === '>' && Number(value) === 0) || (sign === '>=' && Number(value) === 1)
  return isSome && (field.type === 'answer' || field.type === 'part') ? given(field) : lacking()
}

const ofTwo = (it: Extract<Expression, { is: 'compare' }>, scope: Scope): Condition => {
  const [left, right] = [fieldOf(it.left, scope), fieldOf(it.right, scope)]
  if (left.type !== 'answer' || right.type !== 'answer' || left.shape !== right.shape) return lacking()
  if (left.shape !== 'figure' && left.shape !== 'date') return lacking()
  const side = { question: right.at.question }
  if (it.sign !== '=' && it.sign !== '!=') return { ...left.at, [bounds[it.sign]]: side }
  const same: Condition = {
    all: [
      { ...left.at, gte: side },
      { ...left.at, lte: side },
    ],
  }
  return it.sign === '=' ? same : { not: same }
}

// Several together.

/** Of an order with places: chosen where it has one of them. */
const inPlaces = (of: readonly Expression[], scope: Scope): Condition | null => {
  const found = of.map((one) => {
    if (one.is !== 'compare' || one.sign !== '=' || one.left.is !== 'call' || one.left.name !== 'selected-at')
      return null
    const [list, place] = one.left.of
    const value = constantOf(one.right, scope)
    if (list?.is !== 'field' || place?.is !== 'value' || value === null) return null
    return { list, place: Number(place.value), value }
  })
  const [first] = found
  if (first === undefined || first === null) return null
  const isOne = found.every(
    (one, i) => one?.list.name === first.list.name && one.value === first.value && one.place === i,
  )
  const field = fieldOf(first.list, scope)
  if (!isOne || field.type !== 'answer' || field.shape !== 'order' || field.places !== found.length) return null
  const choice = choiceOf(field, first.value)
  return 'id' in choice ? { ...field.at, includes: choice.id } : null
}

const any = (of: readonly Expression[], scope: Scope): Condition | boolean => {
  const placed = inPlaces(of, scope)
  if (placed !== null) return placed
  const parts = of.map((one) => read(one, scope))
  if (parts.includes(true)) return true
  const left = parts.filter((one) => typeof one !== 'boolean')
  const [first] = left
  if (first === undefined) return false
  if (left.length === 1) return first
  const isOfOne = left.every((one) => keyOf(one) === keyOf(first))
  const values = left.flatMap((one) => ('is' in one && one.is !== undefined ? [one.is] : []))
  if (isOfOne && values.length === left.length) {
    return 'unit' in first
      ? { unit: first.unit, in: values }
      : 'question' in first
        ? oneOf(atOf(first), values)
        : lacking()
  }
  const included = left.flatMap((one) => ('includes' in one && one.includes !== undefined ? [one.includes].flat() : []))
  const isIncluded = left.every((one) => 'includes' in one && one.includes !== undefined)
  if (isOfOne && isIncluded && 'question' in first) return { ...atOf(first), includes: included }
  return { any: left }
}

/** That a field is given, and something of its answer, are often said side by side: here the second says both. */
const all = (it: Expression, scope: Scope): Condition | boolean => {
  const parts = conjuncts(it)
    .map((one) => read(one, scope))
    .filter((one) => one !== true)
  if (parts.includes(false)) return false
  const merged = saidTogether(parts.filter((one) => typeof one !== 'boolean'))
  const [only] = merged
  return only === undefined ? true : merged.length === 1 ? only : { all: merged }
}
