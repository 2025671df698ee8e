import type { Questionnaire } from '../questionnaire/schema.ts'
import { type Cell, exportColumns, type FreeText } from '../results/export/columns.ts'
import { withoutFreeText } from '../results/export/without-free-text.ts'
import { submissionDocument } from '../results/submission-schema.ts'
import type { Survey } from './deps.ts'
import type { ResultsReader } from './register-ports.ts'

/** What an export is written to, as many files as it needs; `edge/files` makes them. Waits when the disk is slower. */
export type ExportSink = {
  jsonLine(file: string, value: unknown): Promise<void>
  csvRow(file: string, row: readonly Cell[]): Promise<void>
}
export type ExportRequest = { format: 'jsonl' | 'csv'; freeText: FreeText }
export type ExportReport = {
  rows: number /** Ids of submissions that do not parse and were left out. */
  unreadable: string[]
}

/**
 * Writes the newest submission of each unit and part, one at a time: memory does not grow with their number. `jsonl`: one
 * file of documents; `csv`: one wide table per part, header first, also for a part without submissions. Throws `StoreAway`.
 */
export async function exportResults(
  { results, survey }: { results: ResultsReader; survey: Survey },
  sink: ExportSink,
  request: ExportRequest,
): Promise<ExportReport> {
  const report: ExportReport = { rows: 0, unreadable: [] }
  const tables: Tables = request.format === 'csv' ? await startTables(survey, sink, request.freeText) : new Map()
  for await (const stored of results.latest(survey.wave.id)) {
    const parsed = submissionDocument.safeParse(stored)
    if (!parsed.success) {
      report.unreadable.push(idOf(stored))
      continue
    }
    const document = parsed.data
    const columns = tables.get(document.part)
    if (request.format === 'jsonl') {
      await sink.jsonLine('results.jsonl', request.freeText === 'with' ? document : withoutFreeText(document))
    } else if (columns === undefined) {
      report.unreadable.push(document.submissionId)
      continue
    } else
      await sink.csvRow(
        fileOf(document.part),
        columns.map((column) => column.cell(document)),
      )
    report.rows += 1
  }
  return report
}

type Tables = Map<string, ReturnType<typeof exportColumns>>

async function startTables(survey: Survey, sink: ExportSink, freeText: FreeText): Promise<Tables> {
  const tables: Tables = new Map()
  for (const [part, versions] of survey.questionnaires) {
    const columns = exportColumns(newestFirst(versions), freeText)
    tables.set(part, columns)
    await sink.csvRow(
      fileOf(part),
      columns.map((column) => column.name),
    )
  }
  return tables
}

const fileOf = (part: string) => `results-${part}.csv`

function newestFirst(versions: ReadonlyMap<number, Questionnaire>): Questionnaire[] {
  return [...versions.values()].sort((a, b) => b.version - a.version)
}

function idOf(stored: unknown): string {
  const id = typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'submissionId') : null
  return typeof id === 'string' ? id : 'unknown'
}
