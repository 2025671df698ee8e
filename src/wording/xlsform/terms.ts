/**
 * What XLSForm calls things (xlsform.org, docs.getodk.org/xlsform), and what other tools call the same: one table for what is written and
 * what is read. Columns of our own hold what XLSForm has no word for; other tools pass over them.
 */

import { type SaidOfFault, said } from '../../questionnaire/fault.ts'
import { type SheetRow, trimmed } from '../../register/respondents-file.ts'

export const sheetNames = ['survey', 'choices', 'settings'] as const
export type SheetName = (typeof sheetNames)[number]

/** In the order of the sheets. */
export const languages = { nb: 'Norsk bokmål (nb)', nn: 'Norsk nynorsk (nn)' } as const

/** The types that we write. */
export const typeNames = {
  text: 'text',
  whole: 'integer',
  decimal: 'decimal',
  date: 'date',
  one: 'select_one',
  several: 'select_multiple',
  order: 'rank',
  note: 'note',
  begin: 'begin_group',
  end: 'end_group',
} as const

/**
 * What a row is to us. `score` and `places`: KoboToolbox's own matrix and order. `absent`: asked there, and of no kind that we have;
 * `unseen`: nobody is asked it.
 */
export type RowType =
  | Exclude<keyof typeof typeNames, 'begin' | 'end'>
  | 'range'
  | 'share'
  | 'begin'
  | 'end'
  | 'begin_repeat'
  | 'end_repeat'
  | 'begin_score'
  | 'end_score'
  | 'score_row'
  | 'begin_places'
  | 'end_places'
  | 'place'
  | 'absent'
  | 'unseen'

const asWritten = Object.entries(typeNames).map(([type, name]) => [name, type as RowType] as const)

const otherNames: Readonly<Partial<Record<RowType, string>>> = {
  text: 'string phone_number',
  whole: 'int',
  share: 'percentage',
  range: 'range',
  one: 'select1 select_one_from add_select_one_prompt_using',
  several: 'select_all_that_apply select_all_that_apply_from add_select_multiple_prompt_using select_multiple_from',
  begin: 'begin_lgroup begin_looped_group',
  end: 'end_lgroup end_looped_group',
  begin_repeat: 'begin_repeat begin_loop begin_kobomatrix',
  end_repeat: 'end_repeat end_loop end_kobomatrix',
  begin_score: 'begin_score',
  end_score: 'end_score',
  score_row: 'score__row',
  begin_places: 'begin_rank',
  end_places: 'end_rank',
  place: 'rank__level',
  absent:
    'time datetime date_time location gps geopoint geotrace geoshape image photo audio video file barcode acknowledge trigger osm range_date select_one_from_file ' +
    'select_multiple_from_file select_one_external select_multiple_external printer url signature',
  unseen:
    'calculate calculate_here hidden start end today deviceid devicephonenum subscriberid simserial simid phonenumber username email audit ' +
    'start_time end_time device_id subscriber_id sim_id imei ' +
    'caseid enumerator comments xml-external csv-external start-geopoint background-audio background-geopoint text_audit audio_audit ' +
    'speed_violations_count speed_violations_list speed_violations_audit sensor_statistic sensor_stream uid instanceid instancename duration',
}

const types: ReadonlyMap<string, RowType> = new Map<string, RowType>([
  ...asWritten,
  ...Object.entries(otherNames).flatMap(([type, names]) =>
    names.split(' ').map((name) => [name, type as RowType] as const),
  ),
])

/** A name as tools compare it: letter case and blanks aside. */
export const plainName = (name: string): string => name.trim().toLowerCase().replace(/\s+/gu, '_')

/** What stands in the column `type`. `list`: of choices. `hasOther`: the tool adds «other» to them. Undefined: no type that is known. */
export const readType = (cell: string): { type: RowType; list: string; hasOther: boolean } | undefined => {
  const words = cell.trim().split(/\s+/u)
  // Some types are of several words; what is left is the list.
  for (let length = Math.min(words.length, maxTypeWords); length > 0; length -= 1) {
    const type = typeNamed(plainName(words.slice(0, length).join(' ')))
    if (type === undefined) continue
    const rest = words.slice(length)
    const other = [1, 2, 3].find((count) => otherMarks.includes(plainName(rest.slice(-count).join(' ')))) ?? 0
    return { type, list: rest.slice(0, rest.length - other).join(' '), hasOther: other > 0 }
  }
  return undefined
}

const maxTypeWords = 6
const otherMarks = ['or_other', 'or_specify_other']

/** Forms of the first years say «add … prompt», «q …» and «get …». */
const around: readonly [string, string][] = [
  ['add_', '_prompt'],
  ['q_', ''],
  ['get_', ''],
  ['uri:', ''],
]

const typeNamed = (name: string): RowType | undefined => {
  const inside = around.find(([before, after]) => name.startsWith(before) && name.endsWith(after))
  if (inside === undefined) return types.get(name)
  const [before, after] = inside
  return types.get(name) ?? types.get(name.slice(before.length, after === '' ? undefined : -after.length))
}

/** What tools call the choice that `or_other` adds. */
export const addedOther = 'other'

/** Appearances that say what is asked; all others are of looks alone, and passed over. */
export const appearances = {
  lines: 'multiline',
  table: 'table-list',
  head: 'label',
  row: 'list-nolabel',
} as const

// Columns.

/** Columns that are read, by what else they are called. */
const columnNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    command: 'type',
    tag: 'name',
    value: 'name',
    caption: 'label',
    relevance: 'relevant',
    constraining_message: 'constraint_message',
    requiredmsg: 'required_message',
    readonly: 'read_only',
    calculate: 'calculation',
    title: 'form_title',
    set_form_title: 'form_title',
    id_string: 'form_id',
    set_form_id: 'form_id',
  }),
)

/** Where KoboToolbox says which list a matrix, an order or a question is of. */
export const listColumns = [
  ...['kobo--score-choices', 'kobo--score_choices', 'kobo--rank-items', 'kobo--rank_items'],
  'select_from_list_name',
] as const

/** Columns that change what is asked or seen there, and have nothing that answers to them here. */
export const columnsLeft: readonly string[] = [
  ...['default', 'calculation', 'read_only', 'trigger', 'repeat_count', 'required_message', 'image', 'audio', 'video'],
  ...['media', 'parameters', 'count'],
]
/** What tools keep of their own, and what says the same again. */
export const columnsBeside: readonly string[] = ['$kuid', 'kuid', '$autoname', '$qpath', '$xpath', '$prev', 'qpath']

/** `form`: which language form its texts are of; `other`: of a third language; absent: it does not say. */
export type Column = { name: string; form?: 'nb' | 'nn' | 'other'; said: string }

/** A heading as «label::Norsk bokmål (nb)», «Label:nn», «list name»; `said`: as it stands. */
export const readColumn = (heading: string): Column => {
  const said = heading.trim()
  const [base = '', ...rest] = said.split(/::?/u)
  const plain = plainName(base)
  const name = columnNames.get(plain) ?? plain
  const of = rest.join(':').trim()
  if (of === '' || !translated.includes(name))
    return { name: rest.length > 0 && of !== '' ? plainName(said) : name, said }
  return { name, form: formOf(of), said }
}

const translated = ['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message', 'form_title']

/** Codes, and words that stand in the names of the language forms. */
const formWords = {
  nn: ['nn', 'nno', 'nynorsk', 'nn-no', 'nn_no'],
  nb: ['nb', 'nob', 'no', 'nor', 'bokmål', 'bokmal', 'nb-no', 'nb_no', 'norsk', 'norwegian'],
} as const

/** Which language form a name such as «Norsk bokmål (nb)» or «nynorsk» is of. */
export const formOf = (language: string): 'nb' | 'nn' | 'other' => {
  const words = language
    .toLowerCase()
    .split(/[\s()[\],]+/u)
    .filter(Boolean)
  const has = (form: keyof typeof formWords) => words.some((word) => formWords[form].some((one) => one === word))
  return has('nn') ? 'nn' : has('nb') ? 'nb' : 'other'
}

// Columns of our own.

/** `key=value`, blanks between, as in the column `parameters`. */
export const ownColumn = 'kommunedialog'
export const ownUnit = { nb: 'kommunedialog_unit_nb', nn: 'kommunedialog_unit_nn' } as const
export const ownTitle = 'kommunedialog_title_nn'

type Pairs = Readonly<Record<string, string | number | boolean | undefined>>

/** What is so (`true`) or has a value; nothing of what is false or absent. */
export const pairsText = (pairs: Pairs): string =>
  Object.entries(pairs)
    .flatMap(([key, value]) =>
      value === undefined || value === false ? [] : [`${key}=${encodeURIComponent(value === true ? 'yes' : value)}`],
    )
    .join(' ')

export const readPairs = (cell: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cell
      .replace(/\s*=\s*/gu, '=')
      .trim()
      .split(/[\s,;]+/u)
      .map((pair) => pair.split('='))
      .flatMap(([key = '', value]): [string, string][] =>
        value === undefined ? [] : [[plainName(key), decoded(value)]],
      ),
  )

/** A figure of such a pair; undefined where there is none, or what stands there is no figure. */
export const figureIn = (pairs: Readonly<Record<string, string>>, key: string): number | undefined => {
  const typed = pairs[key] ?? ''
  return /^-?\d+(?:\.\d+)?$/u.test(typed) ? Number(typed) : undefined
}

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Yes, no, or an expression. */
export const readYes = (cell: string): 'yes' | 'no' | 'other' => {
  const plain = plainName(cell).replace('()', '')
  if (['', 'no', 'false', '0'].includes(plain)) return 'no'
  return ['yes', 'true', '1'].includes(plain) ? 'yes' : 'other'
}

// A sheet, read by its headings.

/** A sheet of a workbook, empty rows left out. */
export type FormSheet = { name: string; rows: readonly SheetRow[] }
/** What is told of a row. `row`: as the spreadsheet shows it; 1 of what is said of the whole sheet. */
export type Remark = SaidOfFault & { sheet: string; row: number }

/** `cells`: by the column's name, or its heading where no name is known, those without a value left out. `texts`: by language form. */
export type FormRow = {
  sheet: string
  row: number
  cells: Readonly<Record<string, string>>
  texts: Readonly<Record<string, { nb: string; nn: string }>>
}

export type Table = { columns: readonly Column[]; rows: FormRow[]; faults: Remark[] }

/** `unsaid`: which language form texts are of whose column does not say. */
export const readTable = ({ name: sheet, rows }: FormSheet, unsaid: 'nb' | 'nn'): Table => {
  const [header, ...lines] = rows
  const columns = (header?.cells ?? []).map((cell) => readColumn(trimmed(cell)))
  const at = (row: number, key: Parameters<typeof said>[0], vars: Parameters<typeof said>[1]): Remark => ({
    ...said(key, vars),
    sheet,
    row,
  })
  const twice = columns.filter(
    (column, i) => column.said !== '' && columns.findIndex((one) => isSameColumn(one, column)) < i,
  )
  return {
    columns: columns.filter(({ said: heading }) => heading !== ''),
    rows: lines.map((line) => rowOf(sheet, columns, line, unsaid)),
    faults: [
      ...twice.map(({ said: column }) => at(header?.line ?? 1, 'form.column_twice', { column })),
      ...lines.flatMap(({ line, wrong = [] }) =>
        wrong.flatMap(({ cell }) => {
          const column = columns[cell]?.said ?? ''
          return column === '' ? [] : [at(line, 'form.no_value', { column })]
        }),
      ),
    ],
  }
}

/** Columns of third languages are the same where they say so in the same words. */
const isSameColumn = (one: Column, other: Column): boolean =>
  one.name === other.name &&
  one.form === other.form &&
  (one.form !== 'other' || plainName(one.said) === plainName(other.said))

const rowOf = (sheet: string, columns: readonly Column[], { line, cells }: SheetRow, unsaid: 'nb' | 'nn'): FormRow => {
  const found: Record<string, string> = Object.create(null)
  const texts: Record<string, { nb: string; nn: string }> = Object.create(null)
  for (const [i, { name, form }] of columns.entries()) {
    const value = trimmed(cells[i] ?? '')
      .normalize('NFC')
      .replace(/\r\n?/gu, '\n')
    if (value === '' || name === '' || form === 'other') continue
    if (form === undefined) found[name] ??= value
    if (!translated.includes(name)) continue
    texts[name] ??= { nb: '', nn: '' }
    const own = form ?? unsaid
    // A column that says its language form is heard before one that does not.
    if (form !== undefined || texts[name][own] === '') texts[name][own] = value
  }
  return { sheet, row: line, cells: found, texts }
}

/** Names of ours that stand beside those of the questions. */
export const introName = '_innledning'
export const sectionName = (id: string): string => `${sectionStart}${id}`
const sectionStart = '_tema_'
export const bareSection = (name: string): string =>
  name.startsWith(sectionStart) ? name.slice(sectionStart.length) : name
