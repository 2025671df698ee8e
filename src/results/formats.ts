/** The long table: one row per unit, part and thing asked. */

import type { Language } from '../questionnaire/schema.ts'
import { gives } from '../questionnaire/shape.ts'
import { translate } from '../texts/translate.ts'
import { withoutFreeText } from './own-words.ts'
import { spssCell, spssNames, spssSyntax } from './spss.ts'
import type { SubmissionDocument } from './submission.ts'
import { type Cell, type Column, type Described, type FreeText, missingCodes, sheetNames } from './table.ts'

export const longHead = ['submission_id', 'wave', 'part', 'unit', 'question', 'column', 'value', 'missing']

const kindOf = new Map(Object.entries(missingCodes).map(([kind, code]) => [code, kind]))

/**
 * The missing kind a column stands for; undefined when it holds an answer. Rows of a matrix are missing one by one, and so
 * are choices that a version did not offer.
 */
const missingOf = (document: SubmissionDocument, question: string, cell: Cell): string | undefined => {
  const answer = document.answers[question]
  if (answer === undefined) return document.missing[question] ?? 'not_asked'
  const isOneByOne = gives(answer, 'rows', 'choices')
  return isOneByOne && typeof cell === 'number' ? kindOf.get(cell) : undefined
}

/** `value` is empty and `missing` names the kind where there is no answer; an empty cell makes no row. */
export const longRows = (
  document: SubmissionDocument,
  columns: readonly Column[],
  codebook: readonly Described[],
): Cell[][] => {
  const about: Cell[] = [document.submissionId, document.wave, document.part, document.unit.id]
  return columns.flatMap((column, i): Cell[][] => {
    const question = codebook[i]?.question
    const cell = column.cell(document)
    if (question === undefined || cell === null) return []
    const missing = missingOf(document, question, cell)
    return [[...about, question, column.name, missing === undefined ? cell : null, missing ?? null]]
  })
}

// How each format of an export is written.

/** `codebook` describes `columns`, one by one. `named`: a submission under the ids that the columns know. */
export type PartTable = {
  part: string
  columns: Column[]
  codebook: Described[]
  named(document: SubmissionDocument): SubmissionDocument
}

type Writer = {
  begin(table: PartTable): Promise<void>
  row(document: SubmissionDocument, table: PartTable): Promise<void>
  end(tables: readonly PartTable[]): Promise<void>
}

const nothing = async (): Promise<void> => undefined

const wide = (document: SubmissionDocument, { columns, named }: PartTable): Cell[] => {
  const under = named(document)
  return columns.map((c) => c.cell(under))
}

const names = ({ columns }: PartTable): string[] => columns.map((c) => c.name)

const jsonl = (sink: ExportSink, { freeText }: ExportRequest): Writer => ({
  begin: nothing,
  row: (document) => sink.jsonLine('results.jsonl', freeText === 'with' ? document : withoutFreeText(document)),
  end: nothing,
})

/** Rows into a table of a part; where the table is, `put` knows. */
type Put = (part: string, row: readonly Cell[]) => Promise<void>

const inShape = (shape: ExportRequest['shape'], put: Put): Omit<Writer, 'end'> =>
  shape === 'wide'
    ? {
        begin: (table) => put(table.part, names(table)),
        row: (document, table) => put(table.part, wide(document, table)),
      }
    : {
        begin: (table) => put(table.part, longHead),
        async row(document, table) {
          for (const row of longRows(table.named(document), table.columns, table.codebook)) await put(table.part, row)
        },
      }

/** A line per column and one per value or missing kind, in both language forms. */
export const codebookRows = (tables: readonly PartTable[]): Cell[][] => [
  ['part', 'column', 'type', 'label_nb', 'label_nn'],
  ...tables.flatMap(({ part, codebook }) =>
    codebook.map((d): Cell[] => [part, d.name, d.type, d.label.nb, d.label.nn]),
  ),
]

const missingLabel = (language: Language, kind: string): string => translate(language, `report.missing.${kind}`)

export const valueRows = (tables: readonly PartTable[]): Cell[][] => [
  ['part', 'column', 'value', 'code', 'label_nb', 'label_nn'],
  ...tables.flatMap(({ part, codebook }) =>
    codebook.flatMap((d) => d.values.map((v): Cell[] => [part, d.name, v.id, v.code, v.label.nb, v.label.nn])),
  ),
  ...Object.entries(missingCodes).map(([kind, code]): Cell[] => {
    return ['', '', code, code, missingLabel('nb', kind), missingLabel('nn', kind)]
  }),
]

const csv = (sink: ExportSink, { shape }: ExportRequest): Writer => ({
  ...(shape === 'long_in_one'
    ? withOneHead(inShape(shape, (_part, row) => sink.csvRow('results.csv', row)))
    : inShape(shape, (part, row) => sink.csvRow(`results-${part}.csv`, row))),
  async end(tables) {
    for (const row of codebookRows(tables)) await sink.csvRow('codebook.csv', row)
    for (const row of valueRows(tables)) await sink.csvRow('values.csv', row)
  },
})

const withOneHead = ({ begin, row }: Omit<Writer, 'end'>): Omit<Writer, 'end'> => {
  let isBegun = false
  return {
    row,
    async begin(table) {
      if (!isBegun) await begin(table)
      isBegun = true
    },
  }
}

const xlsx = (sink: ExportSink, { shape, language }: ExportRequest): Writer => {
  const file = 'results.xlsx'
  const own = ['sheet', 'values_sheet'].map((key) => translate(language, `report.codebook.${key}`))
  const parts: string[] = []
  // The names of those before do not change when one is added.
  const named = () => sheetNames([...own, ...parts])
  const sheetOf = (part: string): string => {
    if (!parts.includes(part)) parts.push(part)
    return named()[own.length + parts.indexOf(part)] ?? part
  }
  return {
    ...inShape(shape, (part, row) => sink.sheetRow(file, sheetOf(part), row)),
    async end(tables) {
      const [codebook = '', values = ''] = named()
      for (const row of codebookRows(tables)) await sink.sheetRow(file, codebook, row)
      for (const row of valueRows(tables)) await sink.sheetRow(file, values, row)
    },
  }
}

const spss = (sink: ExportSink, { language }: ExportRequest): Writer => {
  const file = (part: string) => `results-${part}.csv`
  return {
    async begin({ part, codebook }) {
      await sink.rawCsvRow(file(part), spssNames(codebook))
      await sink.text(`results-${part}.sps`, spssSyntax(file(part), codebook, language))
    },
    row: (document, table) =>
      sink.rawCsvRow(
        file(table.part),
        wide(document, table).map((cell, i) => {
          const described = table.codebook[i]
          return described === undefined ? cell : spssCell(described, cell)
        }),
      ),
    end: nothing,
  }
}

/** The writer of the format asked for. */
export const writerFor = (request: ExportRequest, sink: ExportSink): Writer => {
  switch (request.format) {
    case 'jsonl':
      return jsonl(sink, request)
    case 'csv':
      return csv(sink, request)
    case 'xlsx':
      return xlsx(sink, request)
    case 'spss':
      return spss(sink, request)
  }
}

// What an export is asked for, and where it goes.

/** What an export is written to, as many files as it needs; `edge/files` makes them. Waits when the disk is slower. */
export type ExportSink = {
  jsonLine(file: string, value: unknown): Promise<void>
  /** For spreadsheets: what they would run as a formula is neutralised. */
  csvRow(file: string, row: readonly Cell[]): Promise<void>
  /** For statistics programs: comma, every cell as it is. */
  rawCsvRow(file: string, row: readonly Cell[]): Promise<void>
  /** The rows of a sheet come together. */
  sheetRow(file: string, sheet: string, row: readonly Cell[]): Promise<void>
  text(file: string, text: string): Promise<void>
}
/** Puts a row into the table `name`: a CSV of its own, or a sheet of `book`. */
export const rowsInto =
  (sink: ExportSink, format: Exclude<TableFormat, 'jsonl'>, book: string) =>
  (name: string, row: readonly Cell[]): Promise<void> =>
    format === 'csv' ? sink.csvRow(`${name}.csv`, row) : sink.sheetRow(`${book}.xlsx`, name, row)

/** Writes lines as the table `name`: a document a line, or a row a line below `head`; yes and no are 1 and 0 in a row. */
export const writeTable = async <Line extends Record<string, unknown>>(
  sink: ExportSink,
  { format, book, name }: { format: TableFormat; book: string; name: string },
  head: readonly (keyof Line & string)[],
  lines: readonly Line[],
): Promise<void> => {
  if (format === 'jsonl') {
    for (const line of lines) await sink.jsonLine(`${name}.jsonl`, line)
    return
  }
  const put = rowsInto(sink, format, book)
  await put(name, head)
  for (const line of lines) {
    const cells = head.map((key): unknown => (typeof line[key] === 'boolean' ? Number(line[key]) : line[key]))
    await put(name, cells as Cell[])
  }
}

export const exportFormats = ['csv', 'xlsx', 'jsonl', 'spss'] as const
export type ExportFormat = (typeof exportFormats)[number]
/** The formats that can hold tables of several waves, or of what is published. */
export type TableFormat = Exclude<ExportFormat, 'spss'>
export type ExportRequest = {
  format: ExportFormat
  freeText: FreeText
  /**
   * `wide`: a row per unit and part; `long`: a row per thing asked; `long_in_one`: the same of all parts in one file, of `csv`
   * alone. `jsonl` and `spss` are always wide.
   */
  shape: 'wide' | 'long' | 'long_in_one'
  /** Of labels in the codebook and the syntax. */
  language: Language
}
