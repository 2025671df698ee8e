/** A submission on its way to the results store: what it is called there, and what stands in Redis until then. */

import { z } from 'zod'
import { jsonIn } from '../../json.ts'
import { emptiedOfWords } from '../../results/own-words.ts'

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

/** What the end of retention takes out of a text that waits: gives it without that, the same where there is none, null where it cannot be read. */
type TakenOut = (json: string) => string | null

/** Who sent it in. */
export const withoutAuthor: TakenOut = (json) => {
  const stored = jsonIn(json)
  if (stored === undefined) return null
  if (typeof stored !== 'object' || stored === null || !('by' in stored) || stored.by === '') return json
  return JSON.stringify({ ...stored, by: '' })
}

/** What people wrote in their own words. A document of another form than this release's keeps all else: it may still be delivered. */
export const withoutOwnWords: TakenOut = (json) => {
  const stored = z.looseObject({ document: z.looseObject({}) }).safeParse(jsonIn(json)).data
  if (stored === undefined) return null
  const document = emptiedOfWords(stored.document)
  return document === null ? json : JSON.stringify({ ...stored, document })
}
