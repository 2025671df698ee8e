import { collectStatus } from '../app/administration/status.ts'
import type { Survey } from '../app/service.ts'
import { publish, type ReleaseBook } from '../app/submissions/publish.ts'
import { readReleases, readReportFolder } from '../edge/report/write-report.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import type { Fault } from '../questionnaire/yaml.ts'
import { buildReport } from '../report/build-report.ts'
import { isSameRelease, type Release } from '../report/measure.ts'
import type { Answered, Report } from '../report/model.ts'
import { overVersions } from '../report/over-versions.ts'
import type { ReportPlan } from '../report/plan.ts'
import type { Place } from '../report/response.ts'
import { submissionDocument } from '../results/submission.ts'
import type { Opened } from './with-stores.ts'

export type Answers = { submissions: Answered[]; unreadable: number } & (
  | { kind: 'demo' }
  /** `undelivered`: how many have been sent in and are not in the results store yet. `places`: as the status has them. */
  | { kind: 'real'; releases: ReleaseBook; undelivered: number; places: Place[] }
)

type Stores = Pick<Opened, 'survey' | 'results' | 'releases' | 'progress' | 'campaigns'>

/** The newest submissions of the wave from the store, and how far every unit has come. Throws `StoreAway`. */
export const storedAnswers = async (stores: Stores): Promise<Answers> => {
  const { survey, results, releases, progress } = stores
  const undelivered = (await progress.undelivered()).length
  const places = (await collectStatus(stores)).rows.map(
    ({ unit, part, held, interview, disposition }): Place => ({ unitId: unit.id, part, held, interview, disposition }),
  )
  const answers: Answers = { submissions: [], unreadable: 0, kind: 'real', releases, undelivered, places }
  for await (const stored of results.latest(survey.wave.id)) {
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
  /** Other releases than this, from the results store and from files. */
  earlier: Release[]
  plan: ReportPlan
  /** What is counted: the newest of each part with older choices, and the submissions as answers to it. */
  questionnaires: Questionnaire[]
  submissions: Answered[]
}

/** `use`: `release` keeps what is told in the results store; `internal` is not to be published and keeps nothing. */
export type About = { out: string; after: readonly string[]; now: Date; use: 'release' | 'internal' }

/**
 * The report of these answers, with the wave's own trend and plan. It reckons with everything that has been shown of the
 * wave: what the results store knows of, and releases in `out` and in the files `after`, which it knows of from then on.
 * A generated set counts as a finished wave. While answers are on their way the report is internal.
 */
export const surveyReport = async (
  survey: Survey,
  answers: Answers,
  about: About,
): Promise<SurveyReport | { faults: Fault[] }> => {
  const { wave, opensAt, closesAt, units } = survey
  const read = await readReportFolder(survey.folder)
  if ('faults' in read) return read
  const { trend, plan } = read
  const { questionnaires, submissions, asNow } = overVersions(wave, survey.questionnaires, answers.submissions)
  const now = answers.kind === 'real' ? about.now.getTime() : Math.max(about.now.getTime(), closesAt)
  const isInternal = about.use === 'internal' || (answers.kind === 'real' && answers.undelivered > 0)
  const build = (earlier: Release[]) => ({
    ...{ plan, questionnaires, submissions, earlier },
    ...buildReport({
      ...{ wave, questionnaires, submissions, trend, plan, now, opensAt, closesAt },
      earlier: earlier.map(asNow),
      units: [...units.values()],
      answers: answers.kind,
      ...(answers.kind === 'real' ? { places: answers.places } : {}),
      ...(isInternal ? { use: 'internal' } : {}),
    }),
  })
  if (answers.kind === 'demo') return build([])
  const { releases } = answers
  const files = await readReleases(about.out, about.after, wave.id)
  const built =
    isInternal || now < closesAt
      ? build([...(await releases.releases(wave.id)), ...files])
      : await publishBeside(releases, files, wave.id, build)
  return { ...built, earlier: built.earlier.filter((one) => !isSameRelease(one, built.release)) }
}

const publishBeside = async <T extends { release: Release }>(
  releases: ReleaseBook,
  files: readonly Release[],
  wave: string,
  build: (earlier: Release[]) => T,
): Promise<T> => {
  for (const release of files) await publish(releases, wave, () => ({ release }))
  return publish(releases, wave, build)
}
