/** People out of SQL when retention ends: of one wave, and what belongs to none. */
import { sql as raw } from 'kysely'
import { writeAudit } from './audit.ts'
import { withCampaigns } from './campaigns/tables.ts'
import { CODE_WINDOW_MS } from './redeem-code.ts'
import type { Sql } from './tables.ts'

/** Stands in the audit trail and beside campaigns where somebody was; migration `0010-audit-forgets` allows this word only. */
export const FORGOTTEN = 'forgotten'

/** Ids of `personIdOf`; other actors are the service and operators (`cli:`, `api:`). */
const personId = raw.lit('^[A-Za-z0-9_-]{22}$')

/** So long the trail tells which operator did something: a year, as whoever asks about a survey asks within it. */
const OPERATORS_MS = 365 * 24 * 3_600_000

const isAdmin = (column: 'actor' | 'subject' | 'created_by' | 'by') =>
  raw<boolean>`exists (select from admins a where a.person_id = ${raw.ref(column)})`

/**
 * Removes everybody asked in the wave with all that says who they were or did what: rows, codes, messages, and their
 * place in the trail. People who have no other tie go. Audited once; repeating it removes what came since.
 */
export const forgetWave = (sql: Sql, wave: string, at: Date): Promise<void> =>
  sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    // Two processes at once would wait for each other's rows in the trail.
    await raw`select pg_advisory_xact_lock(hashtextextended(${wave}, 17))`.execute(tx)
    await raw`update audit set actor = ${FORGOTTEN} where actor ~ ${personId} and (
        subject in (select id::text from respondents where wave = ${wave})
        or subject in (select submission_id::text || '_' || revision::text from submissions where wave = ${wave})
        or (subject in (select id::text from campaigns where wave = ${wave}) and not ${isAdmin('actor')}))`.execute(tx)
    await raw`update campaigns set created_by = ${FORGOTTEN}
      where wave = ${wave} and created_by not in ('service', ${FORGOTTEN}) and not ${isAdmin('created_by')}`.execute(tx)
    // The keys of the wave's own campaigns stay, for they keep it from inviting twice; others name who ordered.
    await raw`update campaigns set card = null,
        dedupe_key = case when dedupe_key like 'invitation:%' or dedupe_key like 'standing:%' then dedupe_key end
      where wave = ${wave} and (card is not null
        or dedupe_key not like 'invitation:%' and dedupe_key not like 'standing:%')`.execute(tx)
    await raw`update recipients set person_id = null, tenant_id = null
      where (person_id is not null or tenant_id is not null)
        and campaign_id in (select id from campaigns where wave = ${wave})`.execute(tx)
    await raw`update reminder_switches set by = ${FORGOTTEN}
      where wave = ${wave} and by <> ${FORGOTTEN} and not ${isAdmin('by')}`.execute(tx)
    const gone = await tx.deleteFrom('respondents').where('wave', '=', wave).returning('id').execute()
    await dropUntied(plain)
    if (gone.length === 0) return
    await writeAudit(plain, { at, actor: 'service', action: 'retention.links', subject: wave, count: gone.length })
  })

/**
 * What belongs to no wave: wrong tries whose hour is over, people without a tie, and in the trail everybody who neither
 * administers nor is named by a respondent that is still kept, in entries from before `before`.
 */
export const forgetTraces = (sql: Sql, at: Date, before: Date): Promise<void> =>
  sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended('traces', 17))`.execute(tx)
    await tx
      .deleteFrom('code_tries')
      .where('at', '<=', new Date(at.getTime() - CODE_WINDOW_MS))
      .execute()
    await dropUntied(tx)
    await raw`update audit set actor = ${FORGOTTEN}
      where at < ${before} and actor ~ ${personId} and not ${isAdmin('actor')}
        and not exists (select from respondents r where r.id::text = audit.subject)`.execute(tx)
    await raw`update audit set subject = ${FORGOTTEN}
      where at < ${before} and (action = 'code.refused' or (action like 'admins.%' and subject ~ ${personId}))
        and subject <> ${FORGOTTEN} and not ${isAdmin('subject')}`.execute(tx)
    const long = new Date(Math.min(before.getTime(), at.getTime() - OPERATORS_MS))
    await raw`update audit set actor = ${FORGOTTEN}
      where at < ${long} and (actor like 'cli:%' or actor like 'api:%')`.execute(tx)
  })

const dropUntied = async (tx: Sql): Promise<void> => {
  await raw`delete from people p where not exists (select from respondents r where r.person_id = p.person_id)
    and not exists (select from admins a where a.person_id = p.person_id)`.execute(tx)
}
