import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import type { Versioned } from '../app/ports/progress.ts'
import { type Settled, settleRestored } from '../app/upkeep/restored.ts'
import {
  type BackupHead,
  type BackupKey,
  type BackupRow,
  checkBackup,
  readBackup,
  writeBackup,
} from '../edge/files/backup-file.ts'
import { dumpProgress, finishRestore, isFree, loadProgress, writeRestored } from '../edge/redis/backup.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { dumpTables, endCampaigns, isUnused, loadTables, submittedBy } from '../edge/sql/backup.ts'
import { openResults } from '../edge/sql/results.ts'
import { writeAudit } from '../edge/sql/tables.ts'
import { DAY_MS } from '../questionnaire/wave.ts'
import type { Settings } from '../settings/settings.ts'
import { version } from '../settings/version.ts'
import type { Stores } from '../start/stores.ts'
import { openSurveys } from '../start/survey.ts'
import { type Cli, counted, type ExitCode, exitCode, print, refusedFor } from './cli.ts'
import { onStores } from './on-stores.ts'

type Options = { out: string; json?: true }

/** `backup`: both stores in one file, while the service runs. */
export function addBackup(command: Command, cli: Cli): void {
  command
    .requiredOption('--out <file>', 'file to write; must not be there yet')
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await onStores(cli, 'join', (stores) => backUp(cli, options, stores))))
}

async function backUp(cli: Cli, options: Options, stores: Stores): Promise<ExitCode> {
  const head = { backup: 1 as const, madeAt: cli.now().toISOString(), release: version }
  const counts = await writeBackup(options.out, head, everything(stores))
  if (counts === null) {
    cli.err(`${options.out}: is there already or cannot be made.\n`)
    return exitCode.refused
  }
  const entry = { at: cli.now(), actor: cli.actor, action: 'backup', subject: 'both stores' }
  await writeAudit(stores.sql, { ...entry, count: counts.keys + counts.rows })
  print(cli, options, { file: options.out, ...counts }, [
    `${counted(counts.keys, 'key')} and ${counted(counts.rows, 'row')}: ${options.out}`,
  ])
  return exitCode.done
}

/** Redis first: a submission made in between is then in SQL, and what SQL knows counts when restoring. */
async function* everything({ redis, sql }: Stores): AsyncIterable<BackupKey | BackupRow> {
  yield* dumpProgress(redis)
  const rows = new PassThrough({ objectMode: true, highWaterMark: 500 })
  const read = dumpTables(sql, async (row) => {
    if (!rows.write(row)) await once(rows, 'drain')
  }).then(
    () => rows.end(),
    (error: unknown) => rows.destroy(error instanceof Error ? error : new Error('reading SQL failed')),
  )
  yield* rows
  await read
}

const WHY = {
  absent: 'is not there.',
  not_a_backup: 'is not a backup of this program.',
  cut_off: 'was cut off: it does not hold what its end should say.',
} as const

/** docs/security.md: what was deleted by retention lives on in backups no longer than that. */
const OLDEST_DAYS = 30

/** `restore`: both stores from a file; the service must not run. */
export function addRestore(command: Command, cli: Cli): void {
  command.option('--json', 'print JSON').action(async (file: string, options: { json?: true }) => {
    const found = await checkBackup(file)
    if (typeof found === 'string') {
      cli.err(`${file}: ${WHY[found]}\n`)
      return cli.end(exitCode.refused)
    }
    const given = { file, head: found.head, options }
    cli.end(await onStores(cli, 'refuse', (stores, { survey }) => restore(cli, given, { stores, survey })))
  })
}

type Restoring = { file: string; head: BackupHead; options: { json?: true } }

async function restore(
  cli: Cli,
  { file, head, options }: Restoring,
  { stores, survey }: { stores: Stores; survey: Settings['survey'] },
): Promise<ExitCode> {
  const { redis, sql } = stores
  const found = await openSurveys(survey, cli.now().getTime())
  if (!found.ok) return refusedFor(cli, found)
  if (!(await isFree(redis))) {
    cli.err('Redis holds sessions already. A restore writes over nothing: give it an empty Redis.\n')
    return exitCode.refused
  }
  const wasUnused = await isUnused(sql)
  const rows = wasUnused ? await loadTables(sql, readBackup(file, 'rows')) : 0
  const campaigns = wasUnused ? await endCampaigns(sql, cli.now()) : 0
  const days = Math.floor((cli.now().getTime() - Date.parse(head.madeAt)) / DAY_MS)
  if (days > OLDEST_DAYS) {
    cli.err(`${file} is ${days} days old. Backups are to be deleted after ${OLDEST_DAYS} days (docs/security.md).\n`)
  }
  const keys = await loadProgress(redis, readBackup(file, 'keys'))
  const settled = await settle(
    stores,
    found.surveys.map(({ wave }) => wave.id),
  )
  await writeAudit(sql, {
    at: cli.now(),
    actor: cli.actor,
    action: 'restore',
    subject: head.madeAt,
    count: keys + rows,
  })
  await finishRestore(redis)
  const report = { madeAt: head.madeAt, keys, rows, sql: wasUnused ? 'restored' : 'kept', campaigns, ...settled }
  print(cli, options, report, [
    `${counted(keys, 'key')} of Redis from ${head.madeAt}.`,
    wasUnused ? `${counted(rows, 'row')} of SQL.` : 'SQL was in use and is left as it is.',
    ...(campaigns > 0 ? [`${campaigns} campaigns ended: nobody knows who has got them since.`] : []),
    `${settled.resubmitted} sessions set to submitted, as SQL says.`,
    ...settled.unreadable.map((id) => `Could not be read and follows its submission: session ${id}`),
  ])
  return exitCode.done
}

async function settle({ redis, sql }: Stores, waves: readonly string[]): Promise<Settled> {
  const progress = progressStore(redis, async () => undefined)
  const deps = {
    progress,
    results: openResults(sql),
    submittedBy: (id: string, revision: number) => submittedBy(sql, id, revision),
    writeSession: (sessionId: string, session: Versioned) => writeRestored(redis, sessionId, session),
  }
  const all: Settled = { resubmitted: 0, delivered: 0, unreadable: [] }
  for (const wave of waves) {
    const { resubmitted, delivered, unreadable } = await settleRestored(deps, wave)
    all.resubmitted += resubmitted
    all.delivered += delivered
    all.unreadable.push(...unreadable)
  }
  return all
}
