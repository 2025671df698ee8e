/** What a row of a form says, drafted: its texts, the condition it is shown on, and its rules; what cannot be carried is told. */

import type { Condition } from '../../questionnaire/condition.ts'
import { type Path, said } from '../../questionnaire/fault.ts'
import type { Text } from '../../questionnaire/schema.ts'
import { atOf, conjuncts, type Expression, flipped, opposite, parseExpression } from './expressions.ts'
import type { Planned, Planning } from './plan.ts'
import { conditionOf, conditionOfExpression, fieldPattern, negated, type Scope, valueIn } from './read-expression.ts'
import { type ReadForm, remark } from './read-form.ts'
import { type FormRow, figureIn, type Remark, readPairs } from './terms.ts'

export type Data = Record<string, unknown>

/** A draft in the making. `toldOf`: what has been told, and is not told again. */
export type Drafting = Planning & {
  form: ReadForm
  places: Map<number, Path>
  missing: Map<string, Remark>
  toldOf: Set<unknown>
  /** Answers to questions of a lower order can be repeated by the texts that are being made. */
  at: number
}

// Texts.

export const textOf = (it: Drafting, row: Pick<FormRow, 'sheet' | 'row' | 'texts'>, column: string): Text =>
  told(it, row, column, row.texts[column] ?? { nb: '', nn: '' })

/** As it stands, answers that it repeats named in our way; where it is empty, that is told. */
export const told = (it: Drafting, row: Pick<FormRow, 'sheet' | 'row'>, column: string, { nb, nn }: Text): Text => {
  for (const [form, text] of Object.entries({ nb, nn })) {
    const key = form === 'nb' ? 'form_missing.nb' : 'form_missing.nn'
    if (text === '') it.missing.set(`${row.sheet} ${row.row} ${column} ${form}`, remark(row, key, { column }))
  }
  if (markup.test(nb) || markup.test(nn)) tellMarkup(it, row)
  return { nb: repeated(it, row, column, nb), nn: repeated(it, row, column, nn) }
}

const markup = /<\/?[a-z][^<>]*>/iu

const tellMarkup = (it: Drafting, row: Pick<FormRow, 'sheet' | 'row'>): void => {
  const key = `${row.sheet} ${row.row} <>`
  if (!it.toldOf.has(key)) it.changed.push(remark(row, 'form_changed.markup'))
  it.toldOf.add(key)
}

/** The message of a rule can repeat the answer that it is about. */
const ownAnswer = ['constraint_message', 'message']

const repeated = (it: Drafting, row: Pick<FormRow, 'sheet' | 'row'>, column: string, text: string): string =>
  text.replace(fieldPattern, (typed, name: string) => {
    const question = it.byName.get(name.trim())
    const before = it.at + (ownAnswer.includes(column) ? 1 : 0)
    if (question !== undefined && question.shape !== 'none' && question.order < before) return `{{svar.${question.id}}}`
    if (!it.toldOf.has(`${row.row} ${name}`)) it.left.push(remark(row, 'form_left.repeated', { name }))
    it.toldOf.add(`${row.row} ${name}`)
    return typed
  })

export const hasText = (row: FormRow, column: string): boolean => row.texts[column] !== undefined

/** What is said in both language forms, on one line. */
export const bothForms = (nb: string, nn: string): string => [...new Set([nb, nn])].filter(Boolean).join(' / ')

/** Tells of the cells of a row that nothing here is made of. */
export const tellUnused = (it: Drafting, row: FormRow, columns: readonly string[]): void => {
  for (const column of columns) {
    const { nb, nn } = row.texts[column] ?? { nb: row.cells[column] ?? '', nn: '' }
    if (nb !== '' || nn !== '') it.left.push(remark(row, 'form_left.cell', { column, value: bothForms(nb, nn) }))
  }
}

// Conditions.

export const together = (whens: readonly Condition[]): Data => {
  const [only] = whens
  return only === undefined ? {} : { when: whens.length === 1 ? only : { all: whens } }
}

/** The condition of a row; none where it has none, or one that cannot be carried, which is told once. */
export const whenOf = (it: Drafting, row: FormRow, scope: Omit<Scope, 'fieldOf'>): Condition[] => {
  const { relevant = '' } = row.cells
  if (relevant === '') return []
  const found = conditionOf(relevant, { ...scope, fieldOf: (name) => it.fields.get(name) })
  if ('condition' in found && typeof found.condition === 'object') return [found.condition]
  if ('lacks' in found)
    tellOnce(
      it,
      row,
      'relevant',
      remark(row, 'form_left.relevant', { ...found.lacks.vars, expression: relevant }),
      found.lacks,
    )
  return []
}

const keyOf = (row: FormRow, column: string): string => `${row.sheet} ${row.row} ${column}`

/** What is lacking, after what is left out for it. */
export const tellOnce = (
  it: Drafting,
  row: FormRow,
  column: string,
  what: Remark,
  lacks: Pick<Remark, 'code' | 'key' | 'vars'>,
): void => {
  const key = keyOf(row, column)
  if (it.toldOf.has(key)) return
  it.toldOf.add(key)
  it.left.push(what, { ...lacks, sheet: row.sheet, row: row.row })
}

// Rules.

export const checksOf = (
  it: Drafting,
  { item, rows, soft, own }: Planned,
  refused: readonly Condition[],
  scope: Scope,
): Data => {
  const [only] = refused
  const row = rows.at(-1)?.item.row ?? item.row
  const hard =
    only === undefined
      ? []
      : [
          {
            id: own.rule ?? 'regel',
            level: 'hard',
            when: refused.length === 1 ? only : { any: refused },
            message: textOf(it, row, 'constraint_message'),
          },
        ]
  if (only === undefined && hasText(row, 'constraint_message')) {
    const { nb, nn } = row.texts.constraint_message ?? { nb: '', nn: '' }
    const text = bothForms(nb, nn)
    it.left.push(
      it.toldOf.has(keyOf(row, 'constraint'))
        ? remark(row, 'form_left.cell', { column: 'constraint_message', value: text })
        : remark(row, 'form_left.message', { text }),
    )
  }
  const asking = soft.flatMap(({ id, item: rule }) => {
    const [when] = whenOf(it, rule.row, { ...scope, before: scope.before + 1 })
    if (when === undefined) tellUnused(it, rule.row, ['label'])
    const message = rule.row.texts.label ?? { nb: '', nn: '' }
    return when === undefined ? [] : [{ id, level: 'soft', when, message: told(it, rule.row, 'message', message) }]
  })
  return hard.length + asking.length === 0 ? {} : { checks: [...hard, ...asking] }
}

/** A range that does not say where it ends. */
const usualEnd = 10

type Rules = { limits: Data; exclusive: string[]; refused: Condition[] }

/** What is not so of the answer that is being given. A bound that another answer sets refuses nothing where there is no such answer. */
const refusedWhen = (allowed: Condition | boolean): Condition | boolean => {
  if (typeof allowed === 'boolean' || !('question' in allowed)) return negated(allowed)
  for (const bound of Object.keys(opposite) as (keyof typeof opposite)[]) {
    if (allowed[bound] !== undefined) return { ...atOf(allowed), [opposite[bound]]: allowed[bound] }
  }
  return negated(allowed)
}

/** What `constraint` says: limits of ours where it is of that form, else when the answer is refused. */
export const rulesOf = (it: Drafting, planned: Planned, scope: Scope): Rules => {
  const { item, rows, shape, own } = planned
  const last = rows.at(-1)?.item ?? item
  const { constraint = '', parameters = '' } = last.row.cells
  const rules: Rules = { limits: {}, exclusive: [], refused: [] }
  if (item.type === 'range') {
    const pairs = readPairs(parameters)
    Object.assign(rules.limits, { min: figureIn(pairs, 'start') ?? 0, max: figureIn(pairs, 'end') ?? usualEnd })
  }
  const self: Scope = { ...scope, self: last.name }
  const whole = constraint === '' ? undefined : parseExpression(constraint)
  const leave = (lacks: Pick<Remark, 'code' | 'key' | 'vars'>) =>
    tellOnce(it, last.row, 'constraint', remark(last.row, 'form_left.constraint', { expression: constraint }), lacks)
  if (whole === null) leave(said('form_left.expression'))
  else {
    for (const part of whole === undefined ? [] : conjuncts(whole)) {
      if (limit(part, planned, rules)) continue
      const found = conditionOfExpression(part, self)
      if ('lacks' in found) leave(found.lacks)
      else {
        const refused = refusedWhen(found.condition)
        if (typeof refused === 'object') rules.refused.push(refused)
      }
    }
  }
  if (shape === 'figure' && own.percent === 'yes') {
    if (rules.limits.min === 0) delete rules.limits.min
    if (rules.limits.max === 100) delete rules.limits.max
  }
  return rules
}

// Limits of ours that a part of a constraint may be.

const limit = (part: Expression, planned: Planned, rules: Rules): boolean => {
  const { shape } = planned
  if (shape === 'figure' || shape === 'date') return bound(part, planned, rules.limits)
  if (shape === 'words') return lengthLimit(part, planned, rules.limits)
  return (
    shape === 'choices' &&
    (countLimit(part, planned, rules.limits) ||
      standsAlone(part, planned, rules) ||
      isLeast(part, planned, rules.limits))
  )
}

const isSelf = (it: Expression | undefined, { item }: Planned): boolean =>
  it?.is === 'field' && (it.name === '.' || it.name === item.name)

type Compared = Extract<Expression, { is: 'compare' }>
/** With what is compared on the left, and the value on the right. */
const withValue = (part: Expression): { sign: Compared['sign']; left: Expression; value: string | number } | null => {
  if (part.is !== 'compare') return null
  const [left, right] = [valueIn(part.left), valueIn(part.right)]
  if (right !== null && left === null) return { sign: part.sign, left: part.left, value: right }
  return left !== null && right === null ? { sign: flipped[part.sign], left: part.right, value: left } : null
}

/** Our limits are part of what they allow: of whole numbers the next one is meant where the form leaves its own out. */
const bound = (part: Expression, planned: Planned, limits: Data): boolean => {
  const found = withValue(part)
  if (found === null || !isSelf(found.left, planned)) return false
  const { sign, value } = found
  if (planned.shape === 'date') {
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(String(value)) || (sign !== '>=' && sign !== '<=')) return false
    limits[sign === '>=' ? 'min' : 'max'] = value
    return true
  }
  const number = Number(value)
  const isWhole = planned.item.type !== 'decimal' && Number.isInteger(number)
  if (value === '' || !Number.isFinite(number) || sign === '!=') return false
  if ((sign === '<' || sign === '>') && !isWhole) return false
  if (sign === '>=' || sign === '=') limits.min = number
  if (sign === '<=' || sign === '=') limits.max = number
  if (sign === '>') limits.min = number + 1
  if (sign === '<') limits.max = number - 1
  return true
}

/** A figure of signs, or of choices, that is at most or at least this; null: it is not of that form. */
const counted = (
  part: Expression,
  planned: Planned,
  name: string,
): { at: 'least' | 'most' | 'both'; number: number } | null => {
  const found = withValue(part)
  if (found?.left.is !== 'call' || found.left.name !== name || !isSelf(found.left.of[0], planned)) return null
  const number = Number(found.value)
  if (!Number.isInteger(number)) return null
  switch (found.sign) {
    case '<=':
      return { at: 'most', number }
    case '<':
      return { at: 'most', number: number - 1 }
    case '>=':
      return { at: 'least', number }
    case '>':
      return { at: 'least', number: number + 1 }
    case '=':
      return { at: 'both', number }
    case '!=':
      return null
  }
}

/** The most that our schema takes. */
const mostLetters = 4000

const lengthLimit = (part: Expression, planned: Planned, limits: Data): boolean => {
  const found = counted(part, planned, 'string-length')
  if (found?.at !== 'most' || found.number < 1) return found?.at === 'least' && found.number <= 1
  limits.maxLength = Math.min(found.number, mostLetters)
  return found.number <= mostLetters
}

const countLimit = (part: Expression, planned: Planned, limits: Data): boolean => {
  const found = counted(part, planned, 'count-selected')
  if (found === null || found.number < 1) return false
  if (found.at !== 'most' && found.number > 1) limits.min = found.number
  if (found.at !== 'least') limits.max = found.number
  return true
}

/** The name that `selected(., 'name')` asks for; null: it asks for something else. */
const selectedIn = (part: Expression, planned: Planned): string | null => {
  if (part.is !== 'call' || part.name !== 'selected' || part.of.length !== 2 || !isSelf(part.of[0], planned))
    return null
  const value = part.of[1] === undefined ? null : valueIn(part.of[1])
  return value === null ? null : String(value)
}

/** «Not this one and others too.» */
const standsAlone = (part: Expression, planned: Planned, rules: Rules): boolean => {
  const inside = part.is === 'call' && part.name === 'not' ? part.of[0] : undefined
  if (inside?.is !== 'all' || inside.of.length !== 2) return false
  const names = inside.of.map((one) => selectedIn(one, planned)).filter((name) => name !== null)
  const more = inside.of.some((one) => {
    const found = counted(one, planned, 'count-selected')
    return found?.at === 'least' && found.number === 2
  })
  const [name] = names
  if (name === undefined || names.length !== 1 || !more) return false
  const choice = planned.choices.find(({ of }) => of.name === name)
  if (choice !== undefined) rules.exclusive.push(choice.id)
  return true
}

/** «One of those that stand alone, or at least so many.» */
const isLeast = (part: Expression, planned: Planned, limits: Data): boolean => {
  if (part.is !== 'any') return false
  const least = part.of.map((one) => counted(one, planned, 'count-selected')).filter((one) => one !== null)
  const [only] = least
  const isWhole = part.of.every(
    (one) => selectedIn(one, planned) !== null || counted(one, planned, 'count-selected') !== null,
  )
  if (only?.at !== 'least' || least.length !== 1 || !isWhole) return false
  limits.min = only.number
  return true
}
