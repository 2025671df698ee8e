/**
 * Whether a share has changed in one of many groups: an exact test for each, and the correction for how many there are. Groups are
 * small, so that the normal interval of `change.ts` holds too seldom far out, where many tests need it.
 */

/** Those who answered twice and said the same, changed to it, and changed from it. */
export type Turned = { same: number; up: number; down: number }

/** ln n! of n up to the length, made as it is asked for. */
const factorials: number[] = [0]
const lnFactorial = (n: number): number => {
  for (let i = factorials.length; i <= n; i += 1) factorials.push((factorials[i - 1] ?? 0) + Math.log(i))
  return factorials[n] ?? Number.NaN
}
const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k)

/** Chance of at least `from` of one sort among `drawn` without replacement from `each` of either sort. */
const tail = (each: number, drawn: number, from: number): number => {
  let sum = 0
  for (let x = from; x <= Math.min(each, drawn); x += 1) {
    if (drawn - x > each) continue
    sum += Math.exp(lnChoose(each, x) + lnChoose(each, drawn - x) - lnChoose(2 * each, drawn))
  }
  return sum
}

/**
 * Two-sided p of «as many of all `of` units changed to it as from it»: McNemar's test («Note on the sampling error of the difference
 * between correlated proportions or percentages», Psychometrika 12 (1947), 153–157) in its exact form, given how many of those who answered changed, for
 * a sample without replacement of a finite population. Of all the populations with which that is true, the one that makes what was seen most likely
 * counts, in which everybody unseen has changed. 0: with none of them it is, as where all have answered.
 * @param of units that could have answered twice, at least those who did
 */
export const changeTest = ({ same, up, down }: Turned, of: number): number => {
  if (up === down) return 1
  const more = Math.max(up, down)
  const each = Math.floor((Math.max(of, same + up + down) - same) / 2)
  return more > each ? 0 : Math.min(1, 2 * tail(each, up + down, more))
}

/**
 * p of every test, adjusted so that the chance of a single one under the limit among those of which nothing is to be found is at most the limit,
 * however they hang together (Holm, «A Simple Sequentially Rejective Multiple Test Procedure», Scandinavian Journal of Statistics 6
 * (1979), 65–70). In the order given.
 */
export const adjusted = (ps: readonly number[]): number[] => {
  const order = [...ps.keys()].sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1))
  const found = new Array<number>(ps.length).fill(1)
  let highest = 0
  for (const [rank, i] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * (ps[i] ?? 1)))
    found[i] = highest
  }
  return found
}
