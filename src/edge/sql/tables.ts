/** The tables as Kysely sees them; `migrations/` makes them and says what the columns are for. */
import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Template } from '../../app/ports/campaigns.ts'
import type { AuditEntry, RespondentBook } from '../../app/ports/register.ts'
import type { RespondentStatus } from '../../register/states.ts'
import type { CampaignKind, CampaignState, Channel, RecipientState, SkipReason } from '../../reminders/states.ts'

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
/** Written as JSON text, read as what it holds; checked by zod where it is used. */
type Json = ColumnType<unknown, string, string>
type MaybeJson = ColumnType<unknown, string | null | undefined, string | null>

export type Tables = {
  units: {
    wave: string
    id: string
    kind: 'kommune' | 'bydel'
    name: string
    county: string
    language: 'nb' | 'nn' | 'neutral'
    population: number
    imdi_region: string
    centrality: Maybe<number>
  }
  respondents: {
    id: string
    wave: string
    unit_id: string
    part: string
    name: string
    /** Null: a colleague to whom something was passed on. */
    email: Maybe<string>
    upn: Maybe<string>
    tenant_id: Maybe<string>
    object_id: Maybe<string>
    language: Maybe<'nb' | 'nn'>
    status: RespondentStatus
    person_id: Maybe<string>
    linked_at: MaybeInstant
    section: Maybe<string>
    delegated_by: Maybe<string>
    ended_at: MaybeInstant
    former_person_id: Maybe<string>
    assisted: ColumnType<boolean, boolean | undefined, boolean>
    /** The only generation of codes that counts; null: the first. */
    code_generation: Maybe<number>
    /** The address, in lower case, that takes no mail. */
    mail_refused: Maybe<string>
    mail_opted_out_at: MaybeInstant
    /** Since when a yes of those who answer is waited for; null: it is not. */
    held_at: MaybeInstant
    /** The address that counted before; of meaning while held. */
    former_email: Maybe<string>
    created_at: Instant
    updated_at: Instant
  }
  people: {
    person_id: string
    /** Both null: answers on the web, and is not known from Teams. */
    tenant_id: Maybe<string>
    object_id: Maybe<string>
    reference: MaybeJson
    last_contact_at: MaybeInstant
    unreachable_reason: Maybe<string>
    unreachable_at: MaybeInstant
    opted_out_at: MaybeInstant
    snoozed_until: MaybeInstant
  }
  codes: {
    hash: string
    respondent_id: string
    made_at: Instant
    /** Null: until it is revoked; such a code has a generation. */
    expires_at: MaybeInstant
    used_at: MaybeInstant
    used_by: Maybe<string>
    generation: Maybe<number>
  }
  code_tries: { id: Generated<string>; person_id: string; tenant_id: string; at: Instant }
  admins: {
    tenant_id: string
    object_id: string
    person_id: string
    role: 'administrator' | 'analyst'
    added_at: Instant
  }
  audit: { id: Generated<string>; at: Instant; actor: string; action: string; subject: string; count: Maybe<number> }
  submissions: {
    submission_id: string
    revision: number
    wave: string
    part: string
    unit_id: string
    complete: boolean
    submitted_at: Instant
    stored_at: Instant
    document: Json
  }
  deliveries: {
    submission_id: string
    revision: number
    state: 'pending' | 'delivered' | 'parked'
    attempts: number
    last_attempt_at: MaybeInstant
    last_status: Maybe<number>
  }
  versions: { wave: string; part: string; version: number; hash: string; noted_at: Instant }
  releases: { wave: string; number: number; published_at: Instant; document: Json }
}

export type Sql = Kysely<Tables>

/** The tables of `0005-campaigns-and-recipients`. */
type CampaignTables = {
  campaigns: {
    id: string
    wave: string
    kind: CampaignKind
    template: Template
    selection: Json
    state: CampaignState
    created_at: Instant
    created_by: string
    send_at: Instant
    started_at: MaybeInstant
    ended_at: MaybeInstant
    stop_code: Maybe<string>
    dedupe_key: Maybe<string>
    body_hash: Maybe<string>
    card: ColumnType<unknown, string | null | undefined, string | null>
    card_at: MaybeInstant
  }
  recipients: {
    campaign_id: string
    respondent_id: string
    person_id: Maybe<string>
    tenant_id: Maybe<string>
    unit_id: string
    part: string
    state: RecipientState
    reason: Maybe<SkipReason>
    channel: Maybe<Channel>
    code: Maybe<string>
    tries: ColumnType<number, number | undefined, number>
    due_at: Instant
    enqueued_at: MaybeInstant
    sending_since: MaybeInstant
    settled_at: MaybeInstant
  }
  reminder_switches: { wave: string; standing: boolean; at: Instant; by: string }
}

/** The database with these tables. */
export const withCampaigns = (sql: Sql) => sql.withTables<CampaignTables>()
export type CampaignSql = ReturnType<typeof withCampaigns>

/** Adds to the audit trail in one statement, inside the transaction of what it tells of. Ids and counts only. */
export async function writeAudit(tx: Sql, ...entries: Omit<AuditEntry, 'id'>[]): Promise<void> {
  if (entries.length > 0) await tx.insertInto('audit').values(entries).execute()
}

/** The audit trail, newest first, at most `limit` entries before entry `before` (absent: from the newest). */
export async function readAudit(
  sql: Sql,
  { limit, before, without = [] }: Parameters<RespondentBook['auditTrail']>[0],
): Promise<AuditEntry[]> {
  let query = sql.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  if (without.length > 0) query = query.where('action', 'not in', [...without])
  return (await query.execute()).map(({ count, ...entry }) => ({ ...entry, ...(count === null ? {} : { count }) }))
}

/** A statement has at most 65,535 parameters; 1,000 rows of the widest insert stay well under it. */
const ROWS_AT_ONCE = 1_000

/** The rows in as many parts as a statement each takes. */
export function* inBatches<T>(rows: readonly T[]): Iterable<T[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE)
}
