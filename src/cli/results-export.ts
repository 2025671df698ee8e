import { type Command, Option } from 'commander'
import { exportResults } from '../app/export-results.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import { type Cli, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { type Opened, withStores } from './with-stores.ts'

type Options = { format: 'jsonl' | 'csv'; out: string; withText?: true; json?: true }

/** `results export`: the newest submission of each unit and part. */
export function addResultsExport(parent: Command, cli: Cli): void {
  parent
    .command('export')
    .description('the newest submission of each unit and part')
    .addOption(new Option('--format <format>', 'file format').choices(['jsonl', 'csv']).makeOptionMandatory())
    .requiredOption('--out <dir>', 'folder to write into')
    .option('--with-text', 'with what people wrote in their own words')
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await withStores(cli, (opened) => run(cli, options, opened))))
}

async function run(cli: Cli, options: Options, { book, results, survey }: Opened): Promise<ExitCode> {
  const folder = await openExportFolder(options.out)
  const freeText = options.withText === true ? 'with' : 'without'
  const { rows, unreadable } = await exportResults({ results, survey }, folder, { format: options.format, freeText })
  const files = await folder.close()
  await book.audit({
    at: cli.now(),
    actor: cli.actor,
    action: `results.export.${options.format}`,
    subject: survey.wave.id,
    count: rows,
  })
  for (const id of unreadable) cli.err(`Left out, as it does not parse: submission ${id}\n`)
  print(cli, options, { rows, unreadable, files }, [`${rows} submissions`, ...files])
  return unreadable.length === 0 ? exitCode.done : exitCode.refused
}
