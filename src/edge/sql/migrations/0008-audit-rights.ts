import { type Kysely, sql } from 'kysely'

/**
 * The role that the service runs as may add to the audit trail and read it, no more. It owns the table and could give the
 * rights back to itself; the triggers of `0003-admins-and-audit` stand in the way of that too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`revoke update, delete, truncate on audit from current_user, public`.execute(db)
}
