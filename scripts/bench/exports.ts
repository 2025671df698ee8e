/**
 * Figures of the report and the exports: how long, and how much memory above the start. Each measurement is told by name;
 * `npm run bench` prints the lines.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportResults } from '../../src/app/submissions/export.ts'
import { generateSubmissions } from '../../src/cli/demo/generate.ts'
import { surveyReport } from '../../src/cli/survey-report.ts'
import { openExportFolder } from '../../src/edge/files/export-folder.ts'
import { writeReport } from '../../src/edge/report/write-report.ts'
import { newestOf } from '../../src/report/over-versions.ts'
import type { ExportFormat } from '../../src/results/formats.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { publishedShares } from '../../test/support/survey-2018.ts'

/** Submissions streamed to each export. */
const exportRows = 100_000
/** Memory is looked at this often, in rows. */
const lookEvery = 2_000

export type Figures = { name: string; ms: number; rows: number; megabytes: number }

const mb = (bytes: number): number => Math.round(bytes / 1_048_576)

/** Measures the report of every unit and part, and each export of 100,000 submissions. */
export const measureExports = async (rows: number = exportRows): Promise<Figures[]> => {
  const found = await openSurvey({ wave: 'kommuneundersokelsen-2018', opensAt: null, closesAt: null })
  if (!found.ok) throw new Error('the wave of 2018 does not load')
  const { survey } = found
  const { wave, opensAt, closesAt } = survey
  const units = [...survey.units.values()]
  const about = { wave, opensAt, closesAt, units, questionnaires: newestOf(survey), count: units.length, seed: 1 }
  const submissions = generateSubmissions({ ...about, targets: publishedShares })
  const folder = mkdtempSync(join(tmpdir(), 'kommunedialog-bench-'))
  const figures: Figures[] = []
  try {
    const began = performance.now()
    const answers = { submissions, unreadable: 0, earlier: [], kind: 'demo' as const }
    const built = await surveyReport(survey, answers, { out: folder, after: [], use: 'internal', now: new Date() })
    if ('faults' in built) throw new Error('report.yaml or trend.yaml does not load')
    const partTitles = Object.fromEntries(Object.entries(wave.parts).map(([part, { title }]) => [part, title]))
    // Without a path no Chromium is found: the PDF is Chromium's time, not ours.
    await writeReport(folder, { ...built, partTitles, language: 'nb', path: '' })
    figures.push({ name: 'report', ms: performance.now() - began, rows: submissions.length, megabytes: 0 })
    for (const format of ['jsonl', 'csv', 'spss', 'xlsx'] as const) figures.push(await measure(format))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return figures

  async function measure(format: ExportFormat): Promise<Figures> {
    const began = performance.now()
    const start = process.memoryUsage().rss
    let peak = start
    const half = rows / 2
    const ofPart = (part: string) => submissions.filter((s) => s.part === part)
    const [first, second] = [ofPart('integrering'), ofPart('raadmann')]
    async function* latest() {
      for (let i = 0; i < rows; i += 1) {
        const of = i < half ? first : second
        if (i % lookEvery === 0) peak = Math.max(peak, process.memoryUsage().rss)
        yield of[i % of.length]
      }
    }
    const results = { latest, deliveries: async () => [], retry: async () => [] }
    const sink = await openExportFolder(folder)
    const done = await exportResults({ results, survey }, sink, {
      format,
      freeText: 'without',
      shape: 'wide',
      language: 'nb',
    })
    await sink.close()
    return { name: format, ms: performance.now() - began, rows: done.rows, megabytes: mb(peak - start) }
  }
}

/** One line per figure. */
export const exportLines = (figures: readonly Figures[]): string =>
  figures
    .map(
      ({ name, ms, rows, megabytes }) =>
        `${name.padEnd(8)} ${rows} submissions, ${(ms / 1000).toFixed(1)} s, ${megabytes} MB above the start`,
    )
    .join('\n')
