import type { Command } from 'commander'
import type { ListedDelivery } from '../app/register-ports.ts'
import { wholeNumber } from './audit-list.ts'
import { type Cli, columns, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

type Options = { failed?: true; limit: number; json?: true }

/** `results deliveries` and `results retry`: what has not reached the results store, why, and trying again. */
export function addResultsDeliveries(parent: Command, cli: Cli): void {
  parent
    .command('deliveries')
    .description('submissions that have not reached the results store, and why')
    .option('--failed', 'only those given up, which wait for `results retry`')
    .option('--limit <n>', 'at most so many', wholeNumber, 1000)
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const code = await withStores(cli, async ({ results }) => {
        const states = options.failed === true ? (['parked'] as const) : (['pending', 'parked'] as const)
        const found = await results.deliveries({ states, limit: options.limit })
        const head = ['submission', 'revision', 'unit', 'part', 'state', 'attempts', 'last attempt', 'why']
        print(cli, options, found, columns([head, ...found.map(row)]))
        return exitCode.done
      })
      cli.end(code)
    })
  parent
    .command('retry <submissionId>')
    .description('send a submission again that was given up; the running service takes it within a minute')
    .option('--json', 'print JSON')
    .action(async (submissionId: string, options: { json?: true }) => {
      const code = await withStores(cli, async ({ results }) => {
        const revisions = await results.retry(submissionId, { at: cli.now(), actor: cli.actor })
        if (revisions.length === 0) {
          cli.err(`${submissionId} is not among the deliveries that were given up.\n`)
          return exitCode.refused
        }
        print(cli, options, { submissionId, revisions }, [
          `${submissionId}, revision ${revisions.join(', ')}: due again.`,
        ])
        return exitCode.done
      })
      cli.end(code)
    })
}

function row(one: ListedDelivery): string[] {
  const tried = one.lastAttemptAt?.toISOString() ?? 'never'
  const why =
    one.lastAttemptAt === null ? 'not tried yet' : one.lastStatus === null ? 'no answer' : `HTTP ${one.lastStatus}`
  return [one.submissionId, `${one.revision}`, one.unitId, one.part, one.state, `${one.attempts}`, tried, why]
}
