import { type Kysely, sql } from 'kysely'

/**
 * `assisted`: an administrator enters a returned form for a unit that nobody answers for in Teams. The row is the
 * administrator's right to that one part, until it is ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table respondents
    add column assisted boolean not null default false,
    add check (not assisted or (delegated_by is not null and section is null))`.execute(db)
}
