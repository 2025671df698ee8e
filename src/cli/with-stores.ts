import type { CampaignBook } from '../app/campaign-ports.ts'
import type { Survey } from '../app/deps.ts'
import { type ProgressStore, type ResultsStore, StoreAway } from '../app/ports.ts'
import type { RespondentBook, ResultsReader } from '../app/register-ports.ts'
import type { ReleaseBook } from '../app/releases.ts'
import { revoking } from '../app/revoking.ts'
import type { Settings } from '../config.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openCampaigns } from '../edge/sql/campaigns/open-campaigns.ts'
import { batchLimits } from '../edge/sql/open-sql.ts'
import { openReleases } from '../edge/sql/releases.ts'
import { openRespondents } from '../edge/sql/respondents.ts'
import { openResults } from '../edge/sql/results-store.ts'
import { syncUnits } from '../edge/sql/sync-units.ts'
import { openStores } from '../start/open-stores.ts'
import { openSurvey, readSettingsAndWave } from '../start/open-survey.ts'
import type { Cli } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'

export type Opened = {
  settings: Settings
  survey: Survey
  book: RespondentBook
  results: ResultsStore & ResultsReader
  releases: ReleaseBook
  progress: ProgressStore
  campaigns: CampaignBook
}

/**
 * Runs a command on the stores of the settings: those of a running owner, or opened for as long as the command takes.
 * Wrong settings end with 78; faulty questionnaires and stores that are away with 1 and the reasons.
 */
export async function withStores(cli: Cli, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
  const read = readSettingsAndWave(cli.env)
  if (!read.ok) {
    for (const { name, reason } of read.faults) cli.err(`${name}: ${reason}\n`)
    return exitCode.settings
  }
  const { settings } = read
  const found = await openSurvey(settings.survey)
  if (!found.ok) {
    for (const fault of found.faults) cli.err(`${fault.file}:${fault.line}:${fault.column} ${fault.message}\n`)
    return exitCode.refused
  }
  try {
    return await onStores(cli, { settings, survey: found.survey }, work)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    cli.err(`${error.message}\n`)
    return exitCode.refused
  }
}

type Found = Pick<Opened, 'settings' | 'survey'>

async function onStores(cli: Cli, found: Found, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
  const { settings, survey } = found
  const opened = await openStores(settings, { whenOwned: 'join', limits: batchLimits, log: () => undefined })
  if (!opened.ok) {
    cli.err(`${opened.fault.reason}\n`)
    return exitCode.refused
  }
  const { sql, redis, close } = opened.stores
  const wave = survey.wave.id
  try {
    await syncUnits(sql, wave, survey.units.values())
    const progress = progressStore(redis, async () => undefined)
    return await work({
      ...found,
      book: revoking(openRespondents(sql, { wave }), progress),
      results: openResults(sql),
      releases: openReleases(sql),
      progress,
      campaigns: openCampaigns(sql, { wave }),
    })
  } finally {
    await close()
  }
}
