import { type Command, InvalidArgumentError, Option } from 'commander'
import { addAdmin } from '../app/add-admin.ts'
import type { AdminRole } from '../app/ports.ts'
import { type Cli, print } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { withStores } from './with-stores.ts'

type Options = { tenant: string; objectId: string; role: AdminRole; json?: true }

/** `admins add`: lets a Teams identity administer; a second time changes the role. */
export function addAdminsVerbs(parent: Command, cli: Cli): void {
  parent
    .command('add')
    .description('let a Teams identity administer')
    .requiredOption('--tenant <guid>', 'tenant id', guid)
    .requiredOption('--object-id <guid>', 'object id of the person in that tenant', guid)
    .addOption(
      new Option('--role <role>', 'what the person may do').choices(['administrator', 'analyst']).makeOptionMandatory(),
    )
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const code = await withStores(cli, async (opened) => {
        const { tenant, objectId, role } = options
        const { personId } = await addAdmin(opened, {
          tenantId: tenant,
          objectId,
          role,
          at: cli.now(),
          actor: cli.actor,
        })
        print(cli, options, { personId, role }, [`${personId} is ${role}.`])
        return exitCode.done
      })
      cli.end(code)
    })
}

function guid(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase()
  throw new InvalidArgumentError('It is a GUID: 8-4-4-4-12 hexadecimal digits.')
}
