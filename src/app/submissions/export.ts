import type { Questionnaire } from '../../questionnaire/schema.ts'
import { type ExportRequest, type ExportSink, type PartTable, writerFor } from '../../results/formats.ts'
import { submissionDocument } from '../../results/submission.ts'
import { codebookOf, exportColumns, type FreeText, underNewestNames } from '../../results/table.ts'
import type { ResultsReader } from '../ports/register.ts'
import type { Survey } from '../service.ts'

type ExportReport = {
  rows: number
  /** Ids of submissions that do not parse and were left out. */
  unreadable: string[]
}

/**
 * Writes the newest submission of each unit and part, one at a time: memory does not grow with their number. `jsonl`: one
 * file of documents; `csv`: one table per part, header first, also for a part without submissions; `xlsx`: the same as
 * sheets, with codebook and value labels; `spss`: a table per part with its syntax. Throws `StoreAway`.
 */
export async function exportResults(
  { results, survey }: { results: ResultsReader; survey: Survey },
  sink: ExportSink,
  request: ExportRequest,
): Promise<ExportReport> {
  const report: ExportReport = { rows: 0, unreadable: [] }
  const tables = tablesOf(survey, request.freeText)
  const writer = writerFor(request, sink)
  const begun = new Set<string>()
  const begin = async (table: PartTable): Promise<void> => {
    if (begun.has(table.part)) return
    begun.add(table.part)
    await writer.begin(table)
  }
  for await (const stored of results.latest(survey.wave.id)) {
    const parsed = submissionDocument.safeParse(stored)
    const table = parsed.success ? tables.get(parsed.data.part) : undefined
    if (!parsed.success || table === undefined) {
      report.unreadable.push(idOf(stored))
      continue
    }
    await begin(table)
    await writer.row(parsed.data, table)
    report.rows += 1
  }
  for (const table of tables.values()) await begin(table)
  await writer.end([...tables.values()])
  return report
}

/** Part → its table, of all its versions. */
export function tablesOf(survey: Survey, freeText: FreeText): Map<string, PartTable> {
  return new Map(
    [...survey.questionnaires].map(([part, versions]) => {
      const newest = newestFirst(versions)
      const columns = exportColumns(newest, freeText, survey.wave.interview)
      return [part, { part, columns, codebook: codebookOf(newest, freeText), named: underNewestNames(newest) }]
    }),
  )
}

function newestFirst(versions: ReadonlyMap<number, Questionnaire>): Questionnaire[] {
  return [...versions.values()].sort((a, b) => b.version - a.version)
}

/** The id of a document that does not parse; `unknown`: it has none. */
export function idOf(stored: unknown): string {
  const id = typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'submissionId') : null
  return typeof id === 'string' ? id : 'unknown'
}
