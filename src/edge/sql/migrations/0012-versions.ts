import { type Kysely, sql } from 'kysely'

/**
 * The questionnaire versions that may have been answered, with the SHA-256 of the file as it was then, in hex: a text that
 * people have answered is not changed under their answers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table versions (
    wave text not null, part text not null, version integer not null check (version > 0),
    hash text not null, noted_at timestamptz not null,
    primary key (wave, part, version))`.execute(db)
}
