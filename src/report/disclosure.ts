/** Whether published groups let somebody work out the answers of fewer respondents than the limit. */

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
    const mixed = Math.imul(key, 0x9e3779b1)
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1)
    let held = table[slot] ?? -1
    while (held !== -1 && keys[held] !== key) {
      slot = (slot + 1) & (size - 1)
      held = table[slot] ?? -1
    }
    if (held === -1) table[slot] = half
    else {
      const same = repeated.get(key)
      if (same === undefined) repeated.set(key, [held, half])
      else same.push(half)
    }
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
 * True when fewer respondents than `limit` can be singled out from what is published.
 * @param vectors every group, published or not, and those of earlier releases
 */
export const discloses = (
  span: Span,
  { weights, vectors }: Pick<Atoms, 'weights' | 'vectors'>,
  limit: number,
): boolean => {
  const prints = fingerprints(span, weights.length)
  const search = { prints, weights, limit }
  return smallCombination(search) || (limit > exhaustiveUpTo && smallDifference(search, vectors))
}

// All combinations of one or two atoms, by number, with keys that are equal when two of them cancel out.

/**
 * Half h is one atom, or one ± another, as `pairs[h]` tells: first × `width` + second, and one more × `width` where it is a
 * difference; an atom with itself is the atom alone. `keys` are the same for a half and its negative.
 */
type Halves = { count: number; width: number; keys: Int32Array; pairs: Int32Array }

/** Key of two residues, each below the prime: 30 bits, which are compared and found faster than a double. */
const pack = (x: number, y: number): number => x * prime + y

const negative = (residue: number): number => (residue === 0 ? 0 : prime - residue)

/** The smaller of the keys of a combination and its negative. */
const evenKey = (x: number, y: number): number => Math.min(pack(x, y), pack(negative(x), negative(y)))

const residue = (value: number): number => (value >= prime ? value - prime : value < 0 ? value + prime : value)

/** The atom itself, and with every later one as a + b and a − b (a difference tells how two respondents differ). */
const halvesOf = (prints: Prints, weights: Int32Array, limit: number): Halves => {
  const light = [...weights.keys()].filter((atom) => (weights[atom] ?? limit) < limit)
  const size = light.length * light.length
  const width = weights.length
  const [keys, pairs] = [new Int32Array(size), new Int32Array(size)]
  const [px = new Int32Array(), py = new Int32Array()] = prints
  let count = 0
  const put = (key: number, pair: number): void => {
    keys[count] = key
    pairs[count] = pair
    count += 1
  }
  for (let i = 0; i < light.length; i += 1) {
    const a = light[i] ?? 0
    const ax = px[a] ?? 0
    const ay = py[a] ?? 0
    put(evenKey(ax, ay), a * width + a)
    for (let j = i + 1; j < light.length; j += 1) {
      const b = light[j] ?? 0
      if ((weights[a] ?? 0) + (weights[b] ?? 0) >= limit) continue
      const bx = px[b] ?? 0
      const by = py[b] ?? 0
      put(evenKey(residue(ax + bx), residue(ay + by)), a * width + b)
      put(evenKey(residue(ax - bx), residue(ay - by)), (a + width) * width + b)
    }
  }
  return { count, width, keys, pairs }
}

const signedOf = ({ width, pairs }: Halves, half: number): Signed => {
  const pair = pairs[half] ?? 0
  const [first, second] = [Math.floor(pair / width), pair % width]
  const a = { atom: first % width, sign: 1 as const }
  return first === second ? [a] : [a, { atom: second, sign: first < width ? 1 : -1 }]
}

// What can be worked out from published groups by adding and subtracting them: linear algebra modulo a prime on vectors
// with one coordinate per atom (respondents that stand in exactly the same groups).

/** Below 2^15, so that products stay exact in 32 bits. */
const prime = 32_749

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

/** Takes `times` × `row`, modulo the prime, off `target`. */
const takeOff = (target: Int32Array, row: Int32Array, times: number): Int32Array => {
  const factor = prime - times
  for (let i = 0; i < target.length; i += 1) {
    const value = row[i] ?? 0
    if (value !== 0) target[i] = ((target[i] ?? 0) + factor * value) % prime
  }
  return target
}

/** The span with one more vector (entries 0 and 1); the same span when the vector brings nothing new. */
export const withVector = (span: Span, vector: Int32Array): Span => {
  const row = vector.slice()
  for (const one of span) {
    const times = row[one.pivot] ?? 0
    if (times !== 0) takeOff(row, one.row, times)
  }
  const pivot = row.findIndex((value) => value !== 0)
  if (pivot === -1) return span
  const inverse = power(row[pivot] ?? 1, prime - 2)
  for (let i = pivot; i < row.length; i += 1) row[i] = ((row[i] ?? 0) * inverse) % prime
  const others = span.map((one) => {
    const times = one.row[pivot] ?? 0
    return times === 0 ? one : { pivot: one.pivot, row: takeOff(one.row.slice(), row, times) }
  })
  return [...others, { pivot, row }]
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
  const vector = new Int32Array(width)
  for (let i = 0; i < width; i += 1) vector[i] = scattered(seed, i)
  for (const { pivot } of span) vector[pivot] = 0
  const values = span.map(({ row }) => {
    let sum = 0
    // Exact without a remainder at each step: products below 2^30, and far fewer than 2^23 of them.
    for (let i = 0; i < width; i += 1) sum += (row[i] ?? 0) * (vector[i] ?? 0)
    return (prime - (sum % prime)) % prime
  })
  for (const [s, { pivot }] of span.entries()) vector[pivot] = values[s] ?? 0
  return vector
}

/** Two vectors tell apart by 30 bits; three more confirm a find. */
const seeds = [1, 2, 3, 4, 5]

/** A print per atom and seed: a combination of atoms is in the span when its prints add up to zero for every seed. */
type Prints = readonly Int32Array[]

export const fingerprints = (span: Span, width: number): Prints => seeds.map((seed) => orthogonal(span, width, seed))

export type Signed = readonly { atom: number; sign: 1 | -1 }[]

/** The combination is in the span, by all prints. */
export const isSpanned = (prints: Prints, signed: Signed): boolean =>
  prints.every((print) => signed.reduce((sum, { atom, sign }) => sum + sign * (print[atom] ?? 0), 0) % prime === 0)

// Respondents that no set of groups tells apart.

/** What the published numbers tell of a respondent's answer: the categories counted, or the number given. */
export type Traits = ReadonlySet<string>

/**
 * `vectors[s]` has a 1 for every atom in set s; `weights` are the numbers of respondents; `alike` are the traits that all
 * respondents of the atom have.
 */
export type Atoms = { weights: Int32Array; vectors: Int32Array[]; alike: Traits[] }

const none: Traits = new Set()

export const inBoth = (a: Traits, b: Traits): Traits => new Set([...a].filter((trait) => b.has(trait)))

/** The atoms of these sets of respondents. Of a respondent without `traits` nothing is known. */
export const atomsOf = (
  sets: readonly (readonly string[])[],
  traits: ReadonlyMap<string, Traits> = new Map(),
): Atoms => {
  const memberships = new Map<string, number[]>()
  for (const [s, members] of sets.entries()) {
    for (const key of members) {
      const of = memberships.get(key)
      if (of === undefined) memberships.set(key, [s])
      else of.push(s)
    }
  }
  const atoms = new Map<string, { sets: number[]; weight: number; alike: Traits }>()
  for (const [key, of] of [...memberships].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const signature = of.join()
    const own = traits.get(key) ?? none
    const atom = atoms.get(signature)
    if (atom === undefined) atoms.set(signature, { sets: of, weight: 1, alike: own })
    else {
      atom.weight += 1
      atom.alike = inBoth(atom.alike, own)
    }
  }
  const list = [...atoms.values()]
  const vectors = sets.map(() => new Int32Array(list.length))
  for (const [a, atom] of list.entries()) for (const s of atom.sets) (vectors[s] ?? [])[a] = 1
  return { weights: Int32Array.from(list, (atom) => atom.weight), vectors, alike: list.map(({ alike }) => alike) }
}

/** The residue of a number, or of a fraction with a small denominator, is one of a positive number. */
const isPositive = (residue: number): boolean => {
  const multiples = [1, 2, 3, 4, 5, 6, 7, 8].map((times) => (residue * times) % prime)
  return (multiples.find((whole) => whole <= 64 || whole >= prime - 64) ?? residue) <= prime / 2
}

/**
 * Trait → the atoms of which the span tells that all respondents have it: groups that are added and subtracted leave nobody but
 * them, none of them less than not at all, and as many with the trait as there are. `known`: atoms of which that is no news.
 */
export const alikeIn = (
  span: Span,
  { alike }: Pick<Atoms, 'alike'>,
  known: ReadonlyMap<string, ReadonlySet<number>> = new Map(),
): Map<string, Set<number>> => {
  const found = new Map<string, Set<number>>()
  for (const trait of new Set(alike.flatMap((traits) => [...traits]))) {
    const news = [...alike.keys()].filter((atom) => !known.get(trait)?.has(atom))
    const [outside = [], inside = []] = [false, true].map((has) => news.filter((a) => alike[a]?.has(trait) === has))
    const [order, others] = [[...outside, ...inside], new Set(outside)]
    // Where a row alone holds an atom, no sum without that atom has the row.
    const rows = span
      .filter(({ pivot }) => !others.has(pivot))
      .map(({ row }) => inOrder(row, order))
      .reduce(withVector, [] as Span)
    // A row that begins after the others holds none of them.
    const left = nowhereNegative(rows.flatMap(({ pivot, row }) => (pivot < outside.length ? [] : [row])))
    const told = order.filter((_, i) => left.some((row) => row[i] !== 0))
    if (told.length > 0) found.set(trait, new Set(told))
  }
  return found
}

const inOrder = (row: Int32Array, order: readonly number[]): Int32Array => {
  const result = new Int32Array(order.length)
  for (let i = 0; i < order.length; i += 1) result[i] = row[order[i] ?? 0] ?? 0
  return result
}

/** Without the rows of a reduced echelon that no sum of them with nothing below zero can have. */
const nowhereNegative = (rows: readonly Int32Array[]): readonly Int32Array[] => {
  const width = rows[0]?.length ?? 0
  for (let i = 0; i < width; i += 1) {
    const held = rows.filter((row) => row[i] !== 0)
    if (held.length > 0 && held.every((row) => !isPositive(row[i] ?? 0)))
      return nowhereNegative(rows.filter((row) => row[i] === 0))
  }
  return rows
}
