import { type Command, InvalidArgumentError } from 'commander'
import { type Cli, columns, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

/** `audit list`: who did what when, newest first. */
export function addAuditVerbs(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('who did what and when, newest first')
    .option('--limit <n>', 'at most so many', wholeNumber, 100)
    .option('--before <id>', 'only entries older than this one', wholeNumber)
    .option('--json', 'print JSON')
    .action(async (options: { limit: number; before?: number; json?: true }) => {
      const code = await withStores(cli, async ({ book }) => {
        const { limit, before } = options
        const found = await book.auditTrail({ limit, ...(before === undefined ? {} : { before: String(before) }) })
        const rows = found.map((one) => [
          one.id,
          one.at.toISOString(),
          one.actor,
          one.action,
          one.subject,
          `${one.count ?? ''}`,
        ])
        print(cli, options, found, columns([['id', 'at', 'who', 'what', 'on', 'how many'], ...rows]))
        return exitCode.done
      })
      cli.end(code)
    })
}

/** A whole number from 1 for an option. */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}
