/** Which questions a form's rows make: what is asked with which choices, what belongs to which question, and what no question is made of. */

import type { Condition } from '../../questionnaire/condition.ts'
import { id as idRule } from '../../questionnaire/schema.ts'
import type { Shape } from '../../questionnaire/shape.ts'
import { translate } from '../../texts/translate.ts'
import { missingChoices, partName, unitFields } from './expressions.ts'
import { conditionOf, type Field, fieldsIn } from './read-expression.ts'
import { type Item, type ListChoice, type ReadForm, remark } from './read-form.ts'
import {
  addedOther,
  appearances,
  bareSection,
  figureIn,
  introName,
  ownColumn,
  plainName,
  type Remark,
  type RowType,
  readPairs,
} from './terms.ts'

type Missing = 'dont_know' | 'not_applicable'

/**
 * A question to be. `around`: the groups that it stands in, the outermost first. `choices`: those that are answers. `specify`: the id of the
 * choice that is asked about. `soft`: notes that are rules. `own`: what our own column says.
 */
export type Planned = {
  item: Item
  id: string
  shape: Shape
  order: number
  around: readonly Item[]
  choices: { id: string; of: ListChoice }[]
  missing: Missing[]
  rows: { id: string; item: Item }[]
  specify: string | null
  soft: { id: string; item: Item }[]
  own: Readonly<Record<string, string>>
}

/** `changed`: what is called otherwise here than there. */
export type Planning = {
  questions: Planned[]
  intro: Item | null
  fields: ReadonlyMap<string, Field>
  byName: ReadonlyMap<string, Planned>
  left: Remark[]
  changed: Remark[]
}

export const plan = (form: ReadForm): Planning => {
  const made: Making = {
    form,
    questions: [],
    intro: null,
    fields: new Map(),
    left: [],
    changed: [],
    ids: new Map(),
    byName: new Map(),
  }
  for (const [i, item] of form.items.entries()) {
    const isIntro =
      item.type === 'note' && (item.name === introName || (i === 0 && item.row.cells.relevant === undefined))
    if (!isIntro) planItem(made, item, [])
    else made.intro = item
  }
  return made
}

type Making = Planning & {
  form: ReadForm
  fields: Map<string, Field>
  ids: Taken
  byName: Map<string, Planned>
}

const planItem = (made: Making, item: Item, around: readonly Item[]): void => {
  const unit = unitFields.get(item.name)
  if (unit !== undefined) made.fields.set(item.name, { type: 'unit', unit })
  else if (isNever(item)) leave(made, item, 'form_left.never')
  else if (isGroup(item)) planGroup(made, item, around)
  else if (item.type === 'unseen')
    leave(made, item, item.row.cells.calculation === undefined ? 'form_left.unseen' : 'form_left.calculation')
  else if (shapes[item.type] === undefined) leave(made, item, 'form_left.type')
  else if (!belongs(made, item)) planQuestion(made, item, around, [])
}

const groups: readonly RowType[] = ['begin', 'begin_repeat']
const isGroup = ({ type }: Item): boolean => groups.includes(type)

/** By what a row asks for. */
const shapes: Readonly<Partial<Record<RowType, Shape>>> = {
  text: 'words',
  whole: 'figure',
  decimal: 'figure',
  range: 'figure',
  share: 'figure',
  date: 'date',
  one: 'choice',
  several: 'choices',
  order: 'order',
  note: 'none',
  begin_score: 'rows',
  begin_places: 'order',
}

/** What is never shown there is asked of nobody. */
const isNever = ({ row }: Item): boolean => {
  const { relevant = '' } = row.cells
  if (relevant === '' || fieldsIn(relevant).length > 0) return false
  const found = conditionOf(relevant, { fieldOf: () => undefined, before: 0 })
  return 'condition' in found && found.condition === false
}

const leave = (made: Making, item: Item, key: Parameters<typeof remark>[1]): void => {
  made.left.push(
    remark(item.row, key, {
      name: item.name,
      type: item.row.cells.type ?? '',
      value: item.row.cells.calculation ?? '',
    }),
  )
  const forget = (one: Item): void => {
    made.fields.set(one.name, { type: 'absent' })
    one.inside.forEach(forget)
  }
  forget(item)
}

const planGroup = (made: Making, item: Item, around: readonly Item[]): void => {
  made.fields.set(item.name, { type: 'absent' })
  const rows = rowsIn(item)
  if (rows !== null) {
    planQuestion(made, item, around, rows)
    return
  }
  if (item.type === 'begin_repeat') made.left.push(remark(item.row, 'form_left.repeat', { name: item.name }))
  for (const one of item.inside) planItem(made, one, [...around, item])
}

/** The rows of a matrix, its heading first where it has one; null: the group is none. */
const rowsIn = ({ row, inside, type }: Item): Item[] | null => {
  const [first] = inside
  if (type !== 'begin' || first === undefined) return null
  const looks = (one: Item['row'], appearance: string) =>
    (one.cells.appearance ?? '').split(/\s+/u).includes(appearance)
  const isOfOne = inside.every((one) => one.type === 'one' && one.list === first.list && !one.hasOther)
  const isTable =
    looks(row, appearances.table) ||
    (inside.length > 1 &&
      inside.slice(1).every((one) => looks(one.row, appearances.row)) &&
      [appearances.head, appearances.row].some((head) => looks(first.row, head)))
  return isOfOne && isTable ? inside : null
}

// What belongs to a question that stands before: the text of a choice, and a rule that asks.

const belongs = (made: Making, item: Item): boolean => {
  const at = item.name.indexOf('__', 1)
  for (let cut = at; cut > 0; cut = item.name.indexOf('__', cut + 1)) {
    const question = made.byName.get(item.name.slice(0, cut))
    const part = item.name.slice(cut + 2)
    if (question === undefined || part === '') continue
    const choice = question.choices.find(({ of }) => of.name === part)
    if (item.type === 'text' && choice !== undefined && question.specify === null) {
      question.specify = choice.id
      tellOwnWords(made, item)
      made.fields.set(item.name, { type: 'part', of: chosen(question, choice.id), order: question.order })
      return true
    }
    const isRule =
      item.type === 'note' &&
      fieldsIn(item.row.cells.relevant ?? '').some((name) => name.startsWith(question.item.name))
    if (!isRule) continue
    question.soft.push({ id: idOf(part, 'regel'), item })
    made.fields.set(item.name, { type: 'absent' })
    return true
  }
  return false
}

/** How it is asked what is meant is the same for all questions here. */
const tellOwnWords = (made: Making, { row }: Item): void => {
  const value = row.texts.label?.nb || row.texts.label?.nn || ''
  if (value !== '' && !forms.some((form) => value === translate(form, 'form.specify'))) {
    made.left.push(remark(row, 'form_left.cell', { column: 'label', value }))
  }
}

const chosen = ({ id: question, shape }: Planned, choice: string): Condition =>
  shape === 'choice' ? { question, is: choice } : { question, includes: choice }

// Questions.

const planQuestion = (made: Making, item: Item, around: readonly Item[], table: readonly Item[]): void => {
  const shape = table.length > 0 ? 'rows' : (shapes[item.type] ?? 'none')
  const list = table[0]?.list ?? item.list
  const choices = shape === 'none' || list === '' ? [] : (made.form.lists.get(list) ?? [])
  const { answers, missing } = apart(choices, shape)
  const taken: Taken = new Map()
  const planned = answers.map((of) => ({ id: unique(idOf(of.name, 'svar'), taken), of }))
  if (['choice', 'choices', 'order', 'rows'].includes(shape) && planned.length + (item.hasOther ? 1 : 0) < 2) {
    leave(made, item, 'form_left.one_choice')
    return
  }
  const id = unique(idOf(item.name === '' ? `rad_${item.row.row}` : item.name, 'q'), made.ids)
  const [head] = table
  const isHeaded = head !== undefined && plainName(head.row.cells.appearance ?? '') === appearances.head
  const ofRows = item.type === 'begin_score' ? item.inside : table.slice(isHeaded ? 1 : 0)
  const question: Planned = {
    ...{ item, id, shape, around, choices: planned, missing: missing.map(([kind]) => kind), specify: null, soft: [] },
    order: made.questions.length,
    rows: shape === 'rows' ? rowIds(item, ofRows) : [],
    own: { ...readPairs(item.row.cells[ownColumn] ?? ''), ...(item.type === 'share' ? { percent: 'yes' } : {}) },
  }
  addOther(made, question)
  made.questions.push(question)
  made.byName.set(item.name, question)
  tellNames(made, question)
  for (const [kind, name] of missing.filter(([, one]) => !Object.values(missingChoices).some((own) => own === one))) {
    made.changed.push(remark(item.row, 'form_changed.missing', { name, id, text: translate('nb', `card.${kind}`) }))
  }
  setFields(made, question, missing)
}

const forms = ['nb', 'nn'] as const

type Told = readonly [Missing, string]

/** What is said in place of an answer stands among the choices there. */
const apart = (
  choices: readonly ListChoice[],
  shape: Shape,
): { answers: readonly ListChoice[]; missing: readonly Told[] } => {
  if (!['choice', 'choices', 'rows'].includes(shape)) return { answers: choices, missing: [] }
  const kinds = Object.keys(missingChoices) as Missing[]
  const kindOf = (one: ListChoice) =>
    kinds.find((kind) => one.name === missingChoices[kind]) ??
    kinds.find((kind) => forms.some((form) => one.text[form] === translate(form, `card.${kind}`)))
  const missing = choices.flatMap((one): Told[] => {
    const kind = kindOf(one)
    return kind === undefined ? [] : [[kind, one.name]]
  })
  const answers = choices.filter((one) => kindOf(one) === undefined)
  return answers.length < 2 ? { answers: choices, missing: [] } : { answers, missing }
}

const rowIds = (item: Item, rows: readonly Item[]) => {
  const taken: Taken = new Map()
  const start = partName(item.name, '')
  return rows.map((row) => ({
    id: unique(idOf(row.name.startsWith(start) ? row.name.slice(start.length) : row.name, 'rad'), taken),
    item: row,
  }))
}

/** `or_other`: the tool adds the choice and a field for what is meant. */
const addOther = (made: Making, question: Planned): void => {
  if (!question.item.hasOther) return
  const there = question.choices.find(({ of }) => of.name === addedOther)
  const text = { nb: translate('nb', 'form.xlsform.other'), nn: translate('nn', 'form.xlsform.other') }
  const of = { row: question.item.row.row, name: addedOther, text, columns: {} }
  const other = there ?? { id: unique(addedOther, new Map(question.choices.map(({ id }) => [id, 1]))), of }
  if (there === undefined) question.choices.push(other)
  question.specify = other.id
  made.fields.set(`${question.item.name}_other`, {
    type: 'part',
    of: chosen(question, other.id),
    order: question.order,
  })
  made.changed.push(remark(question.item.row, 'form_changed.other', { name: question.id }))
}

const tellNames = (made: Making, { item, id, choices, rows }: Planned): void => {
  if (item.name !== id) made.changed.push(remark(item.row, 'form_changed.name', { name: item.name, id }))
  const other = choices.filter((one) => one.id !== one.of.name).map((one) => `${one.of.name} → ${one.id}`)
  if (other.length > 0) made.changed.push(remark(item.row, 'form_changed.choices', { id, names: other }))
  const start = partName(item.name, '')
  const named = rows.filter((row) => row.item.name !== row.id && row.item.name !== start + row.id)
  if (named.length > 0) {
    const names = named.map((row) => `${row.item.name} → ${row.id}`)
    made.changed.push(remark(item.row, 'form_changed.rows', { id, names }))
  }
}

const setFields = (made: Making, question: Planned, missing: readonly Told[]): void => {
  const { item, id, shape, order, choices, rows } = question
  const named = new Map<string, { id: string } | { missing: Missing }>([
    ...choices.map((one) => [one.of.name, { id: one.id }] as const),
    ...missing.map(([kind, name]) => [name, { missing: kind }] as const),
  ])
  const places = placesOf(question)
  const field = { type: 'answer' as const, order, choices: named, places }
  for (const row of rows)
    made.fields.set(row.item.name, { ...field, at: { question: id, row: row.id }, shape: 'choice' })
  if (shape === 'none' || shape === 'rows') made.fields.set(item.name, { type: 'absent' })
  else made.fields.set(item.name, { ...field, at: { question: id }, shape })
}

/** How many places of an order are filled; undefined: all. */
export const placesOf = ({ item, shape, own, choices }: Planned): number | undefined => {
  if (shape !== 'order') return undefined
  const places = own.places === undefined ? item.inside.length : (figureIn(own, 'places') ?? 0)
  return places > 0 && places < choices.length ? places : undefined
}

// Ids.

const letters: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa', ß: 'ss', đ: 'd', ð: 'd', þ: 'th' }

/** An id by our rules, as near to the name as they let it; `start` stands before what begins with no letter. */
export const idOf = (name: string, start: string): string => {
  if (idRule.safeParse(name).success) return name
  const plain = bareSection(name)
    .toLowerCase()
    .replace(/[æøåßđðþ]/gu, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, (other) => (/^_+$/u.test(other) ? other : '_'))
    .replace(/^_+|_+$/gu, '')
  return (/^[a-z]/u.test(plain) ? plain : `${start}_${plain}`.replace(/_+$/u, '')).slice(0, longest)
}

/** With room for what tells two apart; an id has at most 64. */
const longest = 58

/** Ids that are taken, and the last number that was put behind each. */
export type Taken = Map<string, number>

export const unique = (id: string, taken: Taken): string => {
  let n = taken.get(id) ?? 0
  let found = id
  while (taken.has(found)) {
    n += 1
    found = `${id.slice(0, longest)}_${n}`
  }
  taken.set(id, Math.max(n, 1))
  taken.set(found, taken.get(found) ?? 1)
  return found
}
