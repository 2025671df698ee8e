import { type Kysely, sql } from 'kysely'

/**
 * Colleagues to whom a part or a section was passed on stand among the respondents: they have a name and no address.
 * `delegated_by`: the person who did it (null: imported). `section`: the only one they answer (null: the whole part); one
 * person may have been given several. `ended_at`: taken back. `former_person_id`: who it was linked to then, or before
 * declining, so that the author of an answer keeps a name until retention ends.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table respondents
    alter column email drop not null,
    add column section text, add column delegated_by text,
    add column ended_at timestamptz, add column former_person_id text,
    add check (email is not null or delegated_by is not null),
    add check (section is null or delegated_by is not null),
    add check (ended_at is null or person_id is null)`.execute(db)
  await sql`drop index respondents_one_link`.execute(db)
  await sql`create unique index respondents_one_link on respondents (wave, unit_id, part, person_id, coalesce(section, ''))
    where person_id is not null`.execute(db)
  await sql`create index respondents_by_former_person on respondents (former_person_id)
    where former_person_id is not null`.execute(db)
}
