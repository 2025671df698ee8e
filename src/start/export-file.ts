/** An export as one file for one answer, in a folder of its own that goes with it. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Survey } from '../app/deps.ts'
import { exportResults } from '../app/export-results.ts'
import type { RespondentBook, ResultsReader } from '../app/register-ports.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import type { AdminApiDeps } from '../edge/http/admin/admin-deps.ts'

type Given = {
  survey: Survey
  book: RespondentBook
  results: ResultsReader
  now(): number
  /** Told of submissions that do not parse and are not in the file. */
  onLeftOut(submissionIds: string[]): void
}

/** For `AdminApiDeps.exportFile`. The files are readable by the service alone, and removed when they are sent. */
export const exportFile =
  ({ survey, book, results, now, onLeftOut }: Given): AdminApiDeps['exportFile'] =>
  async ({ format, part, freeText }, actor) => {
    if (part !== null && !Object.hasOwn(survey.wave.parts, part)) return null
    const folder = await mkdtemp(join(tmpdir(), 'kommunedialog-export-'))
    const remove = () => rm(folder, { recursive: true, force: true })
    try {
      const sink = await openExportFolder(folder)
      // Wide, each part has columns of its own, and one CSV holds one table.
      const shape = format === 'csv' && part === null ? 'long_in_one' : 'wide'
      const request = { format, freeText, shape, language: 'nb' } as const
      const { rows, unreadable } = await exportResults({ results, survey }, sink, request)
      if (unreadable.length > 0) onLeftOut(unreadable)
      const paths = await sink.close()
      const wanted = part === null ? `results.${format}` : `results-${part}.${format}`
      const path = paths.find((one) => basename(one) === wanted)
      const entry = { actor, action: `results.export.${format}`, subject: survey.wave.id, count: rows }
      await book.audit({ at: new Date(now()), ...entry })
      // An export without rows has no file in some formats.
      const content = path === undefined ? Readable.from([]) : createReadStream(path)
      return { name: wanted, type: '', content, remove }
    } catch (error) {
      await remove()
      throw error
    }
  }
