import { type Kysely, sql } from 'kysely'

/**
 * Submissions as documents, one row per revision and never changed, and how far each has come
 * on its way out: `pending` from the moment it is stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table submissions (
    submission_id uuid not null, revision integer not null check (revision > 0),
    wave text not null, part text not null, unit_id text not null, complete boolean not null,
    submitted_at timestamptz not null, stored_at timestamptz not null,
    document jsonb not null,
    primary key (submission_id, revision))`.execute(db)
  await sql`create index submissions_by_unit on submissions (wave, part, unit_id, submitted_at)`.execute(db)
  await sql`create table deliveries (
    submission_id uuid not null, revision integer not null,
    state text not null check (state in ('pending', 'delivered', 'parked')),
    attempts integer not null default 0,
    last_attempt_at timestamptz, last_status integer,
    primary key (submission_id, revision),
    foreign key (submission_id, revision) references submissions (submission_id, revision))`.execute(db)
  await sql`create index deliveries_open on deliveries (state) where state <> 'delivered'`.execute(db)
}
