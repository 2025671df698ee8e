/** Sheets of a form for tests, as the reader of workbooks gives them. */

import { expect } from 'vitest'
import { faultText } from '../../src/questionnaire/fault.ts'
import { draftOf } from '../../src/wording/xlsform/draft.ts'
import { readForm } from '../../src/wording/xlsform/read-form.ts'
import type { XlsForm } from '../../src/wording/xlsform/sheets.ts'
import type { FormSheet, Remark } from '../../src/wording/xlsform/terms.ts'

/** A sheet of which each line is a row, cells apart by `|`; blanks around them are none, and an empty line is an empty row. */
export const sheet = (name: string, table: string): FormSheet => ({
  name,
  rows: table
    .trim()
    .split('\n')
    .map((line, i) => ({ line: i + 1, cells: line.split('|').map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '')),
})

/** What an export would be read as. */
export const sheetsOf = (form: XlsForm): FormSheet[] =>
  (['survey', 'choices', 'settings'] as const).map((name) => {
    const columns = [...new Set(form[name].flatMap((line) => Object.keys(line)))]
    const rows = [columns, ...form[name].map((line) => columns.map((column) => line[column] ?? ''))]
    return { name, rows: rows.map((cells, i) => ({ line: i + 1, cells })) }
  })

const lines = (remarks: readonly Remark[]) => remarks.map((one) => `${one.sheet}:${one.row} ${faultText(one, 'en')}`)

/** The draft of a form without faults, and what is told of it, as an English reader sees it. */
export const drafted = (...sheets: FormSheet[]) => {
  const { form, faults } = readForm(sheets)
  expect(lines(faults)).toEqual([])
  const draft = draftOf({ form, file: 'Skjema 1', folder: 'mappe' })
  const sections = draft.data.sections as { id: string; title: unknown; when?: unknown; questions: { id: string }[] }[]
  const questions = sections.flatMap((one) => one.questions)
  const question = (id: string) => questions.find((one) => one.id === id)
  return {
    ...{ draft, sections, questions, question },
    ...{ left: lines(draft.left), changed: lines(draft.changed), missing: lines(draft.missing) },
  }
}
