/** All combinations of one or two atoms, by number, with keys that are equal when two of them cancel out. */
import type { Prints, Signed } from './span.ts'
import { prime } from './span.ts'

/** Half h is `first[h]` ± `second[h]`; `second` is -1 for a single atom. `keys` are the same for a half and its negative. */
export type Halves = { count: number; keys: Float64Array; first: Int32Array; second: Int32Array; signs: Int8Array }

/** Key of three residues, each below the prime: 45 bits, exact in a double. */
const pack = (x: number, y: number, z: number): number => (x * prime + y) * prime + z

const negative = (residue: number): number => (residue === 0 ? 0 : prime - residue)

/** The smaller of the keys of a combination and its negative. */
const evenKey = (x: number, y: number, z: number): number =>
  Math.min(pack(x, y, z), pack(negative(x), negative(y), negative(z)))

const residue = (value: number): number => (value >= prime ? value - prime : value < 0 ? value + prime : value)

/** The atom itself, and with every later one as a + b and a − b (a difference tells how two respondents differ). */
export const halvesOf = (prints: Prints, weights: Int32Array, limit: number): Halves => {
  const light = [...weights.keys()].filter((atom) => (weights[atom] ?? limit) < limit)
  const size = light.length * light.length
  const halves: Halves = {
    count: 0,
    keys: new Float64Array(size),
    first: new Int32Array(size),
    second: new Int32Array(size),
    signs: new Int8Array(size),
  }
  const [px = new Int32Array(), py = new Int32Array(), pz = new Int32Array()] = prints
  const put = (key: number, a: number, b: number, sign: 1 | -1): void => {
    halves.keys[halves.count] = key
    halves.first[halves.count] = a
    halves.second[halves.count] = b
    halves.signs[halves.count] = sign
    halves.count += 1
  }
  for (let i = 0; i < light.length; i += 1) {
    const a = light[i] ?? 0
    const ax = px[a] ?? 0
    const ay = py[a] ?? 0
    const az = pz[a] ?? 0
    put(evenKey(ax, ay, az), a, -1, 1)
    for (let j = i + 1; j < light.length; j += 1) {
      const b = light[j] ?? 0
      if ((weights[a] ?? 0) + (weights[b] ?? 0) >= limit) continue
      const bx = px[b] ?? 0
      const by = py[b] ?? 0
      const bz = pz[b] ?? 0
      put(evenKey(residue(ax + bx), residue(ay + by), residue(az + bz)), a, b, 1)
      put(evenKey(residue(ax - bx), residue(ay - by), residue(az - bz)), a, b, -1)
    }
  }
  return halves
}

export const signedOf = ({ first, second, signs }: Halves, half: number): Signed => {
  const a = { atom: first[half] ?? 0, sign: 1 as const }
  const b = second[half] ?? -1
  return b === -1 ? [a] : [a, { atom: b, sign: signs[half] === 1 ? 1 : -1 }]
}
