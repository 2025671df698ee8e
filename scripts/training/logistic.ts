/** Multinomial logistic regression over sparse features, by stochastic descent with a step of its own for each weight (Adagrad). */

/** `features` with their `weights`, counted from 0; `label` too. `counts`: how much the example counts. */
export type Example = { features: Uint32Array; weights: Float32Array; label: number; counts: number }

/** `weights[feature * labels + label]`. */
export type Logistic = { labels: number; weights: Float32Array }

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

/** Chances of each label, written into `into`. */
export const chancesOf = (
  { labels, weights }: Logistic,
  { features, weights: given }: Pick<Example, 'features' | 'weights'>,
  into: Float64Array,
): void => {
  into.fill(0)
  for (let i = 0; i < features.length; i++) {
    const row = (features[i] ?? 0) * labels
    const x = given[i] ?? 0
    for (let k = 0; k < labels; k++) into[k] = (into[k] ?? 0) + x * (weights[row + k] ?? 0)
  }
  let most = Number.NEGATIVE_INFINITY
  for (const score of into) if (score > most) most = score
  let sum = 0
  for (let k = 0; k < labels; k++) {
    const raised = Math.exp((into[k] ?? 0) - most)
    into[k] = raised
    sum += raised
  }
  for (let k = 0; k < labels; k++) into[k] = (into[k] ?? 0) / sum
}

/** Trains on the examples; the same examples and settings give the same weights. `held`: 1 for each weight that may be other than 0. */
export const train = (
  examples: readonly Example[],
  features: number,
  labels: number,
  settings: Settings,
  held?: Uint8Array,
): Logistic => {
  const model = { labels, weights: new Float32Array(features * labels) }
  const squares = new Float32Array(features * labels).fill(1e-4)
  const random = chance(settings.seed)
  const order = Uint32Array.from(examples.keys())
  const chances = new Float64Array(labels)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const moved = order[i] ?? 0
      order[i] = order[j] ?? 0
      order[j] = moved
    }
    for (const at of order) {
      const example = examples[at]
      if (example !== undefined) learn(model, squares, example, chances, settings, held)
    }
  }
  return model
}

const learn = (
  model: Logistic,
  squares: Float32Array,
  example: Example,
  chances: Float64Array,
  settings: Settings,
  held?: Uint8Array,
): void => {
  const { labels, weights } = model
  chancesOf(model, example, chances)
  for (let i = 0; i < example.features.length; i++) {
    const row = (example.features[i] ?? 0) * labels
    const x = (example.weights[i] ?? 0) * example.counts
    for (let k = 0; k < labels; k++) {
      const at = row + k
      if (held !== undefined && held[at] === 0) continue
      const weight = weights[at] ?? 0
      const slope = x * ((chances[k] ?? 0) - (k === example.label ? 1 : 0)) + settings.shrink * weight
      const square = (squares[at] ?? 0) + slope * slope
      squares[at] = square
      weights[at] = weight - (settings.step * slope) / Math.sqrt(square)
    }
  }
}
