import { sql as raw } from 'kysely'
import type { SubmittedPart } from '../../../app/campaign-ports.ts'
import type { AnswerCounts } from '../../../outcome/interview.ts'
import type { CampaignSql } from './tables.ts'

/** In a JSON path: the missing rows of each matrix that was answered. */
const rowsMissing = '$.answers.*.missing'

/** The newest submission of each unit and part of the wave, or of the place named. No answer is read, only how many. */
export async function submittedParts(
  sql: CampaignSql,
  wave: string,
  place?: { unitId: string; part: string },
): Promise<SubmittedPart[]> {
  let query = sql
    .selectFrom('submissions as s')
    .leftJoin('deliveries as d', (join) =>
      join.onRef('d.submission_id', '=', 's.submission_id').onRef('d.revision', '=', 's.revision'),
    )
    .distinctOn(['s.part', 's.unit_id'])
    .select(['s.part', 's.unit_id', 's.submitted_at', 's.complete', 'd.state'])
    .select([
      raw<number>`(select count(*)::int from jsonb_object_keys(s.document -> 'answers'))`.as('answers'),
      raw<AnswerCounts['rows']>`jsonb_path_query_array(s.document, ${rowsMissing}::jsonpath)`.as('rows'),
      raw<AnswerCounts['missing']>`s.document -> 'missing'`.as('missing'),
    ])
    .where('s.wave', '=', wave)
    .orderBy('s.part')
    .orderBy('s.unit_id')
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.revision', 'desc')
  if (place !== undefined) query = query.where('s.part', '=', place.part).where('s.unit_id', '=', place.unitId)
  return (await query.execute()).map((row) => ({
    unitId: row.unit_id,
    part: row.part,
    at: row.submitted_at.getTime(),
    delivered: row.state === 'delivered',
    complete: row.complete,
    counts: { answers: row.answers, rows: row.rows, missing: row.missing },
  }))
}
