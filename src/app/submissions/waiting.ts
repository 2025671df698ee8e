/** A submission on its way to the results store: what it is called there, and what stands in Redis until then. */

import { z } from 'zod'
import { jsonIn } from '../../json.ts'

/** Of a document, a job, an entry of the audit trail and a post alike: `<submission id>_<revision>`. */
export const submissionKey = (submissionId: string, revision: number): string => `${submissionId}_${revision}`

/** What `submissionKey` was made of; of another text an id that nobody has. */
export const fromSubmissionKey = (key: string): { submissionId: string; revision: number } => {
  const [submissionId = '', revision = ''] = key.split('_')
  return { submissionId, revision: Number(revision) }
}

const waiting = z.object({ by: z.string(), document: z.looseObject({ submissionId: z.string(), revision: z.int() }) })

/** `by`: who sent it in, by person id; '' when it is not told. It belongs to the audit trail, not to the document. */
export type Waiting = z.infer<typeof waiting>

export const waitingText = (of: { by: string; document: object }): string => JSON.stringify(of)

/** Throws when it is none: somebody must look at it. */
export const waitingOf = (stored: unknown): Waiting => waiting.parse(stored)

/** The same text without who sent it in, for the end of retention; null: it cannot be read. */
export const withoutAuthor = (json: string): string | null => {
  const stored = jsonIn(json)
  if (stored === undefined) return null
  if (typeof stored !== 'object' || stored === null || !('by' in stored) || stored.by === '') return json
  return JSON.stringify({ ...stored, by: '' })
}
