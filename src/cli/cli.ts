import { InvalidArgumentError } from 'commander'
import type { CampaignBook } from '../app/ports/campaigns.ts'
import type { MailSender } from '../app/ports/mail.ts'
import { type ProgressStore, StoreAway } from '../app/ports/progress.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import type { ResultsStore } from '../app/ports/results.ts'
import { revoking, type Survey } from '../app/service.ts'
import type { ReleaseBook } from '../app/submissions/publish.ts'
import type { AdminSessions } from '../app/web/admin-ports.ts'
import { adminSessions } from '../edge/redis/admin-sessions.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { openCampaigns } from '../edge/sql/campaigns.ts'
import { batchLimits } from '../edge/sql/database.ts'
import { openRespondents, syncUnits } from '../edge/sql/respondents.ts'
import { openReleases, openResults } from '../edge/sql/results.ts'
import { type Fault, placedText } from '../questionnaire/fault.ts'
import { readSettings, type Settings } from '../settings/settings.ts'
import { mailingOf, mailSenderOf } from '../start/mail.ts'
import { openStores, type Stores } from '../start/stores.ts'
import { readSettingsAndWave, surveyFor } from '../start/survey.ts'

/** What the commands need of the world around the process. */
export type Cli = {
  env: Readonly<Record<string, string | undefined>>
  /** Output that belongs to the command, and everything said beside it. */
  out(text: string): void
  err(text: string): void
  now(): Date
  newId(): string
  chance(bytes: number): Uint8Array
  /** The wave that the command names; absent: that of SURVEY_WAVE, the open one, or the only one. */
  wave?: string
  /** Who is asking, for the audit trail. */
  actor: string
  /** Notes how the command ended. */
  end(code: ExitCode): void
}

/** Writes `value` as JSON, or `lines` for people. Instants become ISO 8601 in UTC. */
export function print(cli: Cli, how: { json?: true }, value: unknown, lines: readonly string[]): void {
  if (how.json === true) cli.out(`${JSON.stringify(value, null, 2)}\n`)
  else if (lines.length > 0) cli.out(`${lines.join('\n')}\n`)
}

/** «1 code», «0 codes», «12 codes»: English nouns whose plural ends in s. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Rows as columns of equal width, two spaces apart; the first row is the heading. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** How a command ends: done, refused with reasons, used wrongly (sysexits.h EX_USAGE), wrong settings (EX_CONFIG). */
export const exitCode = { done: 0, refused: 1, usage: 64, settings: 78 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

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

/** Tells each fault with its place, a line each. */
export function sayFaults(cli: Pick<Cli, 'err'>, faults: readonly Fault[]): void {
  for (const fault of faults) cli.err(`${placedText(fault)}\n`)
}

/** Tells which settings are wrong, and why. */
export function wrongSettings(cli: Pick<Cli, 'err'>, faults: readonly { name: string; reason: string }[]): ExitCode {
  for (const { name, reason } of faults) cli.err(`${name}: ${reason}\n`)
  return exitCode.settings
}

/** Tells why no wave can be worked on: its faults, or that it is not clear which is meant. */
export function refusedFor(
  cli: Cli,
  { faults, reasons }: { faults: readonly Fault[]; reasons: readonly string[] },
): ExitCode {
  for (const reason of reasons) cli.err(`${reason}\n`)
  sayFaults(cli, faults)
  return faults.length === 0 ? exitCode.usage : exitCode.refused
}

type Found = Pick<Opened, 'settings' | 'survey'>

async function onOpened(cli: Cli, found: Found, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> {
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
  if (!opened.ok) {
    cli.err(`${opened.fault.reason}\n`)
    return exitCode.refused
  }
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

/** Of an option: a whole number from 1. */
export function fromOne(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

/** Of an option: a whole number from 0. */
export function fromZero(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 0.')
}
