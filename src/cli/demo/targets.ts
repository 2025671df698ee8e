/** What a generated answer set is to show. */

import type { DemoShares } from '../../report/demo-shares.ts'

/** One target changed; the rest as they are. */
export const withTarget = (targets: DemoShares, question: string, key: string, percent: number): DemoShares => ({
  ...targets,
  [question]: { ...targets[question], [key]: percent },
})
