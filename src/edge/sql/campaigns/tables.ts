import type { ColumnType } from 'kysely'
import type { Template } from '../../../app/campaign-ports.ts'
import type { CampaignKind, CampaignState } from '../../../reminders/campaign-states.ts'
import type { RecipientState, SkipReason } from '../../../reminders/recipient-states.ts'
import type { Sql } from '../tables.ts'

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>
type Json = ColumnType<unknown, string, string>

/** The tables of `0005-campaigns-and-recipients`. */
export type CampaignTables = {
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
