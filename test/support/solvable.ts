/**
 * An attack on published group totals, by another method than the code that guards them: ordinary elimination in
 * floating point over the single respondents.
 */

const tolerance = 1e-7

/** Rows brought to echelon form; `add` tells whether the row was new. */
const basis = (width: number) => {
  const rows: { pivot: number; row: number[] }[] = []
  const reduce = (vector: number[]): number[] =>
    rows.reduce((left, { pivot, row }) => {
      const times = left[pivot] ?? 0
      return Math.abs(times) < tolerance ? left : left.map((x, i) => x - times * (row[i] ?? 0))
    }, vector)
  const pivotOf = (vector: number[]): number => {
    const largest = Math.max(...vector.map(Math.abs), 0)
    return largest < tolerance ? -1 : vector.findIndex((x) => Math.abs(x) === largest)
  }
  return {
    width,
    add: (vector: number[]): void => {
      const left = reduce(vector)
      const pivot = pivotOf(left)
      if (pivot === -1) return
      rows.push({ pivot, row: left.map((x) => x / (left[pivot] ?? 1)) })
    },
    holds: (vector: number[]): boolean => pivotOf(reduce(vector)) === -1,
  }
}

/** All subsets of the cells with fewer than `limit` respondents in all, as lists of respondents. */
const smallUnions = (cells: readonly (readonly string[])[], limit: number, atMost: number): string[][] => {
  const light = cells.filter((c) => c.length < limit)
  const grow = (from: number, taken: string[], left: number): string[][] =>
    left === 0
      ? []
      : light.slice(from).flatMap((cell, i) => {
          const next = [...taken, ...cell]
          return next.length >= limit ? [] : [next, ...grow(from + i + 1, next, left - 1)]
        })
  return grow(0, [], atMost)
}

/**
 * The sets of fewer than `limit` respondents whose total follows from the published ones.
 * @param published respondents of each published group
 * @param cellsAtMost how many cells are joined; all combinations of hundreds are too many
 * @param groups every group there is, published or not: what tells respondents apart
 */
export const solvable = (
  published: readonly (readonly string[])[],
  groups: readonly (readonly string[])[],
  limit: number,
  cellsAtMost = Number.POSITIVE_INFINITY,
): string[] => {
  const keys = [...new Set([...groups, ...published].flat())]
  const cells = new Map<string, string[]>()
  for (const key of keys) {
    const signature = [...groups, ...published].map((g) => (g.includes(key) ? 1 : 0)).join('')
    cells.set(signature, [...(cells.get(signature) ?? []), key])
  }
  const columns = [...cells.values()]
  const vector = (members: ReadonlySet<string>): number[] => columns.map((c) => (members.has(c[0] ?? '') ? 1 : 0))
  const span = basis(columns.length)
  for (const group of published) span.add(vector(new Set(group)))
  return smallUnions(columns, limit, cellsAtMost)
    .filter((members) => span.holds(vector(new Set(members))))
    .map((members) => members.join('+'))
}

/** Those of the sets whose total follows from the published ones by adding and subtracting. */
export const solvedSets = (
  published: readonly (readonly string[])[],
  sets: readonly (readonly string[])[],
): (readonly string[])[] => {
  const keys = [...new Set([...published, ...sets].flat())]
  const vector = (members: readonly string[]): number[] => {
    const held = new Set(members)
    return keys.map((key) => (held.has(key) ? 1 : 0))
  }
  const span = basis(keys.length)
  for (const group of published) span.add(vector(group))
  return sets.filter((members) => span.holds(vector(members)))
}
