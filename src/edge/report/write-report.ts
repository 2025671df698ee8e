/** The report's files in a folder. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Fault, type Finding, sortFaults } from '../../questionnaire/fault.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import { findingsOf, parseYaml } from '../../questionnaire/yaml.ts'
import { changeLines } from '../../report/change-lines.ts'
import {
  type AskedQuestions,
  askedQuestions,
  planFindings,
  trendFindings,
  unfilledPlan,
  unfilledTrend,
} from '../../report/check-plan.ts'
import { type DemoFile, type DemoShares, demoFile, demoFindings } from '../../report/demo-shares.ts'
import { type Release, release } from '../../report/measure.ts'
import { type ReportPlan, reportPlan } from '../../report/plan.ts'
import { flatLines } from '../../report/tables.ts'
import { type Trend, trend } from '../../report/trend.ts'
import { buildDocument, type DocumentInput } from '../../report/whole-report.ts'
import { makeFolder } from '../files/private-files.ts'
import { textIn } from '../files/wave-files.ts'
import { reportHtml } from './html.ts'
import { findChromium, printPdf } from './pdf.ts'
import { writeTables } from './tables-xlsx.ts'

/** Not for publication: what the reports in this folder have given away, the newest last, for the next to reckon with. */
const releaseFile = 'release.json'

/** The releases in the files named and in the folder already. Throws when a file named cannot be read as releases. */
export const readReleases = async (folder: string, named: readonly string[], wave: string): Promise<Release[]> => {
  const files = [...named, join(folder, releaseFile)]
  const read = await Promise.all(
    files.map(async (file, i) => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if (i < named.length) throw error
        return null
      })
      return text === null ? [] : z.array(release).parse(JSON.parse(text))
    }),
  )
  return read.flat().filter((r) => r.wave === wave)
}

/** Adds a release to those in the folder; returns the file. Only its owner can read it. */
export const writeRelease = async (
  folder: string,
  { release: made, earlier }: { release: Release; earlier: readonly Release[] },
): Promise<string> => {
  const file = join(folder, releaseFile)
  await writeFile(file, `${JSON.stringify([...earlier, made])}\n`, { mode: 0o600 })
  return file
}

type Written = { files: string[] /** No Chromium, or it failed. */; withoutPdf: boolean }

/**
 * Writes report.html, report.json, tables.xlsx and, where Chromium is found, report.pdf. A final report of real answers
 * leaves release.json beside them.
 */
export const writeReport = async (
  folder: string,
  input: DocumentInput & { release: Release; earlier: readonly Release[]; path: string },
): Promise<Written> => {
  const at = (name: string) => join(folder, name)
  makeFolder(folder)
  const document = buildDocument(input)
  const lines = flatLines(input.report, input.questionnaires, input.language)
  await writeFile(at('report.html'), await reportHtml(document))
  await writeFile(at('report.json'), `${JSON.stringify(input.report, null, 2)}\n`)
  const { since } = input.report
  const words = { language: input.language, groups: input.report.groups }
  const changes = since === undefined ? [] : changeLines(since, input.questionnaires, words)
  const { report, partTitles } = input
  await writeTables(at('tables.xlsx'), { report, document, lines, changes, partTitles })
  const isRelease = input.report.status === 'final' && input.report.demo === undefined
  if (isRelease) await writeRelease(folder, input)
  const chromium = await findChromium(input.path)
  const printed = chromium !== null && (await printPdf(chromium, at('report.html'), at('report.pdf')))
  const files = [
    'report.html',
    'report.json',
    'tables.xlsx',
    ...(printed ? ['report.pdf'] : []),
    ...(isRelease ? [releaseFile] : []),
  ]
  return { files: files.map(at), withoutPdf: !printed }
}

// `trend.yaml` and `report.yaml` of a wave's folder.

const noTrend: Trend = {
  schema: 'kommunedialog.trend.v1',
  askedOf: {},
  sources: {},
  figures: [],
  series: [],
  breaks: [],
}
const noDemo: DemoFile = { schema: 'kommunedialog.demo.v1', shares: {} }
const noPlan: ReportPlan = { schema: 'kommunedialog.report-plan.v1', themes: [], findings: [], sums: [] }

/** What only the questionnaires beside it show to be wrong. */
type Against = (data: unknown) => Finding[]

const read = async <T>(
  file: string,
  schema: z.ZodType<T>,
  absent: T,
  against: Against = () => [],
): Promise<{ value: T } | { faults: Fault[] }> => {
  const found = await textIn(file)
  if (found === null) return { value: absent }
  if ('faults' in found) return found
  const located = parseYaml(file, found.text)
  if ('faults' in located) return located
  const parsed = schema.safeParse(located.data)
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((i) => findingsOf(i, located.data))
  const findings = [...shape, ...against(located.data)]
  if (parsed.success && findings.length === 0) return { value: parsed.data }
  return { faults: sortFaults(findings.map(located.locate)) }
}

/**
 * Faults of `trend.yaml`, `report.yaml` and `demo.yaml` for those who edit them, held against what the wave asks.
 * @param questionnaires of all parts and versions; null where one cannot be read, so that nobody knows what is asked
 */
export const checkReportFolder = async (
  folder: string,
  questionnaires: readonly Questionnaire[] | null,
): Promise<Fault[]> => {
  const asked = questionnaires === null ? null : askedQuestions(questionnaires)
  const earlier = await read(join(folder, 'trend.yaml'), trend, noTrend, (data) =>
    asked === null ? unfilledTrend(data) : trendFindings(data, asked),
  )
  const series = 'faults' in earlier ? null : new Set(earlier.value.series.map(({ id }) => id))
  const planned = await read(join(folder, 'report.yaml'), reportPlan, noPlan, (data) =>
    asked === null ? unfilledPlan(data) : planFindings(data, asked, series),
  )
  const demo = await readDemo(folder, asked)
  return [planned, earlier, demo].flatMap((one) => ('faults' in one ? one.faults : []))
}

const readDemo = (folder: string, asked: AskedQuestions | null) =>
  read(join(folder, 'demo.yaml'), demoFile, noDemo, (data) => (asked === null ? [] : demoFindings(data, asked)))

/** What a generated answer set of the wave is to show; nothing where it does not say. All faults at once. */
export const readDemoShares = async (
  folder: string,
  questionnaires: readonly Questionnaire[],
): Promise<{ shares: DemoShares } | { faults: Fault[] }> => {
  const demo = await readDemo(folder, askedQuestions(questionnaires))
  return 'faults' in demo ? demo : { shares: demo.value.shares }
}

/** Both files of the report; one that is not there counts as empty. All faults at once, with line and column. */
export const readReportFolder = async (
  folder: string,
): Promise<{ trend: Trend; plan: ReportPlan } | { faults: Fault[] }> => {
  const earlier = await read(join(folder, 'trend.yaml'), trend, noTrend, unfilledTrend)
  const planned = await read(join(folder, 'report.yaml'), reportPlan, noPlan, unfilledPlan)
  if ('faults' in earlier || 'faults' in planned) {
    return { faults: [earlier, planned].flatMap((r) => ('faults' in r ? r.faults : [])) }
  }
  return { trend: earlier.value, plan: planned.value }
}
