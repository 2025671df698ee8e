import { type Kysely, sql } from 'kysely'

/**
 * Campaigns and a row for each recipient, which says for ever what became of it.
 *
 * `dedupe_key` makes two schedulers and a repeated request mean the same campaign; `body_hash` tells a repeated request
 * from another one under the same key. `card`: the administrator's card that shows the progress.
 * `sending_since` is written before the message is sent: a row that has it and is still open was cut off, and is never
 * sent again. It stays as the time of contact. `enqueued_at`: handed to the queue; null: to be handed over.
 * A person's row goes with the last tie; then recipients keep what happened, and not to whom.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table campaigns (
    id uuid primary key, wave text not null,
    kind text not null check (kind in ('invitation', 'reminder', 'standing', 'personal')),
    template text not null,
    selection jsonb not null,
    state text not null check (state in ('scheduled', 'running', 'finished', 'cancelled', 'stopped')),
    created_at timestamptz not null, created_by text not null,
    send_at timestamptz not null, started_at timestamptz, ended_at timestamptz,
    stop_code text, dedupe_key text unique, body_hash text,
    card jsonb, card_at timestamptz)`.execute(db)
  await sql`create index campaigns_open on campaigns (wave, send_at) where state in ('scheduled', 'running')`.execute(
    db,
  )
  await sql`create table recipients (
    campaign_id uuid not null references campaigns (id),
    respondent_id uuid not null,
    person_id text references people (person_id) on delete set null,
    tenant_id text, unit_id text not null, part text not null,
    state text not null check (state in ('queued', 'held', 'sent', 'skipped', 'failed', 'unknown', 'cancelled')),
    reason text, code text, tries integer not null default 0,
    due_at timestamptz not null, enqueued_at timestamptz, sending_since timestamptz, settled_at timestamptz,
    primary key (campaign_id, respondent_id))`.execute(db)
  await sql`create index recipients_by_person on recipients (person_id)`.execute(db)
  await sql`create index recipients_open on recipients (campaign_id) where state in ('queued', 'held')`.execute(db)
  await sql`create table reminder_switches (
    wave text primary key, standing boolean not null, at timestamptz not null, by text not null)`.execute(db)
}
