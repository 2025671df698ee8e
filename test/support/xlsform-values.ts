/** What another survey tool would make of an expression, on the answers of a session. Knows what our expressions use, and no more. */

import type { Entry } from '../../src/engine/session.ts'
import type { Question, Questionnaire } from '../../src/questionnaire/schema.ts'
import { asks, gives } from '../../src/questionnaire/shape.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'
import { partName, unitField } from '../../src/wording/xlsform/expressions.ts'

/** Field → value; a field that is not there is empty. An order names all choices. */
export const fieldsOf = (
  { sections }: Questionnaire,
  unit: Unit,
  counted: Readonly<Record<string, Entry>>,
): Record<string, string> => {
  const units = (['kind', 'language', 'population', 'county', 'centrality'] as const).map((of) => [
    unitField(of),
    String(unit[of] ?? ''),
  ])
  const questions = sections.flatMap(({ questions: all }) => all)
  return Object.fromEntries([
    ...units,
    ...Object.entries(counted).flatMap(([id, entry]) =>
      valuesOf(
        questions.find((one) => one.id === id),
        entry,
      ),
    ),
  ])
}

const mark = (missing: string | undefined): string =>
  missing === undefined || missing === 'skipped' ? '' : `_${missing}`

const valuesOf = (question: Question | undefined, { answer, missing, partial }: Entry): [string, string][] => {
  if (question === undefined || partial) return []
  const { id } = question
  if (answer === undefined) {
    const isOffered = asks(question, 'choice', 'choices')
    return asks(question, 'rows')
      ? question.rows.map((row) => [partName(id, row.id), mark(missing)])
      : [[id, isOffered ? mark(missing) : '']]
  }
  if (gives(answer, 'rows')) {
    return [
      ...Object.entries(answer.value).map(([row, step]): [string, string] => [partName(id, row), step]),
      ...Object.entries(answer.missing ?? {}).map(([row, kind]): [string, string] => [partName(id, row), mark(kind)]),
    ]
  }
  if (gives(answer, 'order') && asks(question, 'order')) {
    const rest = question.choices.map((choice) => choice.id).filter((choice) => !answer.value.includes(choice))
    return [[id, [...answer.value, ...rest].join(' ')]]
  }
  return [[id, Array.isArray(answer.value) ? answer.value.join(' ') : String(answer.value)]]
}

const tokens = /\$\{(\w+)\}|'([^']*)'|(\d+(?:\.\d+)?)|([a-z][a-z-]*)(?=\()|\b(and|or)\b|(!=|<=|>=|[()=<>+,.])|\s+/uy

type Token = { type: 'value'; value: string | number } | { type: 'name' | 'sign'; text: string }

const read = (expression: string, fields: Readonly<Record<string, string>>, self: string): Token[] => {
  const found: Token[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < expression.length) {
    const at = tokens.lastIndex
    const match = tokens.exec(expression)
    if (match === null) throw new Error(`cannot be read from ${at}: ${expression}`)
    const [, name, text, number, func, word, sign] = match
    if (name !== undefined) found.push({ type: 'value', value: fields[name] ?? '' })
    else if (text !== undefined) found.push({ type: 'value', value: text })
    else if (number !== undefined) found.push({ type: 'value', value: Number(number) })
    else if (func !== undefined) found.push({ type: 'name', text: func })
    else if (sign === '.') found.push({ type: 'value', value: fields[self] ?? '' })
    else if (word !== undefined || sign !== undefined) found.push({ type: 'sign', text: word ?? sign ?? '' })
  }
  return found
}

type Value = string | number | boolean

/** True or false. Throws where it cannot be read. `self`: the field that `.` stands for. */
export const holdsThere = (expression: string, fields: Readonly<Record<string, string>>, self = ''): boolean => {
  const list = read(expression, fields, self)
  let at = 0
  const isNext = (text: string) => {
    const token = list[at]
    return token?.type === 'sign' && token.text === text
  }
  const take = (text: string) => {
    if (!isNext(text)) throw new Error(`${text} is missing: ${expression}`)
    at += 1
  }
  const either = (): Value => {
    let left = both()
    while (isNext('or')) {
      at += 1
      const right = both()
      left = Boolean(left) || Boolean(right)
    }
    return left
  }
  const both = (): Value => {
    let left = compared()
    while (isNext('and')) {
      at += 1
      const right = compared()
      left = Boolean(left) && Boolean(right)
    }
    return left
  }
  const compared = (): Value => {
    const left = sum()
    const token = list[at]
    if (token?.type !== 'sign' || !Object.hasOwn(comparisons, token.text)) return left
    at += 1
    return comparisons[token.text]?.(left, sum()) ?? false
  }
  const sum = (): Value => {
    let left = single()
    while (isNext('+')) {
      at += 1
      left = Number(left) + Number(single())
    }
    return left
  }
  const single = (): Value => {
    const token = list[at]
    if (token?.type === 'value') {
      at += 1
      return token.value
    }
    const name = token?.type === 'name' ? token.text : null
    if (name !== null) at += 1
    take('(')
    const args: Value[] = []
    while (!isNext(')')) {
      args.push(either())
      if (isNext(',')) at += 1
    }
    take(')')
    if (name === null) return args[0] ?? ''
    const call = functions[name]
    if (call === undefined) throw new Error(`${name} is not known: ${expression}`)
    return call(...args)
  }
  const found = either()
  if (at < list.length) throw new Error(`something is left: ${expression}`)
  return Boolean(found)
}

const listed = (value: Value | undefined): string[] =>
  String(value ?? '')
    .split(' ')
    .filter(Boolean)

const functions: Record<string, (...args: Value[]) => Value> = {
  not: (one) => !one,
  number: (one) => Number(one),
  false: () => false,
  date: (one) => one ?? '',
  selected: (of, one) => listed(of).includes(String(one)),
  'selected-at': (of, n) => listed(of)[Number(n)] ?? '',
  'count-selected': (of) => listed(of).length,
  'string-length': (of) => [...String(of)].length,
}

/** Dates are ordered as texts, all else as numbers; what is empty is in no order. */
const order = (a: Value, b: Value): number => {
  const isDate = (one: Value) => /^\d{4}-/u.test(String(one))
  if (isDate(a) && isDate(b)) return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
  return a === '' || b === '' ? Number.NaN : Number(a) - Number(b)
}

const comparisons: Record<string, (a: Value, b: Value) => boolean> = {
  '=': (a, b) => (typeof a === 'number' || typeof b === 'number' ? order(a, b) === 0 : a === b),
  '!=': (a, b) => (typeof a === 'number' || typeof b === 'number' ? order(a, b) !== 0 : a !== b),
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
}
