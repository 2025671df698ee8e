/**
 * Whether a share has changed, one of many that are looked at: a test for each, and the correction for how many there are. Those who answered
 * twice are few, in groups above all, so that the normal interval of `change.ts` holds too seldom far out, where many tests need it: their
 * test is exact.
 */

import type { Change } from './change.ts'

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

/** The same of what each of them changed by. */
export const turnedTest = (differences: readonly number[], of: number): number => {
  const count = (is: (difference: number) => boolean) => differences.filter(is).length
  return changeTest({ up: count((d) => d > 0), down: count((d) => d < 0), same: count((d) => d === 0) }, of)
}

/** So far out one in 500 million is left, which no correction of thousands lifts over a limit. */
const FAR = 6

/** Two-sided p of «nothing has changed», of the normal distribution; null: nothing is known of the spread. */
export const normalTest = ({ change, se }: Change): number | null => {
  if (se === null) return null
  if (se === 0) return change === 0 ? 1 : 0
  const z = Math.min(FAR, Math.abs(change) / se)
  // Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/(3·5) + …)
  let sum = 0
  for (let term = z, k = 3; term > Number.EPSILON; k += 2) {
    sum += term
    term *= z ** 2 / k
  }
  return Math.max(0, 1 - (2 * sum * Math.exp(-(z ** 2) / 2)) / Math.sqrt(2 * Math.PI))
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
