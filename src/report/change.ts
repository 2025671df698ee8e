/**
 * The change of a mean between two waves, with its standard error: for all who answered, and for those who answered both.
 *
 * Those who answer are taken for simple random samples without replacement of finite populations:
 * - panel, m of M units in both frames: SE = √((1 − m/M)·s_d²/m), d = x₂ − x₁ (Cochran, Sampling Techniques, 1977, ch. 2);
 * - all who answered, n₁ of N₁ and n₂ of N₂, m of them twice: Var = Σₖ(1 − nₖ/Nₖ)·sₖ²/nₖ − 2·(m/(n₁n₂) − N/(N₁N₂))·s₁₂, where
 *   N units are in both frames and s₁₂ is the covariance in the panel. In one frame N = N₁ = N₂, and the last term is
 *   m/(n₁n₂) − 1/N (Tam, «On Covariances from Overlapping Samples», The American Statistician 38 (1984), 288–289; Qualité and
 *   Tillé, «Variance Estimation of Changes in Repeated Surveys and its Application to the Swiss Survey of Value Added», Survey
 *   Methodology 34 (2008), 173–181). With N/(N₁N₂) a full response of two different frames has SE 0, as it must.
 */

/** x₁ and x₂ of one unit. */
export type Pair = readonly [number, number]

/** `se`, `low` and `high` (95 %) are null where nothing can be said of the spread. In the units of the values. */
export type Change = { change: number; se: number | null; low: number | null; high: number | null }

/** 97.5 % of the normal distribution. */
const Z = 1.959964

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

/** With n − 1; of one value there is none. */
const covariance = (pairs: readonly Pair[]): number => {
  const [a, b] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))]
  return pairs.reduce((sum, [x, y]) => sum + (x - a) * (y - b), 0) / (pairs.length - 1)
}

const variance = (values: readonly number[]): number => covariance(values.map((x): Pair => [x, x]))

/** A rounding error of the sums, not a spread. */
const NOTHING = 1e-12

/**
 * A spread of nothing is only known to be nothing where everybody has answered, or where nothing has changed: else all who
 * answered happen to be alike, and the others need not be.
 */
const withInterval = (change: number, variance: number, isWhole: boolean): Change => {
  const none = { change, se: null, low: null, high: null }
  if (!Number.isFinite(variance)) return none
  if (variance <= NOTHING) {
    return isWhole || Math.abs(change) <= NOTHING ? { change, se: 0, low: change, high: change } : none
  }
  const se = Math.sqrt(variance)
  return { change, se, low: change - Z * se, high: change + Z * se }
}

/** Part of the population that is not in the sample; never under 0, as a population may be reckoned from answers. */
const rest = (n: number, of: number): number => Math.max(0, 1 - n / of)

/** `of`: M, units in both frames. Null: nobody answered twice. */
export const panelChange = (pairs: readonly Pair[], of: number): Change | null => {
  if (pairs.length === 0) return null
  const differences = pairs.map(([x, y]) => y - x)
  const m = pairs.length
  const left = rest(m, of)
  // Of one unit there is no s²; where it is all there is, none is needed.
  const spread = left === 0 ? 0 : (left * variance(differences)) / m
  return withInterval(mean(differences), spread, left === 0)
}

type Samples = {
  first: readonly number[]
  second: readonly number[]
  /** Of those who answered both times. Empty: their covariance is left out, as if they were others. */
  pairs: readonly Pair[]
  /** N₁, N₂, and N, units in both frames. */
  frames: { first: number; second: number; both: number }
}

/** Null: nobody answered one of the waves. */
export const overallChange = ({ first, second, pairs, frames }: Samples): Change | null => {
  const [n1, n2, m] = [first.length, second.length, pairs.length]
  if (n1 === 0 || n2 === 0) return null
  const sides = [
    { values: first, left: rest(n1, frames.first) },
    { values: second, left: rest(n2, frames.second) },
  ]
  const isWhole = sides.every(({ left }) => left === 0)
  const own = sides.reduce(
    (sum, { values, left }) => sum + (left === 0 ? 0 : (left * variance(values)) / values.length),
    0,
  )
  const shared =
    m < 2 || isWhole ? 0 : (m / (n1 * n2) - frames.both / (frames.first * frames.second)) * covariance(pairs)
  return withInterval(mean(second) - mean(first), own - 2 * shared, isWhole)
}

/** `more` and `fewer` are said; `same` is «om lag som». */
export type Word = 'more' | 'fewer' | 'same'

/** Smallest change of a share that is told as one, percentage points. */
const TOLD_FROM = 3

/** Whether a change of so many points is large enough to be told. */
export const isLarge = (change: number): boolean => Math.abs(change) >= TOLD_FROM - 1e-9

/**
 * The word for a change in percentage points: only what is certain (tested with all that the report tests, and the 95 % interval that
 * stands beside it leaves out 0) and large enough (at least 3 points) is told. Null: nothing can be said.
 */
export const wordOf = ({ change, low, high }: Change, isCertain: boolean): Word | null => {
  if (low === null || high === null) return null
  if (!isCertain || !isLarge(change)) return 'same'
  return low > 0 ? 'more' : high < 0 ? 'fewer' : 'same'
}
