/** What has changed since the wave before, a number on each line, as the sheet of changes and the export have it. */

import type { Questionnaire } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { countedQuestions } from './count.ts'
import { isSuppressed, type Level, type Since } from './model.ts'
import { measureLabel } from './since-chapter.ts'
import { dimensionLabel, type GroupWords, groupLabel, say } from './words.ts'

type ItemChange = Since['items'][number]

/** A number of change on a line of its own; null where nothing is told. */
export type ChangeLine = {
  variable: string
  row: string
  question: string
  rowLabel: string
  measure: string
  measureLabel: string
  /** `all`; `panel`: those who answered both times; `group`: those of them in the group. */
  whom: string
  since: string
  n_before: number | null
  n_now: number | null
  /** Of so many in both frames, for the panel. */
  of: number | null
  out: number | null
  before: number | null
  now: number | null
  change: number | null
  low: number | null
  high: number | null
  word: string
  suppressed: boolean
  /** Empty but where `whom` is `group`. */
  dimension: string
  group: string
  groupLabel: string
}

/** Every number of change, in the order of the questionnaires. */
export const changeLines = (
  since: Since,
  questionnaires: readonly Questionnaire[],
  words: GroupWords,
): ChangeLine[] => {
  const { language } = words
  const questions = new Map(questionnaires.flatMap(countedQuestions).map((question) => [question.id, question]))
  return since.items.flatMap((item) => {
    const question = questions.get(item.variable)
    if (question === undefined) return []
    const row = item.row ?? ''
    const rowText = asks(question, 'rows') ? question.rows.find(({ id }) => id === row)?.text : undefined
    const about = {
      variable: item.variable,
      row,
      question: say(language, question.text),
      rowLabel: say(language, rowText),
    }
    return item.measures.flatMap((one): ChangeLine[] => {
      const measured = {
        measure: one.measure,
        measureLabel: measureLabel(language, question, one.measure),
        since: since.wave,
      }
      const all = { n_before: item.n.before, n_now: item.n.now, of: null, out: null }
      const same = isSuppressed(item.panel)
        ? { n_before: null, n_now: null, of: null, out: null }
        : { n_before: item.panel.n, n_now: item.panel.n, of: item.panel.of, out: item.panel.out }
      return [
        { ...about, ...measured, whom: 'all', ...all, ...numbersOf(one.all), suppressed: false, ...whole },
        {
          ...about,
          ...measured,
          whom: 'panel',
          ...same,
          ...numbersOf(one.panel),
          suppressed: isSuppressed(item.panel),
          ...whole,
        },
        ...groupLines(words, item, one.measure).map((line) => ({ ...about, ...measured, whom: 'group', ...line })),
      ]
    })
  })
}

const whole = { dimension: '', group: '', groupLabel: '' }

type Numbers = Omit<
  ChangeLine,
  'variable' | 'row' | 'question' | 'rowLabel' | 'measure' | 'measureLabel' | 'whom' | 'since'
>

const groupLines = (words: GroupWords, item: ItemChange, measure: string): Numbers[] =>
  Object.entries(item.groups).flatMap(([dimension, of]) =>
    Object.entries(of).map(([group, change]): Numbers => {
      const label = `${dimensionLabel(words, dimension)}: ${groupLabel(words, dimension, group)}`
      const named = { dimension, group, groupLabel: label }
      const none = { n_before: null, n_now: null, of: null, out: null, ...numbersOf(null), ...named }
      if (isSuppressed(change)) return { ...none, suppressed: true }
      const found = change.measures.find((one) => one.measure === measure)
      const level = found === undefined ? null : { ...found, low: null, high: null }
      const counts = { n_before: change.n, n_now: change.n, of: change.of }
      return { ...none, ...counts, ...numbersOf(level), suppressed: false }
    }),
  )

const numbersOf = (level: Level | null): Pick<ChangeLine, 'before' | 'now' | 'change' | 'low' | 'high' | 'word'> =>
  level === null
    ? { before: null, now: null, change: null, low: null, high: null, word: '' }
    : {
        before: level.before,
        now: level.now,
        change: level.change,
        low: level.low,
        high: level.high,
        word: level.word ?? '',
      }
