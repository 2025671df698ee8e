/** Commands on the stores of the settings: which they are, and how they are opened. */

import type { CampaignBook } from '../app/ports/campaigns.ts'
import type { MailSender } from '../app/ports/mail.ts'
import { type ProgressStore, StoreAway } from '../app/ports/progress.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import type { ResultsStore } from '../app/ports/results.ts'
import { revoking, type Survey } from '../app/service.ts'
import type { ReleaseBook } from '../app/submissions/publish.ts'
import type { AdminSessions } from '../app/web/admin-ports.ts'
import type { EmbeddedFault } from '../edge/embedded/open-embedded-stores.ts'
import { adminSessions } from '../edge/redis/admin-sessions.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openCampaigns } from '../edge/sql/campaigns.ts'
import { batchLimits } from '../edge/sql/database.ts'
import { openRespondents, syncUnits } from '../edge/sql/respondents.ts'
import { openReleases, openResults } from '../edge/sql/results.ts'
import { readSettings, type Settings } from '../settings/settings.ts'
import { mailingOf, mailSenderOf } from '../start/mail.ts'
import { openStores, type Stores } from '../start/stores.ts'
import { readSettingsAndWave, surveyFor } from '../start/survey.ts'
import { type Cli, type ExitCode, exitCode, refusedFor, wrongSettings } from './cli.ts'

export type Opened = {
  settings: Settings
  survey: Survey
  book: RespondentBook
  results: ResultsStore & ResultsReader
  releases: ReleaseBook
  progress: ProgressStore
  campaigns: CampaignBook
  /** Null: there is no mail. */
  mail: MailSender | null
  /** Of the administrators' page. */
  sessions: AdminSessions
}

/**
 * Runs a command on the stores of the settings: those of a running owner, or opened for as long as the command takes.
 * Wrong settings end with 78; faulty questionnaires and stores that are away with 1 and the reasons.
 */
export async function withStores(cli: Cli, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
  const read = readSettingsAndWave(cli.env)
  if (!read.ok) {
    return wrongSettings(cli, read.faults)
  }
  const { settings } = read
  const found = await surveyFor(settings.survey, { named: cli.wave ?? null, now: cli.now().getTime() })
  if (!found.ok) return refusedFor(cli, found)
  try {
    return await onOpened(cli, { settings, survey: found.survey }, work)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    cli.err(`${error.message}\n`)
    return exitCode.refused
  }
}

/** A folder that cannot be is a wrong setting; a service that has the stores may have let go of them the next time. */
function notOpened(cli: Cli, { code, reason }: EmbeddedFault): ExitCode {
  cli.err(`${reason}\n`)
  return code === 'no_folder' ? exitCode.settings : exitCode.refused
}

type Found = Pick<Opened, 'settings' | 'survey'>

async function onOpened(cli: Cli, found: Found, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
  const { settings, survey } = found
  const opened = await openStores(settings, { whenOwned: 'join', limits: batchLimits, log: () => undefined })
  if (!opened.ok) return notOpened(cli, opened.fault)
  const { sql, redis, close } = opened.stores
  const wave = survey.wave.id
  try {
    await syncUnits(sql, wave, survey.units.values())
    const progress = progressStore(redis, async () => undefined)
    const mailing = mailingOf(settings)
    return await work({
      ...found,
      book: revoking(openRespondents(sql, { wave, byMail: mailing !== null }), progress),
      results: openResults(sql),
      releases: openReleases(sql),
      progress,
      campaigns: openCampaigns(sql, { wave, mail: mailing }),
      mail: mailSenderOf(settings),
      sessions: adminSessions(redis, () => cli.now().getTime()),
    })
  } finally {
    await close()
  }
}

/**
 * Runs a command on the bare stores of the settings. `whenOwned`: whether it may work beside a service that has the
 * embedded stores open. Wrong settings end with 78, stores that are away or not to be had with 1 and the reason.
 */
export async function onStores(
  cli: Cli,
  whenOwned: 'join' | 'refuse',
  work: (stores: Stores, settings: Settings) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = readSettings(cli.env)
  if (!read.ok) {
    return wrongSettings(cli, read.faults)
  }
  const opened = await openStores(read.settings, { whenOwned, limits: batchLimits, log: () => undefined })
  if (!opened.ok) return notOpened(cli, opened.fault)
  try {
    return await work(opened.stores, read.settings)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    cli.err(`${error.message}\n`)
    return exitCode.refused
  } finally {
    await opened.stores.close()
  }
}
