import { type Kysely, sql } from 'kysely'

/**
 * Who was added, or got another address or account, while there were answers to see waits for a yes of those who gave them.
 * `held_at`: since when; null: nothing is waited for. `former_email`: the address that counted before; null: there was none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table respondents add column held_at timestamptz, add column former_email text`.execute(db)
}
