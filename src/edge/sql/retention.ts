/** The end of retention in SQL. */

import { sql as raw } from 'kysely'
import type { Expiry } from '../../app/upkeep/retention.ts'
import { DAY_MS } from '../../questionnaire/wave.ts'
import { emptiedOfWords, OWN_WORDS_PATH } from '../../results/own-words.ts'
import { CODE_WINDOW_MS } from './register.ts'
import { type Sql, withCampaigns, writeAudit } from './tables.ts'

/** Rows rewritten in one transaction: seconds, not minutes, for a lock. */
const AT_A_TIME = 200

/** Implements `Expiry`. */
export function openExpiry(sql: Sql): Expiry {
  return {
    dropLinks: (wave, at) => forgetWave(sql, wave, at),
    dropTraces: (at, before) => forgetTraces(sql, at, before),

    async unitsOf(wave) {
      const rows = await sql.selectFrom('units').select('id').where('wave', '=', wave).execute()
      return rows.map(({ id }) => id)
    },

    async waves() {
      const { rows } = await raw<{ wave: string }>`select distinct wave from respondents
        union select distinct wave from submissions where jsonb_path_exists(document, ${OWN_WORDS_PATH}::jsonpath)`.execute(
        sql,
      )
      return rows.map(({ wave }) => wave)
    },

    async clock() {
      const { rows } = await raw<{
        ms: number
      }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(sql)
      return rows[0]?.ms ?? Number.NaN
    },

    async dropTexts(wave, at) {
      let count = 0
      for (let after = { id: '00000000-0000-0000-0000-000000000000', revision: 0 }; ; ) {
        const rows = await sql
          .selectFrom('submissions')
          .select(['submission_id', 'revision', 'document'])
          .where('wave', '=', wave)
          .where(({ eb, refTuple, tuple }) =>
            eb(refTuple('submission_id', 'revision'), '>', tuple(after.id, after.revision)),
          )
          .orderBy('submission_id')
          .orderBy('revision')
          .limit(AT_A_TIME)
          .execute()
        const last = rows.at(-1)
        if (last === undefined) break
        after = { id: last.submission_id, revision: last.revision }
        for (const row of rows) {
          const emptied = emptiedOfWords(row.document)
          if (emptied === null) continue
          count += 1
          await sql
            .updateTable('submissions')
            .set({ document: JSON.stringify(emptied) })
            .where('submission_id', '=', row.submission_id)
            .where('revision', '=', row.revision)
            .execute()
        }
      }
      if (count > 0) await writeAudit(sql, { at, actor: 'service', action: 'retention.texts', subject: wave, count })
    },
  }
}

// People out of SQL when retention ends: of one wave, and what belongs to none.

/** Stands in the audit trail and beside campaigns where somebody was; migration `0010-audit-forgets` allows this word only. */
export const FORGOTTEN = 'forgotten'

/** Ids of `personIdOf`; other actors are the service and operators (`cli:`, `api:`). */
const personId = raw.lit('^[A-Za-z0-9_-]{22}$')

/** So long the trail tells which operator did something: a year, as whoever asks about a survey asks within it. */
const OPERATORS_MS = 365 * DAY_MS

const isAdmin = (column: 'actor' | 'subject' | 'created_by' | 'by') =>
  raw<boolean>`exists (select from admins a where a.person_id = ${raw.ref(column)})`

/**
 * Removes everybody asked in the wave with all that says who they were or did what: rows, codes, messages, and their
 * place in the trail. People who have no other tie go. Audited once; repeating it removes what came since.
 */
const forgetWave = (sql: Sql, wave: string, at: Date): Promise<void> =>
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
const forgetTraces = (sql: Sql, at: Date, before: Date): Promise<void> =>
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
