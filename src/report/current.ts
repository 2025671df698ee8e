/** Which submissions count. */
import type { Unit } from '../questionnaire/wave.ts'
import type { Answered } from './model.ts'

/** Newest first: a unit has one valid submission per part. */
const newer = (a: Answered, b: Answered): boolean =>
  a.submissionId === b.submissionId
    ? a.revision > b.revision
    : a.submittedAt !== b.submittedAt
      ? a.submittedAt > b.submittedAt
      : a.submissionId > b.submissionId

/**
 * The submission that counts for each unit and part, in the order of unit and part, whatever order they came in.
 * Those of units outside the wave are left out.
 */
export const currentSubmissions = (submissions: readonly Answered[], units: readonly Unit[]): Answered[] => {
  const known = new Set(units.map((u) => u.id))
  const newest = new Map<string, Answered>()
  for (const submission of submissions) {
    if (!known.has(submission.unit.id)) continue
    const key = `${submission.unit.id}/${submission.part}`
    const held = newest.get(key)
    if (held === undefined || newer(submission, held)) newest.set(key, submission)
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, submission]) => submission)
}
