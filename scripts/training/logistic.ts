/** Multinomial logistic regression over sparse features, by stochastic descent with a step of its own for each weight (Adagrad). */

/**
 * An example, by where the weights of its features begin, and how much each feature is there. `counts`: how much it counts. Labels
 * are counted from 0. `label`: what holds; several only where `several` says that each stands by itself, else just one does.
 * `among`: the labels that are chosen between. Up to the feature `own` a weight stands at the label's place, `-1` in `columns`:
 * there is none; from there on at the label's place in `among`.
 */
export type Example = {
  rows: Uint32Array
  given: Float32Array
  counts: number
  label: number | readonly number[]
  several: boolean
  among: Uint16Array
  columns: Int16Array
  own: number
}

/** How it is trained. `shrink`: pull towards 0 of each step. */
export type Settings = { epochs: number; step: number; shrink: number; seed: number }

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Where the weight of the example's feature `i` for its label `k` stands; -1: there is none. */
const placeOf = ({ rows, columns, own }: Example, i: number, k: number): number => {
  const row = rows[i] ?? 0
  if (i >= own) return row + k
  const column = columns[k] ?? -1
  return column < 0 ? -1 : row + column
}

/** Chances of each label that the example is among, written into `into`. */
const chancesOf = (weights: Float32Array, example: Example, into: Float64Array): void => {
  const count = example.among.length
  into.fill(0)
  for (let i = 0; i < example.rows.length; i++) {
    const x = example.given[i] ?? 0
    for (let k = 0; k < count; k++) {
      const at = placeOf(example, i, k)
      if (at >= 0) into[k] = (into[k] ?? 0) + x * (weights[at] ?? 0)
    }
  }
  if (example.several) {
    for (let k = 0; k < count; k++) into[k] = 1 / (1 + Math.exp(-(into[k] ?? 0)))
    return
  }
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < count; k++) most = Math.max(most, into[k] ?? 0)
  let sum = 0
  for (let k = 0; k < count; k++) {
    const raised = Math.exp((into[k] ?? 0) - most)
    into[k] = raised
    sum += raised
  }
  for (let k = 0; k < count; k++) into[k] = (into[k] ?? 0) / sum
}

/**
 * Trains `size` weights on the examples; the same examples and settings give the same weights. `held`: 1 for each weight that may
 * be other than 0.
 */
export const train = (
  examples: readonly Example[],
  size: number,
  settings: Settings,
  held?: Uint8Array,
): Float32Array => {
  const weights = new Float32Array(size)
  const squares = new Float32Array(size).fill(1e-4)
  const random = chance(settings.seed)
  const order = Uint32Array.from(examples.keys())
  const chances = new Float64Array(examples.reduce((most, { among }) => Math.max(most, among.length), 0))
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const moved = order[i] ?? 0
      order[i] = order[j] ?? 0
      order[j] = moved
    }
    for (const at of order) {
      const example = examples[at]
      if (example !== undefined) learn(weights, squares, example, { chances, settings, held })
    }
  }
  return weights
}

type Learning = { chances: Float64Array; settings: Settings; held: Uint8Array | undefined }

const learn = (
  weights: Float32Array,
  squares: Float32Array,
  example: Example,
  { chances, settings, held }: Learning,
): void => {
  const { label, among } = example
  chancesOf(weights, example, chances)
  const holds = (one: number): boolean => (typeof label === 'number' ? one === label : label.includes(one))
  const meant = Float64Array.from(among, (one) => (holds(one) ? 1 : 0))
  for (let i = 0; i < example.rows.length; i++) {
    const x = (example.given[i] ?? 0) * example.counts
    for (let k = 0; k < among.length; k++) {
      const at = placeOf(example, i, k)
      if (at < 0 || (held !== undefined && held[at] === 0)) continue
      const weight = weights[at] ?? 0
      const slope = x * ((chances[k] ?? 0) - (meant[k] ?? 0)) + settings.shrink * weight
      const square = (squares[at] ?? 0) + slope * slope
      squares[at] = square
      weights[at] = weight - (settings.step * slope) / Math.sqrt(square)
    }
  }
}
