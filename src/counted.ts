/** How often each value occurs; one that does not occur is absent. */
export const countBy = <K extends string>(values: readonly K[]): Counted<K> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts as Counted<K>
}

/** Of known values any may be absent; of any text each that is there has a count. */
type Counted<K extends string> = string extends K ? Record<string, number> : Partial<Record<K, number>>
