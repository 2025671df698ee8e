/** Near-miss spelling: how many slips lie between two words. */

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); `limit` + 1 when there are more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = above
    above = row
  }
  return at(above, b.length)
}

const at = (row: readonly number[], j: number) => row[j] ?? Number.POSITIVE_INFINITY

/** Slips allowed in a text of this length: one in a word, two in a long word, three in a phrase. */
export function slipsAllowed(length: number): number {
  if (length < 3) return 0
  if (length < 8) return 1
  return length < 14 ? 2 : 3
}
