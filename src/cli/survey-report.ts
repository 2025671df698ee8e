import { collectStatus } from '../app/administration/status.ts'
import type { ResultsReader } from '../app/ports/register.ts'
import type { Survey } from '../app/service.ts'
import { publish, type ReleaseBook } from '../app/submissions/publish.ts'
import { undeliveredOf } from '../app/waves.ts'
import { readReleases, readReportFolder } from '../edge/report/write-report.ts'
import type { Fault } from '../questionnaire/fault.ts'
import { type Followed, followedBy } from '../questionnaire/last-wave.ts'
import type { Questionnaire } from '../questionnaire/schema.ts'
import { inOslo } from '../reminders/calendar.ts'
import { buildReport, currentSubmissions, type ReportInput } from '../report/build-report.ts'
import { isSameRelease, type Release } from '../report/measure.ts'
import type { Answered, Report } from '../report/model.ts'
import { overVersions } from '../report/over-versions.ts'
import type { ReportPlan } from '../report/plan.ts'
import type { PlaceAnswered } from '../report/response.ts'
import type { Before } from '../report/since.ts'
import { submissionDocument } from '../results/submission.ts'
import { surveysBefore } from '../start/survey.ts'
import { type Cli, counted } from './cli.ts'
import type { Opened } from './on-stores.ts'

/**
 * `unreadable`: how many submissions are left out, of the earlier waves too. `earlier`: the closed waves that this one continues, directly or
 * by way of others, that have answers; newest first, the first is the one that this one is compared with.
 */
export type Answers = { submissions: Answered[]; unreadable: number; earlier: EarlierWave[] } & (
  | { kind: 'demo' }
  /** `undelivered`: how many have been sent in and are not in the results store yet. `places`: as the status has them. */
  | { kind: 'real'; releases: ReleaseBook; undelivered: number; places: PlaceAnswered[] }
)

/** `unanswered`: waves between it and this one that have no answers, newest first. */
export type EarlierWave = { survey: Survey; submissions: Answered[]; following: Followed; unanswered: Survey[] }

type Stores = Pick<Opened, 'survey' | 'results' | 'releases' | 'progress' | 'campaigns'>

/**
 * The newest submissions of the wave from the store, those of the closed ones that it continues, and how far every unit has come.
 * Throws `StoreAway`.
 */
export const storedAnswers = async (stores: Stores, now: Date): Promise<Answers> => {
  const { survey, results, releases, progress } = stores
  const undelivered = (await undeliveredOf({ survey, progress })).length
  const places = (await collectStatus(stores)).rows.map(
    ({ unit, part, held, interview, disposition }): PlaceAnswered => ({
      unitId: unit.id,
      part,
      held,
      interview,
      disposition,
    }),
  )
  const answers: Answers = { submissions: [], unreadable: 0, earlier: [], kind: 'real', releases, undelivered, places }
  await read(results, survey.wave.id, answers)
  let following = followingOf(survey)
  let unanswered: Survey[] = []
  for (const earlier of await surveysBefore(survey)) {
    if (earlier.closesAt > now.getTime()) break
    const before: Read = { submissions: [], unreadable: 0 }
    await read(results, earlier.wave.id, before)
    answers.unreadable += before.unreadable
    if (before.submissions.length === 0) unanswered = [...unanswered, earlier]
    else answers.earlier.push({ survey: earlier, submissions: before.submissions, following, unanswered })
    following = followedBy(followingOf(earlier), following)
  }
  return answers
}

type Read = Pick<Answers, 'submissions' | 'unreadable'>

const read = async (results: Pick<ResultsReader, 'latest'>, wave: string, into: Read): Promise<void> => {
  for await (const stored of results.latest(wave)) {
    const parsed = submissionDocument.safeParse(stored)
    if (parsed.success) into.submissions.push(parsed.data)
    else into.unreadable += 1
  }
}

/** Says how many submissions are in nothing that was made of the answers. */
export const sayUnreadable = (cli: Pick<Cli, 'err'>, { unreadable }: Pick<Answers, 'unreadable'>): void => {
  if (unreadable > 0) cli.err(`Left out, as they do not parse: ${counted(unreadable, 'submission')}.\n`)
}

/** From the units of the wave that this one continues to its own. */
export const followingOf = ({ heirs = new Map(), borders = new Map() }: Survey): Followed => ({ heirs, borders })

export type SurveyReport = {
  report: Report
  release: Release
  /** What it gives away of the waves that it is compared with. */
  releasesBefore: Release[]
  /** Other releases than these, from the results store and from files. */
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
  const build = (earlier: Release[], ofEarlier: Release[][] = []) => ({
    plan,
    questionnaires,
    submissions,
    earlier: [...earlier, ...ofEarlier.flat()],
    ...buildReport({
      wave,
      questionnaires,
      submissions,
      trend,
      plan,
      now,
      opensAt,
      closesAt,
      earlier: earlier.map(asNow),
      units: [...units.values()],
      answers: answers.kind,
      ...(answers.kind === 'real' ? { places: answers.places } : {}),
      ...(isInternal ? { use: 'internal' } : {}),
      ...beforeAndOlder(answers.earlier.map((one, i) => beforeOf(one, ofEarlier[i] ?? []))),
    }),
  })
  if (answers.kind === 'demo') return build([])
  const { releases } = answers
  const compared = answers.earlier.map(({ survey: one }) => one.wave.id)
  const [files = [], ...others] = await Promise.all(
    [wave.id, ...compared].map((id) => readReleases(about.out, about.after, id)),
  )
  const kept = (id: string) => releases.releases(id)
  const built =
    isInternal || now < closesAt
      ? build(
          [...(await kept(wave.id)), ...files],
          await Promise.all(compared.map(async (id, i) => [...(await kept(id)), ...(others[i] ?? [])])),
        )
      : await publishBeside(releases, [...files, ...others.flat()], build, { wave: wave.id, compared })
  const own = [built.release, ...built.releasesBefore]
  return { ...built, earlier: built.earlier.filter((one) => !own.some((made) => isSameRelease(one, made))) }
}

const beforeAndOlder = ([before, ...older]: readonly Before[]): Pick<ReportInput, 'before' | 'older'> =>
  before === undefined ? {} : { before, older }

/** The earlier wave under its newest questionnaires, as the report is compared with it. */
const beforeOf = ({ survey, submissions, following, unanswered }: EarlierWave, earlier: readonly Release[]): Before => {
  const { wave, opensAt } = survey
  const units = [...survey.units.values()]
  const counted = overVersions(wave, survey.questionnaires, submissions)
  return {
    wave,
    units,
    ...following,
    year: inOslo(opensAt).year,
    questionnaires: counted.questionnaires,
    submissions: currentSubmissions(counted.submissions, units),
    earlier: earlier.map(counted.asNow),
    unanswered: unanswered.map((one) => ({ wave: one.wave.id, title: one.wave.title })),
  }
}

const publishBeside = async <T extends { release: Release; releasesBefore: Release[] }>(
  releases: ReleaseBook,
  files: readonly Release[],
  build: (earlier: Release[], ofEarlier: Release[][]) => T,
  { wave, compared }: { wave: string; compared: readonly string[] },
): Promise<T> => {
  for (const release of files) await publish(releases, release.wave, () => ({ release }))
  return publish(releases, wave, build, compared)
}
