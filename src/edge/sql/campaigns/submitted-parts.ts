import type { SubmittedPart } from '../../../app/campaign-ports.ts'
import type { CampaignSql } from './tables.ts'

/** The newest complete submission of each unit and part of the wave, or of the place named. */
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
    .select(['s.part', 's.unit_id', 's.submitted_at', 'd.state'])
    .where('s.wave', '=', wave)
    .where('s.complete', '=', true)
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
  }))
}
