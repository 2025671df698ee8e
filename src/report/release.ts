/**
 * What an earlier report of the same wave has published: for each item who was in the base and which groups were shown.
 * Kept beside the report, not for publication; the next report may not let the difference between the two tell anything.
 */
import { z } from 'zod'

export const release = z.strictObject({
  schema: z.literal('kommunedialog.release.v1'),
  wave: z.string(),
  publishedAt: z.string(),
  /** Item → `keys`: respondent keys in the base (`respondentKey`); `groups`: ids of the groups shown. */
  items: z.record(z.string(), z.strictObject({ keys: z.array(z.string()), groups: z.array(z.string()) })),
})
export type Release = z.infer<typeof release>

/** FNV-1a, 32 bits: enough to see that an answer is another one; it hides nothing. */
const fnv = (text: string): string => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The same for the same unit and answer in every release, another when the unit has changed the answer. */
export const respondentKey = (unitId: string, said: unknown): string => `${unitId}@${fnv(JSON.stringify(said))}`

/** The unit of a respondent key. */
export const unitOfKey = (key: string): string => key.slice(0, key.indexOf('@'))
