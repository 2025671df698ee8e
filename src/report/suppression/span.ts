/**
 * What can be worked out from published groups by adding and subtracting them: linear algebra modulo a prime on vectors
 * with one coordinate per atom (respondents that stand in exactly the same groups).
 */

/** Below 2^15, so that products stay exact in 32 bits. */
export const prime = 32_749

/** Rows in reduced echelon form; `pivot` is the column where a row holds its only 1 among the rows. */
export type Span = readonly { pivot: number; row: Int32Array }[]

const power = (base: number, exponent: number): number => {
  let result = 1
  let factor = base % prime
  for (let e = exponent; e > 0; e >>= 1) {
    if (e & 1) result = (result * factor) % prime
    factor = (factor * factor) % prime
  }
  return result
}

/** `target` minus `times` × `row`, modulo the prime. */
const minus = (target: Int32Array, row: Int32Array, times: number): Int32Array => {
  if (times === 0) return target
  const result = new Int32Array(target.length)
  const factor = prime - times
  for (let i = 0; i < result.length; i += 1) result[i] = ((target[i] ?? 0) + factor * (row[i] ?? 0)) % prime
  return result
}

/** The span with one more vector (entries 0 and 1); the same span when the vector brings nothing new. */
export const withVector = (span: Span, vector: Int32Array): Span => {
  const rest = span.reduce((left, { pivot, row }) => minus(left, row, left[pivot] ?? 0), vector)
  const pivot = rest.findIndex((value) => value !== 0)
  if (pivot === -1) return span
  const inverse = power(rest[pivot] ?? 1, prime - 2)
  const row = rest.map((value) => (value * inverse) % prime)
  return [...span.map((s) => ({ pivot: s.pivot, row: minus(s.row, row, s.row[pivot] ?? 0) })), { pivot, row }]
}

/** A number below the prime that looks arbitrary, always the same for the same place (the mixing step of MurmurHash3). */
const scattered = (seed: number, i: number): number => {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) % prime
}

/**
 * A vector orthogonal to everything in the span and otherwise arbitrary: what it gives 0 with is, but for one chance in
 * the prime, in the span.
 */
const orthogonal = (span: Span, width: number, seed: number): Int32Array => {
  const vector = Int32Array.from({ length: width }, (_, i) => scattered(seed, i))
  for (const { pivot } of span) vector[pivot] = 0
  const values = span.map(({ row }) => {
    let sum = 0
    for (let i = 0; i < width; i += 1) sum = (sum + (row[i] ?? 0) * (vector[i] ?? 0)) % prime
    return (prime - sum) % prime
  })
  for (const [s, { pivot }] of span.entries()) vector[pivot] = values[s] ?? 0
  return vector
}

/** Three vectors tell apart by 45 bits; two more confirm a find. */
const seeds = [1, 2, 3, 4, 5]

/** A print per atom and seed: a combination of atoms is in the span when its prints add up to zero for every seed. */
export type Prints = readonly Int32Array[]

export const fingerprints = (span: Span, width: number): Prints => seeds.map((seed) => orthogonal(span, width, seed))

export type Signed = readonly { atom: number; sign: 1 | -1 }[]

/** The combination is in the span, by all prints. */
export const isSpanned = (prints: Prints, signed: Signed): boolean =>
  prints.every((print) => signed.reduce((sum, { atom, sign }) => sum + sign * (print[atom] ?? 0), 0) % prime === 0)
