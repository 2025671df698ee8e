import { type Command, Option } from 'commander'
import type { ListedRespondent } from '../app/register-ports.ts'
import {
  type RespondentFlag,
  type RespondentStatus,
  respondentFlags,
  respondentStatuses,
  standsAs,
} from '../register/states.ts'
import { type Cli, columns, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

type Options = { status?: (RespondentStatus | RespondentFlag)[]; json?: true }

/** `respondents list`: every respondent with state and flags. */
export function addRespondentsList(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('respondents with their state')
    .addOption(new Option('--status <status...>', 'only these').choices([...respondentStatuses, ...respondentFlags]))
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const code = await withStores(cli, async ({ book }) => {
        const { status: wanted } = options
        const all = await book.list({})
        const found = wanted === undefined ? all : all.filter((one) => wanted.some((each) => standsAs(one, each)))
        print(cli, options, found, columns([['id', 'unit', 'part', 'name', 'state'], ...found.map(row)]))
        return exitCode.done
      })
      cli.end(code)
    })
}

function row(one: ListedRespondent): string[] {
  const flags = [
    ...(one.unreachable !== null && one.unreachable !== 'not_linked' ? [`unreachable(${one.unreachable})`] : []),
    ...(one.optedOut ? ['opted_out'] : []),
    ...(one.snoozedUntil === null ? [] : ['snoozed']),
  ]
  return [one.id, `${one.unitId} ${one.unitName}`, one.part, one.name, [one.status, ...flags].join(' ')]
}
