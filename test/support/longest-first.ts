/** In which order files of tests run: of each project the longest first. */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files of which one alone would keep the others waiting at the end, seconds by the clock: the shortest that each was seen to take in up to five
 * runs, on a machine that others used too. A clone knows no times, and how large a file is tells little of how long it takes. Others run
 * after these, the largest first.
 */
export const LONGEST: Readonly<Record<string, number>> = {
  'test/contracts/cli.letters.test.ts': 99,
  'test/faults/boundaries.test.ts': 91,
  'test/e2e/looks.admin.test.ts': 86,
  'test/e2e/admin-keys.test.ts': 72,
  'test/faults/results-away.test.ts': 54,
  'test/faults/connector.test.ts': 53,
  'test/contracts/cli.respondents.test.ts': 53,
  'test/contracts/report-from-store.test.ts': 53,
  'test/e2e/themes.test.ts': 51,
  'test/e2e/temperaments.test.ts': 51,
  'test/faults/boundaries.web.test.ts': 49,
  'test/e2e/admin-door.test.ts': 48,
  'test/edge/embedded/embedded-stores.test.ts': 47,
  'test/e2e/admin-respondents.test.ts': 44,
  'test/e2e/web.test.ts': 42,
  'test/e2e/by-buttons.test.ts': 36,
  'test/faults/rush.test.ts': 36,
  'test/e2e/two-people.test.ts': 36,
  'test/faults/stopping.test.ts': 36,
  'test/e2e/admin-reminders.test.ts': 35,
  'test/contracts/waves.running.test.ts': 34,
  'test/contracts/stored-check.test.ts': 34,
  'test/faults/refused.test.ts': 33,
  'test/e2e/report-page.test.ts': 33,
  'test/e2e/admin-report.test.ts': 33,
  'test/e2e/by-typing.test.ts': 32,
  'test/faults/reminders.boundaries.test.ts': 32,
  'test/contracts/reminders/by-mail.test.ts': 30,
  'test/e2e/admin-others.test.ts': 30,
  'test/contracts/cli.results.test.ts': 29,
  'test/contracts/two-waves.test.ts': 27,
  'test/faults/reminders.kill.test.ts': 26,
  'test/contracts/retention.start.test.ts': 26,
  'test/e2e/admin-questionnaire.test.ts': 25,
}

const secondsOf = ({ moduleId }: TestSpecification): number =>
  LONGEST[relative(process.cwd(), moduleId).replaceAll('\\', '/')] ?? 0

/** The same files, project by project. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((one, other) =>
      one.project.name === other.project.name ? secondsOf(other) - secondsOf(one) : 0,
    )
  }
}
