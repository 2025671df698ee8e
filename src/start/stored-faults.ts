/** All that is wrong between the waves' files and what the stores hold, told before a report leaves it out. */

import { answerFaults, waveFaults } from '../app/upkeep/answers.ts'
import { storedSessions } from '../app/upkeep/versions.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openResults } from '../edge/sql/results.ts'
import { openVersions } from '../edge/sql/versions.ts'
import type { Fault } from '../questionnaire/fault.ts'
import type { Stores } from './stores.ts'
import { openSurvey, standingFaults, waveFolders } from './survey.ts'

/**
 * Of every wave of the folder, drafts and those that have closed too. A wave whose files cannot be read is passed over: its own faults come first.
 * Notes nothing. Throws `StoreAway`.
 */
export const storedFaults = async ({ redis, sql }: Pick<Stores, 'redis' | 'sql'>, folder: string): Promise<Fault[]> => {
  const names = waveFolders(folder)
  const read = await Promise.all(names.map((wave) => openSurvey({ folder, wave, opensAt: null, closesAt: null })))
  const surveys = read.flatMap((one) => (one.ok ? [one.survey] : []))
  const versions = { ...openVersions(sql), note: async () => undefined }
  const sessions = await storedSessions(progressStore(redis, async () => undefined))
  const standing = await standingFaults({ surveys, sessions, versions, now: new Date() })
  // Under the name of its folder stands what a wave whose id was changed has been answered with.
  const known = new Set([...names, ...surveys.map(({ wave }) => wave.id)])
  return [
    ...standing,
    ...(await answerFaults(surveys, openResults(sql))),
    ...(await waveFaults(folder, known, { sessions, versions })),
  ]
}
