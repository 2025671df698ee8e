/** A questionnaire made of a form of other survey tools: a draft, with what is left out, what is called otherwise and which texts are missing. */

import type { Path } from '../../questionnaire/fault.ts'
import type { Text } from '../../questionnaire/schema.ts'
import type { Shape } from '../../questionnaire/shape.ts'
import {
  bothForms,
  checksOf,
  type Data,
  type Drafting,
  hasText,
  rulesOf,
  tellOnce,
  tellUnused,
  textOf,
  together,
  told,
  whenOf,
} from './drafting.ts'
import { idOf, type Planned, placesOf, plan, type Taken, unique } from './plan.ts'
import { conditionOf, type Scope } from './read-expression.ts'
import { type Item, inOrder, type ListChoice, type ReadForm, remark } from './read-form.ts'
import {
  appearances,
  type FormRow,
  figureIn,
  ownColumn,
  ownTitle,
  ownUnit,
  type Remark,
  readPairs,
  readYes,
} from './terms.ts'

/**
 * `data`: the questionnaire as an editor would write it, texts that the form lacks empty. `places`: where in it a row of `survey` came to. `left`:
 * what is not in it; `changed`: what is there, and is called or read otherwise; `missing`: texts that are empty.
 */
export type FormDraft = {
  data: Data
  places: ReadonlyMap<number, Path>
  left: Remark[]
  changed: Remark[]
  missing: Remark[]
}

/** What the caller knows; absent: what the form says of itself, else what is made of its name. `file`: without its ending. */
export type DraftSource = {
  form: ReadForm
  wave?: string
  part?: string
  version?: number
  file: string
  folder: string
}

export const draftOf = (source: DraftSource): FormDraft => {
  const { form } = source
  const planned = plan(form)
  const it: Drafting = {
    ...planned,
    form,
    left: [...form.left, ...planned.left],
    places: new Map(),
    missing: new Map(),
    at: 0,
    toldOf: new Set(),
  }
  const { cells = {}, texts = {} } = form.settings ?? {}
  const own = readPairs(cells[ownColumn] ?? '')
  const settings: Pick<FormRow, 'sheet' | 'row' | 'texts'> = form.settings ?? { sheet: 'settings', row: 1, texts }
  const title = { nb: texts.form_title?.nb ?? '', nn: texts.form_title?.nn || (cells[ownTitle] ?? '') }
  const part = source.part ?? idOf(own.part ?? cells.form_id ?? source.file, 'del')
  const minutesFrom = figureIn(own, 'minutes_from')
  const data: Data = {
    schema: 'kommunedialog.questionnaire.v1',
    wave: source.wave ?? own.wave ?? source.folder,
    part,
    version: source.version ?? figureIn(own, 'version') ?? 1,
    minutes: minutesOf(it, own, settings),
    ...(minutesFrom === undefined ? {} : { minutesFrom }),
    title: told(it, settings, 'form_title', title),
    intro: textOf(it, planned.intro?.row ?? { ...settings, texts: {} }, planned.intro === null ? 'intro' : 'label'),
    sections: sectionsOf(it, title),
  }
  if (cells.version !== undefined && own.version === undefined && cells.version !== String(data.version)) {
    it.changed.push(remark(settings, 'form_changed.version', { from: cells.version, to: String(data.version) }))
  }
  return {
    data,
    places: it.places,
    left: inOrder(it.left),
    changed: inOrder(it.changed),
    missing: inOrder([...it.missing.values()]),
  }
}

/** Three questions a minute, where the form does not say: an editor knows better. */
const perMinute = 3

const minutesOf = (it: Drafting, own: Readonly<Record<string, string>>, at: Pick<FormRow, 'sheet' | 'row'>): number => {
  const said = figureIn(own, 'minutes')
  if (said !== undefined) return said
  const asked = it.questions.filter(({ shape }) => shape !== 'none').length
  const minutes = Math.max(1, Math.ceil(asked / perMinute))
  it.changed.push(remark(at, 'form_changed.minutes', { minutes }))
  return minutes
}

/** The hint without what is counted in, which we keep apart. */
const helpOf = (it: Drafting, { row }: Item): Data => {
  const { nb, nn } = row.texts.hint ?? { nb: '', nn: '' }
  const unit = { nb: row.cells[ownUnit.nb] ?? '', nn: row.cells[ownUnit.nn] ?? '' }
  const without = (text: string, end: string) =>
    end !== '' && text.endsWith(end) ? text.slice(0, -end.length).trim() : text
  const help = { nb: without(nb, unit.nb), nn: without(nn, unit.nn) }
  return help.nb === '' && help.nn === '' ? {} : { help: told(it, row, 'hint', help) }
}

// Sections.

const mostQuestions = 10

const besideLabel = ['hint', 'guidance_hint']

/** `isFirst`: no other run of the group stands before. */
type Run = { group: Item | null; questions: Planned[]; isFirst: boolean }

const sectionsOf = (it: Drafting, title: Text): Data[] => {
  const ids: Taken = new Map()
  const runs: Run[] = []
  const begun = new Set<Item | null>()
  for (const question of it.questions) {
    const group = question.around.findLast(({ row }) => hasText(row, 'label')) ?? null
    const last = runs.at(-1)
    if (last?.group === group && last.questions.length < mostQuestions) last.questions.push(question)
    else runs.push({ group, questions: [question], isFirst: !begun.has(group) })
    begun.add(group)
  }
  return runs.map((run, s) => {
    const { group } = run
    const id = unique(idOf(group === null ? 'del' : group.name || `rad_${group.row.row}`, 'del'), ids)
    if (group !== null && run.isFirst) tellUnused(it, group.row, besideLabel)
    if (group !== null && !run.isFirst) {
      it.changed.push(remark(group.row, 'form_changed.section', { name: group.name, id }))
    }
    return sectionOf(it, run, { id, title, s })
  })
}

const sectionOf = (it: Drafting, { group, questions }: Run, about: { id: string; title: Text; s: number }): Data => {
  const [first] = questions
  const around = first?.around ?? []
  const outer = group === null ? [] : around.slice(0, around.indexOf(group) + 1)
  const before = first?.order ?? 0
  it.at = before
  const settings = it.form.settings ?? { sheet: 'settings', row: 1 }
  const rest = (question: Planned) => question.around.filter((one) => !outer.includes(one))
  return {
    id: about.id,
    title: group === null ? told(it, settings, 'form_title', about.title) : textOf(it, group.row, 'label'),
    ...together(outer.flatMap((one) => whenOf(it, one.row, { before }))),
    questions: questions.map((question, q) =>
      questionOf(it, question, rest(question), ['sections', about.s, 'questions', q]),
    ),
  }
}

// Questions.

const questionOf = (it: Drafting, planned: Planned, groups: readonly Item[], path: Path): Data => {
  const { item, id, shape, order, soft, own } = planned
  for (const one of [item, ...planned.rows.map((row) => row.item), ...soft.map((rule) => rule.item)])
    it.places.set(one.row.row, path)
  it.at = order
  const scope: Scope = { before: order, fieldOf: (name) => it.fields.get(name) }
  const head = { id, kind: kindOf(planned), text: questionText(it, planned), ...helpOf(it, item) }
  const when = together([...groups, item].flatMap((one) => whenOf(it, one.row, scope)))
  if (hasText(item.row, 'guidance_hint')) {
    const { nb, nn } = item.row.texts.guidance_hint ?? { nb: '', nn: '' }
    it.left.push(remark(item.row, 'form_left.guidance', { text: bothForms(nb, nn) }))
  }
  if (shape === 'none') return { ...head, ...when }
  tellInside(it, planned)
  const rules = rulesOf(it, planned, scope)
  const missing = (kind: 'dont_know' | 'not_applicable') => planned.missing.includes(kind) || own[kind] === 'yes'
  return {
    ...head,
    ...when,
    ...(requiredOf(it, planned) ? { required: true } : {}),
    ...(missing('dont_know') ? {} : { dontKnow: false }),
    ...(missing('not_applicable') ? { notApplicable: true } : {}),
    ...rules.limits,
    ...byOwnShape(it, planned, rules.exclusive, scope),
    ...checksOf(it, planned, rules.refused, scope),
  }
}

const kindOf = ({ shape, item, own }: Planned): string => {
  const length = Number(/\d+/u.exec(item.row.cells.constraint ?? '')?.[0] ?? 0)
  const isLong = (item.row.cells.appearance ?? '').split(/\s+/u).includes(appearances.lines) || length > longestShort
  const kinds: Readonly<Record<Shape, string>> = {
    choice: 'single',
    choices: 'multiple',
    rows: 'matrix',
    order: 'ranking',
    figure: own.percent === 'yes' ? 'percent' : 'number',
    date: 'date',
    words: isLong ? 'long_text' : 'short_text',
    none: 'info',
  }
  return kinds[shape]
}

const longestShort = 500

/** What rows of a matrix and places of an order say, and we have no room for. */
const tellInside = (it: Drafting, { item, rows }: Planned): void => {
  const heads = item.inside.filter((one) => !rows.some((row) => row.item === one))
  for (const one of heads) if (hasText(item.row, 'label')) tellUnused(it, one.row, ['label', ...besideLabel])
  for (const [i, { item: row }] of rows.entries()) {
    const filter = row.row.cells.choice_filter === rows[0]?.item.row.cells.choice_filter ? [] : ['choice_filter']
    tellUnused(it, row.row, [
      ...besideLabel,
      ...filter,
      ...(i < rows.length - 1 ? ['constraint', 'constraint_message'] : []),
    ])
  }
}

/** A matrix without a label of its own has that of its first row, which is its heading in other tools. */
const questionText = (it: Drafting, { item, rows }: Planned): Text => {
  const [first] = item.inside
  const isHead = first !== undefined && !rows.some((row) => row.item === first)
  return textOf(it, isHead && !hasText(item.row, 'label') ? first.row : item.row, 'label')
}

const requiredOf = (it: Drafting, { item, rows, shape }: Planned): boolean => {
  const cells = (shape === 'rows' ? rows.map((row) => row.item) : [item]).map(({ row }) => row)
  const said = cells.map((row) => readYes(row.cells.required ?? ''))
  for (const [i, row] of cells.entries()) {
    if (said[i] === 'other') it.left.push(remark(row, 'form_left.required', { expression: row.cells.required ?? '' }))
  }
  const some = said.filter((one) => one === 'yes').length
  if (some > 0 && some < said.length) it.left.push(remark(item.row, 'form_left.required_rows', { name: item.name }))
  return some > 0 && some === said.length
}

/** What the shape alone has. */
const byOwnShape = (it: Drafting, planned: Planned, exclusive: readonly string[], scope: Scope): Data => {
  const { item, shape, own, rows } = planned
  if (shape === 'figure') {
    const unit = { nb: item.row.cells[ownUnit.nb] ?? '', nn: item.row.cells[ownUnit.nn] ?? '' }
    const decimals = figureIn(own, 'decimals') ?? decimalsOf(item)
    if (item.type === 'decimal' && own.decimals === undefined)
      it.changed.push(remark(item.row, 'form_changed.decimals', { decimals }))
    return {
      ...(decimals === 0 ? {} : { decimals }),
      ...(unit.nb === '' ? {} : { unit: told(it, item.row, 'unit', unit) }),
    }
  }
  if (shape === 'date' || shape === 'words') return {}
  const perCard = figureIn(own, 'rows_per_card')
  const places = placesOf(planned)
  return {
    ...(shape === 'rows' ? { rows: rows.map((row) => rowOf(it, row, scope)) } : {}),
    choices: choicesOf(it, planned, exclusive, scope),
    ...(perCard === undefined ? {} : { rowsPerCard: perCard }),
    ...(places === undefined ? {} : { places }),
  }
}

const usualDecimals = 2

const decimalsOf = ({ type, row }: Item): number => {
  if (type === 'decimal') return usualDecimals
  const step = type === 'range' ? (readPairs(row.cells.parameters ?? '').step ?? '') : ''
  return step.includes('.') ? step.length - step.indexOf('.') - 1 : 0
}

const rowOf = (it: Drafting, { id, item }: Planned['rows'][number], scope: Scope): Data => ({
  id,
  text: textOf(it, item.row, 'label'),
  ...together(whenOf(it, item.row, scope)),
})

/** Not one that the tool adds. */
const isListed = ({ columns }: ListChoice): boolean => Object.keys(columns).length > 0

const choicesOf = (it: Drafting, planned: Planned, exclusive: readonly string[], scope: Scope): Data[] => {
  const { item, rows, choices, specify } = planned
  const [row = item.row] = rows.map((one) => one.item.row)
  const filter = row.cells.choice_filter ?? ''
  return choices.map(({ id, of }) => {
    const found =
      filter === '' || !isListed(of) ? { condition: true } : conditionOf(filter, { ...scope, columns: of.columns })
    if ('lacks' in found) {
      tellOnce(it, row, 'choice_filter', remark(row, 'form_left.choice_filter', { expression: filter }), found.lacks)
    }
    const when = 'condition' in found && typeof found.condition === 'object' ? { when: found.condition } : {}
    const ofRow = { sheet: isListed(of) ? 'choices' : 'survey', row: of.row }
    return {
      id,
      text: told(it, ofRow, 'label', of.text),
      ...when,
      ...(exclusive.includes(id) ? { exclusive: true } : {}),
      ...(specify === id ? { specify: true } : {}),
    }
  })
}
