/** A form of other survey tools (XLSForm, xlsform.org), read: its rows in their groups, its lists of choices, and all that is wrong with it. */

import { type FaultKey, said } from '../../questionnaire/fault.ts'
import { fieldsIn } from './read-expression.ts'
import {
  appearances,
  type Column,
  columnsBeside,
  columnsLeft,
  type FormRow,
  type FormSheet,
  formOf,
  listColumns,
  ownColumn,
  ownTitle,
  ownUnit,
  plainName,
  type Remark,
  type RowType,
  readPairs,
  readTable,
  readType,
  readYes,
  type SheetName,
  sheetNames,
  type Table,
} from './terms.ts'

/** A row of `survey`. `inside`: what stands in the group that it begins. `name`: as it stands; of a note or a group it may be empty. */
export type Item = { row: FormRow; type: RowType; list: string; hasOther: boolean; name: string; inside: Item[] }
/** `columns`: all cells of the row, which filters can ask for. */
export type ListChoice = { row: number; name: string; text: { nb: string; nn: string }; columns: FormRow['cells'] }
/** `left`: what is passed over. */
export type ReadForm = {
  items: Item[]
  lists: ReadonlyMap<string, readonly ListChoice[]>
  settings: FormRow | undefined
  left: Remark[]
}

/** `faults`: none where the form can be made into a questionnaire. */
export const readForm = (sheets: readonly FormSheet[]): { form: ReadForm; faults: Remark[] } => {
  const sheetOf = (name: SheetName) => {
    const found = sheets.find((sheet) => plainName(sheet.name) === name)
    return found === undefined ? undefined : { ...found, name }
  }
  const settingsIn = (form: 'nb' | 'nn') => readTable(sheetOf('settings') ?? { name: 'settings', rows: [] }, form)
  const unsaid = formOf(settingsIn('nb').rows[0]?.cells.default_language ?? '') === 'nn' ? 'nn' : 'nb'
  const settings = settingsIn(unsaid)
  const survey = sheetOf('survey')
  if (survey === undefined) {
    const names = sheets.map(({ name }) => name)
    const none: ReadForm = { items: [], lists: new Map(), settings: undefined, left: [] }
    return { form: none, faults: [{ ...said('form.no_survey', { names }), sheet: 'survey', row: 1 }] }
  }
  const table = readTable(survey, unsaid)
  const choices = readTable(sheetOf('choices') ?? { name: 'choices', rows: [] }, unsaid)
  const { lists, faults: ofChoices } = listsOf(choices)
  const rows = treeOf(table.rows)
  const known = namesOf(rows.all)
  const faults = [
    ...columnFaults('survey', table.columns, ['type', 'name'], 'label'),
    ...(choices.columns.length === 0 ? [] : columnFaults('choices', choices.columns, ['list_name', 'name'], 'label')),
    ...[table, choices, settings].flatMap((one) => one.faults),
    ...rows.faults,
    ...nameFaults(rows.all),
    ...rows.all.flatMap((item) => listFaults(item, lists)),
    ...rows.all.flatMap((item) => fieldFaults(item, known)),
    ...ofChoices,
  ]
  const left = [
    ...rows.left,
    ...columnsPassedOver('survey', table, columnsRead),
    ...columnsPassedOver('choices', choices, ['list_name', 'name', 'label', ...columnsFiltered(rows.all)]),
    ...columnsPassedOver('settings', settings, settingsRead),
    ...appearancesPassedOver(table),
    ...listsUnused(lists, rows.all),
    ...otherSheets(sheets),
  ]
  return { form: { items: rows.items, lists, settings: settings.rows[0], left }, faults: inOrder(faults) }
}

/** By sheet and row. */
export const inOrder = (remarks: readonly Remark[]): Remark[] => {
  const sheets = [...new Set<string>([...sheetNames, ...remarks.map(({ sheet }) => sheet)])]
  return remarks.toSorted((a, b) => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.row - b.row)
}

/** What is told of a row. */
export const remark = (
  row: Pick<FormRow, 'sheet' | 'row'>,
  key: FaultKey,
  vars: Parameters<typeof said>[1] = {},
): Remark => ({
  ...said(key, vars),
  sheet: row.sheet,
  row: row.row,
})

// Columns.

const columnFaults = (sheet: string, columns: readonly Column[], needed: readonly string[], text: string): Remark[] => {
  const top = { sheet, row: 1 }
  const absent = needed.filter((name) => !columns.some((column) => column.name === name))
  const texts = columns.filter(({ name }) => name === text)
  const isRead = texts.some(({ form }) => form !== 'other')
  return [
    ...(absent.length === 0 ? [] : [remark(top, 'form.no_column', { columns: absent })]),
    ...(isRead
      ? []
      : [remark(top, 'form.no_language', { columns: texts.length === 0 ? '–' : texts.map((one) => one.said) })]),
  ]
}

/** Columns of `survey` that are read. */
const columnsRead: readonly string[] = [
  ...['type', 'name', 'label', 'hint', 'guidance_hint', 'required', 'relevant', 'constraint', 'constraint_message'],
  ...['appearance', 'choice_filter', 'disabled', ...listColumns, ownColumn, ownUnit.nb, ownUnit.nn],
]

const settingsRead = ['form_title', 'form_id', 'version', 'default_language', ownColumn, ownTitle]

/** Those with a meaning row by row, all others once for the column. */
const columnsPassedOver = (sheet: SheetName, { columns, rows }: Table, isRead: readonly string[]): Remark[] =>
  columns.flatMap(({ name, form, said: column }): Remark[] => {
    if (form === 'other') return [remark({ sheet, row: 1 }, 'form_left.language', { column })]
    if (isRead.includes(name) || columnsBeside.includes(name)) return []
    const filled = rows.filter(({ cells, texts }) => cells[name] !== undefined || texts[name] !== undefined)
    if (sheet === 'survey' && columnsLeft.includes(name.split(/::?/u)[0] ?? '')) {
      return filled
        .filter((row) => !isUsed(row, name))
        .map((row) => remark(row, 'form_left.cell', { column, value: row.cells[name] ?? row.texts[name]?.nb ?? '' }))
    }
    return filled.length === 0 ? [] : [remark({ sheet, row: 1 }, 'form_left.column', { column })]
  })

/** Steps of a range that are as fine as some number of decimals. */
const steps: readonly (string | undefined)[] = [undefined, '1', '1.0', '0.1', '0.01']

const isUsed = ({ cells }: FormRow, column: string): boolean => {
  const type = readType(cells.type ?? '')?.type
  if (column === 'calculation') return type === 'unseen'
  return column === 'parameters' && type === 'range' && steps.includes(readPairs(cells.parameters ?? '').step)
}

const appearancesPassedOver = ({ rows }: Table): Remark[] =>
  rows.flatMap((row) => {
    const words = (row.cells.appearance ?? '').split(/\s+/u).filter((word) => word !== '')
    const value = words.filter((word) => !Object.values(appearances).some((one) => one === word)).join(' ')
    return value === '' ? [] : [remark(row, 'form_left.cell', { column: 'appearance', value })]
  })

/** All words of the filters: columns of the choices among them. */
const columnsFiltered = (all: readonly Item[]): string[] =>
  all.flatMap(({ row }) => (row.cells.choice_filter ?? '').split(/[^\p{L}\p{N}_.:-]+/u).map(plainName))

const listsUnused = (lists: ReadForm['lists'], all: readonly Item[]): Remark[] => {
  const used = new Set(all.map(({ list }) => list))
  return [...lists].flatMap(([list, [first]]) =>
    used.has(list) || first === undefined
      ? []
      : [remark({ sheet: 'choices', row: first.row }, 'form_left.list', { list })],
  )
}

const otherSheets = (sheets: readonly FormSheet[]): Remark[] =>
  sheets
    .filter(({ name }) => !sheetNames.some((one) => one === plainName(name)))
    .map(({ name }) => remark({ sheet: name, row: 1 }, 'form_left.sheet'))

// Rows in their groups.

const ends: Readonly<Partial<Record<RowType, RowType>>> = {
  begin: 'end',
  begin_repeat: 'end_repeat',
  begin_score: 'end_score',
  begin_places: 'end_places',
}
const isEnd = (type: RowType): boolean => Object.values(ends).includes(type)
/** What needs no name: a tool names it itself. */
const nameless: readonly RowType[] = ['note', ...(Object.keys(ends) as RowType[])]

const treeOf = (rows: readonly FormRow[]) => {
  const items: Item[] = []
  const all: Item[] = []
  const open: Item[] = []
  const faults: Remark[] = []
  const left: Remark[] = []
  for (const row of rows) {
    const { type: typed = '', name = '', disabled = '' } = row.cells
    if (readYes(disabled) === 'yes') {
      left.push(remark(row, 'form_left.disabled', { name: name || typed }))
      continue
    }
    if (typed === '') {
      // A remark of the author's, in a column that no tool reads.
      if (name !== '' || row.texts.label !== undefined) faults.push(remark(row, 'form.no_type'))
      continue
    }
    const read = readType(typed)
    if (read === undefined) {
      faults.push(remark(row, 'form.unknown_type', { type: typed }))
      continue
    }
    if (isEnd(read.type)) {
      const group = open.at(-1)
      if (group === undefined) faults.push(remark(row, 'form.end_alone', { type: typed }))
      else if (ends[group.type] !== read.type) {
        faults.push(
          remark(row, 'form.other_end', { type: typed, begin: group.row.cells.type ?? '', row: group.row.row }),
        )
      }
      open.pop()
      continue
    }
    const item: Item = {
      ...read,
      list: listColumns.map((column) => row.cells[column]).find((list) => list !== undefined) ?? read.list,
      row,
      name,
      inside: [],
    }
    if (name === '' && !nameless.includes(read.type)) faults.push(remark(row, 'form.no_name', { type: typed }))
    const into = open.at(-1)?.inside ?? items
    into.push(item)
    all.push(item)
    if (ends[read.type] !== undefined) open.push(item)
  }
  faults.push(...open.map(({ row, name }) => remark(row, 'form.no_end', { type: row.cells.type ?? '', name })))
  if (all.length === 0) faults.push({ ...said('form.nothing'), sheet: 'survey', row: 1 })
  return { items, all, faults, left }
}

const nameFaults = (all: readonly Item[]): Remark[] => {
  const first = new Map<string, number>()
  return all.flatMap(({ name, row, type }): Remark[] => {
    // A group may have the name of what it is around; tools take that.
    const key = `${ends[type] === undefined ? '' : 'group '}${name}`
    const before = first.get(key)
    if (name !== '' && before === undefined) first.set(key, row.row)
    return name === '' || before === undefined ? [] : [remark(row, 'form.name_twice', { name, row: before })]
  })
}

const listed: readonly RowType[] = ['one', 'several', 'order', 'begin_score', 'begin_places']

const listFaults = ({ type, list, row }: Item, lists: ReadForm['lists']): Remark[] => {
  if (!listed.includes(type)) return []
  if (list === '') return [remark(row, 'form.no_list', { type: row.cells.type ?? '' })]
  return lists.has(list) ? [] : [remark(row, 'form.unknown_list', { list })]
}

/** Columns in which fields are named. */
const naming = [
  'relevant',
  'constraint',
  'choice_filter',
  'calculation',
  'required',
  'default',
  'repeat_count',
] as const

const fieldFaults = ({ row }: Item, known: ReadonlySet<string>): Remark[] => {
  const unknown = (column: string, cell: string) =>
    [...new Set(fieldsIn(cell))]
      .filter((name) => !known.has(name))
      .map((name) => remark(row, 'form.unknown_field', { column, name }))
  return [
    ...naming.flatMap((column) => unknown(column, row.cells[column] ?? '')),
    ...Object.entries(row.texts).flatMap(([column, { nb, nn }]) => unknown(column, `${nb} ${nn}`)),
  ]
}

/** What can be named: `or_other` makes a field of its own. */
const namesOf = (all: readonly Item[]): ReadonlySet<string> =>
  new Set(all.flatMap(({ name, hasOther }) => (hasOther ? [name, `${name}_other`] : [name])))

// Choices.

const listsOf = ({ rows, columns }: Table) => {
  const lists = new Map<string, Map<string, ListChoice>>()
  const faults: Remark[] = []
  for (const row of rows) {
    const { list_name: list = '', name = '' } = row.cells
    if (list === '' && name === '') continue
    if (list === '' || name === '') {
      faults.push(remark(row, 'form.choice_unnamed', { column: list === '' ? 'list_name' : 'name' }))
      continue
    }
    const choices = lists.get(list) ?? new Map<string, ListChoice>()
    lists.set(list, choices)
    const before = choices.get(name)
    if (before !== undefined) faults.push(remark(row, 'form.choice_twice', { list, name, row: before.row }))
    const cells = Object.fromEntries(columns.map((column) => [column.name, row.cells[column.name] ?? '']))
    choices.set(name, { row: row.row, name, text: row.texts.label ?? { nb: '', nn: '' }, columns: cells })
  }
  return { lists: new Map([...lists].map(([list, choices]) => [list, [...choices.values()]])), faults }
}
