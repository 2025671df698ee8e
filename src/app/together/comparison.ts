/** The numbers that «slik svarte andre» shows: one report per process, made after closing, away from any turn. */

import { buildReport } from '../../report/build-report.ts'
import type { Release } from '../../report/measure.ts'
import type { Answered } from '../../report/model.ts'
import { type Countable, overVersions } from '../../report/over-versions.ts'
import { submissionDocument } from '../../results/submission.ts'
import type { ProgressStore } from '../ports/progress.ts'
import type { ResultsReader } from '../ports/register.ts'
import type { Comparing, OtherAnswers, Survey } from '../service.ts'
import { isWithin } from '../steady.ts'
import { publish, type ReleaseBook } from '../submissions/publish.ts'
import { submissionKey } from '../submissions/waiting.ts'
import { undeliveredOf } from '../waves.ts'

type Needs = {
  survey: Survey
  results: Pick<ResultsReader, 'latest'>
  progress: Pick<ProgressStore, 'undelivered' | 'readSession'>
  releases: ReleaseBook
  now(): number
}

/** So long the store is not read again. */
const KEPT_MS = 10 * 60_000
/** Closing goes through all sessions once a minute; numbers from before it is done would differ from those after. */
export const SETTLED_AFTER_MS = 15 * 60_000

/**
 * Numbers are given after the survey has closed and nothing of it waits for the results store. The same answers give the very
 * same report; should others come in, what was shown before, here or elsewhere, is reckoned with.
 */
export const otherAnswers = (needs: Needs): OtherAnswers => {
  const { survey, now } = needs
  let held: (Comparing & { key: string; at: number }) | null = null
  let making: Promise<Comparing | null> | null = null
  const areAtHand = () => held !== null && isWithin(KEPT_MS, held.at, now())
  const make = async (): Promise<Comparing | null> => {
    if (now() < survey.closesAt + SETTLED_AFTER_MS) return null
    if ((await undeliveredOf(needs)).length > 0) return null
    const submissions = await newest(needs)
    const key = submissions.map((s) => submissionKey(s.submissionId, s.revision)).join()
    if (held?.key === key) held = { ...held, at: now() }
    else {
      const counted = overVersions(survey.wave, survey.questionnaires, submissions)
      const { questionnaires, submissions: answers } = counted
      const about = { questionnaires, submissions: answers, now: now() }
      const { report } = await publish(needs.releases, survey.wave.id, (earlier) =>
        reportOf(survey, { ...about, earlier: earlier.map(counted.asNow) }),
      )
      held = { ...about, report, key, at: now() }
    }
    return held
  }
  return {
    areAtHand,
    numbers: () => {
      if (areAtHand()) return Promise.resolve(held)
      // Two who ask at once wait for the same report.
      making ??= make().finally(() => {
        making = null
      })
      return making
    },
  }
}

const newest = async ({ survey, results }: Needs): Promise<Answered[]> => {
  const submissions: Answered[] = []
  for await (const stored of results.latest(survey.wave.id)) {
    const parsed = submissionDocument.safeParse(stored)
    if (parsed.success) submissions.push(parsed.data)
  }
  return submissions
}

/** Trend and findings are of the printed report. */
const reportOf = (survey: Survey, about: Omit<Countable, 'asNow'> & { earlier: Release[]; now: number }) =>
  buildReport({
    wave: survey.wave,
    opensAt: survey.opensAt,
    closesAt: survey.closesAt,
    ...about,
    units: [...survey.units.values()],
    trend: { schema: 'kommunedialog.trend.v1', askedOf: {}, sources: {}, figures: [], series: [], breaks: [] },
    plan: { schema: 'kommunedialog.report-plan.v1', themes: [], findings: [], sums: [] },
    answers: 'real',
  })
