import { type Kysely, sql } from 'kysely'

/**
 * Units of each wave (a copy of `units.csv`, written at start) and the respondents asked.
 * A respondent is one person for one unit and part, told apart by e-mail. `tenant_id`, `object_id` and `upn` are what the
 * file said and what a directory link is matched on; `person_id` is who it is linked to (null: nobody).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table units (
    wave text not null, id text not null,
    kind text not null check (kind in ('kommune', 'bydel')),
    name text not null, county text not null,
    language text not null check (language in ('nb', 'nn', 'neutral')),
    population integer not null, imdi_region text not null, centrality integer,
    primary key (wave, id))`.execute(db)
  await sql`create table respondents (
    id uuid primary key,
    wave text not null, unit_id text not null, part text not null,
    name text not null, email text not null,
    upn text check (upn = lower(upn)), tenant_id text check (tenant_id = lower(tenant_id)), object_id text check (object_id = lower(object_id)),
    language text check (language in ('nb', 'nn')),
    status text not null check (status in ('imported', 'invited', 'linked', 'declined')),
    person_id text, linked_at timestamptz,
    created_at timestamptz not null, updated_at timestamptz not null,
    foreign key (wave, unit_id) references units (wave, id),
    check ((status = 'linked') = (person_id is not null)))`.execute(db)
  await sql`create unique index respondents_one_per_person on respondents (wave, unit_id, part, lower(email))`.execute(
    db,
  )
  await sql`create unique index respondents_one_link on respondents (wave, unit_id, part, person_id) where person_id is not null`.execute(
    db,
  )
  await sql`create index respondents_by_person on respondents (person_id)`.execute(db)
  await sql`create index respondents_by_directory on respondents (tenant_id)`.execute(db)
}
