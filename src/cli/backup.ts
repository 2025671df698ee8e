import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import { type BackupKey, type BackupRow, writeBackup } from '../edge/files/backup-file.ts'
import { dumpProgress } from '../edge/redis/backup.ts'
import { writeAudit } from '../edge/sql/audit.ts'
import { dumpTables } from '../edge/sql/backup.ts'
import type { Stores } from '../start/open-stores.ts'
import { type Cli, counted, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { onStores } from './on-stores.ts'

type Options = { out: string; json?: true }

/** `backup`: both stores in one file, while the service runs. */
export function addBackup(parent: Command, cli: Cli): void {
  parent
    .command('backup')
    .description('everything in both stores, in one file that only its owner can read; the service may run')
    .requiredOption('--out <file>', 'file to write; must not be there yet')
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await onStores(cli, 'join', (stores) => run(cli, options, stores))))
}

async function run(cli: Cli, options: Options, stores: Stores): Promise<ExitCode> {
  const release = String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
  const head = { backup: 1 as const, madeAt: cli.now().toISOString(), release }
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
