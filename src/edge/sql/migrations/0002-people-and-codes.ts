import { type Kysely, sql } from 'kysely'

/**
 * Linked Teams identities with what is needed to reach them, invitation codes (hashed) and wrong tries at codes.
 * `people` has a row only while the person is linked or administers; reminders' wishes belong to the person, not the row
 * of a unit, as one person may answer for several units.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table people (
    person_id text primary key, tenant_id text not null, object_id text not null,
    reference jsonb, last_contact_at timestamptz,
    unreachable_reason text, unreachable_at timestamptz,
    opted_out_at timestamptz, snoozed_until timestamptz)`.execute(db)
  await sql`create table codes (
    hash text primary key,
    respondent_id uuid not null references respondents (id) on delete cascade,
    made_at timestamptz not null, expires_at timestamptz not null,
    used_at timestamptz, used_by text)`.execute(db)
  await sql`create index codes_by_respondent on codes (respondent_id)`.execute(db)
  await sql`create table code_tries (
    id bigint generated always as identity primary key,
    person_id text not null, tenant_id text not null, at timestamptz not null)`.execute(db)
  await sql`create index code_tries_by_tenant on code_tries (tenant_id, at)`.execute(db)
}
