import type { AuditEntry } from '../../app/register-ports.ts'
import type { Sql } from './tables.ts'

/** Adds one entry to the audit trail, inside the transaction of what it tells of. Ids and counts only. */
export async function writeAudit(tx: Sql, entry: Omit<AuditEntry, 'id'>): Promise<void> {
  await tx.insertInto('audit').values(entry).execute()
}

/** The audit trail, newest first, at most `limit` entries before entry `before` (absent: from the newest). */
export async function readAudit(
  sql: Sql,
  { limit, before }: { limit: number; before?: string },
): Promise<AuditEntry[]> {
  let query = sql.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map(({ count, ...entry }) => ({ ...entry, ...(count === null ? {} : { count }) }))
}
