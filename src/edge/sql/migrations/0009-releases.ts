import { type Kysely, sql } from 'kysely'

/**
 * What has been shown of a wave, numbered from 1 without gaps: two that show something at once cannot both take a number,
 * so the later one reckons with the earlier. `document`: who was counted with which answer, and for which groups.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table releases (
    wave text not null, number integer not null check (number > 0),
    published_at timestamptz not null, document jsonb not null,
    primary key (wave, number))`.execute(db)
}
