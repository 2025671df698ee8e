import { type Kysely, sql } from 'kysely'

/**
 * Administrators, and the audit trail: who, when, what, how many; ids only, no names.
 * The trail is append-only by triggers, which hold for the owner of the tables too. An operator who runs the service under
 * a role of its own should also `REVOKE UPDATE, DELETE, TRUNCATE ON audit`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table admins (
    tenant_id text not null, object_id text not null, person_id text not null unique,
    role text not null check (role in ('administrator', 'analyst')),
    added_at timestamptz not null,
    primary key (tenant_id, object_id))`.execute(db)
  await sql`create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null, actor text not null, action text not null, subject text not null, count integer)`.execute(
    db,
  )
  await sql`create index audit_by_subject on audit (subject)`.execute(db)
  await sql`create function audit_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $$`.execute(
    db,
  )
  await sql`create trigger audit_keeps_rows before update or delete on audit
    for each row execute function audit_is_append_only()`.execute(db)
  await sql`create trigger audit_keeps_all before truncate on audit
    for each statement execute function audit_is_append_only()`.execute(db)
}
