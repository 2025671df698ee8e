/** `trend.yaml` and `report.yaml` of a wave's folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { type Fault, type Finding, sortFaults } from '../../questionnaire/faults.ts'
import { savedText } from '../../questionnaire/saved-text.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import { findingsOf } from '../../questionnaire/shape.ts'
import { parseYaml } from '../../questionnaire/yaml.ts'
import { askedQuestions, planFindings, trendFindings } from '../../report/check-plan.ts'
import type { ReportPlan } from '../../report/findings/plan.ts'
import { reportPlan } from '../../report/findings/plan.ts'
import type { Trend } from '../../report/trend.ts'
import { trend } from '../../report/trend.ts'

const noTrend: Trend = {
  schema: 'kommunedialog.trend.v1',
  askedOf: {},
  sources: {},
  figures: [],
  series: [],
  breaks: [],
}
const noPlan: ReportPlan = { schema: 'kommunedialog.report-plan.v1', themes: [], findings: [], sums: [] }

/** What only the questionnaires beside it show to be wrong. */
type Against = (data: unknown) => Finding[]

const read = async <T>(
  file: string,
  schema: z.ZodType<T>,
  absent: T,
  against: Against = () => [],
): Promise<{ value: T } | { faults: Fault[] }> => {
  const text = await readFile(file)
    .then(savedText)
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    })
  if (text === null) return { value: absent }
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const parsed = schema.safeParse(located.data)
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((i) => findingsOf(i, located.data))
  const findings = [...shape, ...against(located.data)]
  if (parsed.success && findings.length === 0) return { value: parsed.data }
  return { faults: sortFaults(findings.map(located.locate)) }
}

/**
 * Faults of both files for those who edit them, held against what the wave asks.
 * @param questionnaires of all parts and versions; null where one cannot be read, so that nobody knows what is asked
 */
export const checkReportFolder = async (
  folder: string,
  questionnaires: readonly Questionnaire[] | null,
): Promise<Fault[]> => {
  const asked = questionnaires === null ? null : askedQuestions(questionnaires)
  const earlier = await read(join(folder, 'trend.yaml'), trend, noTrend, (data) =>
    asked === null ? [] : trendFindings(data, asked),
  )
  const series = 'faults' in earlier ? null : new Set(earlier.value.series.map(({ id }) => id))
  const planned = await read(join(folder, 'report.yaml'), reportPlan, noPlan, (data) =>
    asked === null ? [] : planFindings(data, asked, series),
  )
  const both = [planned, earlier]
  return both.flatMap((one) => ('faults' in one ? one.faults : []))
}

/** Both files; one that is not there counts as empty. All faults at once, with line and column. */
export const readReportFolder = async (
  folder: string,
): Promise<{ trend: Trend; plan: ReportPlan } | { faults: Fault[] }> => {
  const earlier = await read(join(folder, 'trend.yaml'), trend, noTrend)
  const planned = await read(join(folder, 'report.yaml'), reportPlan, noPlan)
  if ('faults' in earlier || 'faults' in planned) {
    return { faults: [earlier, planned].flatMap((r) => ('faults' in r ? r.faults : [])) }
  }
  return { trend: earlier.value, plan: planned.value }
}
