/** The 2018 wave as it stands in `dialogs/`, and answer sets generated for it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { generateSubmissions } from '../../src/cli/demo/generate.ts'
import { questionnaire } from '../../src/questionnaire/schema.ts'
import { loadUnits } from '../../src/questionnaire/units.ts'
import { wave as waveSchema } from '../../src/questionnaire/wave.ts'
import { buildReport, type ReportInput } from '../../src/report/build-report.ts'
import { type DemoShares, demoFile } from '../../src/report/demo-shares.ts'
import { reportPlan } from '../../src/report/plan.ts'
import { trend as trendSchema } from '../../src/report/trend.ts'

export const folder = join(import.meta.dirname, '../../dialogs/kommuneundersokelsen-2018')
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')

export const wave = waveSchema.parse(parse(text('wave.yaml')))
export const questionnaires = ['raadmann', 'integrering'].map((part) =>
  questionnaire.parse(parse(text(`${part}.v1.yaml`))),
)
export const trend = trendSchema.parse(parse(text('trend.yaml')))
export const plan = reportPlan.parse(parse(text('report.yaml')))

const loaded = loadUnits('units.csv', text('units.csv'))
if ('faults' in loaded) throw new Error('units.csv does not load')
export const units = loaded.units

export const opensAt = Date.parse('2018-10-22T06:00:00Z')
export const closesAt = Date.parse('2018-12-07T15:00:00Z')

/** The published figures of 2018. */
export const publishedShares: DemoShares = demoFile.parse(parse(text('demo.yaml'))).shares

/** Sets and reports of a file's tests, which take seconds to make and are the same each time they are asked for. */
const sets = new Map<string, ReturnType<typeof generateSubmissions>>()
const reports = new WeakMap<ReportInput['submissions'], ReturnType<typeof buildReport>>()

/** A generated set of `count` answering units; made once, and not for changing. */
export const generated = (count: number, seed = 1, targets: DemoShares = publishedShares) => {
  const make = () => generateSubmissions({ wave, questionnaires, units, count, seed, targets, opensAt, closesAt })
  if (targets !== publishedShares) return make()
  const key = `${count} ${seed}`
  const set = sets.get(key) ?? make()
  sets.set(key, set)
  return set
}

/** The report of these submissions, made after closing; made once where nothing is changed. */
export const reportOf = (submissions: ReportInput['submissions'], change?: Partial<ReportInput>) => {
  const report = (change === undefined ? reports.get(submissions) : undefined) ?? made(submissions, change)
  if (change === undefined) reports.set(submissions, report)
  return report
}

const made = (submissions: ReportInput['submissions'], change: Partial<ReportInput> = {}) =>
  buildReport({
    wave,
    questionnaires,
    units,
    submissions,
    trend,
    plan,
    earlier: [],
    now: closesAt + 86_400_000,
    opensAt,
    closesAt,
    answers: 'real',
    ...change,
  })
