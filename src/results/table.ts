/** The columns of the wide table: one row per unit and part. */

import { type InterviewLine, interviewIn } from '../outcome/interview.ts'
import type { Missing } from '../questionnaire/answer.ts'
import type { Asked, Choice, Questionnaire, Text } from '../questionnaire/schema.ts'
import { byShape, choicesOf, gives, isAsked } from '../questionnaire/shape.ts'
import { nameIn, namesFor } from '../questionnaire/versions.ts'
import { plainText, translate } from '../texts/translate.ts'
import type { SubmissionDocument, SubmittedAnswer } from './submission.ts'

/** Text, number, or null for an empty cell. */
export type Cell = string | number | null
export type Column = { name: string; cell(document: SubmissionDocument): Cell }
/** Free text may name persons: it is left out unless asked for. */
export type FreeText = 'with' | 'without'

const headOf = (line: InterviewLine): Column[] => [
  { name: 'submission_id', cell: (it) => it.submissionId },
  { name: 'revision', cell: (it) => it.revision },
  { name: 'wave', cell: (it) => it.wave },
  { name: 'part', cell: (it) => it.part },
  { name: 'questionnaire_version', cell: (it) => it.questionnaireVersion },
  { name: 'unit', cell: (it) => it.unit.id },
  { name: 'unit_kind', cell: (it) => it.unit.kind },
  { name: 'unit_name', cell: (it) => it.unit.name },
  { name: 'language', cell: (it) => it.language },
  { name: 'complete', cell: (it) => (it.complete ? 1 : 0) },
  { name: 'interview', cell: (it) => interviewIn(it, line) },
  { name: 'started_at', cell: (it) => it.startedAt },
  { name: 'submitted_at', cell: (it) => it.submittedAt },
  { name: 'assisted', cell: (it) => (it.mode === 'assisted' ? 1 : 0) },
]

/**
 * Columns for a part, over all its versions (newest first): a question that only an older version asks keeps its column, a
 * renamed one has that of its newest id. Names: the question's id; `id__choice` (1 or 0) for several choices, `id__row` for
 * a matrix, `id__1` … for a ranking, `id__approximate` (1 or 0) for a number, `id__other` for what was specified. A missing
 * answer is its code in every column of the question; a choice that the version answered did not offer was not asked.
 * `line`: the wave's, for the column that tells complete, partial and broken-off interviews apart.
 */
export function exportColumns(versions: readonly Questionnaire[], freeText: FreeText, line: InterviewLine): Column[] {
  const columns = headOf(line)
  const known = new Set(columns.map((column) => column.name))
  const questions = questionsOver(versions)
  const offers = offersOf(versions, questions)
  for (const column of questions.flat().flatMap((question) => columnsOf(question, freeText, offers))) {
    if (!known.has(column.name)) columns.push(column)
    known.add(column.name)
  }
  return columns
}

/** Whether a version offered the choice of the question; of a version that is not there nothing is known. */
type Offers = (version: number, question: string, choice: string) => boolean

function offersOf(versions: readonly Questionnaire[], questions: readonly Asked[][]): Offers {
  const choices = new Map(
    versions.map(({ version }, i) => [
      version,
      new Set(questions[i]?.flatMap((q) => choicesOf(q).map((choice) => `${q.id}.${choice.id}`))),
    ]),
  )
  return (version, question, choice) => choices.get(version)?.has(`${question}.${choice}`) ?? true
}

function columnsOf(question: Asked, freeText: FreeText, offers: Offers): Column[] {
  const { id } = question
  const column = (suffix: string, read: Read): Column => ({
    name: suffix === '' ? id : `${id}__${suffix}`,
    cell: (document) => cellOf(document, id, read),
  })
  return byShape(question, {
    choice: ({ choices }) => [
      column('', (it) => (gives(it, 'choice') ? it.value : null)),
      ...otherColumn(choices, freeText, column),
    ],
    choices: ({ choices }) => [
      ...choices.map(({ id: choice }) =>
        column(choice, (it, { questionnaireVersion }) =>
          !gives(it, 'choices')
            ? null
            : offers(questionnaireVersion, id, choice)
              ? Number(it.value.includes(choice))
              : missingCodes.not_asked,
        ),
      ),
      ...otherColumn(choices, freeText, column),
    ],
    rows: ({ rows }) => rows.map(({ id: row }) => column(row, (it) => rowCell(it, row))),
    figure: () => [
      column('', (it) => (gives(it, 'figure') ? it.value : null)),
      column('approximate', (it) => (gives(it, 'figure') ? Number(it.approximate === true) : null)),
    ],
    order: ({ choices, places = choices.length }) =>
      Array.from({ length: places }, (_, place) =>
        column(`${place + 1}`, (it) => (gives(it, 'order') ? (it.value[place] ?? null) : null)),
      ),
    date: () => [column('', (it) => (gives(it, 'date') ? it.value : null))],
    words: () => (freeText === 'with' ? [column('', (it) => (gives(it, 'words') ? it.value : null))] : []),
  })
}

type Read = (answer: SubmittedAnswer, document: SubmissionDocument) => Cell
type MakeColumn = (suffix: string, read: Read) => Column

function otherColumn(choices: readonly Choice[], freeText: FreeText, column: MakeColumn): Column[] {
  if (freeText === 'without' || !choices.some((choice) => choice.specify)) return []
  return [column('other', (it) => (gives(it, 'choice', 'choices') && it.other !== undefined ? it.other : null))]
}

function cellOf(document: SubmissionDocument, id: string, read: Read): Cell {
  const answer = document.answers[id]
  if (answer !== undefined) return read(answer, document)
  const missing: Missing | undefined = document.missing[id]
  // A version that did not have the question did not ask it.
  return missingCodes[missing ?? 'not_asked']
}

function rowCell(answer: SubmittedAnswer, row: string): Cell {
  if (!gives(answer, 'rows')) return null
  const missing = answer.missing?.[row]
  return answer.value[row] ?? missingCodes[missing ?? 'not_asked']
}

// What each column of the wide table means, from the questionnaire itself, in both language forms.

/**
 * `choice`: an id of `values`; `flag`: 1 or 0; `whole`: a count without missing values; `text` and `date` are texts.
 * `code` numbers the choices from 1, in the order of the newest version, for programs that want numbers.
 */
type ColumnType = 'text' | 'date' | 'number' | 'whole' | 'choice' | 'flag'
type CodedValue = { code: number; id: string; label: Text }
export type Described = {
  name: string
  type: ColumnType
  label: Text
  /** The question's id; absent for what identifies the submission. */
  question?: string
  values: CodedValue[]
}

const both = (key: string): Text => ({ nb: translate('nb', key), nn: translate('nn', key) })

const shown = (text: Text): Text => ({ nb: plainText('nb', text.nb), nn: plainText('nn', text.nn) })

const joined = (question: Text, item: Text): Text => ({
  nb: `${question.nb} – ${item.nb}`,
  nn: `${question.nn} – ${item.nn}`,
})

const headTypes: Record<string, ColumnType> = {
  submission_id: 'text',
  revision: 'whole',
  wave: 'text',
  part: 'text',
  questionnaire_version: 'whole',
  unit: 'text',
  unit_kind: 'text',
  unit_name: 'text',
  language: 'text',
  complete: 'whole',
  interview: 'choice',
  started_at: 'text',
  submitted_at: 'text',
  assisted: 'whole',
}

const coded = (choices: readonly { id: string; text: Text }[]): CodedValue[] =>
  choices.map(({ id, text }, i) => ({ code: i + 1, id, label: shown(text) }))

const flagValues: CodedValue[] = [
  { code: 0, id: '0', label: { nb: 'Ikke valgt', nn: 'Ikkje vald' } },
  { code: 1, id: '1', label: { nb: 'Valgt', nn: 'Vald' } },
]

const interviewValues: CodedValue[] = (['complete', 'partial', 'break_off'] as const).map((id, i) => ({
  code: i + 1,
  id,
  label: both(`report.outcome.${id}`),
}))

const describe = (asked: Asked, freeText: FreeText): Described[] => {
  const { id } = asked
  const label = shown(asked.text)
  const entry = (suffix: string, type: ColumnType, of: Text = label, values: CodedValue[] = []): Described => ({
    name: suffix === '' ? id : `${id}__${suffix}`,
    type,
    label: of,
    question: id,
    values,
  })
  const item = (key: string) => joined(label, both(`report.codebook.${key}`))
  const specifies = choicesOf(asked).some((c) => c.specify) && freeText === 'with'
  const other = specifies ? [entry('other', 'text', item('other'))] : []
  return byShape(asked, {
    choice: ({ choices }) => [entry('', 'choice', label, coded(choices)), ...other],
    choices: ({ choices }) => [
      ...choices.map((c) => entry(c.id, 'flag', joined(label, shown(c.text)), flagValues)),
      ...other,
    ],
    rows: ({ rows, choices }) =>
      rows.map((row) => entry(row.id, 'choice', joined(label, shown(row.text)), coded(choices))),
    figure: () => [entry('', 'number'), entry('approximate', 'flag', item('approximate'), flagValues)],
    order: ({ choices, places = choices.length }) =>
      Array.from({ length: places }, (_, i) => {
        const place = `${i + 1}. plass`
        return entry(`${i + 1}`, 'choice', joined(label, { nb: place, nn: place }), coded(choices))
      }),
    date: () => [entry('', 'date')],
    words: () => (freeText === 'with' ? [entry('', 'text')] : []),
  })
}

/** Choices that only an older version has come after those of the newest, with the next codes. */
const merged = (newest: Described, older: Described): Described => {
  const extra = older.values.filter((v) => !newest.values.some((known) => known.id === v.id))
  const values = [...newest.values, ...extra.map((v, i) => ({ ...v, code: newest.values.length + i + 1 }))]
  return newest.type === 'choice' ? { ...newest, values } : newest
}

/** The columns of `exportColumns`, in its order, for a part over all its versions (newest first). */
export const codebookOf = (versions: readonly Questionnaire[], freeText: FreeText): Described[] => {
  const heads = Object.entries(headTypes).map(([name, type]): [string, Described] => [
    name,
    { name, type, label: both(`report.codebook.${name}`), values: name === 'interview' ? interviewValues : [] },
  ])
  const entries = new Map(heads)
  for (const one of questionsOver(versions).flatMap((asked) => asked.flatMap((q) => describe(q, freeText)))) {
    const known = entries.get(one.name)
    entries.set(one.name, known === undefined ? one : merged(known, one))
  }
  return [...entries.values()]
}

/** How each kind of missing stands in a table: one declared range, −99 to −95 (SPSS takes a range or three values). */
export const missingCodes: Record<Missing, number> = {
  not_reached: -99,
  not_asked: -98,
  not_applicable: -97,
  dont_know: -96,
  skipped: -95,
}

// One table of a part's submissions though its questionnaire has had several versions.

const numbered = (versions: readonly Questionnaire[]) => new Map(versions.map((it) => [it.version, it]))

/** The questions of each version (newest first), under the ids they have in the newest. */
const questionsOver = (versions: readonly Questionnaire[]): Asked[][] => {
  const to = versions[0]?.version ?? 0
  const all = numbered(versions)
  return versions.map(({ version, sections }) =>
    sections
      .flatMap((section) => section.questions)
      .filter((question) => isAsked(question))
      .map((question): Asked => ({ ...question, id: nameIn(all, question.id, { from: version, to }) })),
  )
}

/** Submissions under the ids of the newest version (first). Of versions that are not there they stay as they are. */
export const underNewestNames = (
  versions: readonly Questionnaire[],
): ((document: SubmissionDocument) => SubmissionDocument) => {
  const to = versions[0]?.version ?? 0
  const all = numbered(versions)
  return (document) => {
    const from = document.questionnaireVersion
    if (from === to || !all.has(from)) return document
    const asked = [...Object.keys(document.answers), ...Object.keys(document.missing)]
    const names = namesFor(all, asked, { from, to })
    const named = <T>(record: Record<string, T>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(record).flatMap(([id, value]): [string, T][] => {
          const name = names.get(id)
          return name === undefined ? [] : [[name, value]]
        }),
      )
    return { ...document, answers: named(document.answers), missing: named(document.missing) }
  }
}

// Names made to fit a format: what it forbids replaced, cut to its length, each once.

type Format = {
  /** The name with what the format forbids replaced; may be empty. */
  clean(name: string): string
  /** Cut to what still fits, with room for `spare` characters of ASCII more. */
  cut(name: string, spare: number): string
  /** Names that the format keeps for itself, in lower case. */
  reserved: ReadonlySet<string>
  /** Where nothing is left of a name. */
  fallback: string
}

/**
 * One name for each given, in the same order. The format is taken not to tell letter case apart; a name that is taken
 * already, or reserved, gets a number.
 */
export const fittedNames = (names: readonly string[], { clean, cut, reserved, fallback }: Format): string[] => {
  const used = new Set(reserved)
  return names.map((name) => {
    const base = clean(name) || fallback
    let candidate = clean(cut(base, 0)) || fallback
    for (let i = 2; used.has(candidate.toLowerCase()); i += 1) candidate = `${cut(base, `_${i}`.length)}_${i}`
    used.add(candidate.toLowerCase())
    return candidate
  })
}

/** Excel's limit of a sheet's name, in UTF-16 units; a character of two is not cut in half. */
const maxSheetName = 31

const sheetNameFormat: Format = {
  // Neither at the beginning nor at the end may an apostrophe stand.
  clean: (name) => name.replace(/[\p{Cc}\ufffe\uffff\\/?*[\]:]/gu, '_').replace(/^['\s]+|['\s]+$/gu, ''),
  cut: (name, spare) => name.slice(0, maxSheetName - spare).replace(/[\ud800-\udbff]$/u, ''),
  // Excel's own sheet of tracked changes, by its name in English and Norwegian.
  reserved: new Set(['history', 'historikk']),
  fallback: 'Ark',
}

/** Names of sheets as Excel takes them: at most 31 characters, none of `\\ / ? * [ ] :`, each once whatever the letter case. */
export const sheetNames = (names: readonly string[]): string[] => fittedNames(names, sheetNameFormat)
