/** The columns of the wide table: one row per unit and part. */
import { type InterviewLine, interviewIn } from '../../outcome/interview.ts'
import type { Missing } from '../../questionnaire/answer.ts'
import type { Asked, Choice, Questionnaire } from '../../questionnaire/schema.ts'
import type { SubmissionDocument, SubmittedAnswer } from '../submission-schema.ts'
import { missingCodes } from './missing-codes.ts'
import { questionsOver } from './over-versions.ts'

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
      new Set(questions[i]?.flatMap((q) => ('choices' in q ? q.choices.map((choice) => `${q.id}.${choice.id}`) : []))),
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
  switch (question.kind) {
    case 'single':
      return [
        column('', (it) => (it.kind === 'single' ? it.value : null)),
        ...otherColumn(question.choices, freeText, column),
      ]
    case 'multiple':
      return [
        ...question.choices.map(({ id: choice }) =>
          column(choice, (it, { questionnaireVersion }) =>
            it.kind !== 'multiple'
              ? null
              : offers(questionnaireVersion, id, choice)
                ? Number(it.value.includes(choice))
                : missingCodes.not_asked,
          ),
        ),
        ...otherColumn(question.choices, freeText, column),
      ]
    case 'matrix':
      return question.rows.map(({ id: row }) => column(row, (it) => rowCell(it, row)))
    case 'number':
    case 'percent':
      return [
        column('', (it) => (it.kind === 'number' || it.kind === 'percent' ? it.value : null)),
        column('approximate', (it) =>
          it.kind === 'number' || it.kind === 'percent' ? Number(it.approximate === true) : null,
        ),
      ]
    case 'ranking':
      return Array.from({ length: question.places ?? question.choices.length }, (_, place) =>
        column(`${place + 1}`, (it) => (it.kind === 'ranking' ? (it.value[place] ?? null) : null)),
      )
    case 'date':
      return [column('', (it) => (it.kind === 'date' ? it.value : null))]
    case 'short_text':
    case 'long_text':
      return freeText === 'with' ? [column('', (it) => (it.kind === 'text' ? it.value : null))] : []
  }
}

type Read = (answer: SubmittedAnswer, document: SubmissionDocument) => Cell
type MakeColumn = (suffix: string, read: Read) => Column

function otherColumn(choices: readonly Choice[], freeText: FreeText, column: MakeColumn): Column[] {
  if (freeText === 'without' || !choices.some((choice) => choice.specify)) return []
  return [
    column('other', (it) =>
      (it.kind === 'single' || it.kind === 'multiple') && it.other !== undefined ? it.other : null,
    ),
  ]
}

function cellOf(document: SubmissionDocument, id: string, read: Read): Cell {
  const answer = document.answers[id]
  if (answer !== undefined) return read(answer, document)
  const missing: Missing | undefined = document.missing[id]
  // A version that did not have the question did not ask it.
  return missingCodes[missing ?? 'not_asked']
}

function rowCell(answer: SubmittedAnswer, row: string): Cell {
  if (answer.kind !== 'matrix') return null
  const missing = answer.missing?.[row]
  return answer.value[row] ?? missingCodes[missing ?? 'not_asked']
}
