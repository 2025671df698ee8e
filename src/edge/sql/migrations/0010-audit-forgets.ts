import { type Kysely, sql } from 'kysely'

/**
 * The audit trail stays append-only in what was done, when and how often; who did it, and the person it was done to, can
 * be replaced by `forgotten` when the retention of the wave has ended. Nothing else can, and not back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function audit_is_append_only() returns trigger language plpgsql as
    $$ begin
      if tg_op = 'UPDATE' then
        if new.id = old.id and new.at = old.at and new.action = old.action and new.count is not distinct from old.count
          and new.actor in (old.actor, 'forgotten') and new.subject in (old.subject, 'forgotten') then
          return new;
        end if;
      end if;
      raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
    end $$`.execute(db)
  await sql`grant update (actor, subject) on audit to current_user`.execute(db)
}
