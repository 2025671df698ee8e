/**
 * What an earlier report of the same wave has published: for each item who was in the base and which groups were shown.
 * Kept beside the report, not for publication; the next report may not let the difference between the two tell anything.
 */
import { z } from 'zod'

const releasedItem = z.strictObject({
  /** Respondent keys (`respondentKey`) in the base. */
  keys: z.array(z.string()),
  /** Respondent keys of everybody else who had submitted. Releases of older versions do not tell. */
  others: z.array(z.string()).default([]),
  /** Ids of the groups whose numbers were shown: `all`, or dimension and group. */
  groups: z.array(z.string()),
  /** Ids of the groups of which something may have been told, be it how many are in the base. */
  tellable: z.array(z.string()).default([]),
})
export type ReleasedItem = z.infer<typeof releasedItem>

/** The whole wave, among groups. */
export const all = 'total'

export const release = z.strictObject({
  schema: z.literal('kommunedialog.release.v1'),
  wave: z.string(),
  publishedAt: z.string(),
  /** By item. */
  items: z.record(z.string(), releasedItem),
})
export type Release = z.infer<typeof release>

const linesOf = ({ items }: Release): string[] =>
  Object.entries(items)
    .map(([id, { keys, others, groups, tellable }]) =>
      JSON.stringify([id, ...[keys, others, groups, tellable].map((list) => [...list].sort())]),
    )
    .sort()

/** The same numbers of the same answers, whenever they were shown. */
export const isSameRelease = (a: Release, b: Release): boolean =>
  a.wave === b.wave && JSON.stringify(linesOf(a)) === JSON.stringify(linesOf(b))

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
