import { join } from 'node:path'
import type { Survey } from '../app/deps.ts'
import type { ResultsReader } from '../app/register-ports.ts'
import { readReportFolder } from '../edge/report/report-folder.ts'
import { readReleases } from '../edge/report/write-report.ts'
import type { Fault } from '../questionnaire/faults.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import { buildReport } from '../report/build-report.ts'
import type { ReportPlan } from '../report/findings/plan.ts'
import type { Answered, Report } from '../report/model.ts'
import type { Release } from '../report/release.ts'
import { submissionDocument } from '../results/submission-schema.ts'
import { dialogsDir } from '../start/open-survey.ts'

export type Answers = { submissions: Answered[]; unreadable: number; kind: 'real' | 'demo' }

/** The newest submissions of the wave from the store. */
export const storedAnswers = async (results: ResultsReader, wave: string): Promise<Answers> => {
  const answers: Answers = { submissions: [], unreadable: 0, kind: 'real' }
  for await (const stored of results.latest(wave)) {
    const parsed = submissionDocument.safeParse(stored)
    if (parsed.success) answers.submissions.push(parsed.data)
    else answers.unreadable += 1
  }
  return answers
}

/** The newest questionnaire of each part, in the order of the wave. */
export const newestOf = ({ wave, questionnaires }: Survey): Questionnaire[] =>
  Object.entries(wave.parts).flatMap(([part, { version }]) => questionnaires.get(part)?.get(version) ?? [])

export type SurveyReport = {
  report: Report
  release: Release
  earlier: Release[]
  plan: ReportPlan
  questionnaires: Questionnaire[]
}

/**
 * The report of these answers, with the wave's own trend and plan, and with what earlier releases in `out` and in the
 * files `after` have shown. A generated set counts as a finished wave.
 */
export const surveyReport = async (
  survey: Survey,
  answers: Answers,
  about: { out: string; after: readonly string[]; now: Date },
): Promise<SurveyReport | { faults: Fault[] }> => {
  const { wave, opensAt, closesAt, units } = survey
  const read = await readReportFolder(join(dialogsDir, wave.id))
  if ('faults' in read) return read
  const { trend, plan } = read
  const questionnaires = newestOf(survey)
  const earlier = answers.kind === 'real' ? await readReleases(about.out, about.after, wave.id) : []
  const now = answers.kind === 'real' ? about.now.getTime() : Math.max(about.now.getTime(), closesAt)
  const built = buildReport({
    ...{ wave, questionnaires, trend, plan, earlier, now, opensAt, closesAt },
    units: [...units.values()],
    submissions: answers.submissions,
    answers: answers.kind,
  })
  return { ...built, earlier, plan, questionnaires }
}
