import { type Command, InvalidArgumentError, Option } from 'commander'
import { addAdmin, removeAdmin } from '../app/administration/admins.ts'
import type { AdminRole } from '../app/ports/people.ts'
import { isUuid } from '../register/ids.ts'
import { type Cli, columns, type ExitCode, exitCode, fromOne, print } from './cli.ts'
import { type Opened, withStores } from './on-stores.ts'

type Identity = { tenant: string; objectId: string; json?: true }
type Options = Identity & { role: AdminRole }

/** `admins add`: lets a Teams identity administer; a second time changes the role. `admins remove`: ends it. `admins list`: who. */
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
        const { personId } = await addAdmin(
          { ...opened, wave: opened.survey.wave.id },
          {
            tenantId: tenant,
            objectId,
            role,
            at: cli.now(),
            actor: cli.actor,
          },
        )
        print(cli, options, { personId, role }, [`${personId} is ${role}.`])
        return exitCode.done
      })
      cli.end(code)
    })
  parent
    .command('list')
    .description('who may administer; roles that the sign-in itself gives are not in it')
    .option('--json', 'print JSON')
    .action(async (options: { json?: true }) => {
      const code = await withStores(cli, async ({ book }) => {
        const found = await book.admins()
        const rows = found.map(({ role, tenantId, objectId, addedAt }) => [
          role,
          tenantId,
          objectId,
          addedAt.toISOString(),
        ])
        print(cli, options, found, columns([['role', 'tenant', 'object id', 'since'], ...rows]))
        return exitCode.done
      })
      cli.end(code)
    })
  parent
    .command('remove')
    .description('end what a Teams identity may administer')
    .requiredOption('--tenant <guid>', 'tenant id', guid)
    .requiredOption('--object-id <guid>', 'object id of the person in that tenant', guid)
    .option('--json', 'print JSON')
    .action(async (options: Identity) => cli.end(await withStores(cli, (opened) => remove(cli, options, opened))))
}

async function remove(cli: Cli, options: Identity, opened: Opened): Promise<ExitCode> {
  const { tenant: tenantId, objectId } = options
  const removed = await removeAdmin(
    { ...opened, wave: opened.survey.wave.id },
    { tenantId, objectId, at: cli.now(), actor: cli.actor },
  )
  if (removed === null) {
    cli.err(`${objectId} of tenant ${tenantId} has no role here; one that the sign-in gives is ended at the issuer.\n`)
    return exitCode.refused
  }
  print(cli, options, removed, [
    `${removed.personId} has no role here any more, and is signed out of the page.`,
    'A role that the sign-in itself gives is ended at the issuer.',
  ])
  return exitCode.done
}

function guid(value: string): string {
  if (isUuid(value)) return value.toLowerCase()
  throw new InvalidArgumentError('It is a GUID: 8-4-4-4-12 hexadecimal digits.')
}

/** `audit list`: who did what when, newest first. */
export function addAuditVerbs(parent: Command, cli: Cli): void {
  parent
    .command('list')
    .description('who did what and when, newest first')
    .option('--limit <n>', 'at most so many', fromOne, 100)
    .option('--before <id>', 'only entries older than this one', fromOne)
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
