/** An export as one file for one answer, in a folder of its own that goes with it. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import type { AuditEntry, RespondentBook, ResultsReader } from '../app/ports/register.ts'
import type { Survey } from '../app/service.ts'
import { exportResults } from '../app/submissions/export.ts'
import { auditOfOverWaves, exportOverWaves } from '../app/submissions/over-waves.ts'
import type { Administered } from '../app/web/admin-ports.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import { newPrivateStream } from '../edge/files/private-files.ts'
import { zipInto } from '../edge/files/zip.ts'
import type { ExportSink } from '../results/formats.ts'
import { exportFiles } from '../results/media-types.ts'
import { surveysBefore } from './survey.ts'

type ExportFrom = {
  survey: Survey
  book: RespondentBook
  results: ResultsReader
  now(): number
  /** Told of submissions that do not parse and are not in the file. */
  onLeftOut(submissionIds: string[]): void
}

type Wanted = Parameters<Administered['exportFile']>[0]

/** For `Administered.exportFile`. The files are readable by the service alone, and removed when they are sent. */
export const exportFile =
  ({ survey, book, results, now, onLeftOut }: ExportFrom): Administered['exportFile'] =>
  async (wanted, actor) => {
    const { kind, part } = wanted
    const { name, format } = exportFiles[kind]
    if (part !== null && (kind !== 'csv' || !Object.hasOwn(survey.wave.parts, part))) return null
    const folder = await mkdtemp(join(tmpdir(), 'kommunedialog-export-'))
    const remove = () => rm(folder, { recursive: true, force: true })
    try {
      const sink = await openExportFolder(folder)
      const who = { at: new Date(now()), actor }
      const { unreadable, audited } = await writeInto(sink, { survey, results }, wanted, who)
      if (unreadable.length > 0) onLeftOut(unreadable)
      const written = await sink.close()
      const paths = format === 'spss' ? [await zipped(join(folder, name), written)] : written
      const asNamed = part === null ? name : `results-${part}.csv`
      const made = nameWritten(wanted)
      const path = paths.find((one) => basename(one) === made)
      await book.audit(...audited)
      // An export without rows has no file in some formats.
      const content = path === undefined ? Readable.from([]) : createReadStream(path)
      return { name: asNamed, content, remove }
    } catch (error) {
      await remove()
      throw error
    }
  }

/** What the file is called in the folder of an export. */
const nameWritten = ({ kind, part }: Pick<Wanted, 'kind' | 'part'>): string => {
  if (part !== null) return `results-${part}.csv`
  return kind === 'xlsx_long' ? exportFiles.xlsx.name : exportFiles[kind].name
}

const writeInto = async (
  sink: ExportSink,
  { survey, results }: Pick<ExportFrom, 'survey' | 'results'>,
  { kind, part, freeText, language }: Wanted,
  who: { at: Date; actor: string },
): Promise<{ unreadable: string[]; audited: Omit<AuditEntry, 'id'>[] }> => {
  const { format, spread } = exportFiles[kind]
  if (spread === 'over_waves') {
    const chain = [survey, ...(await surveysBefore(survey))]
    const written = await exportOverWaves({ results, chain }, sink, { format, freeText })
    return { unreadable: written.unreadable, audited: auditOfOverWaves(written, { ...who, format }) }
  }
  // Wide, each part has columns of its own, and one CSV holds one table.
  const isInOne = format === 'csv' && part === null
  const shape = isInOne ? 'long_in_one' : spread === 'long' ? 'long' : 'wide'
  const { rows, unreadable } = await exportResults({ results, survey }, sink, { format, freeText, shape, language })
  return {
    unreadable,
    audited: [{ ...who, action: `results.export.${format}`, subject: survey.wave.id, count: rows }],
  }
}

/** The files in one archive; returns its path. */
const zipped = async (path: string, files: readonly string[]): Promise<string> => {
  const zip = zipInto(newPrivateStream(path))
  for (const file of files) {
    const entry = await zip.open(basename(file))
    for await (const text of createReadStream(file, 'utf8')) await entry.write(String(text))
    await entry.close()
  }
  await zip.close()
  return path
}
