/** Hands out choices so that their shares come out as wanted. */
import { share } from '../../report/tally.ts'
import type { Random } from './random.ts'

/** The count whose whole per cent of `n` is the target, the nearest to it; where no count rounds to it, the nearest one. */
export const countFor = (percent: number, n: number): number => {
  const near = Math.round((percent * n) / 100)
  return [near, near - 1, near + 1].find((c) => c >= 0 && c <= n && share(c, n) === percent) ?? near
}

/** True when some count of `n` rounds to every one of the targets. */
export const isReachable = (percents: readonly number[], n: number): boolean =>
  percents.every((percent) => share(countFor(percent, n), n) === percent)

/** Whole numbers that add up to `n`, in proportion to the weights (largest remainders). */
export const proportional = (weights: readonly number[], n: number): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((w) => (sum === 0 ? 0 : (w * n) / sum))
  const whole = exact.map(Math.floor)
  const left = n - whole.reduce((a, b) => a + b, 0)
  const order = exact.map((x, i) => ({ i, rest: x - Math.floor(x) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1
  return whole
}

/** One of the ids for each of `n`, in arbitrary order, so often as the counts say. */
export const dealt = (counts: ReadonlyMap<string, number>, random: Random): string[] =>
  random.shuffled([...counts].flatMap(([id, count]) => Array.from({ length: count }, () => id)))

/**
 * Several ids for each of `n`: every id exactly as often as its count says, nobody more than `max`, everybody at least
 * one where there are enough of them.
 */
export const dealtSeveral = (
  counts: ReadonlyMap<string, number>,
  n: number,
  max: number,
  random: Random,
): string[][] => {
  const hands = Array.from({ length: n }, (): Set<string> => new Set())
  for (const [id, count] of counts) {
    const room = random.shuffled(hands).filter((hand) => hand.size < max)
    for (const hand of room.slice(0, count)) hand.add(id)
  }
  const rich = hands.filter((hand) => hand.size > 1)
  for (const empty of hands.filter((hand) => hand.size === 0)) {
    const giver = rich.find((hand) => hand.size > 1)
    const given = giver === undefined ? undefined : [...giver][0]
    if (giver === undefined || given === undefined) break
    giver.delete(given)
    empty.add(given)
  }
  return hands.map((hand) => [...hand])
}
