import type { Command } from 'commander'
import { listUnreachable } from '../app/list-unreachable.ts'
import type { ListedRespondent } from '../app/register-ports.ts'
import { bom, csvText } from '../edge/files/csv-text.ts'
import { type Cli, counted, print } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { type Opened, withStores } from './with-stores.ts'
import { openPrivateFile } from './write-private.ts'

type Options = { unreachable: true; out?: string; json?: true }

/** `respondents export --unreachable`: whom to reach otherwise, as CSV. */
export function addRespondentsExport(parent: Command, cli: Cli): void {
  parent
    .command('export')
    .description('whom the bot cannot write to, and why')
    .requiredOption('--unreachable', 'those whom the bot cannot write to')
    .option('--out <file>', 'write here, readable by you alone, instead of to the terminal')
    .option('--json', 'print JSON')
    .action(async (options: Options) => cli.end(await withStores(cli, (opened) => run(cli, options, opened))))
}

async function run(cli: Cli, options: Options, { book }: Opened): Promise<ExitCode> {
  const found = await listUnreachable(book)
  const header = ['id', 'unit', 'unit_name', 'part', 'name', 'email', 'status', 'reason']
  const text = csvText([header, ...found.map(row)])
  if (options.out === undefined) {
    print(cli, options, found, [text.trimEnd()])
    return exitCode.done
  }
  const file = await openPrivateFile(options.out)
  if (file === null) {
    cli.err(`${options.out} is there already or cannot be made.\n`)
    return exitCode.refused
  }
  await file.writeFile(bom + text)
  await file.close()
  print(cli, options, { written: found.length, file: options.out }, [
    `${counted(found.length, 'respondent')} in ${options.out}`,
  ])
  return exitCode.done
}

function row(one: ListedRespondent): string[] {
  return [one.id, one.unitId, one.unitName, one.part, one.name, one.email, one.status, one.unreachable ?? '']
}
