/** What has changed since the wave before, as a chapter of tables and as a sentence at a finding. */

import type { Language, Questionnaire, Text } from '../questionnaire/schema.ts'
import { asks, choicesOf } from '../questionnaire/shape.ts'
import { inSentence, translate, translateList } from '../texts/translate.ts'
import { type CountedQuestion, countedQuestions } from './count.ts'
import type { Chapter, DataTable, Figure } from './document.ts'
import {
  type GroupChange,
  isSuppressed,
  type Level,
  type MeasureChange,
  type NamedGroups,
  type Since,
} from './model.ts'
import { groupsThatChanged } from './since-groups.ts'
import { categoryLabel, dimensionLabel, doc, formatNumber, type GroupWords, groupLabel, join, say } from './words.ts'

type ItemChange = Since['items'][number]
type Apart = Since['apart'][number]

/** `now`: the year of this wave; `groups`: what its groups are called. */
type Around = { language: Language; since: Since; now: number; limit: number; groups: readonly NamedGroups[] }

const text = (language: Language, key: string, vars: Record<string, string | number> = {}): string =>
  translate(language, `report.since.${key}`, vars)

/**
 * After a sentence on a share: what it was before, and whether it is more or fewer now. The panel is told of where it says
 * something else, and its groups where they have changed for certain. Undefined: this share is not compared.
 */
export const sinceSentence = (
  language: Language,
  since: Since | undefined,
  { variable, measure, groups }: { variable: string; measure: string; groups: readonly NamedGroups[] },
): string | undefined => {
  const item = since?.items.find((one) => one.variable === variable && one.row === undefined)
  const found = item?.measures.find((one) => one.measure === measure)
  if (since === undefined || item === undefined || !found?.all) return undefined
  const { all, panel } = found
  const said = text(language, all.word ?? 'no_word', { year: since.year, before: all.before })
  const isOther = panel !== null && panel.word !== null && panel.word !== all.word && !isSuppressed(item.panel)
  return [
    said,
    ...(!isOther || isSuppressed(item.panel)
      ? []
      : [text(language, `panel_${panel.word}`, { n: formatNumber(language, item.panel.n) })]),
    ...groupSentences({ language, groups }, since.year, groupsThatChanged(item, measure)),
  ].join(' ')
}

/** More groups than this are not named one by one. */
const MOST_NAMED = 4

const groupSentences = (words: GroupWords, year: number, changed: ReturnType<typeof groupsThatChanged>): string[] =>
  (['more', 'fewer'] as const).flatMap((word) => {
    const { language } = words
    const found = changed.filter((one) => one.word === word)
    if (found.length === 0) return []
    if (found.length > MOST_NAMED) return [text(language, `groups_many.${word}`, { year, count: found.length })]
    const named = found.map(({ dimension, group, found: { before, now } }) =>
      text(language, 'in_group', {
        group: groupLabel(words, dimension, group),
        before,
        now,
        dimension: inSentence(dimensionLabel(words, dimension)),
      }),
    )
    const key = found.length === 1 ? 'groups_one' : 'groups_several'
    return [text(language, `${key}.${word}`, { year, groups: join(language, named) })]
  })

const signed = (language: Language, value: number): string =>
  value > 0 ? `+${formatNumber(language, value)}` : formatNumber(language, value)

/** What a measure of the question is called. */
export const measureLabel = (language: Language, question: CountedQuestion, measure: string): string => {
  if (measure === 'any' || measure === 'mean') return doc(language, measure)
  if (measure !== 'top') return categoryLabel(language, question, measure)
  const choices = choicesOf(question).slice(0, 2)
  return choices.map(({ id }) => categoryLabel(language, question, id)).join(' + ')
}

const valueCell = (language: Language, kind: ItemChange['kind'], value: number): string =>
  kind === 'share' ? `${value} %` : formatNumber(language, value)

const levelCells = (language: Language, kind: ItemChange['kind'], level: Level): string[] => {
  const value = (number: number) => valueCell(language, kind, number)
  const { before, now, change, low, high, word } = level
  const interval =
    low === null || high === null
      ? '–'
      : text(language, 'from_to', { low: signed(language, low), high: signed(language, high) })
  return [
    value(before),
    value(now),
    signed(language, change),
    interval,
    word === null ? '–' : text(language, `word.${word}`),
  ]
}

/** The years of the older waves, oldest first. */
const yearsBefore = ({ older }: Since): string[] => older.map(({ year }) => String(year)).reverse()

/** A line for all who answered, with the older waves, and one for the panel where it may be told of. */
const rowsOf = (
  { language, since }: Around,
  item: ItemChange,
  label: string,
  { measure, all, panel }: MeasureChange,
): string[][] => {
  const olderCells = since.older
    .map(({ wave }) => item.older.find((one) => one.wave === wave)?.values[measure])
    .map((value) => (value === undefined ? '–' : valueCell(language, item.kind, value)))
    .reverse()
  const row = (whom: 'all' | 'panel', before: string[], level: Level | null): string[][] =>
    level === null ? [] : [[label, text(language, whom), ...before, ...levelCells(language, item.kind, level)]]
  return [
    ...row('all', olderCells, all),
    ...row(
      'panel',
      olderCells.map(() => '–'),
      panel,
    ),
  ]
}

const notesOf = ({ language, since, limit }: Around, item: ItemChange): string[] => {
  const number = (value: number) => formatNumber(language, value)
  const counts = { before: number(item.n.before), now: number(item.n.now), year: since.year }
  const { panel } = item
  if (isSuppressed(panel)) return [text(language, 'counts', counts), text(language, 'panel_hidden')]
  const out = panel.out === null ? text(language, 'fewer_than', { limit }) : number(panel.out)
  return [
    text(language, 'counts', counts),
    [
      text(language, 'panel_counts', { n: number(panel.n), of: number(panel.of) }),
      ...(panel.out === 0 ? [] : [text(language, 'panel_out', { out })]),
    ].join(' '),
  ]
}

/** Of a matrix with the text of its row. */
const labelOf = (
  language: Language,
  question: CountedQuestion,
  { row, measure }: { row: string | undefined; measure: string },
): string => {
  const label = measureLabel(language, question, measure)
  const of = row !== undefined && asks(question, 'rows') ? question.rows.find(({ id }) => id === row)?.text : undefined
  return row === undefined ? label : `${say(language, of)}: ${label}`
}

/** One question: its choices, or of a matrix the sum of the two best steps row by row. */
const figureOf = (around: Around, question: CountedQuestion, items: readonly ItemChange[]): Figure => {
  const { language, since, now } = around
  const shown = items.flatMap((item) => {
    const best = item.measures.filter(({ measure }) => measure === 'top')
    const measures = item.row !== undefined && best.length > 0 ? best : item.measures
    return measures.flatMap((one) =>
      rowsOf(around, item, labelOf(language, question, { row: item.row, measure: one.measure }), one),
    )
  })
  const title = say(language, question.text)
  const [first] = items
  const table: DataTable = {
    caption: title,
    columns: [
      ...[doc(language, 'answer'), text(language, 'whom'), ...yearsBefore(since), String(since.year), String(now)],
      ...['change', 'interval', 'in_words'].map((key) => text(language, key)),
    ],
    rows: shown,
  }
  // Rows of a matrix have bases of their own: the sheet of changes has them.
  const notes = first === undefined || first.row !== undefined ? [] : notesOf(around, first)
  const unit = text(language, first?.kind === 'mean' ? 'unit_mean' : 'unit_points')
  const id = `since-${question.id}`
  const breakdowns = first === undefined || first.row !== undefined ? [] : groupTables(around, question, first)
  return { id, title, notes: [unit, ...notes], chart: null, alternative: '', table, breakdowns }
}

/** A question that the last wave did not ask so that it can be compared: the older years beside this one, and why that one is missing. */
const apartFigure = (around: Around, question: CountedQuestion, apart: readonly Apart[]): Figure => {
  const { language, since, now } = around
  const [first] = apart
  const cell = (kind: Apart['kind'], value: number | undefined): string =>
    value === undefined ? '–' : valueCell(language, kind, value)
  const olderYears = [...since.older].reverse()
  const rows = apart.flatMap((item) => {
    const best = item.row === undefined ? [] : Object.keys(item.now.values).filter((measure) => measure === 'top')
    const measures = best.length > 0 ? best : Object.keys(item.now.values)
    return measures.map((measure) => [
      labelOf(language, question, { row: item.row, measure }),
      text(language, 'all'),
      ...olderYears.map(({ wave }) => {
        return cell(item.kind, item.older.find((one) => one.wave === wave)?.values[measure])
      }),
      '–',
      cell(item.kind, item.now.values[measure]),
    ])
  })
  const title = say(language, question.text)
  const years = olderYears.filter(({ wave }) => apart.some(({ older }) => older.some((one) => one.wave === wave)))
  const told = {
    year: since.year,
    years: join(
      language,
      years.map(({ year }) => String(year)),
    ),
  }
  return {
    id: `since-${question.id}`,
    title,
    notes: [
      text(language, first?.kind === 'mean' ? 'apart.mean' : 'apart.share'),
      ...[...new Set(apart.map(({ why }) => why))].map((why) => text(language, `apart.${why}`, told)),
      text(language, 'apart.untested', told),
    ],
    chart: null,
    alternative: '',
    breakdowns: [],
    table: {
      caption: title,
      columns: [
        ...[doc(language, 'answer'), text(language, 'whom'), ...yearsBefore(since), String(since.year), String(now)],
      ],
      rows,
    },
  }
}

/** The panel group by group, a table for each grouping. */
const groupTables = (around: Around, question: CountedQuestion, item: ItemChange): DataTable[] => {
  const { language, since, now } = around
  const hidden = doc(language, 'hidden')
  const rows = (label: string, change: GroupChange): string[][] => {
    if (isSuppressed(change)) return [[label, ...Array.from({ length: 7 }, () => hidden)]]
    const { n, of, measures } = change
    return measures.map((one) => {
      const [before, later, changed, , word] = levelCells(language, item.kind, { ...one, low: null, high: null })
      const counts = [n, of].map((count) => formatNumber(language, count))
      return [label, measureLabel(language, question, one.measure), ...counts, before, later, changed, word].map(
        (cell) => cell ?? '',
      )
    })
  }
  return Object.entries(item.groups).map(([dimension, of]) => ({
    caption: text(language, 'by_caption', {
      question: say(language, question.text),
      dimension: inSentence(dimensionLabel(around, dimension)),
    }),
    columns: [
      ...[dimensionLabel(around, dimension), doc(language, 'answer'), doc(language, 'n'), text(language, 'of')],
      ...[String(since.year), String(now), text(language, 'change'), text(language, 'in_words')],
    ],
    rows: Object.entries(of).flatMap(([group, change]) => rows(groupLabel(around, dimension, group), change)),
  }))
}

/** The chapter; a table for each question that both waves ask. */
export const sinceChapter = (around: Around, questionnaires: readonly Questionnaire[]): Chapter => {
  const { language, since } = around
  const questions = questionnaires.flatMap(countedQuestions)
  const number = (value: number) => formatNumber(language, value)
  const filled = (line: string): string =>
    Object.entries({ ...since.units, year: since.year }).reduce(
      (sofar, [key, value]) => sofar.replaceAll(`[${key}]`, key === 'year' ? String(value) : number(value)),
      line,
    )
  const left = since.notCompared.map(({ variable, row, why }) => {
    return `${[variable, ...(row === undefined ? [] : [row])].join('.')}: ${text(language, `why.${why}`)}`
  })
  return {
    id: 'endringer',
    title: text(language, 'title', { title: since.title[language] }),
    text: [
      ...translateList(language, 'report.since.text').map(filled),
      ...lineText(language, since),
      ...bordersText(language, since),
      ...(left.length === 0 ? [] : [text(language, 'not_compared', { list: left.join('; ') })]),
    ],
    statements: [],
    figures: questions.flatMap((question) => {
      const items = since.items.filter(({ variable }) => variable === question.id)
      if (items.length > 0) return [figureOf(around, question, items)]
      const apart = since.apart.filter(({ variable }) => variable === question.id)
      return apart.length === 0 ? [] : [apartFigure(around, question, apart)]
    }),
  }
}

/** Which wave is the last, and which stand beside it. */
const lineText = (language: Language, { title, older, unanswered }: Since): string[] => {
  const titles = (waves: readonly { title: Text }[]) =>
    join(
      language,
      waves.map((one) => one.title[language]),
    )
  const last = title[language]
  return [
    ...(older.length === 0 ? [] : [text(language, 'line', { last, older: titles([...older].reverse()) })]),
    ...(unanswered.length === 0 ? [] : [text(language, 'unanswered', { last, waves: titles(unanswered) })]),
  ]
}

const bordersText = (language: Language, { borders }: Since): string[] =>
  borders.length === 0
    ? []
    : [
        text(language, 'borders', {
          list: join(
            language,
            borders.map((one) => text(language, 'border', one)),
          ),
        }),
      ]
