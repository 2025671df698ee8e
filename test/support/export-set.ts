/** A generated set with the texts that break files, exported into a new folder. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportResults } from '../../src/app/submissions/export.ts'
import { openExportFolder } from '../../src/edge/files/export-folder.ts'
import type { ExportRequest } from '../../src/results/formats.ts'
import type { SubmissionDocument } from '../../src/results/submission.ts'
import { closesAt, generated, folder as ofWave, opensAt, questionnaires, units, wave } from './survey-2018.ts'

/** Formula, quotes, separators, a line break, and Norwegian letters. */
export const nasty = '=HYPERLINK("http://x";1),\n«Æøå» & <b>; \'sitat\''

const withNastyText = (document: SubmissionDocument): SubmissionDocument => {
  const { leder_merknad: _, ...missing } = document.missing
  return { ...document, missing, answers: { ...document.answers, leder_merknad: { kind: 'text', value: nasty } } }
}

/** In the store's order: by part and unit. */
export const submissions: SubmissionDocument[] = generated(80, 5)
  .map((s, i) => (s.part === 'raadmann' && i === 0 ? withNastyText(s) : s))
  .sort((a, b) => (a.part === b.part ? (a.unit.id < b.unit.id ? -1 : 1) : a.part < b.part ? -1 : 1))

export const ofPart = (part: string): SubmissionDocument[] => submissions.filter((s) => s.part === part)

const survey = {
  folder: ofWave,
  wave,
  opensAt,
  closesAt,
  units: new Map(units.map((u) => [u.id, u])),
  questionnaires: new Map(questionnaires.map((q) => [q.part, new Map([[q.version, q]])])),
}

async function* stored(): AsyncGenerator<unknown> {
  yield* submissions
}

/** Exports the set; the folder is the system's to clear. */
export const exported = async (request: Partial<ExportRequest>, delimiter: ',' | ';' = ';'): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'kommunedialog-export-'))
  const sink = await openExportFolder(folder, delimiter)
  const results = { latest: stored, deliveries: async () => [], retry: async () => [] }
  const whole: ExportRequest = { format: 'csv', freeText: 'without', shape: 'wide', language: 'nb', ...request }
  await exportResults({ results, survey }, sink, whole)
  await sink.close()
  return folder
}
