/** Whether published groups let somebody work out the answers of fewer respondents than the limit. */
import type { Atoms } from './atoms.ts'
import { type Halves, halvesOf, signedOf } from './halves.ts'
import type { Prints, Signed, Span } from './span.ts'
import { fingerprints, isSpanned } from './span.ts'

type Search = { prints: Prints; weights: Int32Array; limit: number }

/** Up to four respondents are searched exhaustively; with a higher limit, differences of groups are looked at too. */
const exhaustiveUpTo = 5

const flipped = (signed: Signed): Signed => signed.map(({ atom, sign }) => ({ atom, sign: sign === 1 ? -1 : 1 }))

const weightOf = (signed: Signed, weights: Int32Array): number =>
  signed.reduce((sum, { atom }) => sum + (weights[atom] ?? 0), 0)

/** Two halves that together are small, share no atom and cancel out. */
const meet = (a: Signed, b: Signed, { prints, weights, limit }: Search): boolean => {
  if (a.some((x) => b.some((y) => x.atom === y.atom))) return false
  if (weightOf(a, weights) + weightOf(b, weights) >= limit) return false
  return isSpanned(prints, [...a, ...b]) || isSpanned(prints, [...a, ...flipped(b)])
}

/** Numbers of halves that share a key, grouped; found by a table with open addressing, as there may be 100,000 halves. */
const sameKeys = ({ count, keys }: Halves): Map<number, number[]> => {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2))
  const table = new Int32Array(size).fill(-1)
  const repeated = new Map<number, number[]>()
  for (let half = 0; half < count; half += 1) {
    const key = keys[half] ?? 0
    let slot = Math.imul((key % 4_294_967_291) | 0, 0x9e3779b1) & (size - 1)
    let held = table[slot] ?? -1
    while (held !== -1 && keys[held] !== key) {
      slot = (slot + 1) & (size - 1)
      held = table[slot] ?? -1
    }
    if (held === -1) table[slot] = half
    else repeated.set(key, [...(repeated.get(key) ?? [held]), half])
  }
  return repeated
}

/** A combination of one to four atoms with fewer respondents than the limit that is in the span. */
const smallCombination = (search: Search): boolean => {
  const halves = halvesOf(search.prints, search.weights, search.limit)
  for (let half = 0; half < halves.count; half += 1) {
    if (halves.keys[half] === 0 && isSpanned(search.prints, signedOf(halves, half))) return true
  }
  return [...sameKeys(halves).values()].some((same) => {
    const signed = same.map((half) => signedOf(halves, half))
    return signed.some((a, i) => signed.slice(i + 1).some((b) => meet(a, b, search)))
  })
}

/** Groups, and what lies in one group and not in another or in both, with fewer respondents than the limit. */
const smallDifference = ({ prints, weights, limit }: Search, vectors: readonly Int32Array[]): boolean => {
  const small = (take: (atom: number) => boolean): boolean => {
    const signed: Signed = [...weights.keys()].filter(take).map((atom) => ({ atom, sign: 1 }))
    return signed.length > 0 && weightOf(signed, weights) < limit && isSpanned(prints, signed)
  }
  return vectors.some(
    (a) =>
      small((i) => a[i] === 1) ||
      vectors.some(
        (b) => a !== b && (small((i) => a[i] === 1 && b[i] === 0) || small((i) => a[i] === 1 && b[i] === 1)),
      ),
  )
}

/**
 * True when fewer respondents than `limit`, or one of the `unanimous` sets, can be singled out from what is published.
 * @param vectors every group, published or not, and those of earlier releases
 */
export const discloses = (
  span: Span,
  { weights, vectors }: Pick<Atoms, 'weights' | 'vectors'>,
  { limit, unanimous }: { limit: number; unanimous: readonly Signed[] },
): boolean => {
  const prints = fingerprints(span, weights.length)
  const search = { prints, weights, limit }
  return (
    unanimous.some((set) => isSpanned(prints, set)) ||
    smallCombination(search) ||
    (limit > exhaustiveUpTo && smallDifference(search, vectors))
  )
}
