import { type Kysely, sql } from 'kysely'

/**
 * Mail as a second way. `channel`: the way a message took or was about to take, decided once (null: none, or from before
 * there were two). `mail_refused`: the address, in lower case, that takes no mail; of no meaning once `email` is another.
 * `mail_opted_out_at`: when the person asked for no more mail; Teams is not meant by it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table recipients add column channel text check (channel in ('teams', 'mail'))`.execute(db)
  await sql`alter table respondents add column mail_refused text check (mail_refused = lower(mail_refused)),
    add column mail_opted_out_at timestamptz`.execute(db)
  await sql`create index recipients_by_respondent on recipients (respondent_id)`.execute(db)
}
