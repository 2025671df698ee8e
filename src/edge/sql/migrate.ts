import { type Migration, Migrator } from 'kysely/migration'
import { asFault } from './faults.ts'
import * as m0001 from './migrations/0001-units-and-respondents.ts'
import * as m0002 from './migrations/0002-people-and-codes.ts'
import * as m0003 from './migrations/0003-admins-and-audit.ts'
import * as m0004 from './migrations/0004-submissions-and-deliveries.ts'
import * as m0005 from './migrations/0005-campaigns-and-recipients.ts'
import * as m0006 from './migrations/0006-delegations.ts'
import * as m0007 from './migrations/0007-assisted.ts'
import * as m0008 from './migrations/0008-audit-rights.ts'
import * as m0009 from './migrations/0009-releases.ts'
import * as m0010 from './migrations/0010-audit-forgets.ts'
import type { Sql } from './tables.ts'

/** In order of name. A published migration never changes; what is new comes last. */
const migrations: Record<string, Migration> = {
  '0001-units-and-respondents': m0001,
  '0002-people-and-codes': m0002,
  '0003-admins-and-audit': m0003,
  '0004-submissions-and-deliveries': m0004,
  '0005-campaigns-and-recipients': m0005,
  '0006-delegations': m0006,
  '0007-assisted': m0007,
  '0008-audit-rights': m0008,
  '0009-releases': m0009,
  '0010-audit-forgets': m0010,
}

/**
 * Brings the database to this release's tables; does nothing when it is there already. Several processes may start at
 * once: the migrator takes a lock. Returns the names of what was applied; throws `StoreAway`, or the fault of a migration.
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const migrator = new Migrator({ db: sql, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw asFault(error)
  return (results ?? []).map((result) => result.migrationName)
}
