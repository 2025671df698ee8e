import type { Command } from 'commander'
import type { Versioned } from '../app/ports.ts'
import { type Settled, settleRestored } from '../app/settle-restored.ts'
import { type BackupHead, checkBackup, readBackup } from '../edge/files/backup-file.ts'
import { finishRestore, isFree, loadProgress, writeRestored } from '../edge/redis/backup.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { writeAudit } from '../edge/sql/audit.ts'
import { endCampaigns, isUnused, loadTables, submittedBy } from '../edge/sql/backup.ts'
import { openResults } from '../edge/sql/results-store.ts'
import type { Stores } from '../start/open-stores.ts'
import { openOtherSurveys, openSurvey } from '../start/open-survey.ts'
import { type Cli, counted, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { onStores } from './on-stores.ts'

const WHY = {
  absent: 'is not there.',
  not_a_backup: 'is not a backup of this program.',
  cut_off: 'was cut off: it does not hold what its end should say.',
} as const

/** docs/security.md: what was deleted by retention lives on in backups no longer than that. */
const OLDEST_DAYS = 30

/** `restore`: both stores from a file; the service must not run. */
export function addRestore(parent: Command, cli: Cli): void {
  parent
    .command('restore <file>')
    .description('both stores from a backup, with the service stopped; SQL that is in use is left as it is and counts')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { json?: true }) => {
      const found = await checkBackup(file)
      if (typeof found === 'string') {
        cli.err(`${file}: ${WHY[found]}\n`)
        return cli.end(exitCode.refused)
      }
      const given = { file, head: found.head, options }
      cli.end(await onStores(cli, 'refuse', (stores, { survey }) => run(cli, given, { stores, survey })))
    })
}

type Given = { file: string; head: BackupHead; options: { json?: true } }

async function run(
  cli: Cli,
  { file, head, options }: Given,
  { stores, survey }: { stores: Stores; survey: Parameters<typeof openSurvey>[0] },
): Promise<ExitCode> {
  const { redis, sql } = stores
  const found = await openSurvey(survey)
  if (!found.ok) {
    for (const fault of found.faults) cli.err(`${fault.file}:${fault.line}:${fault.column} ${fault.message}\n`)
    return exitCode.refused
  }
  if (!(await isFree(redis))) {
    cli.err('Redis holds sessions already. A restore writes over nothing: give it an empty Redis.\n')
    return exitCode.refused
  }
  const wasUnused = await isUnused(sql)
  const rows = wasUnused ? await loadTables(sql, readBackup(file, 'rows')) : 0
  const campaigns = wasUnused ? await endCampaigns(sql, cli.now()) : 0
  const days = Math.floor((cli.now().getTime() - Date.parse(head.madeAt)) / 86_400_000)
  if (days > OLDEST_DAYS) {
    cli.err(`${file} is ${days} days old. Backups are to be deleted after ${OLDEST_DAYS} days (docs/security.md).\n`)
  }
  const keys = await loadProgress(redis, readBackup(file, 'keys'))
  const others = await openOtherSurveys(found.survey)
  const settled = await settle(stores, [found.survey.wave.id, ...others.surveys.keys()])
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
    ...{ progress, results: openResults(sql) },
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
