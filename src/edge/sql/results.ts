/** What has been sent in, as SQL has it: documents, their way out, counts, and what was published of them. */

import { sql as raw } from 'kysely'
import { z } from 'zod'
import type { SubmittedPart } from '../../app/ports/campaigns.ts'
import type { ListedDelivery, ResultsReader } from '../../app/ports/register.ts'
import type { ResultsStore } from '../../app/ports/results.ts'
import type { ReleaseBook } from '../../app/submissions/publish.ts'
import { submissionKey } from '../../app/submissions/waiting.ts'
import type { AnswerCounts } from '../../outcome/interview.ts'
import { missingKind } from '../../questionnaire/answer.ts'
import { isUuid } from '../../register/ids.ts'
import { release } from '../../report/measure.ts'
import { type CampaignSql, type Sql, writeAudit } from './tables.ts'

/** What the columns beside the document need of it; the rest is checked where it is made and where it is read. */
const head = z.looseObject({
  submissionId: z.uuid(),
  revision: z.int().min(1),
  wave: z.string(),
  part: z.string(),
  unit: z.looseObject({ id: z.string() }),
  complete: z.boolean(),
  submittedAt: z.iso.datetime(),
})

/** Submissions read at a time: some MB in memory, few round trips. */
const pageSize = 200

/** Submissions and deliveries in SQL. Every method throws `StoreAway` when SQL cannot be reached. */
export function openResults(sql: Sql): ResultsStore & ResultsReader {
  return {
    storeSubmission: (document, from) => storeSubmission(sql, document, from),

    async readSubmission(submissionId, revision) {
      if (!isUuid(submissionId)) return null
      const row = await sql
        .selectFrom('submissions as s')
        .innerJoin('deliveries as d', (join) =>
          join.onRef('d.submission_id', '=', 's.submission_id').onRef('d.revision', '=', 's.revision'),
        )
        .select(['s.document', 'd.state'])
        .where('s.submission_id', '=', submissionId)
        .where('s.revision', '=', revision)
        .executeTakeFirst()
      return row ?? null
    },

    async newestOf(wave, unitId, part) {
      const row = await sql
        .selectFrom('submissions')
        .select('document')
        .where('wave', '=', wave)
        .where('unit_id', '=', unitId)
        .where('part', '=', part)
        .orderBy('submitted_at', 'desc')
        .orderBy('revision', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.document ?? null
    },

    async recordAttempt({ submissionId, revision, at, state, status }) {
      await sql
        .updateTable('deliveries')
        .set((now) => ({ state, last_attempt_at: at, last_status: status, attempts: now('attempts', '+', 1) }))
        .where('submission_id', '=', submissionId)
        .where('revision', '=', revision)
        // What is taken stays taken, whatever an older attempt says afterwards.
        .where('state', '<>', 'delivered')
        .execute()
    },

    async pendingDeliveries(limit) {
      const rows = await sql
        .selectFrom('deliveries as d')
        .innerJoin('submissions as s', (join) =>
          join.onRef('s.submission_id', '=', 'd.submission_id').onRef('s.revision', '=', 'd.revision'),
        )
        .select(['d.submission_id', 'd.revision', 's.stored_at'])
        .where('d.state', '=', 'pending')
        .orderBy('s.stored_at')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        submissionId: row.submission_id,
        revision: row.revision,
        storedAt: row.stored_at,
      }))
    },

    latest: (wave) => latest(sql, wave),

    async deliveries({ wave, states, limit }) {
      let query = sql
        .selectFrom('deliveries as d')
        .innerJoin('submissions as s', (join) =>
          join.onRef('s.submission_id', '=', 'd.submission_id').onRef('s.revision', '=', 'd.revision'),
        )
        .select(['d.submission_id', 'd.revision', 's.wave', 's.part', 's.unit_id', 'd.state', 'd.attempts'])
        .select(['d.last_attempt_at', 'd.last_status'])
        .orderBy('s.stored_at')
        .limit(limit)
      if (wave !== undefined) query = query.where('s.wave', '=', wave)
      if (states !== undefined) query = query.where('d.state', 'in', [...states])
      return (await query.execute()).map(
        (row): ListedDelivery => ({
          submissionId: row.submission_id,
          revision: row.revision,
          wave: row.wave,
          part: row.part,
          unitId: row.unit_id,
          state: row.state,
          attempts: row.attempts,
          lastAttemptAt: row.last_attempt_at,
          lastStatus: row.last_status,
        }),
      )
    },

    retry: async (submissionId, by) => {
      if (!isUuid(submissionId)) return []
      return sql.transaction().execute(async (tx) => {
        const rows = await tx
          .updateTable('deliveries')
          .set({ state: 'pending' })
          .where('submission_id', '=', submissionId)
          .where('state', '=', 'parked')
          .returning('revision')
          .execute()
        if (rows.length > 0)
          await writeAudit(tx, { ...by, action: 'results.retry', subject: submissionId, count: rows.length })
        return rows.map((row) => row.revision)
      })
    },
  }
}

/** One transaction: the document, its place in the queue and who submitted; nothing when the document is there already. */
async function storeSubmission(sql: Sql, document: unknown, { by, at }: { by: string; at: Date }): Promise<void> {
  const { submissionId, revision, wave, part, unit, complete, submittedAt } = head.parse(document)
  const key = { submission_id: submissionId, revision }
  await sql.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('submissions')
      .values({
        ...key,
        wave,
        part,
        unit_id: unit.id,
        complete,
        submitted_at: new Date(submittedAt),
        stored_at: at,
        document: storableJson(document),
      })
      .onConflict((conflict) => conflict.columns(['submission_id', 'revision']).doNothing())
      .returning('revision')
      .executeTakeFirst()
    if (inserted === undefined) return
    await tx
      .insertInto('deliveries')
      .values({ ...key, state: 'pending', attempts: 0 })
      .execute()
    if (by !== '') {
      await writeAudit(tx, { at, actor: by, action: 'submission', subject: submissionKey(submissionId, revision) })
    }
  })
}

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair; both are shown as U+FFFD, so that nothing is stuck for ever. */
function storableJson(document: unknown): string {
  const fit = (_: string, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value
  return JSON.stringify(document, fit)
}

async function* latest(sql: Sql, wave: string): AsyncIterable<unknown> {
  let after: { part: string; unit: string } | null = null
  for (;;) {
    const page = await latestPage(sql, wave, after)
    for (const row of page) yield row.document
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = { part: last.part, unit: last.unit_id }
  }
}

function latestPage(sql: Sql, wave: string, after: { part: string; unit: string } | null) {
  let query = sql
    .selectFrom('submissions')
    .distinctOn(['part', 'unit_id'])
    .select(['part', 'unit_id', 'document'])
    .where('wave', '=', wave)
    .orderBy('part')
    .orderBy('unit_id')
    .orderBy('submitted_at', 'desc')
    .orderBy('revision', 'desc')
    .limit(pageSize)
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('part', 'unit_id'), '>', tuple(after.part, after.unit)),
    )
  }
  return query.execute()
}

/** The releases in SQL. */
export const openReleases = (sql: Sql): ReleaseBook => ({
  async releases(wave) {
    const rows = await sql
      .selectFrom('releases')
      .select('document')
      .where('wave', '=', wave)
      .orderBy('number')
      .execute()
    return rows.map((row) => release.parse(row.document))
  },

  async keep(made, number) {
    const kept = await sql
      .insertInto('releases')
      .values({
        wave: made.wave,
        number,
        published_at: new Date(made.publishedAt),
        document: JSON.stringify(made),
      })
      .onConflict((conflict) => conflict.columns(['wave', 'number']).doNothing())
      .returning('number')
      .executeTakeFirst()
    return kept !== undefined
  },
})

const kinds = z.record(z.string(), missingKind)
/** What is told of an unreadable document is that it was sent in: it must not stop what is done for all others. */
const rowsIn = (found: unknown): AnswerCounts['rows'] =>
  (Array.isArray(found) ? found : []).map((row) => kinds.safeParse(row).data ?? {})

/** In a JSON path: the missing rows of each matrix that was answered. */
const rowsMissing = '$.answers.*.missing'

/** The newest submission of each unit and part of the wave, or at least of `places`. No answer is read, only how many. */
export async function submittedParts(
  sql: CampaignSql,
  wave: string,
  places?: readonly { unitId: string; part: string }[],
): Promise<SubmittedPart[]> {
  if (places?.length === 0) return []
  let query = sql
    .selectFrom('submissions as s')
    .leftJoin('deliveries as d', (join) =>
      join.onRef('d.submission_id', '=', 's.submission_id').onRef('d.revision', '=', 's.revision'),
    )
    .distinctOn(['s.part', 's.unit_id'])
    .select(['s.part', 's.unit_id', 's.submitted_at', 's.complete', 'd.state'])
    .select([
      raw<number>`case when jsonb_typeof(s.document -> 'answers') = 'object'
        then (select count(*)::int from jsonb_object_keys(s.document -> 'answers')) else 0 end`.as('answers'),
      raw<unknown>`jsonb_path_query_array(s.document, ${rowsMissing}::jsonpath, '{}', true)`.as('rows'),
      raw<unknown>`s.document -> 'missing'`.as('missing'),
    ])
    .where('s.wave', '=', wave)
    .orderBy('s.part')
    .orderBy('s.unit_id')
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.revision', 'desc')
  if (places !== undefined) {
    const [parts, units] = [new Set(places.map(({ part }) => part)), new Set(places.map(({ unitId }) => unitId))]
    query = query.where('s.part', 'in', [...parts]).where('s.unit_id', 'in', [...units])
  }
  return (await query.execute()).map((row) => ({
    unitId: row.unit_id,
    part: row.part,
    at: row.submitted_at.getTime(),
    delivered: row.state === 'delivered',
    complete: row.complete,
    counts: { answers: row.answers, rows: rowsIn(row.rows), missing: kinds.safeParse(row.missing).data ?? {} },
  }))
}
