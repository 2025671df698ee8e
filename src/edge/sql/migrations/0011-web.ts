import { type Kysely, sql } from 'kysely'

/**
 * People who answer on the web have a row without a Teams identity, and codes that last until they are revoked have a
 * generation and no expiry. `code_generation`: the only one that counts for the respondent; null: the first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table people alter column tenant_id drop not null`.execute(db)
  await sql`alter table people alter column object_id drop not null`.execute(db)
  await sql`alter table codes alter column expires_at drop not null`.execute(db)
  await sql`alter table codes add column generation integer`.execute(db)
  await sql`alter table codes add constraint codes_end check (expires_at is not null or generation is not null)`.execute(
    db,
  )
  await sql`alter table respondents add column code_generation integer`.execute(db)
}
